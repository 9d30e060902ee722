/** RATE-MVR, RATE-MVR-2, RATE-MVR-2P and RATE-TGT-MVR: variance reduction, tuned, with w = ηK and a free number r. */
import { boundaryTerm, controlTerm, reachTerm, smoothnessTerm } from './common-terms.js';
import { equal, minus, numbers, over, plus, square, times } from './formula.js';
import { constantsNote, type TunedTheorem } from './theorem.js';
import { createTunedTheorem, tunedByLength } from './tuned.js';

const { a, abar, control, delta, eta, F0, freeNumber, K, L, meanSquare, ratio, start, T, varD, varh } =
  numbers;

/** What distinguishes one from another. */
interface ReducedRate extends Pick<TunedTheorem, 'id' | 'title' | 'variants' | 'assumptions' | 'note'> {
  /** p/q of 1/w = 2L/K + (p/q)x + 1/r. */
  readonly factor: readonly [p: number, q: number];
  /** x: δ, or Δ. */
  readonly similarity: 'hessian' | 'mean-square';
  /** k of R = kΔ²w². */
  readonly weight: readonly [numerator: number, denominator: number];
  /** Whether a = R/(1+R), and not R. */
  readonly isShare?: true;
  /** m of mΔ²r²σ². */
  readonly noise: number;
  /** Whether (V − v₁)/T is added. */
  readonly hasBoundary?: true;
  /** Whether λ is added to 1/w, for A6. */
  readonly isControlled?: true;
  /** What stands for e₀ under `first-snapshot`, over σ_{D,1}². */
  readonly firstSnapshot: readonly [numerator: number, denominator: number];
  /** Δ and σ² as it calls them. */
  readonly latex: { readonly similarity: string; readonly meanSquare: string; readonly variance: string };
}

/** Δ²η²K². */
export const move = square(times(meanSquare, K, eta));

/** λ²K − 8ℓ² and λ³K − 16Lℓ². */
export const controlSlacks = [
  minus(times(control, control, K), times(8, ratio)),
  minus(times(control, control, control, K), times(16, L, ratio)),
];

/** What λ must satisfy, in TeX. */
export const controlLatex = '\\lambda^2K \\ge 8\\ell^2,\\quad \\lambda^3K \\ge 16L\\ell^2';

/** p/q in TeX, by the command for fractions. */
const fraction = (command: string, [p, q]: readonly [number, number]): string =>
  q === 1 ? String(p) : `\\${command}{${p}}{${q}}`;

function createReducedRate(rate: ReducedRate): TunedTheorem {
  const { factor, similarity, weight, isShare, noise, hasBoundary, isControlled, latex, ...theorem } = rate;
  const [[p, q], [k, divisor]] = [factor, weight];
  const x = similarity === 'hessian' ? delta : meanSquare;
  const moved = times(k, move);
  const R = `${fraction('tfrac', weight)}${latex.meanSquare}^2\\eta^2K^2`;
  const tuned = tunedByLength(
    `\\frac{1}{\\eta K} = \\frac{2L}{K} + ${fraction('tfrac', factor)}${latex.similarity} + ${isControlled === true ? '\\lambda + ' : ''}\\frac1r,\\quad ` +
      (isShare === true ? `R = ${R},\\quad a = \\frac{R}{1+R}` : `a = ${R}`),
    // q(2L + λK) + pxK
    plus(times(q, plus(times(2, L), isControlled === true ? times(control, K) : 0)), times(p, x, K)),
    over(moved, isShare === true ? plus(divisor, moved) : divisor),
    q,
  );
  const isMixed = hasBoundary === true && similarity === 'mean-square';
  return createTunedTheorem({
    ...theorem,
    terms: [
      smoothnessTerm,
      {
        id: 'similarity',
        latex: `${fraction('frac', [2 * p, q])}\\frac{F_0${latex.similarity}}{T}`,
        value: over(times(2 * p, F0, x), times(q, T)),
      },
      ...(isControlled === true ? [controlTerm] : []),
      reachTerm,
      {
        id: 'snapshot-noise',
        latex: `${noise}${latex.meanSquare}^2r^2${latex.variance}`,
        value: over(times(noise, square(times(meanSquare, freeNumber)), varD)),
      },
      {
        id: 'initial-error',
        latex: isShare === true ? '\\frac{\\bar a e_0}{aT}' : '\\frac{e_0}{aT}',
        value: over(times(isShare === true ? abar : 1, start.numerator), times(start.denominator, a, T)),
      },
      ...(hasBoundary === true ? [boundaryTerm] : []),
    ],
    tuned,
    conditionLatex: [
      isControlled === true ? controlLatex : '\\sigma_h = 0',
      ...(isMixed ? ['\\Delta \\ge \\delta'] : []),
      tuned.tuning.latex,
    ].join(',\\quad '),
    others: [
      ...equal(times(divisor, a), isShare === true ? times(abar, moved) : moved),
      ...(isControlled === true ? controlSlacks : [times(-1, varh)]),
      ...(isMixed ? [minus(meanSquare, delta)] : []),
    ],
  });
}

const ofDifference = { similarity: '\\delta', meanSquare: '\\Delta', variance: '\\sigma_D^2' };
const boundaryNote = 'V = σ_D² bounds the variance of every round, v₁ is that of round 1.';

/** RATE-MVR as data. */
export const rateMvr: TunedTheorem = createReducedRate({
  id: 'RATE-MVR',
  title: 'AuxMVR without local noise, tuned',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A3', 'A4', 'A5', 'no local noise'],
  note: `${constantsNote} δ is that of A5 and > 0. Under \`first-snapshot\`, (26/25)σ_{D,1}² stands for e₀.`,
  factor: [3, 1],
  similarity: 'hessian',
  weight: [8, 1],
  noise: 16,
  firstSnapshot: [26, 25],
  latex: { ...ofDifference, meanSquare: '\\delta' },
});

/** RATE-MVR-2 as data. */
export const rateMvr2: TunedTheorem = createReducedRate({
  id: 'RATE-MVR-2',
  title: 'AuxMVR without local noise, draws of one law, tuned',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'no local noise', 'one law'],
  note: `${constantsNote} Δ ≥ δ, Δ > 0. ${boundaryNote} Under \`first-snapshot\`, (14/13)σ_{D,1}² stands for e₀.`,
  factor: [8, 5],
  similarity: 'mean-square',
  weight: [5, 2],
  noise: 5,
  hasBoundary: true,
  firstSnapshot: [14, 13],
  latex: { ...ofDifference, similarity: '\\Delta' },
});

/** RATE-MVR-2′ as data. */
export const rateMvr2p: TunedTheorem = createReducedRate({
  id: 'RATE-MVR-2P',
  title: 'AuxMVR without local noise, with δ of A2 beside F₀, tuned',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'no local noise', 'one law'],
  note: `${constantsNote} Δ > 0. ${boundaryNote} Under \`first-snapshot\`, 4σ_{D,1}² stands for e₀.`,
  factor: [2, 1],
  similarity: 'hessian',
  weight: [8, 1],
  isShare: true,
  noise: 8,
  hasBoundary: true,
  firstSnapshot: [4, 1],
  latex: ofDifference,
});

/** RATE-TGT-MVR as data. */
export const rateTgtMvr: TunedTheorem = createReducedRate({
  id: 'RATE-TGT-MVR',
  title: "the authors' code, variance reduction of the target gradient, tuned",
  variants: ['aux-mvr-target'],
  assumptions: ['A1', 'A2', 'A3', 'A6', 'A7', 'one law'],
  note: `${constantsNote} e₀ = E‖u⁰ − ∇f(x⁰)‖². V = σ_f² bounds the variance of every round, v₁ is that of round 1. Under \`first-snapshot\`, 4σ_{f,1}² stands for e₀. λ = 0 where the local noise is additive.`,
  factor: [4, 1],
  similarity: 'hessian',
  weight: [20, 1],
  isShare: true,
  noise: 20,
  hasBoundary: true,
  isControlled: true,
  firstSnapshot: [4, 1],
  latex: { similarity: '\\delta', meanSquare: 'L_2', variance: '\\sigma_f^2' },
});
