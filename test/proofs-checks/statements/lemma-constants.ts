/** The constants in the lemmas, as summands of their conclusions: with a smaller one the lemma would say more. */
import type { Step } from '../../../proofs-checks/derivation/schema.js';
import type { ScalarFormula } from '../../../proofs-checks/notation/formula.js';
import { expression, squaredNorm, vector } from '../../../proofs-checks/notation/expression.js';
import {
  averageSquaredLag,
  filteredNoise,
  lagDirection,
  lagProduct,
  meanLag,
} from '../../../proofs-checks/premises/lags.js';
import { bias, correctionError, iterate, point, roundMove } from '../../../proofs-checks/premises/process.js';
import { directionSum } from '../../../proofs-checks/premises/sums.js';
import {
  descentStep,
  directionSums,
  drift,
  driftSums,
  noiseSums,
  biasUnderSimilarity,
} from '../../../proofs-checks/lemmas/round.js';
import {
  affineError,
  momentumError,
  varianceReducedError,
  filteredNoiseStep,
  jensenOverSnapshots,
} from '../../../proofs-checks/lemmas/estimate.js';
import { noisyLag } from '../../../proofs-checks/lemmas/c7-lag.js';
import { quietLag } from '../../../proofs-checks/lemmas/quiet-lag.js';

/** A summand of the conclusion of a step of a lemma. */
interface LemmaConstant {
  readonly lemma: string;
  readonly step: Step;
  readonly name: string;
  readonly value: ScalarFormula;
}

const constant = (lemma: string, step: Step, name: string, value: ScalarFormula): LemmaConstant => ({
  lemma,
  step,
  name,
  value,
});

const error = squaredNorm(correctionError('t'));
const distance = squaredNorm(vector`${iterate.at('t')} - ${point.at('t+1', 'k')}`);
const move = squaredNorm(roundMove('t+1', 't'));
const next = directionSum.at('t+1', 'k+1');
const last = directionSum.at('t+1', 'K');

/** Every constant that is lowered, one by one, in statement mutation. */
export const lemmaConstants: readonly LemmaConstant[] = [
  constant('C1', descentStep, 'bias', expression`eta/2*${squaredNorm(bias('t+1', 'k'))}`),
  constant('C1', descentStep, 'local noise', expression`L*eta^2/2*varh`),
  constant('C2', biasUnderSimilarity.step, 'error', expression`2*${error}`),
  constant('C2', biasUnderSimilarity.step, 'distance', expression`2*delta^2*${distance}`),
  constant('C3', directionSums, 'directions', expression`(k+1)*eta^2*${next}`),
  constant('C3', noiseSums, 'noise', expression`k*varh`),
  constant('C3', drift, 'directions', expression`2*eta^2*(k+1)*${next}`),
  constant('C3', drift, 'noise', expression`2*eta^2*(k+1)*varh`),
  constant('C3', driftSums, 'noise', expression`eta^2*(k+1)*k*varh`),
  constant('C4', momentumError, 'error', expression`a*abar*${error}`),
  constant('C4', momentumError, 'move', expression`abar^2*delta^2*${move}`),
  constant('C4', momentumError, 'noise', expression`a^3*varD`),
  constant('C4', affineError, 'error', expression`a*abar*${error}`),
  constant('C4', affineError, 'directions', expression`abar^2*(1+a)*delta^2*eta^2*K*${last}`),
  constant('C4', affineError, 'local noise', expression`2*a*abar^2*delta^2*eta^2*K*varh`),
  constant('C4', affineError, 'snapshot noise', expression`a^3*varD`),
  constant('C4', varianceReducedError, 'error', expression`abar^2*${error}`),
  constant('C4', varianceReducedError, 'move', expression`2*abar^2*delta^2*${move}`),
  constant('C4', varianceReducedError, 'noise', expression`2*a^2*varD`),
  constant(
    'C5',
    filteredNoiseStep,
    'filtered noise',
    expression`abar^2*${squaredNorm(filteredNoise.at('t'))}`,
  ),
  constant('C5', filteredNoiseStep, 'noise', expression`a^2*varD`),
  constant('C6', jensenOverSnapshots, 'distance', expression`delta^2*${averageSquaredLag.at('t', 's', 'k')}`),
  constant('C7', noisyLag.step, 'product', expression`2*delta^2*eta^2*(${lagProduct('t')})`),
  constant('C7', noisyLag.round, 'direction', expression`delta^2*eta^2*(k+1)*k*(${lagDirection('t')})`),
  constant(
    'C7',
    noisyLag.round,
    'noise',
    expression`2*delta^2*eta^2*((k+1)*(${meanLag('t')}) + (k+1)*k/2)*varh`,
  ),
  constant('C7', quietLag.step, 'product without noise', expression`delta^2*eta^2*(${lagProduct('t')})`),
  constant(
    'C7',
    quietLag.round,
    'direction without noise',
    expression`delta^2*eta^2*(k+1)*k/2*(${lagDirection('t')})`,
  ),
];
