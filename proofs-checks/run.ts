/** Checks every proof by the kernel, compares it with the specification, and mutates it. */
import type { RateTheorem, TheoremId } from '../spec/theorems/index.js';
import type { Derivation, Step } from './derivation/schema.js';
import { checkDerivation, RefusedError, type CheckedDerivation, type Fact } from './kernel/index.js';
import { standingOf, type CoqStanding } from './coq/record.js';
import { lemmas } from './lemmas/registry.js';
import { runMutants, type Survivor } from './mutation/run-mutants.js';
import { families } from './notation/families.js';
import { correlationSteps } from './theorems/corr.js';
import { findForeign, findGap, isProvenIn, premisesOf, statedCases } from './theorems/link.js';
import { conclusionName } from './theorems/start.js';
import { checkNaive, naiveSteps } from './theorems/baselines.js';
import { byKernel, reportArithmetic, withCoq, type LemmaReport, type TheoremReport } from './report.js';
import { createDerivations, rateProofs } from './theorems/registry.js';
import { checkStability } from './theorems/stab.js';
import { separationSteps } from './theorems/rate-det.js';

/** What the kernel has accepted, and why it has refused the rest. */
export interface CheckedProofs {
  readonly accepted: ReadonlyMap<string, CheckedDerivation>;
  readonly refusals: ReadonlyMap<string, string>;
}

/** The whole trusted base, in words. */
export const trustedRules: readonly string[] = [
  'CERT: the conclusion is a combination of hypotheses and squared norms with syntactically nonnegative multipliers, modulo equations, as an identity of polynomials over ℚ',
  'CANCEL: a strictly positive factor of a proved inequality may be dropped',
  'IND: induction over a natural index, with sums as recurrences, and instantiation',
  'FRESH: E⟨v, n⟩ = 0 for a declared noise n and every v that earlier draws determine',
  'EXCH: E‖noise at v‖² is the same for two draws of one declared law at a point v that draws earlier than both determine',
  'HYPOTHESIS: the named analytic hypotheses A1 to A7, and affine ∇D where a theorem says so',
];

/** The id that something given as a document has, refused as it is. */
function idOf(document: unknown): string {
  try {
    return (document as Derivation).id;
  } catch {
    return 'no document';
  }
}

/** Gives every document to the kernel. */
export function checkDocuments(documents: readonly Derivation[]): CheckedProofs {
  if (!Array.isArray(documents)) throw new RefusedError('the proofs are a list of documents');
  const accepted = new Map<string, CheckedDerivation>();
  const refusals = new Map<string, string>();
  for (const document of documents) {
    try {
      const checked = checkDerivation(document);
      accepted.set(documentOf(checked).id, checked);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refusals.set(idOf(document), error.message);
    }
  }
  return { accepted, refusals };
}

/** What a fact rests on, in words: hypotheses and equations, then the independence of the noises. */
export function assumptionsOf(
  document: Derivation,
  fact: Pick<Fact, 'premises' | 'noises' | 'laws'>,
): readonly string[] {
  const premises = premisesOf(document, fact).map(({ assumption, title }) => `${assumption}: ${title}`);
  const independence = fact.noises.map((name) => `independence: ${families.get(name)?.noise ?? name}`);
  const laws = (fact.laws ?? []).map(
    (law) =>
      `one law: the ${law} draws of all rounds are identically distributed, and each is independent of everything earlier`,
  );
  return [...new Set([...premises, ...independence, ...laws])].sort();
}

/** The union of what some facts rest on. */
const union = (facts: readonly Fact[]): Pick<Fact, 'premises' | 'noises' | 'laws'> => ({
  premises: [...new Set(facts.flatMap(({ premises }) => premises))],
  noises: [...new Set(facts.flatMap(({ noises }) => noises))].sort(),
  laws: [...new Set(facts.flatMap(({ laws = [] }) => laws))].sort(),
});

const documentOf = (checked: CheckedDerivation): Derivation => checked.document as unknown as Derivation;

function reportRate(theorem: RateTheorem, { accepted, refusals }: CheckedProofs): TheoremReport {
  const checked = accepted.get(theorem.id);
  const cases = statedCases(theorem);
  const gaps =
    checked === undefined
      ? [refusals.get(theorem.id) ?? 'there is no derivation']
      : [...new Set(cases.flatMap((stated) => findGap(theorem, stated, checked) ?? []))];
  const conclusions = cases.flatMap((stated) => {
    const conclusion = checked?.conclusions.get(conclusionName(theorem.id, stated));
    return conclusion === undefined ? [] : [conclusion.fact];
  });
  const isProved = gaps.length === 0 && cases.length > 0;
  return {
    id: theorem.id,
    ...byKernel(isProved, 'potential, round step, induction over rounds; the bound is that of spec/theorems'),
    ...(isProved ? {} : { gaps }),
    ...(checked === undefined ? {} : { assumptions: assumptionsOf(documentOf(checked), union(conclusions)) }),
  };
}

/** Reports a document whose conclusions are the given steps. */
const reportSteps =
  (id: TheoremId, steps: readonly Step[], method: string) =>
  ({ accepted, refusals }: CheckedProofs): TheoremReport => {
    const checked = accepted.get(id);
    const foreign = checked && findForeign(documentOf(checked));
    const isMissing = (step: Step): boolean =>
      checked === undefined || !checked.conclusions.has(step.name) || !isProvenIn(step, checked);
    const gaps = [
      ...(checked === undefined ? [refusals.get(id) ?? 'there is no derivation'] : []),
      ...(foreign === undefined ? [] : [`not as declared, ${foreign}`]),
      ...steps.filter(isMissing).map(({ name }) => `${name}: no such conclusion`),
    ];
    return {
      id,
      ...byKernel(gaps.length === 0, method),
      ...(gaps.length > 0 && { gaps }),
      ...(checked && { assumptions: assumptionsOf(documentOf(checked), union([...checked.facts.values()])) }),
    };
  };

/** What Coq proves of each theorem, and what is checked here besides. */
const inCoq: readonly (readonly [
  id: Parameters<typeof withCoq>[0],
  what: string,
  rest?: (proofs: CheckedProofs) => TheoremReport,
])[] = [
  ['LOW-SGD', 'for every step size, on ½Lx² with coins for noise'],
  ['LOW-SGD-ITERATES', 'for every step size, on Huber(L, g) or ½Lx²'],
  ['LOW-MOM', 'for every η, a, K and T, on its members'],
  [
    'SEP-DET',
    'for G, and against every iterate',
    reportSteps('SEP-DET', separationSteps, 'for G, from RATE-DET and the floor 2LF₀/T of LOW-SGD'),
  ],
  ['SEP-NOISE', 'from RATE-MOM and LOW-SGD, both proved there'],
  ['SEP-CORR', 'from SEP-NOISE'],
  ['LOW-LTI', 'for every gradient filter and every N, on one ½Lx² with coins for noise'],
  ['LOW-HB-ITERATES', 'for every η and β ≥ 0, on Huber(L, g) or ½Lx²'],
  ['LOW-TGT-MOM', 'for every η, a and K and every T ≥ 2, on ½Lx²'],
  ['LOW-TGT-MVR', 'for every η, a and K and every T ≥ 2, on ½Lx² with coins for the slopes of a draw'],
  ['SEP-LTI', 'from RATE-DET, RATE-MOM and LOW-LTI'],
  [
    'STAB',
    'a round is the map for every K; it contracts if and only if the inequalities hold',
    () => reportArithmetic('STAB', checkStability(), 'the same map in spec/theorems'),
  ],
  [
    'CORR',
    'on every quadratic problem of finite support affine in Σ_D with C ⪰ 0, monotone, and where strictly',
    reportSteps('CORR', correlationSteps, 'affine, for every distribution'),
  ],
  [
    'NAIVE',
    'the limit cζ² and the decimals of c',
    (proofs) =>
      checkNaive()
        ? reportSteps('NAIVE', naiveSteps, 'the distance to pζ after every round')(proofs)
        : reportArithmetic('NAIVE', false, 'the same limit in spec/theorems'),
  ],
];

/**
 * Reports every lemma and theorem.
 *
 * @param standing - what is known of Coq's answer; else what is on record.
 */
export function reportProofs(
  proofs: CheckedProofs,
  standing: CoqStanding = standingOf([...proofs.accepted.values()].map(documentOf)),
): {
  readonly lemmas: readonly LemmaReport[];
  readonly theorems: readonly TheoremReport[];
} {
  // Lemmas are parts of the documents of theorems; a document under another id proves nothing here.
  const ids: readonly string[] = [...rateProofs.map(({ theorem }) => theorem.id), 'SEP-DET', 'NAIVE', 'CORR'];
  const accepted = ids.flatMap((id) => proofs.accepted.get(id) ?? []);
  return {
    lemmas: lemmas.map(({ id, steps }) => ({
      id,
      verdict: steps.every((step) => accepted.some((checked) => isProvenIn(step, checked)))
        ? 'proved'
        : 'not proved',
    })),
    theorems: [
      ...rateProofs.map(({ theorem }) => reportRate(theorem, proofs)),
      ...inCoq.map(([id, what, rest]) => withCoq(id, what, standing, rest?.(proofs))),
    ],
  };
}

/** What `auxopt proofs --json` prints. */
export interface ProofReport {
  readonly format: 'auxopt-proofs/3';
  readonly lemmas: readonly LemmaReport[];
  readonly theorems: readonly TheoremReport[];
  /** Changed certificates for unchanged statements. */
  readonly mutants: { readonly tried: number; readonly survived: number };
  readonly survivors: readonly Survivor[];
  readonly trustedRules: readonly string[];
}

/**
 * Checks every proof and tries every mutant. For a test that depends on the theorems.
 *
 * @param standing - what is known of Coq's answer; else what is on record.
 *
 * A mutant keeps the statement and changes one thing in its certificate.
 */
export function checkAllProofs(
  documents: readonly Derivation[] = createDerivations(),
  standing?: CoqStanding,
): ProofReport {
  const { tried, survivors } = runMutants(documents);
  return {
    format: 'auxopt-proofs/3',
    ...reportProofs(checkDocuments(documents), standing),
    mutants: { tried, survived: survivors.length },
    survivors,
    trustedRules,
  };
}
