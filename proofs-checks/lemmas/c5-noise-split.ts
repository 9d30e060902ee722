/** C5: the filtered noise Z, and the bias split into Z and a lag. */
import { assume } from '../kernel/index.js';
import { expression, squaredNorm, vector } from '../notation/expression.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  rewriting,
  square,
  times,
  type CertifiedStep,
  type InductiveStep,
} from '../notation/steps.js';
import { snapshotVariance } from '../setting/assumptions.js';
import { filteredNoise, lagBias, lagBiasSum } from '../setting/lags.js';
import { snapshotNoise } from '../setting/process.js';
import { biasSum } from '../setting/sums.js';
import type { Lemma } from './lemma.js';

const noise = filteredNoise.at('t');

/** ā²‖Z‖² + a²σ_D² − ‖Z⁺‖² ≥ 0, Z⁺ = āZ + aν. */
export const filteredNoiseStep: CertifiedStep = prove(
  'filtered noise',
  expression`abar^2*${squaredNorm(noise)} + a^2*varD - ${squaredNorm(filteredNoise.at('t+1'))}`,
  {
    terms: [times('a^2', assume(snapshotVariance), { t: 't+1' })],
    orthogonal: [orthogonal('-2*a*abar', noise, snapshotNoise.atom('t+2'))],
    rewrite: [rewriting(filteredNoise.recursion.successor, { n: 't' })],
  },
);

/** R2′: 2k‖Z‖² + 2Σ_{j≤k}‖H_j‖² − Σ_{j≤k}‖b^j‖² ≥ 0, b = Z + H. */
export const biasBySplit: InductiveStep = proveByInduction("bias by noise and lag (R2')", {
  variable: 'k',
  statement: expression`2*k*${squaredNorm(noise)} + 2*${lagBiasSum.at('t+1', 'k')} - ${biasSum.at('t+1', 'k')}`,
  base: {
    terms: [],
    rewrite: [rewriting(lagBiasSum.recursion.zero), rewriting(biasSum.recursion.zero)],
  },
  step: {
    terms: [
      times('1', 'induction hypothesis'),
      square('1', vector`${noise} - (${lagBias('t', 't+1', 't+1', 'k')})`),
    ],
    rewrite: [
      rewriting(lagBiasSum.recursion.successor, { n: 'k' }),
      rewriting(biasSum.recursion.successor, { n: 'k' }),
    ],
  },
});

/** C5. */
export const noiseSplit: Lemma = {
  id: 'C5',
  title: 'noise and lag of the bias',
  steps: [filteredNoiseStep, biasBySplit],
};
