/** MOM-2's extra assumption: ∇D is affine, ∇D(u) − ∇D(v) = H(u − v) with a deterministic H, ‖H‖ ≤ δ. */
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { vectorOf, type VectorFormula } from '../notation/formula.js';
import { declareEquation, declareHypothesis } from '../notation/steps.js';
import { iterate, point, roundMove, snapshotGradient } from './process.js';
import { noiseSum } from './sums.js';

/** H v. The operator is linear and deterministic, so it keeps births and the mean zero of noise. */
export const applyHessian = (value: VectorFormula): VectorFormula => vectorOf(['apply', 'H', value.node]);

/** ∇D(x^{t+1}) = ∇D(x^t) + H(x^{t+1} − x^t). */
export const affineDifference = declareEquation(
  'affine difference',
  'affine difference',
  'the gradient of D is affine',
  snapshotGradient.at('t+1'),
  vector`${snapshotGradient.at('t')} + ${applyHessian(roundMove('t+1', 't'))}`,
);

const meanMove = vector`${iterate.at('t')} - ${point.at('t+1', 'K')} - eta*${noiseSum.at('t+1', 'K')}`;

/** δ²‖u‖² − ‖Hu‖² ≥ 0 for u = ηΣd̄, the mean part of a round's move. */
export const hessianOfMeanMove = declareHypothesis(
  'Hessian of the mean move',
  'affine difference',
  'the Hessian of D is bounded by δ: mean part of a round',
  expression`delta^2*${squaredNorm(meanMove)} - ${squaredNorm(applyHessian(meanMove))}`,
);

/** δ²‖N‖² − ‖HN‖² ≥ 0 for the noise of a round. */
export const hessianOfNoise = declareHypothesis(
  'Hessian of the noise',
  'affine difference',
  'the Hessian of D is bounded by δ: noise of a round',
  expression`delta^2*${squaredNorm(noiseSum.at('t+1', 'K'))}
    - ${squaredNorm(applyHessian(noiseSum.at('t+1', 'K')))}`,
);
