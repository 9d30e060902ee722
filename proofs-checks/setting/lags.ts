/**
 * Averages over the snapshots x^r with the weights w_{t+1,r} that AuxMOM gives them: w_{1,0} = 1,
 * w_{t+1,r} = ā w_{t,r}, w_{t+1,t} = a. Index t stands for round t + 1, so all of them start at t = 0.
 */
import { defineSequence, defineVectors, type Polynomial, type Vector } from '../kernel/index.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import {
  fillIndices,
  valueFamily,
  vectorFamily,
  type IndexValue,
  type ValueFamily,
} from '../notation/families.js';
import { withText } from '../notation/formula-text.js';
import { correction, correctionError, differenceGradient, iterate, point, snapshotNoise } from './process.js';
import { totalDirection, type DefinedValues, type DefinedVectors } from './sums.js';

const n = readExpression('n');

/** average[0] = 0, average[n+1] = ā average[n] + a value. */
function weightedAverage(family: ValueFamily, title: string, value: Polynomial): DefinedValues {
  const recursion = defineSequence(family.symbol, {
    title,
    indices: [n],
    position: 0,
    zero: readExpression('0'),
    successor: expression`abar*${family.at('n')} + a*${value}`,
  });
  return { ...family, recursion };
}

/** Average of r K, the number of local steps before x^r. */
export const averageSteps: DefinedValues = weightedAverage(
  valueFamily('tau', '\\tau_{#1}', 'deterministic'),
  'average number of local steps before a snapshot',
  readExpression('(n+1)*K'),
);

/** Average of C_r. */
export const averageDirection: DefinedValues = weightedAverage(
  valueFamily('Cbar', '\\overline{C}_{#1}'),
  'average sum of squared directions before a snapshot',
  totalDirection.at('n+1'),
);

/** Average of r K C_r. */
export const averageProduct: DefinedValues = weightedAverage(
  valueFamily('KC', '\\overline{KC}_{#1}'),
  'average product of both',
  expression`(n+1)*K*${totalDirection.at('n+1')}`,
);

/** μ: average number of local steps since x^r. */
export function meanLag(t: IndexValue): Polynomial {
  return withText(expression`${stepsBefore(t)} - ${averageSteps.at(t)}`, fillIndices('\\mu_{#1}', [t]));
}

/** U: average of q_r = C_t − C_r. */
export function lagDirection(t: IndexValue): Polynomial {
  return withText(
    expression`${totalDirection.at(t)} - ${averageDirection.at(t)}`,
    fillIndices('U_{#1}', [t]),
  );
}

/** A: average of ℓ_r q_r, ℓ_r = (t − r)K. */
export function lagProduct(t: IndexValue): Polynomial {
  return withText(
    expression`${meanLag(t)}*${totalDirection.at(t)} - ${stepsBefore(t)}*${averageDirection.at(t)}
    + ${averageProduct.at(t)}`,
    fillIndices('A_{#1}', [t]),
  );
}

function stepsBefore(t: IndexValue): Polynomial {
  return expression`${typeof t === 'string' ? readExpression(t) : t}*K`;
}

const filtered = vectorFamily('Z', 'Z_{#1}', (t) => [expression`${t} + 1`, '0']);

/** Z^{t+1} = ā Z^t + a ν^{t+1}, started with the error E¹: the part of the error that noise makes. */
export const filteredNoise: DefinedVectors = {
  ...filtered,
  recursion: defineVectors(filtered.symbol, {
    title: 'filtered snapshot noise',
    indices: [n],
    position: 0,
    zero: correctionError('1', '0'),
    successor: vector`abar*${filtered.at('n')} + a*${snapshotNoise.at('n+2')}`,
  }),
};

/** m^{t+1} − Z^{t+1} − ∇D(y^{s+1,k}) = Σ_r w_{t+1,r}(∇D(x^r) − ∇D(y^{s+1,k})): the lag part of the bias. */
export function lagBias(t: IndexValue, round: IndexValue, s: IndexValue, k: IndexValue): Vector {
  return withText(
    vector`${correction.at(round)} - ${filteredNoise.at(t)} - ${differenceGradient.at(s, k)}`,
    fillIndices('H^{#1}(y^{#2,#3})', [round, s, k]),
  );
}

const squaredLag = valueFamily('Q', 'Q_{#1}(y^{#2+1,#3})');

/** Q_t(y) = Σ_r w_{t+1,r} E‖x^r − y‖² for y = y^{s+1,k}. */
export const averageSquaredLag: DefinedValues = {
  ...squaredLag,
  recursion: defineSequence(squaredLag.symbol, {
    title: 'average squared distance from the snapshots',
    indices: [n, readExpression('s'), readExpression('k')],
    position: 0,
    zero: squaredNorm(vector`${iterate.at('0')} - ${point.at('s+1', 'k')}`),
    successor: expression`abar*${squaredLag.at('n', 's', 'k')}
      + a*${squaredNorm(vector`${iterate.at('n+1')} - ${point.at('s+1', 'k')}`)}`,
  }),
};

const lagSum = valueFamily('H', 'H_{#1,#2}');

/** Σ_{j≤k} E‖lag part of the bias at y^{t+1,j−1}‖². */
export const lagBiasSum: DefinedValues = {
  ...lagSum,
  recursion: defineSequence(lagSum.symbol, {
    title: 'sum of squared lag parts of the bias',
    indices: [readExpression('t+1'), n],
    position: 1,
    zero: readExpression('0'),
    successor: expression`${lagSum.at('t+1', 'n')} + ${squaredNorm(lagBias('t', 't+1', 't+1', 'n'))}`,
  }),
};
