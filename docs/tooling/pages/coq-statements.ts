/** What Coq was asked to prove of each theorem, taken from the files that state it, and the same in words. */
import { provedInCoq, readTheory, statedIn } from '../../../proofs-checks/coq/theory.js';
import type { TheoremId } from '../../../spec/theorems/index.js';

/** One line for each theorem that Coq has, written from the Coq statement alone. */
const words: Readonly<Record<TheoremId, string>> = {
  'MOM-1':
    'Take any run of AuxMOM on a problem with A1, A2, A3 and A4 over its T rounds, 0 < a ≤ 1, value(x⁰) − lower ≤ F₀ and one of the three conditions, the last for runs without local noise. Then G is at most the bound. The start enters with (1 − a)²e₀ for a given m⁰, (1 − a)²σ²/B for a batch of B, and (1 − a²)σ² for first-snapshot, where σ² bounds the noise of those draws.',
  'MOM-1H': 'This is MOM-1 with other conditions and another bound.',
  'MOM-2':
    'The same with other conditions and another bound. ∇D(u) − ∇D(v) acts in every inner product as a symmetric operator on u − v, of norm at most δ. The operator keeps known vectors known.',
  'MOM-3': 'This is MOM-1 with other conditions and another bound.',
  'MVR-1':
    'Take any run of AuxMVR with A1, A3, A4 and A5 and one of the three conditions; A2 is not assumed. Then G is at most the bound, with max(0, 1 − 2a²)σ² for first-snapshot.',
  'MVR-2':
    'This is MVR-1 with other conditions and another bound. A2 holds with δ, A5 with a number Δ of its own, and the draws of the T rounds have one law: at a point older than both, two of them have noise of the same mean square. v₁ is the mean square of the first noise. First-snapshot counts (1 − a²)σ².',
  'FAM-1':
    'Take any run of the method with γ between 0 and 1 under A1, A3, A4, A2 with δ and A5 with Δ, and draws of one law. φ with 0 < φ ≤ 1 and ω ≥ 0 are any numbers for which ω + ψ is large enough. Under one of the three conditions G is at most the bound. v₁ is the mean square of the first noise. First-snapshot counts (1 − a²)σ².',
  'FAM-2':
    'This is FAM-1 with another lag, which has no ω, and other conditions. γ is large enough: δ² is at most γ(δ² + φaΔ²).',
  'RATE-FAM':
    'Take a run as in FAM-2, δ ≤ Δ, any radius > 0 with a(1 + (1 − φ)(1 − a)) at least 8γΔ² times its square, and the step size with this radius. Then G is at most the bound. First-snapshot counts (1 − a²)σ².',
  'TGT-MOM':
    'Take any run of the -target variant of AuxMOM over T rounds with A1, an L-Lipschitz ∇f, A2, unbiased answers of g_f of variance at most σ_f² at its snapshots, A6 and either condition. Then G is at most the bound. The start enters as in MOM-1, with the error of u⁰ as an estimate of ∇f(x⁰).',
  'TGT-MVR':
    'The same for the -target variant of AuxMVR, with A7 and draws of one law, as in MVR-2, in place of the L-Lipschitz ∇f. v₁ is the mean square of the first noise.',
  'SGD-1':
    'Let SGD have unbiased answers of variance at most σ_f² at its T iterates, A1 and Lη ≤ 1. Then the mean squared gradient at x⁰ to x^{T−1} is at most 2F₀/(ηT) + Lησ_f².',
  'RATE-DET':
    'Without noise, at a = 1 and 1/η = L + (5/7)δK, G is at most 2F₀(L/K + (5/7)δ)/T, whatever the start is.',
  'RATE-MOM':
    'Let ∇D be affine, δ > 0 and s > 0. At the parameters with that s, G is at most the bound with P = F₀ + E/(2δ). E is e₀, σ²/B or, for first-snapshot, σ².',
  'RATE-MOM-G':
    'Let ∇D be δ-Lipschitz, δ > 0 and s > 0. At the parameters with that s, G is at most the bound with P = F₀ + E/(8δ). E is e₀, σ²/B or, for first-snapshot, (14/13)σ².',
  'RATE-MVR':
    'Take AuxMVR under A5 without local noise, δ > 0 and any radius > 0. At the parameters with this radius, G is at most the bound, in which a first snapshot counts (26/25)σ².',
  'RATE-MVR-2':
    'Take AuxMVR as in MVR-2 without local noise, δ ≤ Δ, Δ > 0 and any radius > 0. At the parameters with this radius, G is at most the bound, in which a first snapshot counts (14/13)σ².',
  'RATE-MVR-2P':
    'Take AuxMVR as in MVR-2 without local noise, Δ > 0 and any radius > 0. At the parameters with this radius, G is at most the bound, in which a first snapshot counts 4σ².',
  'RATE-MVR-H':
    'Take AuxMVR as in MVR-2, with local noise, δ ≤ Δ, Δ > 0, any radius > 0 and any j > 0. At the parameters with this radius and j, G is at most the bound, in which a first snapshot counts (14/13)σ².',
  'RATE-TGT-MOM':
    'Take the -target variant of AuxMOM as in TGT-MOM, any s > 0 and any λ ≥ 0 with λ²K ≥ 8ℓ² and λ³K ≥ 16Lℓ². At the parameters with this s, G is at most the bound, in which a first snapshot counts 2σ².',
  'RATE-TGT-MVR':
    'Take the -target variant of AuxMVR as in TGT-MVR, any radius > 0 and such a λ. At the parameters with this radius, G is at most the bound, in which a first snapshot counts 4σ².',
  'LOW-SGD':
    'For every η > 0 there is a problem with an L-smooth f, unbiased answers of variance at most σ_f² and a start within F₀. On it the average of SGD over x⁰ to x^{T−1} is at least the lower bound. The same holds for the lower bound with any s between 0 and 1.',
  'LOW-SGD-ITERATES':
    'For every η > 0 there is such a problem without noise. On it the smallest squared gradient among x⁰ to x^{T−1} is at least 2LF₀/(4T − 3).',
  'LOW-MOM':
    'Let 0 < 2δ ≤ L. For all η > 0 and 0 < a ≤ 1, and for each of the six lower bounds, there is a problem with an L-smooth f and a δ-smooth D. For four of them it has affine gradients. On it AuxMOM from m⁰ = ∇D(x⁰) has G at least the lower bound.',
  'SEP-DET':
    'Take a run of AuxMOM without noise with the parameters of RATE-DET and any of the three starts. If 1/K + (5/7)δ/L ≤ 1/c, then for every η some problem in the class of SGD has an average of at least cG. If it is ≤ 1/(4c), there is one on which no iterate is below cG.',
  'SEP-NOISE':
    'Take a run with the parameters of RATE-MOM at its best s. The condition without roots holds if and only if c times the bound is at most the lower bound of LOW-SGD. If it holds, then for every η some problem in the class of SGD has an average of at least cG.',
  'SEP-CORR':
    'Suppose that this run has no local noise, an exact start, snapshot noise of variance 2(1 − ρ)σ_f², and satisfies the four inequalities. Then for every η some problem in the class of SGD has an average of at least G.',
  'LOW-LTI':
    'There is one problem with an L-smooth f, unbiased answers of variance at most σ_f² everywhere and a start within F₀ on which the average over x⁰ to x^{T−1} is at least the lower bound for every gradient filter, with any real coefficients, and for momentum from rest with any p, r and β; and for every N < T there is one for κM/((κ + M)T), κ being the root of 2LF₀σ_f²(T − N) and M = 2LF₀(N + 1).',
  'LOW-HB-ITERATES':
    'For all η > 0 and β ≥ 0 there is such a problem without noise on which the least squared gradient among x⁰ to x^{T−1} of heavy ball from rest is at least 2LF₀/(4(1 + β)M + 1), M being the sum over i < T of 1 + β + … + β^{i−1}, and, if β < 1, at least the lower bound without M.',
  'LOW-TGT-MOM':
    'For L > 0, η > 0, 0 < a ≤ 1, K ≥ 1 and T ≥ 2 there is a start x⁰ with Lx²/2 = F₀ there. From it, with u⁰ = Lx⁰, the averages of u and the local steps of the code with f = h = Lx²/2 have G of at least (2/5)(1 − a)²LF₀/T.',
  'LOW-TGT-MVR':
    'Likewise with a fair coin for every round, which says whether the sampled slopes of f and h are both (1 + s)L or both (1 − s)L. The mean of G over the coins is at least the larger of the first two lower bounds, and at least the third.',
  'SEP-LTI':
    'If a run of AuxMOM without noise has the parameters of RATE-DET, any of the three starts, and 1/K + (5/7)δ/L ≤ 1/c, then there is one problem on which every gradient filter, and every momentum method started at rest, has an average of at least cG. For a run with the parameters of RATE-MOM at its best s, the condition without roots holds if and only if c times the bound is at most the lower bound of LOW-LTI, and implies the same; and for c = 1 the four inequalities imply it where that run has no local noise, an exact start, and snapshot noise of variance 2(1 − ρ)σ_f².',
  STAB: 'On the line, for 0 < a ≤ 1: AuxMOM with exact gradients tends to one and the same point from every x⁰ and m⁰ if and only if the three inequalities hold. This point is then the stationary point. In any space, the round map moves the distance of two runs along a common eigendirection. The map contracts if and only if the inequalities hold. If none is reversed, no orbit grows geometrically. If one is reversed, some orbit is unbounded.',
  CORR: 'On every quadratic problem of finite support with additive snapshot noise, at every local point, E‖∇f‖² is c + tr(CΣ_D) with a positive semidefinite C that does not depend on the snapshot noise. A smaller Σ_D in the Loewner order never raises it. It lowers it exactly if C does not annihilate the difference. So if the marginal covariances are fixed, a larger symmetric part of the cross-covariance raises it nowhere and does not raise G.',
  NAIVE:
    'On the toy, from every start and for every ζ, x_t²/2 tends to cζ² with one c between 0.1212126750 and 0.1212126751.',
};

interface Declared {
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

/** The definitions of the files that state something, each with the comment above it. */
const declared: readonly Declared[] = readTheory()
  .filter(({ name }) => statedIn.includes(name))
  .flatMap(({ name: file, text }) =>
    [
      ...text.matchAll(
        /^(?:\(\*\*[^*]*\*\)\n)?(?:Definition|Fixpoint|Record|Inductive|Notation) ([\w']+)[\s\S]*?\.(?=\n(?:\n|\S|$))/gm,
      ),
    ].map(([whole, name = '']) => ({ file, name, text: whole })),
  );

/** A definition and, before it, what it names in its own file. */
function withParts(root: Declared): readonly Declared[] {
  const found = new Set([root]);
  for (const one of found) {
    const names = new Set(one.text.match(/[\w']+/g));
    for (const other of declared) if (other.file === one.file && names.has(other.name)) found.add(other);
  }
  return declared.filter((one) => found.has(one));
}

/** The claims of a theorem and what they stand for, as Markdown. */
export function coqStatement(id: TheoremId): readonly string[] {
  const inCoq = (
    provedInCoq as Readonly<Partial<Record<TheoremId, { readonly theorems: readonly string[] }>>>
  )[id];
  const names = inCoq?.theorems ?? [id.replaceAll('-', '_')];
  const claimed = names.map((name) => {
    const claim = declared.find((one) => one.file === 'Claims' && one.name === name);
    if (claim === undefined) throw new Error(`no claim ${name} in Claims.v`);
    return claim;
  });
  const statements = claimed.flatMap(({ text }) => {
    const used = new Set(text.match(/\w+_statement/g));
    return declared.filter(({ name }) => used.has(name)).flatMap(withParts);
  });
  const files = [...new Set(statements.map(({ file }) => file))];
  return [
    words[id],
    ['```coq', [...new Set([...statements, ...claimed].map(({ text }) => text))].join('\n\n'), '```'].join(
      '\n',
    ),
    `From ${files.map((file) => `\`${file}.v\``).join(', ')} and \`Claims.v\`; [what the other names mean](../coq.md#what-to-read).`,
  ];
}
