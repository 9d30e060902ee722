/** FAM-1 and FAM-2: the methods between AuxMOM (γ = 0) and AuxMVR (γ = 1), for draws of one law. */
import { maximum, type Field } from '../algebra/index.js';
import { createArithmetic } from './arithmetic.js';
import { condition, minus, numbers, plus, square, times, type Formula } from './formula.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { createRecursionTheorem, type Recursion } from './recursion.js';
import { constantsNote, type RateInput, type RateTheorem } from './theorem.js';

const { a, abar, carry, delta, eta, excess, L, meanSquare, reachSquare, share } = numbers;

/** c = a(1 + φ̄ā). */
export const contraction = times(a, plus(1, times(minus(1, share), abar)));

const carried = times(carry, abar);
/** ψ = γā(a + γā). */
const psi = times(carried, plus(a, carried));

/** aφ, which clears the denominators. */
const scale = times(a, share);

/** ψΔ² + ωδ². */
const freeLag = plus(times(psi, square(meanSquare)), times(excess, square(delta)));

/** āγΔ². */
const carriedLag = times(abar, carry, square(meanSquare));

/** aφ(ω + ψ) − ā²(1−γ)²(ā + φa): ω ≥ s − ψ. */
const isEnough = minus(
  times(scale, plus(excess, psi)),
  times(square(times(abar, minus(1, carry))), plus(abar, scale)),
);

/** δ² + φaΔ². */
const allSquares = plus(square(delta), times(scale, square(meanSquare)));

/** γ(δ² + φaΔ²) − δ². */
export const carriesEnough = minus(times(carry, allSquares), square(delta));

/** γ(δ² + φaΔ²) ≥ δ², in TeX. */
export const carriesEnoughLatex = '\\gamma(\\delta^2 + \\varphi a\\Delta^2) \\ge \\delta^2';

/** c, in TeX. */
export const contractionLatex = 'a(1+\\bar\\varphi\\bar a)';

const familyOf = (lag: Formula, lagLatex: string, slack: Formula, premiseLatex: string) =>
  ({
    contraction,
    lag,
    scale,
    premise: { slack, latex: premiseLatex },
    noise: square(a),
    boundary: times(carry, a, abar),
    latex: {
      contraction: contractionLatex,
      noise: '\\frac{2a}{1+\\bar\\varphi\\bar a}',
      boundary: '\\frac{2\\gamma\\bar a}{1+\\bar\\varphi\\bar a}\\cdot',
      variance: '\\sigma_D^2',
      lag: (factor: number, move: string) => `\\frac{${factor}${lagLatex}${move}}{${contractionLatex}}`,
    },
  }) satisfies Recursion;

const free = familyOf(
  freeLag,
  '(\\psi\\Delta^2 + \\omega\\delta^2)',
  isEnough,
  '\\omega + \\psi \\ge \\frac{\\bar a^2(1-\\gamma)^2(\\bar a + \\varphi a)}{\\varphi a},\\quad \\psi = \\gamma\\bar a(a + \\gamma\\bar a)',
);
const fixed = familyOf(carriedLag, '\\bar a\\gamma\\Delta^2', carriesEnough, carriesEnoughLatex);

const shared = {
  variants: ['aux-mom', 'aux-mvr'],
  page: 'aux-fam',
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'one law'],
  initialError: createInitialError(momentumFirstWeight),
} as const;
const note =
  `${constantsNote} γ = 0 is AuxMOM and γ = 1 is AuxMVR; φ̄ = 1 − φ. δ is that of A2, Δ that of A5; V = σ_D² bounds the variance of every round, ` +
  'v₁ is that of round 1.';

/** FAM-1 as data: c = a(1 + φ̄ā), Λ = ψΔ² + ωδ², n = a², b = γaā. */
export const fam1: RateTheorem = createRecursionTheorem({
  ...shared,
  id: 'FAM-1',
  title: 'between AuxMOM and AuxMVR, draws of one law',
  note: `${note} φ ∈ (0, 1] and ω ≥ 0 are any numbers that meet the condition; where γ = 1, MVR-2 is the limit of a small φ.`,
  simpleCondition: condition(
    `2L\\eta \\le 1,\\quad 8\\delta^2\\eta^2K^2 \\le 1,\\quad ${free.latex.lag(16, '\\eta^2K^2')} \\le 1,\\quad ${free.premise.latex}`,
    minus(1, times(2, L, eta)),
    minus(1, times(8, reachSquare, square(delta))),
    isEnough,
    minus(times(contraction, scale), times(16, reachSquare, scale, freeLag)),
  ),
  recursion: free,
});

/** FAM-2 as data: Λ = āγΔ², for a γ that is large enough. */
export const fam2: RateTheorem = createRecursionTheorem({
  ...shared,
  id: 'FAM-2',
  title: 'between AuxMOM and AuxMVR at a good γ, draws of one law',
  note: `${note} γ = δ²/(δ² + φaΔ²) is the least that is allowed, and the best; φ ∈ (0, 1], and φ = 0 is MVR-2.`,
  simpleCondition: condition(
    `2L\\eta \\le 1,\\quad \\Delta \\ge \\delta,\\quad ${carriesEnoughLatex},\\quad ${contractionLatex} \\ge 8\\gamma\\Delta^2\\eta^2K^2`,
    minus(1, times(2, L, eta)),
    minus(meanSquare, delta),
    carriesEnough,
    minus(contraction, times(8, carry, square(meanSquare), reachSquare)),
  ),
  recursion: fixed,
});

/** What the free numbers of the family depend on. */
type FamilyInput<S> = Pick<RateInput<S>, 'momentumWeight' | 'hessianSimilarity' | 'meanSquareSimilarity'> & {
  readonly carry: S;
  readonly share: S;
};

/** The least ω that FAM-1 allows, for an a, γ and φ. For the bound of a run of the family. */
export function leastExcess<S>(
  field: Field<S>,
  given: Pick<FamilyInput<S>, 'momentumWeight' | 'carry' | 'share'>,
): S {
  const arithmetic = createArithmetic(field);
  const missing = field.negate(isEnough(arithmetic, { ...given, excess: field.zero }));
  return maximum(field, field.zero, field.divide(missing, scale(arithmetic, given)));
}

/** The least γ that FAM-2 allows, for an a and φ: δ²/(δ² + φaΔ²). For a run of the family. */
export function leastCarry<S>(field: Field<S>, given: Omit<FamilyInput<S>, 'carry'>): S {
  const arithmetic = createArithmetic(field);
  const all = allSquares(arithmetic, given);
  if (field.compare(all, field.zero) === 0) return field.one;
  return field.divide(square(delta)(arithmetic, given), all);
}
