/** Sums over the local steps of a round, and over rounds, each defined by its recurrence. */
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { valueFamily, vectorFamily, type ValueFamily, type VectorFamily } from '../notation/families.js';
import { scalar, vectorOf, type ScalarFormula } from '../notation/formula.js';
import { define, type Defined } from '../notation/steps.js';
import { bias, localNoise, meanDirection, targetGradient, displacement } from './process.js';

/** A family of numbers with the recursion that defines it. */
export type DefinedValues = Defined<ValueFamily>;
/** A vector family with the recursion that defines it. */
export type DefinedVectors = Defined<VectorFamily>;

/** s[t+1, 0] = 0, s[t+1, n+1] = s[t+1, n] + summand. */
export function sumInRound(
  name: string,
  latex: string,
  meaning: string,
  summand: ScalarFormula,
): DefinedValues {
  const family = valueFamily(name, latex, ['t', 'k'], meaning);
  const successor = expression`${family.at('t+1', 'n')} + ${summand}`;
  return define(family, meaning, ['t+1', 'n'], scalar('0'), successor);
}

/** D_k = Σ_{j≤k} E‖d̄^{t,j}‖². */
export const directionSum = sumInRound(
  'D',
  'D_{#1,#2}',
  'sum of squared mean directions',
  squaredNorm(meanDirection('t+1', 'n')),
);

/** g_k = Σ_{j≤k} E‖∇f(y^{t,j−1})‖². */
export const gradientSum = sumInRound(
  'g',
  'g_{#1,#2}',
  'sum of squared target gradients',
  squaredNorm(targetGradient.at('t+1', 'n')),
);

/** B_k = Σ_{j≤k} E‖b^{t,j}‖². */
export const biasSum = sumInRound('B', 'B_{#1,#2}', 'sum of squared biases', squaredNorm(bias('t+1', 'n')));

/** Y_k = Σ_{j≤k} E‖y^{t,j−1} − x^{t−1}‖². */
export const driftSum = sumInRound('Y', 'Y_{#1,#2}', 'sum of squared drifts', squaredNorm(displacement('n')));

const noiseFamily = vectorFamily('N', 'N^{#1,#2}', ['t', 'k'], ['t', 'k'], 'sum of local noises');

/** N_k = Σ_{j≤k} n^{t,j}. */
export const noiseSum: DefinedVectors = define(
  noiseFamily,
  'sum of local noises',
  ['t+1', 'n'],
  vectorOf(['zero']),
  vector`${noiseFamily.at('t+1', 'n')} + ${localNoise.at('t+1', 'n+1')}`,
);

/** s[0] = 0, s[n+1] = s[n] + summand. */
export function sumOverRounds(
  name: string,
  latex: string,
  meaning: string,
  summand: ScalarFormula,
): DefinedValues {
  const family = valueFamily(name, latex, ['t'], meaning);
  return define(family, meaning, ['n'], scalar('0'), expression`${family.at('n')} + ${summand}`);
}

/** G_t = Σ_{s≤t} Σ_k E‖∇f(y^{s,k−1})‖², that is K T times the measure G of the theorems for t = T. */
export const totalGradient = sumOverRounds(
  'G',
  '\\mathcal G_{#1}',
  'sum of squared target gradients over rounds',
  gradientSum.at('n+1', 'K'),
);

/** C_t = Σ_{s≤t} D_{s,K}. */
export const totalDirection = sumOverRounds(
  'C',
  'C_{#1}',
  'sum of squared mean directions over rounds',
  directionSum.at('n+1', 'K'),
);

const totalNoiseFamily = vectorFamily('M', 'N^{#1}', ['t'], ['t', 'K'], 'sum of local noises over rounds');

/** Σ_{s≤t} N^{s,K}. */
export const totalNoise: DefinedVectors = define(
  totalNoiseFamily,
  'sum of local noises over rounds',
  ['n'],
  vectorOf(['zero']),
  vector`${totalNoiseFamily.at('n')} + ${noiseSum.at('n+1', 'K')}`,
);
