/** C5: the filtered noise Z, and the bias split into Z and a lag. */
import type { Step } from '../derivation/schema.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  square,
  times,
  zeroOf,
  successorOf,
  inductionHypothesis,
} from '../notation/steps.js';
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { snapshotVariance } from '../premises/assumptions.js';
import { filteredNoise, lagBias, lagBiasSum } from '../premises/lags.js';
import { snapshotNoise } from '../premises/process.js';
import { biasSum } from '../premises/sums.js';
import type { Lemma } from './lemma.js';

const noise = filteredNoise.at('t');

/** ā²‖Z‖² + a²σ_D² − ‖Z⁺‖² ≥ 0, Z⁺ = āZ + aν. */
export const filteredNoiseStep: Step = prove(
  'filtered noise',
  expression`abar^2*${squaredNorm(noise)} + a^2*varD - ${squaredNorm(filteredNoise.at('t+1'))}`,
  {
    terms: [times('a^2', snapshotVariance, { t: 't+1' })],
    orthogonal: [orthogonal('-2*a*abar', noise, snapshotNoise.at('t+2'))],
    rewrite: [successorOf(filteredNoise, { n: 't' })],
  },
);

/** R2′: 2k‖Z‖² + 2Σ_{j≤k}‖H_j‖² − Σ_{j≤k}‖b^j‖² ≥ 0, b = Z + H. */
export const biasBySplit: Step = proveByInduction("bias by noise and lag (R2')", {
  over: 'k',
  statement: expression`2*k*${squaredNorm(noise)} + 2*${lagBiasSum.at('t+1', 'k')} - ${biasSum.at('t+1', 'k')}`,
  base: {
    terms: [],
    rewrite: [zeroOf(lagBiasSum), zeroOf(biasSum)],
  },
  step: {
    terms: [times('1', inductionHypothesis), square('1', vector`${noise} - (${lagBias('t', 't+1', 'k')})`)],
    rewrite: [successorOf(lagBiasSum, { n: 'k' }), successorOf(biasSum, { n: 'k' })],
  },
});

/** C5. */
export const noiseSplit: Lemma = {
  id: 'C5',
  title: 'noise and lag of the bias',
  steps: [filteredNoiseStep, biasBySplit],
};
