/** C6: Jensen's inequality for the average over snapshots, by induction over the rounds. */
import type { Step } from '../derivation/schema.js';
import {
  proveByInduction,
  rewriting,
  square,
  times,
  zeroOf,
  successorOf,
  inductionHypothesis,
} from '../notation/steps.js';
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { momentumCorrection } from '../premises/algorithm.js';
import { similarityToPoint } from '../premises/assumptions.js';
import { averageSquaredLag, filteredNoise, lagBias } from '../premises/lags.js';
import { differenceGradient, snapshotGradient } from '../premises/process.js';
import type { Lemma } from './lemma.js';

const lag = lagBias('t', 's+1', 'k');
const newest = vector`${snapshotGradient.at('t+1')} - ${differenceGradient.at('s+1', 'k')}`;

/** δ²Q_t(y) − ‖Σ_r w_{t+1,r}(∇D(x^r) − ∇D(y))‖² ≥ 0 for every local point y. */
export const jensenOverSnapshots: Step = proveByInduction('Jensen over snapshots', {
  over: 't',
  statement: expression`delta^2*${averageSquaredLag.at('t', 's', 'k')} - ${squaredNorm(lag)}`,
  base: {
    terms: [times('1', similarityToPoint, { t: '0' })],
    rewrite: [zeroOf(averageSquaredLag), zeroOf(filteredNoise)],
  },
  step: {
    terms: [
      times('abar', inductionHypothesis),
      times('a', similarityToPoint, { t: 't+1' }),
      square('a*abar', vector`${lag} - (${newest})`),
    ],
    rewrite: [
      successorOf(averageSquaredLag, { n: 't' }),
      rewriting(momentumCorrection),
      successorOf(filteredNoise, { n: 't' }),
    ],
  },
});

/** C6. */
export const jensen: Lemma = { id: 'C6', title: 'Jensen', steps: [jensenOverSnapshots] };
