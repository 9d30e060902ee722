/** FAM-1 and FAM-2: the methods between AuxMOM (γ = 0) and AuxMVR (γ = 1), for draws of one law. */
import { maximum, type Field } from '../algebra/index.js';
import { createArithmetic, type Arithmetic } from './arithmetic.js';
import { decay } from './common-terms.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { createRecursionTheorem, meanSquareOf, type Recursion } from './recursion.js';
import { constantsNote, type RateInput, type RateTheorem } from './theorem.js';

/** A number of the family. */
type Value = <S>(arithmetic: Arithmetic<S>, input: RateInput<S>) => S;

/** γ, 1 where it is left out. */
export const carryOf: Value = ({ times }, { carry }) => carry ?? times(1);
/** 1 − γ. */
const leftOf: Value = (arithmetic, input) =>
  arithmetic.minus(arithmetic.times(1), carryOf(arithmetic, input));
/** φ, 1 where it is left out. */
const shareOf: Value = ({ times }, { share }) => share ?? times(1);
/** ω, 0 where it is left out. */
const excessOf: Value = ({ times }, { excess }) => excess ?? times(0);

/** c = a(1 + φ̄ā). */
export const contractionOf: Value = (arithmetic, input) => {
  const { minus, plus, times } = arithmetic;
  const rest = minus(times(1), shareOf(arithmetic, input));
  return times(input.momentumWeight, plus(times(1), times(rest, decay(arithmetic, input))));
};

/** ψ = γā(a + γā). */
const psiOf: Value = (arithmetic, input) => {
  const { plus, times } = arithmetic;
  const carried = times(carryOf(arithmetic, input), decay(arithmetic, input));
  return times(carried, plus(input.momentumWeight, carried));
};

/** aφ, which clears the denominators. */
const scaleOf: Value = (arithmetic, input) =>
  arithmetic.times(input.momentumWeight, shareOf(arithmetic, input));

/** ψΔ² + ωδ². */
const freeLag: Value = (arithmetic, input) => {
  const { plus, square, times } = arithmetic;
  return plus(
    times(psiOf(arithmetic, input), square(meanSquareOf(arithmetic, input))),
    times(excessOf(arithmetic, input), square(input.hessianSimilarity)),
  );
};

/** āγΔ². */
const carriedLag: Value = (arithmetic, input) => {
  const { square, times } = arithmetic;
  const similarity = square(meanSquareOf(arithmetic, input));
  return times(decay(arithmetic, input), carryOf(arithmetic, input), similarity);
};

/** aφ(ω + ψ) − ā²(1−γ)²(ā + φa): ω ≥ s − ψ. */
const isEnough: Value = (arithmetic, input) => {
  const { minus, plus, square, times } = arithmetic;
  const abar = decay(arithmetic, input);
  const scale = scaleOf(arithmetic, input);
  return minus(
    times(scale, plus(excessOf(arithmetic, input), psiOf(arithmetic, input))),
    times(square(times(abar, leftOf(arithmetic, input))), plus(abar, scale)),
  );
};

/** γ(δ² + φaΔ²) − δ². */
export const carriesEnough: Value = (arithmetic, input) => {
  const { minus, plus, square, times } = arithmetic;
  const own = square(input.hessianSimilarity);
  const all = plus(own, times(scaleOf(arithmetic, input), square(meanSquareOf(arithmetic, input))));
  return minus(times(carryOf(arithmetic, input), all), own);
};

/** γ(δ² + φaΔ²) ≥ δ², in TeX. */
export const carriesEnoughLatex = '\\gamma(\\delta^2 + \\varphi a\\Delta^2) \\ge \\delta^2';

/** c, in TeX. */
export const contractionLatex = 'a(1+\\bar\\varphi\\bar a)';

const familyOf = (lag: Value, lagLatex: string, premise: NonNullable<Recursion['premise']>): Recursion => ({
  contraction: contractionOf,
  lag: (arithmetic, input) => arithmetic.over(lag(arithmetic, input)),
  scale: scaleOf,
  premise,
  noise: ({ square }, { momentumWeight }) => square(momentumWeight),
  boundary: (arithmetic, input) =>
    arithmetic.times(carryOf(arithmetic, input), input.momentumWeight, decay(arithmetic, input)),
  latex: {
    contraction: contractionLatex,
    noise: '\\frac{2a}{1+\\bar\\varphi\\bar a}',
    boundary: '\\frac{2\\gamma\\bar a}{1+\\bar\\varphi\\bar a}\\cdot',
    variance: '\\sigma_D^2',
    lag: (factor, move) => `\\frac{${factor}${lagLatex}${move}}{${contractionLatex}}`,
  },
});

const free = familyOf(freeLag, '(\\psi\\Delta^2 + \\omega\\delta^2)', {
  slack: isEnough,
  latex:
    '\\omega + \\psi \\ge \\frac{\\bar a^2(1-\\gamma)^2(\\bar a + \\varphi a)}{\\varphi a},\\quad \\psi = \\gamma\\bar a(a + \\gamma\\bar a)',
});
const carried = familyOf(carriedLag, '\\bar a\\gamma\\Delta^2', {
  slack: carriesEnough,
  latex: carriesEnoughLatex,
});

/** ηK squared. */
const reachSquare: Value = ({ square, times }, { stepSize, localStepCount }) =>
  square(times(stepSize, localStepCount));

/** factor·η²K²Λ ≤ c, times aφ. */
const lagWithin = <S>(arithmetic: Arithmetic<S>, input: RateInput<S>, factor: number, lag: Value): S => {
  const { minus, times } = arithmetic;
  const scale = scaleOf(arithmetic, input);
  return minus(
    times(contractionOf(arithmetic, input), scale),
    times(factor, reachSquare(arithmetic, input), scale, lag(arithmetic, input)),
  );
};

const shared = {
  variants: ['aux-mom', 'aux-mvr'],
  page: 'aux-fam',
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'one law'],
  kind: 'upper',
  source: 'auxopt',
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
  simpleCondition: {
    latex: `2L\\eta \\le 1,\\quad 8\\delta^2\\eta^2K^2 \\le 1,\\quad ${free.latex.lag(16, '\\eta^2K^2')} \\le 1,\\quad ${free.premise?.latex ?? ''}`,
    slacks: <S>(arithmetic: Arithmetic<S>, input: RateInput<S>): readonly S[] => {
      const { minus, square, times } = arithmetic;
      const { smoothness, stepSize, hessianSimilarity } = input;
      return [
        minus(times(1), times(2, smoothness, stepSize)),
        minus(times(1), times(8, reachSquare(arithmetic, input), square(hessianSimilarity))),
        isEnough(arithmetic, input),
        lagWithin(arithmetic, input, 16, freeLag),
      ];
    },
  },
  recursion: free,
});

/** FAM-2 as data: Λ = āγΔ², for a γ that is large enough. */
export const fam2: RateTheorem = createRecursionTheorem({
  ...shared,
  id: 'FAM-2',
  title: 'between AuxMOM and AuxMVR at a good γ, draws of one law',
  note: `${note} γ = δ²/(δ² + φaΔ²) is the least that is allowed, and the best; φ ∈ (0, 1], and φ = 0 is MVR-2.`,
  simpleCondition: {
    latex: `2L\\eta \\le 1,\\quad \\Delta \\ge \\delta,\\quad ${carried.premise?.latex ?? ''},\\quad ${contractionLatex} \\ge 8\\gamma\\Delta^2\\eta^2K^2`,
    slacks: <S>(arithmetic: Arithmetic<S>, input: RateInput<S>): readonly S[] => {
      const { minus, square, times } = arithmetic;
      const { smoothness, stepSize, hessianSimilarity } = input;
      const similarity = meanSquareOf(arithmetic, input);
      const lag = times(8, carryOf(arithmetic, input), square(similarity));
      return [
        minus(times(1), times(2, smoothness, stepSize)),
        minus(similarity, hessianSimilarity),
        carriesEnough(arithmetic, input),
        minus(contractionOf(arithmetic, input), times(lag, reachSquare(arithmetic, input))),
      ];
    },
  },
  recursion: carried,
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
  const input = { ...given, excess: field.zero } as RateInput<S>;
  const missing = field.negate(isEnough(arithmetic, input));
  return maximum(field, field.zero, field.divide(missing, scaleOf(arithmetic, input)));
}

/** The least γ that FAM-2 allows, for an a and φ: δ²/(δ² + φaΔ²). For a run of the family. */
export function leastCarry<S>(field: Field<S>, given: Omit<FamilyInput<S>, 'carry'>): S {
  const arithmetic = createArithmetic(field);
  const input = given as RateInput<S>;
  const own = arithmetic.square(given.hessianSimilarity);
  const rest = arithmetic.times(
    scaleOf(arithmetic, input),
    arithmetic.square(meanSquareOf(arithmetic, input)),
  );
  const all = arithmetic.plus(own, rest);
  return field.compare(all, field.zero) === 0 ? field.one : field.divide(own, all);
}
