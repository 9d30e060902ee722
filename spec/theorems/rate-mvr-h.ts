/** RATE-MVR-H: AuxMVR with local noise, tuned: MVR-2 at a = 5Δ²w² + jΔw, w = ηK, with free numbers r and j. */
import { createArithmetic, type Arithmetic } from './arithmetic.js';
import { reachTerm, smoothnessTerm } from './common-terms.js';
import { createStartError } from './initial-error.js';
import { boundaryTerm, isZero, moveOf } from './rate-mvr.js';
import { meanSquareOf } from './recursion.js';
import {
  constantsNote,
  type BoundTerm,
  type RateInput,
  type TunedTheorem,
  type Tuning,
  type TuningInput,
} from './theorem.js';

/** j, 1 where it is left out. */
const balanceOf = <S>({ times }: Arithmetic<S>, { balance }: TuningInput<S>): S => balance ?? times(1);

/** Δ. */
const similarityOf = <S>(arithmetic: Arithmetic<S>, input: TuningInput<S>): S =>
  meanSquareOf(arithmetic, input as RateInput<S>);

/** (9 + 4j)Δ, four times what 1/w has of Δ. */
function slopeOf<S>(arithmetic: Arithmetic<S>, input: TuningInput<S>): S {
  const { plus, times } = arithmetic;
  return times(plus(times(9), times(4, balanceOf(arithmetic, input))), similarityOf(arithmetic, input));
}

/** 8L + (9 + 4j)ΔK: 4K/w without 1/r. */
function reachOf<S>(arithmetic: Arithmetic<S>, input: TuningInput<S>): S {
  const { plus, times } = arithmetic;
  return plus(times(8, input.smoothness), times(slopeOf(arithmetic, input), input.localStepCount));
}

/** 5Δ²η²K² + jΔηK. */
function weightOf<S>(arithmetic: Arithmetic<S>, input: TuningInput<S> & Pick<RateInput<S>, 'stepSize'>): S {
  const { plus, times } = arithmetic;
  const { stepSize, localStepCount } = input;
  const slope = times(balanceOf(arithmetic, input), similarityOf(arithmetic, input));
  return plus(times(5, moveOf(arithmetic, input)), times(slope, stepSize, localStepCount));
}

const tuning: Tuning = {
  freeNumber: { latex: 'r', unit: 'point²/value' },
  latex:
    '\\frac{1}{\\eta K} = \\frac{2L}{K} + \\Bigl(\\tfrac94 + j\\Bigr)\\Delta + \\frac1r,\\quad ' +
    'a = 5\\Delta^2\\eta^2K^2 + j\\Delta\\eta K',
  inverseStepSize: (arithmetic, input) => {
    const { plus, times, over } = arithmetic;
    const { freeNumber, localStepCount } = input;
    return over(
      plus(times(reachOf(arithmetic, input), freeNumber), times(4, localStepCount)),
      times(4, freeNumber),
    );
  },
  momentumWeight: (arithmetic, input) => arithmetic.over(weightOf(arithmetic, input)),
  freeNumberOf: (field, input) => {
    const arithmetic = createArithmetic(field);
    const { minus, times } = arithmetic;
    const rest = minus(times(4), times(reachOf(arithmetic, input), input.stepSize));
    if (field.compare(rest, field.zero) <= 0) return undefined; // no r belongs to this η
    return field.divide(times(4, input.stepSize, input.localStepCount), rest);
  },
};

const terms: readonly BoundTerm[] = [
  smoothnessTerm,
  {
    id: 'similarity',
    latex: '\\Bigl(\\tfrac92 + 2j\\Bigr)\\frac{F_0\\Delta}{T}',
    value: (arithmetic, input) => {
      const { times, over } = arithmetic;
      return over(times(input.suboptimality, slopeOf(arithmetic, input)), times(2, input.roundCount));
    },
  },
  reachTerm,
  {
    id: 'free-number',
    latex:
      'r\\Bigl(2j\\Delta\\sigma_D^2 + \\bigl(L + \\Delta + \\tfrac{2\\Delta}{j}\\bigr)\\frac{\\sigma_h^2}{K}\\Bigr)',
    value: (arithmetic, input) => {
      const { plus, times, over } = arithmetic;
      const { smoothness, snapshotVariance, localVariance, localStepCount, freeNumber } = input;
      const [j, similarity] = [balanceOf(arithmetic, input), similarityOf(arithmetic, input)];
      const ofLocal = plus(times(j, plus(smoothness, similarity)), times(2, similarity));
      const ofSnapshot = times(2, j, j, similarity, localStepCount, snapshotVariance);
      return over(
        times(freeNumber, plus(ofSnapshot, times(ofLocal, localVariance))),
        times(j, localStepCount),
      );
    },
  },
  {
    id: 'snapshot-noise',
    latex: '10\\Delta^2r^2\\sigma_D^2',
    value: (arithmetic, input) => {
      const { times, square, over } = arithmetic;
      const moved = square(times(similarityOf(arithmetic, input), input.freeNumber));
      return over(times(10, moved, input.snapshotVariance));
    },
  },
  {
    id: 'initial-error',
    latex: '\\frac{e_0}{aT}',
    value: ({ times, over }, { initialError, momentumWeight, roundCount }) =>
      over(initialError.numerator, times(initialError.denominator, momentumWeight, roundCount)),
  },
  boundaryTerm,
];

const condition = {
  latex: `\\Delta \\ge \\delta,\\quad ${tuning.latex}`,
  slacks: <S>(arithmetic: Arithmetic<S>, input: RateInput<S>): readonly S[] => {
    const { minus, times } = arithmetic;
    const { stepSize, localStepCount, freeNumber, momentumWeight, hessianSimilarity } = input;
    const rest = times(freeNumber, minus(times(4), times(reachOf(arithmetic, input), stepSize)));
    return [
      ...isZero(arithmetic, rest, times(4, stepSize, localStepCount)),
      ...isZero(arithmetic, momentumWeight, weightOf(arithmetic, input)),
      minus(similarityOf(arithmetic, input), hessianSimilarity),
    ];
  },
};

/** RATE-MVR-H as data. */
export const rateMvrH: TunedTheorem = {
  id: 'RATE-MVR-H',
  title: 'AuxMVR with local noise, draws of one law, tuned',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'one law'],
  kind: 'upper',
  source: 'auxopt',
  note:
    `${constantsNote} Δ ≥ δ, Δ > 0, and j > 0 is any number. V = σ_D² bounds the variance of every round, v₁ is that of round 1. ` +
    'Under `first-snapshot`, (14/13)σ_{D,1}² stands for e₀.',
  simpleCondition: condition,
  exactCondition: condition,
  boundLatex: terms.map(({ latex }) => latex).join(' + '),
  terms,
  initialError: createStartError(14, 13),
  tuning,
};
