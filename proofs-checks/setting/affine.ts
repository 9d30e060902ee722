/** MOM-2's extra assumption: ∇D is affine, ∇D(u) − ∇D(v) = H(u − v) with a deterministic H, ‖H‖ ≤ δ. */
import {
  applyWord,
  declareHypothesis,
  declareVectorEquation,
  type Equation,
  type Hypothesis,
  type Vector,
} from '../kernel/index.js';
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { textOf, withText } from '../notation/formula-text.js';
import { iterate, point, roundMove, snapshotGradient } from './process.js';
import { noiseSum } from './sums.js';

/** H v. The operator is linear and deterministic, so it keeps births and the mean zero of noise. */
export function applyHessian(value: Vector): Vector {
  return withText(applyWord(['H'], value), `H(${textOf(value)?.latex ?? '\\cdot'})`);
}

/** ∇D(x^{t+1}) = ∇D(x^t) + H(x^{t+1} − x^t). */
export const affineDifference: Equation = declareVectorEquation(
  'affine difference',
  'the gradient of D is affine',
  snapshotGradient.atom('t+1'),
  vector`${snapshotGradient.at('t')} + ${applyHessian(roundMove('t+1', 't'))}`,
);

const meanMove = vector`${iterate.at('t')} - ${point.at('t+1', 'K')} - eta*${noiseSum.at('t+1', 'K')}`;

/** δ²‖u‖² − ‖Hu‖² ≥ 0 for u = ηΣd̄, the mean part of a round's move. */
export const hessianOfMeanMove: Hypothesis = declareHypothesis(
  'affine difference',
  'the Hessian of D is bounded by δ: mean part of a round',
  expression`delta^2*${squaredNorm(meanMove)} - ${squaredNorm(applyHessian(meanMove))}`,
);

/** δ²‖N‖² − ‖HN‖² ≥ 0 for the noise of a round. */
export const hessianOfNoise: Hypothesis = declareHypothesis(
  'affine difference',
  'the Hessian of D is bounded by δ: noise of a round',
  expression`delta^2*${squaredNorm(noiseSum.at('t+1', 'K'))}
    - ${squaredNorm(applyHessian(noiseSum.at('t+1', 'K')))}`,
);
