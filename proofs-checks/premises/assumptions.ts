/** A1 to A5 as the named analytic hypotheses of the proofs: nothing else about f, h or the noise is used. */
import { expression, innerProduct, squaredNorm, vector } from '../notation/expression.js';
import { declareHypothesis, declareEquation } from '../notation/steps.js';
import { iterateValue, pointValue } from './algorithm.js';
import {
  correction,
  differenceGradient,
  gradientMove,
  iterate,
  localNoise,
  meanDirection,
  pairNoise,
  point,
  roundMove,
  snapshotGradient,
  snapshotNoise,
  targetGradient,
  olderNoise,
  snapshotTarget,
  thoughtNoise,
  displacement,
} from './process.js';
import { vectorOf, type VectorFormula } from '../notation/formula.js';
import { noiseSum } from './sums.js';

const step = vector`${meanDirection('t+1', 'k')} + ${localNoise.at('t+1', 'k+1')}`;

/** A1: f(y) − η⟨∇f(y), d⟩ + (Lη²/2)‖d‖² − f(y − ηd) ≥ 0. */
export const smoothness = declareHypothesis(
  'smoothness',
  { A1: 'f is L-smooth' },
  expression`${pointValue.at('t+1', 'k')} - eta*${innerProduct(targetGradient.at('t+1', 'k'), step)}
    + L*eta^2/2*${squaredNorm(step)} - ${pointValue.at('t+1', 'k+1')}`,
);

/** A1: f(x) − inf f ≥ 0. */
export const boundedBelow = declareHypothesis(
  'bounded below',
  { A1: 'f is bounded below' },
  expression`${iterateValue.at('t')}`,
);

const localGap = vector`${snapshotGradient.at('t')} - ${differenceGradient.at('s+1', 'k')}`;

/** A2 for a snapshot and a local point, of any rounds. */
export const similarityToPoint = declareHypothesis(
  'similarity, snapshot and local point',
  { A2: 'the gradient of D is δ-Lipschitz: snapshot and local point' },
  expression`delta^2*${squaredNorm(vector`${iterate.at('t')} - ${point.at('s+1', 'k')}`)} - ${squaredNorm(localGap)}`,
);

/** A2 for two consecutive snapshots. */
export const similarityOfRounds = declareHypothesis(
  'similarity, consecutive snapshots',
  { A2: 'the gradient of D is δ-Lipschitz: consecutive snapshots' },
  expression`delta^2*${squaredNorm(roundMove('t+1', 't'))} - ${squaredNorm(gradientMove('t+1', 't'))}`,
);

/** A3: E‖ν‖² ≤ σ_D². */
export const snapshotVariance = declareHypothesis(
  'snapshot variance',
  { A3: 'the snapshot noise has variance at most σ_D²' },
  expression`varD - ${squaredNorm(snapshotNoise.at('t+1'))}`,
);

/** A3 at x⁰: E‖ν¹‖² ≤ σ_{D,1}², which only the initialisation first-snapshot needs. */
export const firstSnapshotVariance = declareHypothesis(
  'first snapshot variance',
  { A3: 'the first snapshot noise has variance at most σ_{D,1}²' },
  expression`varD1 - ${squaredNorm(snapshotNoise.at('1'))}`,
);

/** A4: E‖n‖² ≤ σ_h². */
export const localVariance = declareHypothesis(
  'local variance',
  { A4: 'the local noise has variance at most σ_h²' },
  expression`varh - ${squaredNorm(localNoise.at('t+1', 'k+1'))}`,
);

/** A5 for two consecutive snapshots, with the sample that AuxMVR takes at both. */
export const sampledSimilarityOfRounds = declareHypothesis(
  'sampled similarity, consecutive snapshots',
  { A5: 'sampled differences are δ-Lipschitz in mean square: consecutive snapshots' },
  expression`delta^2*${squaredNorm(roundMove('t+1', 't'))}
    - ${squaredNorm(vector`${gradientMove('t+1', 't')} + ${pairNoise.at('t+2')}`)}`,
);

const currentGap = vector`${snapshotGradient.at('t')} - ${differenceGradient.at('t+1', 'k')}`;

/** A5 for the snapshot and a local point of its round, with a sample drawn after both. */
export const sampledSimilarityToPoint = declareHypothesis(
  'sampled similarity, snapshot and local point',
  { A5: 'sampled differences are δ-Lipschitz in mean square: snapshot and local point' },
  expression`delta^2*${squaredNorm(displacement('k'))}
    - ${squaredNorm(vector`${currentGap} + ${thoughtNoise.at('t+1', 'k+1')}`)}`,
);

/** σ_{D,1}² is no more than the variance at x⁰; with {@link firstSnapshotVariance} it is that variance. */
export const firstSnapshotVarianceAttained = declareHypothesis(
  'first snapshot variance attained',
  { A3: 'the first snapshot noise has variance at least σ_{D,1}²' },
  expression`${squaredNorm(snapshotNoise.at('1'))} - varD1`,
);

/** A5 for two consecutive snapshots, with its own constant Δ. */
export const meanSquareSimilarityOfRounds = declareHypothesis(
  'mean-square similarity, consecutive snapshots',
  { A5: 'sampled differences are Δ-Lipschitz in mean square: consecutive snapshots' },
  expression`Delta^2*${squaredNorm(roundMove('t+1', 't'))}
    - ${squaredNorm(vector`${gradientMove('t+1', 't')} + ${snapshotNoise.at('t+2')} - ${olderNoise.at('t+2')}`)}`,
);

/** ∇f(x^{t+1}) − ∇f(x^t). */
export const targetMove = vector`${snapshotTarget.at('t+1')} - ${snapshotTarget.at('t')}`;

/** A1 for two consecutive snapshots. */
export const smoothnessOfRounds = declareHypothesis(
  'smoothness, consecutive snapshots',
  { A1: 'the gradient of f is L-Lipschitz: consecutive snapshots' },
  expression`L^2*${squaredNorm(roundMove('t+1', 't'))} - ${squaredNorm(targetMove)}`,
);

/** A7 for two consecutive snapshots. */
export const meanSquareSmoothnessOfRounds = declareHypothesis(
  'mean-square smoothness, consecutive snapshots',
  { A7: 'sampled target gradients are Δ-Lipschitz in mean square, Δ = L₂: consecutive snapshots' },
  expression`Delta^2*${squaredNorm(roundMove('t+1', 't'))}
    - ${squaredNorm(vector`${targetMove} + ${snapshotNoise.at('t+2')} - ${olderNoise.at('t+2')}`)}`,
);

/** A6: E‖n‖² ≤ ℓ²‖y − x‖². */
export const controlledVariance = declareHypothesis(
  'controlled variance',
  {
    A6: 'for one local draw, the difference of the gradients at two points has variance at most ℓ² times the squared distance of the points',
  },
  expression`ratio*${squaredNorm(displacement('k'))}
    - ${squaredNorm(localNoise.at('t+1', 'k+1'))}`,
);

/** F₀ ≥ f(x⁰) − inf f. */
export const initialValue = declareHypothesis(
  'initial value',
  { F0: 'F₀ bounds the initial suboptimality' },
  expression`F0 - ${iterateValue.at('0')}`,
);

/** e₀ ≥ E‖m⁰ − ∇D(x⁰)‖². */
export const initialError = declareHypothesis(
  'initial error',
  { e0: 'e₀ bounds the error of the given correction' },
  expression`e0 - ${squaredNorm(vector`${correction.at('0')} - ${snapshotGradient.at('0')}`)}`,
);

/** H v. The operator is linear and deterministic, so it keeps births and the mean zero of noise. */
export const applyHessian = (value: VectorFormula): VectorFormula => vectorOf(['apply', 'H', value.node]);

/** ∇D(x^{t+1}) = ∇D(x^t) + H(x^{t+1} − x^t). */
export const affineDifference = declareEquation(
  'affine difference',
  { 'affine difference': 'the gradient of D is affine' },
  snapshotGradient.at('t+1'),
  vector`${snapshotGradient.at('t')} + ${applyHessian(roundMove('t+1', 't'))}`,
);

const meanMove = vector`${iterate.at('t')} - ${point.at('t+1', 'K')} - eta*${noiseSum.at('t+1', 'K')}`;

/** δ²‖u‖² − ‖Hu‖² ≥ 0 for u = ηΣd̄, the mean part of a round's move. */
export const hessianOfMeanMove = declareHypothesis(
  'Hessian of the mean move',
  { 'affine difference': 'the Hessian of D is bounded by δ: mean part of a round' },
  expression`delta^2*${squaredNorm(meanMove)} - ${squaredNorm(applyHessian(meanMove))}`,
);

/** δ²‖N‖² − ‖HN‖² ≥ 0 for the noise of a round. */
export const hessianOfNoise = declareHypothesis(
  'Hessian of the noise',
  { 'affine difference': 'the Hessian of D is bounded by δ: noise of a round' },
  expression`delta^2*${squaredNorm(noiseSum.at('t+1', 'K'))}
    - ${squaredNorm(applyHessian(noiseSum.at('t+1', 'K')))}`,
);
