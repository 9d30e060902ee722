/** Changed lower bounds, comparisons and RATE-DET. */
import { notAnIdentity } from './mutants.js';
import type { TextChange } from './text-mutants.js';

const noWitness = /Cannot find witness/;
const noUnifier = /Unable to unify/;

const sgd = { file: 'Lower', then: ['Lower', 'LowSgd'], lemma: 'LOW_SGD', reason: noWitness };
const mom = {
  file: 'Lower',
  then: ['Lower', 'LowSgd', 'LowStiff', 'LowNoiseRun', 'LowMom'],
  lemma: 'LOW_MOM',
  reason: noWitness,
};
const separation = {
  file: 'Lower',
  then: ['Lower', 'LowSgd', 'LowIterates', 'Separation'],
  reason: noWitness,
};

/** What must be refused of LOW-*, SEP-* and RATE-DET. */
export const lowerChanges: readonly TextChange[] = [
  {
    name: 'RATE-DET: four for five sevenths in the step size',
    file: 'Statements',
    from: '/ eta = L + 5 / 7',
    to: '/ eta = L + 4 / 7',
    then: ['Statements', 'Rates', 'Tuned', 'Theorems'],
    lemma: 'RATE_DET',
    reason: noUnifier,
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
  { ...sgd, name: 'LOW-SGD: three for two at the start', from: 'Rmax (2 * L', to: 'Rmax (3 * L' },
  { ...sgd, name: 'LOW-SGD: all of the noise', from: "varf / (2 * T')", to: "varf / T'" },
  {
    ...sgd,
    name: 'LOW-SGD-ITERATES: four for three',
    from: "4 * T' - 3",
    to: "4 * T' - 4",
    then: [...sgd.then, 'LowIterates'],
    lemma: 'LOW_SGD_ITERATES',
  },
  { ...mom, name: 'LOW-MOM: a fifth for a quarter', from: "T' + 1 / 4", to: "T' + 1 / 5" },
  { ...mom, name: 'LOW-MOM: 5/17 of the snapshot noise', from: '4 / 17', to: '5 / 17' },
  { ...mom, name: 'LOW-MOM: three for two in L/K', from: "(2 * L * F0 / (K'", to: "(3 * L * F0 / (K'" },
  { ...mom, name: 'LOW-MOM: all of the local noise', from: "(2 * K' * T')", to: "(K' * T')" },
  { ...mom, name: 'LOW-MOM: 9/27 for quadratics', from: '8 / 27', to: '9 / 27' },
  { ...mom, name: 'LOW-MOM: 3/27 for quadratics with noise', from: '2 / 27', to: '3 / 27' },
  { ...mom, name: 'LOW-MOM: a larger difference than f allows', from: '2 * delta <= L', to: 'delta <= L' },
  { ...mom, name: 'LOW-MOM: weights of momentum above 1', from: '0 < a <= 1', to: '0 < a <= 2' },
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
