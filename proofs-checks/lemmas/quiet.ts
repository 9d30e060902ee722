/** C3 and R2 without local noise: the drift is the sum of the mean directions alone, so half of it is enough. */
import type { Step } from '../derivation/schema.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import { vectorOf } from '../notation/formula.js';
import {
  declareEquation,
  inductionHypothesis,
  prove,
  proveByInduction,
  rewriting,
  square,
  successorOf,
  times,
  unfoldTwice,
} from '../notation/steps.js';
import { localStep, roundEnd, roundStart } from '../premises/algorithm.js';
import { correctionError, localNoise, meanDirection, roundMove, displacement } from '../premises/process.js';
import { biasSum, directionSum, driftSum } from '../premises/sums.js';
import { biasUnderSampledSimilarity, biasUnderSimilarity } from './round.js';

/** n = 0. */
const noLocalNoise = declareEquation(
  'no local noise',
  { 'no local noise': 'the auxiliary gradient has no noise' },
  localNoise.at('t+1', 'k+1'),
  vectorOf(['zero']),
);
/** (k+1)η²D_{k+1} − ‖y^{t+1,k+1} − x^t‖² ≥ 0. */
export const quietDrift = proveByInduction('drift without noise', {
  over: 'k',
  statement: expression`(k+1)*eta^2*${directionSum.at('t+1', 'k+1')} - ${squaredNorm(displacement('k+1'))}`,
  base: {
    terms: [],
    rewrite: [
      rewriting(localStep, { k: '0' }),
      rewriting(noLocalNoise, { k: '0' }),
      rewriting(roundStart),
      ...unfoldTwice(directionSum),
    ],
  },
  step: {
    cancel: readExpression('k+1').node,
    terms: [
      times('k+2', inductionHypothesis),
      square('1', vector`${displacement('k+1')} - (k+1)*eta*${meanDirection('t+1', 'k+1')}`),
    ],
    rewrite: [
      rewriting(localStep, { k: 'k+1' }),
      rewriting(noLocalNoise, { k: 'k+1' }),
      successorOf(directionSum, { n: 'k+1' }),
    ],
  },
});

/** ½η²(k+1)k D_{k+1} − Σ_{j≤k+1} ‖y^{t+1,j−1} − x^t‖² ≥ 0. */
export const quietDriftSums = proveByInduction('sum of drifts without noise', {
  over: 'k',
  statement: expression`1/2*eta^2*(k+1)*k*${directionSum.at('t+1', 'k+1')} - ${driftSum.at('t+1', 'k+1')}`,
  base: { terms: [], rewrite: [...unfoldTwice(driftSum), rewriting(roundStart)] },
  step: {
    terms: [
      times('1', inductionHypothesis),
      times('1', quietDrift),
      square('1/2*eta^2*(k+1)*(k+2)', meanDirection('t+1', 'k+1')),
    ],
    rewrite: [successorOf(directionSum, { n: 'k+1' }), successorOf(driftSum, { n: 'k+1' })],
  },
});

/** What RATE-DET uses of them. */
export const quietSteps: readonly Step[] = [quietDrift, quietDriftSums];

/** R3 without local noise: η²K D − ‖x^{t+1} − x^t‖² ≥ 0. */
export const quietRoundDrift: Step = prove(
  'drift of a round without noise',
  expression`eta^2*K*${directionSum.at('t+1', 'K')} - ${squaredNorm(roundMove('t+1', 't'))}`,
  { terms: [times('1', quietDrift, { k: 'J' })], rewrite: [rewriting(roundEnd)] },
);

/** R2 without local noise: 2K‖E‖² + δ²η²K(K−1)D − Σ‖b‖² ≥ 0. */
const bias = (name: string, sums: Step): Step =>
  prove(
    `bias of a round without noise (R2, ${name})`,
    expression`2*K*${squaredNorm(correctionError('t'))} + delta^2*eta^2*K*J*${directionSum.at('t+1', 'K')}
      - ${biasSum.at('t+1', 'K')}`,
    { terms: [times('1', sums, { k: 'K' }), times('2*delta^2', quietDriftSums, { k: 'J' })] },
  );

/** Under A2, and under A5. */
export const quietBias = {
  A2: bias('A2', biasUnderSimilarity.sums),
  A5: bias('A5', biasUnderSampledSimilarity.sums),
} as const;
