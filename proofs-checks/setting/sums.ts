/** Sums over the local steps of a round, over rounds, and over lags, each defined by its recurrence. */
import { constant, defineSequence, defineVectors, type Polynomial, type Recursion } from '../kernel/index.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import { valueFamily, vectorFamily, type ValueFamily, type VectorFamily } from '../notation/families.js';
import { bias, iterate, localNoise, meanDirection, point, targetGradient } from './process.js';

/** A family with the two equations that define it. */
export interface DefinedValues extends ValueFamily {
  readonly recursion: Recursion;
}

/** A vector family with the two equations that define it. */
export interface DefinedVectors extends VectorFamily {
  readonly recursion: Recursion;
}

const n = readExpression('n');

/** s[t+1, 0] = 0, s[t+1, n+1] = s[t+1, n] + summand. */
function sumInRound(name: string, latex: string, title: string, summand: Polynomial): DefinedValues {
  const family = valueFamily(name, latex);
  const recursion = defineSequence(family.symbol, {
    title,
    indices: [readExpression('t+1'), n],
    position: 1,
    zero: constant(0),
    successor: expression`${family.at('t+1', 'n')} + ${summand}`,
  });
  return { ...family, recursion };
}

/** D_k = Σ_{j≤k} E‖d̄^{t,j}‖². */
export const directionSum: DefinedValues = sumInRound(
  'D',
  'D_{#1,#2}',
  'sum of squared mean directions',
  squaredNorm(meanDirection('t+1', 'n')),
);

/** g_k = Σ_{j≤k} E‖∇f(y^{t,j−1})‖². */
export const gradientSum: DefinedValues = sumInRound(
  'g',
  'g_{#1,#2}',
  'sum of squared target gradients',
  squaredNorm(targetGradient.at('t+1', 'n')),
);

/** B_k = Σ_{j≤k} E‖b^{t,j}‖². */
export const biasSum: DefinedValues = sumInRound(
  'B',
  'B_{#1,#2}',
  'sum of squared biases',
  squaredNorm(bias('t+1', 'n')),
);

/** Y_k = Σ_{j≤k} E‖y^{t,j−1} − x^{t−1}‖². */
export const driftSum: DefinedValues = sumInRound(
  'Y',
  'Y_{#1,#2}',
  'sum of squared drifts',
  squaredNorm(vector`${iterate.at('t')} - ${point.at('t+1', 'n')}`),
);

const noiseFamily = vectorFamily('N', 'N^{#1,#2}', (t, k) => [t, k]);

/** N_k = Σ_{j≤k} n^{t,j}. */
export const noiseSum: DefinedVectors = {
  ...noiseFamily,
  recursion: defineVectors(noiseFamily.symbol, {
    title: 'sum of local noises',
    indices: [readExpression('t+1'), n],
    position: 1,
    zero: new Map(),
    successor: vector`${noiseFamily.at('t+1', 'n')} + ${localNoise.at('t+1', 'n+1')}`,
  }),
};

/** s[0] = zero, s[n+1] = successor(s[n]). */
function overRounds(
  family: ValueFamily,
  title: string,
  successor: (previous: Polynomial) => Polynomial,
): DefinedValues {
  const recursion = defineSequence(family.symbol, {
    title,
    indices: [n],
    position: 0,
    zero: constant(0),
    successor: successor(family.at('n')),
  });
  return { ...family, recursion };
}

/** G_t = Σ_{s≤t} Σ_k E‖∇f(y^{s,k−1})‖², that is K T times the measure G of the theorems for t = T. */
export const totalGradient: DefinedValues = overRounds(
  valueFamily('G', '\\mathcal G_{#1}'),
  'sum of squared target gradients over rounds',
  (previous) => expression`${previous} + ${gradientSum.at('n+1', 'K')}`,
);

/** C_t = Σ_{s≤t} D_{s,K}. */
export const totalDirection: DefinedValues = overRounds(
  valueFamily('C', 'C_{#1}'),
  'sum of squared mean directions over rounds',
  (previous) => expression`${previous} + ${directionSum.at('n+1', 'K')}`,
);

const totalNoiseFamily = vectorFamily('M', 'N^{#1}', (t) => [t, 'J+1']);

/** Σ_{s≤t} N^{s,K}. */
export const totalNoise: DefinedVectors = {
  ...totalNoiseFamily,
  recursion: defineVectors(totalNoiseFamily.symbol, {
    title: 'sum of local noises over rounds',
    indices: [n],
    position: 0,
    zero: new Map(),
    successor: vector`${totalNoiseFamily.at('n')} + ${noiseSum.at('n+1', 'K')}`,
  }),
};
