/** C6: Jensen's inequality for the average over snapshots, by induction over the rounds. */
import { assume } from '../kernel/index.js';
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { proveByInduction, rewriting, square, times, type InductiveStep } from '../notation/steps.js';
import { momentumCorrection } from '../setting/algorithm.js';
import { similarityToPoint } from '../setting/assumptions.js';
import { averageSquaredLag, filteredNoise, lagBias } from '../setting/lags.js';
import { differenceGradient, snapshotGradient } from '../setting/process.js';
import type { Lemma } from './lemma.js';

const lag = lagBias('t', 't+1', 's+1', 'k');
const newest = vector`${snapshotGradient.at('t+1')} - ${differenceGradient.at('s+1', 'k')}`;

/** δ²Q_t(y) − ‖Σ_r w_{t+1,r}(∇D(x^r) − ∇D(y))‖² ≥ 0 for every local point y. */
export const jensenOverSnapshots: InductiveStep = proveByInduction('Jensen over snapshots', {
  variable: 't',
  statement: expression`delta^2*${averageSquaredLag.at('t', 's', 'k')} - ${squaredNorm(lag)}`,
  base: {
    terms: [times('1', assume(similarityToPoint), { t: '0' })],
    rewrite: [rewriting(averageSquaredLag.recursion.zero), rewriting(filteredNoise.recursion.zero)],
  },
  step: {
    terms: [
      times('abar', 'induction hypothesis'),
      times('a', assume(similarityToPoint), { t: 't+1' }),
      square('a*abar', vector`${lag} - (${newest})`),
    ],
    rewrite: [
      rewriting(averageSquaredLag.recursion.successor, { n: 't' }),
      rewriting(momentumCorrection),
      rewriting(filteredNoise.recursion.successor, { n: 't' }),
    ],
  },
});

/** C6. */
export const jensen: Lemma = { id: 'C6', title: 'Jensen', steps: [jensenOverSnapshots] };
