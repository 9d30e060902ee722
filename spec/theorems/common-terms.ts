/** The parts that the bounds of AuxMOM and AuxMVR share. */
import { condition, minus, numbers, over, plus, square, times, type Formula } from './formula.js';
import type { BoundTerm, Condition } from './theorem.js';

const {
  a,
  control,
  delta,
  eta,
  F0,
  firstVariance,
  freeNumber,
  K,
  L,
  stepsBefore,
  stepSimilaritySquare,
  T,
  varD,
  varh,
} = numbers;

/** Lη + κδ²η²K(K−1); κ is 2, or 1 without local noise. */
export const usedByDescent = (kappa: 1 | 2): Formula =>
  plus(times(L, eta), times(kappa, stepSimilaritySquare, K, stepsBefore));

/** 2F₀/(ηKT). */
export const suboptimalityTerm: BoundTerm = {
  id: 'suboptimality',
  latex: '\\frac{2F_0}{\\eta K T}',
  value: over(times(2, F0), times(eta, K, T)),
};

/** 4F₀L/(KT). */
export const smoothnessTerm: BoundTerm = {
  id: 'smoothness',
  latex: '\\frac{4F_0L}{KT}',
  value: over(times(4, F0, L), times(K, T)),
};

/** 2F₀/(rT). */
export const reachTerm: BoundTerm = {
  id: 'step-size',
  latex: '\\frac{2F_0}{rT}',
  value: over(times(2, F0), times(freeNumber, T)),
};

/** s. */
export const freeNumberTerm: BoundTerm = { id: 'free-number', latex: 's', value: over(freeNumber) };

/** 2F₀λ/T. */
export const controlTerm: BoundTerm = {
  id: 'control',
  latex: '\\frac{2F_0\\lambda}{T}',
  value: over(times(2, F0, control), T),
};

/** (V − v₁)/T. */
export const boundaryTerm: BoundTerm = {
  id: 'boundary',
  latex: '\\frac{V-v_1}{T}',
  value: over(minus(varD, firstVariance), T),
};

/** Lησ_h². */
export const descentNoiseTerm: BoundTerm = {
  id: 'descent-noise',
  latex: 'L\\eta\\,\\sigma_h^2',
  value: over(times(L, eta, varh)),
};

/** 2δ²η²(K−1)σ_h². */
export const driftNoiseTerm: BoundTerm = {
  id: 'drift-noise',
  latex: '2\\delta^2\\eta^2(K-1)\\,\\sigma_h^2',
  value: over(times(2, stepSimilaritySquare, stepsBefore, varh)),
};

/** 1 ≥ 2Lη together with `weight(a) ≥ factor · δ²η²K²`. */
export const simpleCondition = (factor: number, weightLatex = 'a^2', weight = square(a)): Condition =>
  condition(
    `2L\\eta \\le 1,\\quad ${weightLatex} \\ge ${factor}\\,\\delta^2\\eta^2K^2`,
    minus(1, times(2, L, eta)),
    minus(weight, times(factor, square(times(delta, eta, K)))),
  );
