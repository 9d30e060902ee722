/** The parts that the bounds of AuxMOM and AuxMVR share. */
import type { Arithmetic } from './arithmetic.js';
import type { BoundTerm, Condition, RateInput } from './theorem.js';

/** x = δ²η²K². */
export function similaritySquare<S>({ times, square }: Arithmetic<S>, input: RateInput<S>): S {
  return square(times(input.hessianSimilarity, input.stepSize, input.localStepCount));
}

/** δ²η². */
export function stepSimilaritySquare<S>({ times, square }: Arithmetic<S>, input: RateInput<S>): S {
  return square(times(input.hessianSimilarity, input.stepSize));
}

/** ā = 1 − a. */
export function decay<S>({ minus, times }: Arithmetic<S>, { momentumWeight }: RateInput<S>): S {
  return minus(times(1), momentumWeight);
}

/** K − 1. */
export function stepsBefore<S>({ minus, times }: Arithmetic<S>, { localStepCount }: RateInput<S>): S {
  return minus(localStepCount, times(1));
}

/** 1 − Lη − κδ²η²K(K−1). */
function slackOfDescent<S>(arithmetic: Arithmetic<S>, input: RateInput<S>, kappa: 1 | 2): S {
  const { minus, plus, times } = arithmetic;
  const drift = times(
    kappa,
    stepSimilaritySquare(arithmetic, input),
    input.localStepCount,
    stepsBefore(arithmetic, input),
  );
  return minus(times(1), plus(times(input.smoothness, input.stepSize), drift));
}

/** 1 − Lη − 2δ²η²K(K−1). */
export const descentSlack = <S>(arithmetic: Arithmetic<S>, input: RateInput<S>): S =>
  slackOfDescent(arithmetic, input, 2);

/** 1 − Lη − δ²η²K(K−1): without local noise. */
export const quietDescentSlack = <S>(arithmetic: Arithmetic<S>, input: RateInput<S>): S =>
  slackOfDescent(arithmetic, input, 1);

/** 2F₀/(ηKT). */
export const suboptimalityTerm: BoundTerm = {
  id: 'suboptimality',
  latex: '\\frac{2F_0}{\\eta K T}',
  value: ({ times, over }, { suboptimality, stepSize, localStepCount, roundCount }) =>
    over(times(2, suboptimality), times(stepSize, localStepCount, roundCount)),
};

/** 4F₀L/(KT). */
export const smoothnessTerm: BoundTerm = {
  id: 'smoothness',
  latex: '\\frac{4F_0L}{KT}',
  value: ({ times, over }, { suboptimality, smoothness, localStepCount, roundCount }) =>
    over(times(4, suboptimality, smoothness), times(localStepCount, roundCount)),
};

/** 2F₀/(rT). */
export const reachTerm: BoundTerm = {
  id: 'step-size',
  latex: '\\frac{2F_0}{rT}',
  value: ({ times, over }, { suboptimality, freeNumber, roundCount }) =>
    over(times(2, suboptimality), times(freeNumber, roundCount)),
};

/** Lησ_h². */
export const descentNoiseTerm: BoundTerm = {
  id: 'descent-noise',
  latex: 'L\\eta\\,\\sigma_h^2',
  value: ({ times, over }, { smoothness, stepSize, localVariance }) =>
    over(times(smoothness, stepSize, localVariance)),
};

/** 2δ²η²(K−1)σ_h². */
export const driftNoiseTerm: BoundTerm = {
  id: 'drift-noise',
  latex: '2\\delta^2\\eta^2(K-1)\\,\\sigma_h^2',
  value: (arithmetic, input) => {
    const { times, over } = arithmetic;
    const square = stepSimilaritySquare(arithmetic, input);
    return over(times(2, square, stepsBefore(arithmetic, input), input.localVariance));
  },
};

/** 2ā²e₀/(aT), with the initial error in place of ā²e₀. */
export const initialErrorTerm: BoundTerm = {
  id: 'initial-error',
  latex: '\\frac{2\\bar a^2 e_0}{a T}',
  value: ({ times, over }, { initialError, momentumWeight, roundCount }) =>
    over(times(2, initialError.numerator), times(initialError.denominator, momentumWeight, roundCount)),
};

/** 2ā²e₀/(a(2−a)T), with the initial error in place of ā²e₀. */
export const filteredInitialErrorTerm: BoundTerm = {
  id: 'initial-error',
  latex: '\\frac{2\\bar a^2 e_0}{a(2-a)T}',
  value: ({ times, minus, over }, { initialError, momentumWeight, roundCount }) =>
    over(
      times(2, initialError.numerator),
      times(initialError.denominator, momentumWeight, minus(times(2), momentumWeight), roundCount),
    ),
};

/** 1 ≥ 2Lη together with `weight(a) ≥ factor · x`. */
export function simpleCondition(
  factor: number,
  weightLatex: string,
  weight: <S>(arithmetic: Arithmetic<S>, momentumWeight: S) => S,
): Condition {
  return {
    latex: `2L\\eta \\le 1,\\quad ${weightLatex} \\ge ${factor}\\,\\delta^2\\eta^2K^2`,
    slacks: (arithmetic, input) => {
      const { minus, times } = arithmetic;
      return [
        minus(times(1), times(2, input.smoothness, input.stepSize)),
        minus(weight(arithmetic, input.momentumWeight), times(factor, similaritySquare(arithmetic, input))),
      ];
    },
  };
}
