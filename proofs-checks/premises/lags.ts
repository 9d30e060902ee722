/**
 * Averages over the snapshots x^r with the weights w_{t+1,r} that AuxMOM gives them: w_{1,0} = 1,
 * w_{t+1,r} = ā w_{t,r}, w_{t+1,t} = a. Index t stands for round t + 1, so all of them start at t = 0.
 */
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { abbreviateScalar, abbreviateVector, valueFamily, vectorFamily } from '../notation/families.js';
import { scalar, type ScalarFormula } from '../notation/formula.js';
import { define } from '../notation/steps.js';
import { correction, correctionError, differenceGradient, iterate, point, snapshotNoise } from './process.js';
import { sumInRound, totalDirection, type DefinedValues, type DefinedVectors } from './sums.js';

/** average[0] = 0, average[n+1] = ā average[n] + a value. */
function weightedAverage(
  name: string,
  latex: string,
  meaning: string,
  value: ScalarFormula,
  kind: { readonly deterministic?: true } = {},
): DefinedValues {
  const family = valueFamily(name, latex, ['t'], meaning, kind);
  const successor = expression`abar*${family.at('n')} + a*${value}`;
  return define(family, meaning, ['n'], scalar('0'), successor);
}

/** Average of r K, the number of local steps before x^r. */
export const averageSteps = weightedAverage(
  'tau',
  '\\tau_{#1}',
  'average number of local steps before a snapshot',
  expression`(n+1)*K`,
  { deterministic: true },
);

/** Average of C_r. */
export const averageDirection = weightedAverage(
  'Cbar',
  '\\overline{C}_{#1}',
  'average sum of squared directions before a snapshot',
  totalDirection.at('n+1'),
);

/** Average of r K C_r. */
export const averageProduct = weightedAverage(
  'KC',
  '\\overline{KC}_{#1}',
  'average product of both',
  expression`(n+1)*K*${totalDirection.at('n+1')}`,
);

/** μ: average number of local steps since x^r. */
export const meanLag = abbreviateScalar('mu', '\\mu_{#1}', ['t'], expression`t*K - ${averageSteps.at('t')}`);

/** U: average of q_r = C_t − C_r. */
export const lagDirection = abbreviateScalar(
  'U',
  'U_{#1}',
  ['t'],
  expression`${totalDirection.at('t')} - ${averageDirection.at('t')}`,
);

/** A: average of ℓ_r q_r, ℓ_r = (t − r)K. */
export const lagProduct = abbreviateScalar(
  'A',
  'A_{#1}',
  ['t'],
  expression`${meanLag('t')}*${totalDirection.at('t')} - t*K*${averageDirection.at('t')}
    + ${averageProduct.at('t')}`,
);

const filtered = vectorFamily('Z', 'Z_{#1}', ['t'], ['t+1', '0'], 'filtered snapshot noise');

/** Z^{t+1} = ā Z^t + a ν^{t+1}, started with the error E¹: the part of the error that noise makes. */
export const filteredNoise: DefinedVectors = define(
  filtered,
  'filtered snapshot noise',
  ['n'],
  correctionError('0'),
  vector`abar*${filtered.at('n')} + a*${snapshotNoise.at('n+2')}`,
);

/** m^{t+1} − Z^{t+1} − ∇D(y^{s,k}) = Σ_r w_{t+1,r}(∇D(x^r) − ∇D(y^{s,k})): the lag part of the bias. */
export const lagBias = abbreviateVector(
  'lag',
  'H^{#1+1}(y^{#2,#3})',
  ['t', 's', 'k'],
  vector`${correction.at('t+1')} - ${filtered.at('t')} - ${differenceGradient.at('s', 'k')}`,
);

const squaredLag = valueFamily(
  'Q',
  'Q_{#1}(y^{#2+1,#3})',
  ['t', 's', 'k'],
  'average squared distance from the snapshots',
);

/** Q_t(y) = Σ_r w_{t+1,r} E‖x^r − y‖² for y = y^{s+1,k}. */
export const averageSquaredLag: DefinedValues = define(
  squaredLag,
  'average squared distance from the snapshots',
  ['n', 's', 'k'],
  squaredNorm(vector`${iterate.at('0')} - ${point.at('s+1', 'k')}`),
  expression`abar*${squaredLag.at('n', 's', 'k')}
      + a*${squaredNorm(vector`${iterate.at('n+1')} - ${point.at('s+1', 'k')}`)}`,
);

/** Σ_{j≤k} E‖lag part of the bias at y^{t+1,j−1}‖². */
export const lagBiasSum: DefinedValues = sumInRound(
  'H',
  'H_{#1,#2}',
  'sum of squared lag parts of the bias',
  squaredNorm(lagBias('t', 't+1', 'n')),
);
