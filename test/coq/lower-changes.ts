/** Changed lower bounds, comparisons and RATE-DET. */
import { notAnIdentity } from './mutants.js';
import type { TextChange } from './text-mutants.js';

const noWitness = /Cannot find witness/;
const noUnifier = /Unable to unify/;

const low = { file: 'Lower', then: ['Lower', 'LowTheorems'] };
const sgd = { ...low, lemma: 'LOW_SGD' };
const mom = { ...low, lemma: 'LOW_MOM', reason: noUnifier };
const separation = {
  file: 'Lower',
  then: ['Lower', 'LowTheorems', 'Separation'],
  reason: /while it is expected to have type/,
};

/** What must be refused of LOW-*, SEP-* and RATE-DET. */
export const lowerChanges: readonly TextChange[] = [
  {
    name: 'L-smooth with twice the curvature',
    file: 'Classes',
    from: '<= c / 2 * norm2 v)',
    to: '<= c * norm2 v)',
    then: ['Classes'],
    lemma: 'smooth_A1',
    reason: noWitness,
  },
  {
    name: 'the models: a larger factor than the numbers give',
    file: 'Consistency',
    from: '<= 1 / (4 * c)',
    to: '<= 1 / (5 * c)',
    then: ['Consistency', 'Model'],
    lemma: 'consistent_SEP',
    reason: noWitness,
  },
  {
    name: 'RATE-DET: four for five sevenths in the step size',
    file: 'Statements',
    from: '/ eta = L + 5 / 7',
    to: '/ eta = L + 4 / 7',
    then: ['Statements', 'Rates', 'Tuned', 'Theorems'],
    lemma: 'RATE_DET',
    reason: /Cannot solve this goal/,
  },
  {
    name: 'RATE-DET: four for five sevenths in the bound',
    file: 'Rates',
    from: 'INR (K r) + 5 / 7 * delta).',
    to: 'INR (K r) + 4 / 7 * delta).',
    then: ['Rates'],
    lemma: 'RATE_DET_given',
    reason: notAnIdentity,
  },
  {
    ...sgd,
    name: 'LOW-SGD: three for two at the start',
    from: 'Rmax (2 * L',
    to: 'Rmax (3 * L',
    reason: notAnIdentity,
  },
  { ...sgd, name: 'LOW-SGD: all of the noise', from: "varf / (2 * T')", to: "varf / T'", reason: noWitness },
  {
    ...low,
    name: 'LOW-SGD-ITERATES: four for three',
    from: "4 * T' - 3",
    to: "4 * T' - 4",
    lemma: 'LOW_SGD_ITERATES',
    reason: noUnifier,
  },
  { ...mom, name: 'LOW-MOM: a fifth for a quarter', from: "T' + 1 / 4", to: "T' + 1 / 5", reason: noWitness },
  { ...mom, name: 'LOW-MOM: 5/17 of the snapshot noise', from: '4 / 17', to: '5 / 17', reason: noWitness },
  { ...mom, name: 'LOW-MOM: three for two in L/K', from: "(2 * L * F0 / (K'", to: "(3 * L * F0 / (K'" },
  { ...mom, name: 'LOW-MOM: all of the local noise', from: "(2 * K' * T')", to: "(K' * T')" },
  { ...mom, name: 'LOW-MOM: 9/27 for quadratics', from: '8 / 27', to: '9 / 27' },
  {
    ...mom,
    name: 'LOW-MOM: 3/27 for quadratics with noise',
    from: '2 / 27',
    to: '3 / 27',
    reason: noWitness,
  },
  {
    ...mom,
    name: 'LOW-MOM: a larger difference than f allows',
    from: '2 * delta <= L',
    to: 'delta <= L',
    reason: noWitness,
  },
  {
    name: 'LOW-MOM: more noise than there is',
    file: 'LowNoiseRun',
    from: '3 / 8 * varD',
    to: '4 / 8 * varD',
    then: ['LowNoiseRun'],
    lemma: 'noise_reaches',
    reason: noUnifier,
  },
  {
    name: 'LOW-MOM: a quarter for a third in the lemma on weights',
    file: 'LowWeights',
    from: '(beta + 1 / 2) ^ 3 / 3)',
    to: '(beta + 1 / 2) ^ 3 / 4)',
    then: ['LowWeights'],
    lemma: 'squares_at_least',
    reason: noWitness,
  },
  {
    ...separation,
    name: 'SEP-DET: a smaller δ',
    from: '5 / 7 * (delta / L) <= 1 / c',
    to: '4 / 7 * (delta / L) <= 1 / c',
    lemma: 'SEP_DET',
  },
  {
    ...separation,
    name: 'SEP-DET: 1/(3c) against every iterate',
    from: '1 / (4 * c)',
    to: '1 / (3 * c)',
    lemma: 'SEP_DET',
  },
  {
    ...separation,
    name: 'SEP-NOISE: three for four under the root',
    from: '4 * linear ^ 2',
    to: '3 * linear ^ 2',
    lemma: 'below_root_root',
    reason: /Found no subterm/,
  },
  {
    ...separation,
    name: 'SEP-NOISE: a shorter root',
    from: 'sqrt (8 * P',
    to: 'sqrt (7 * P',
    lemma: 'SEP_NOISE',
  },
  {
    ...separation,
    name: 'SEP-CORR: less correlation',
    from: '512 * delta',
    to: '511 * delta',
    lemma: 'SEP_CORR',
  },
  {
    ...separation,
    name: 'SEP-CORR: fewer rounds',
    from: '8 * (1 / INR',
    to: '7 * (1 / INR',
    lemma: 'SEP_CORR',
  },
];
