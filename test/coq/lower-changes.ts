/** Changed lower bounds, comparisons and RATE-DET. */
import { notAnIdentity } from './mutants.js';
import type { TextChange } from './text-mutants.js';

const noWitness = /Cannot find witness/;
const noUnifier = /Unable to unify/;
const anotherType = /while it is expected to have type/;
const missing = /No product even after head-reduction/;
const notConvertible = /Not convertible/;

const low = { file: 'Lower', then: ['Lower', 'LowTheorems'] };
const sgd = { ...low, lemma: 'LOW_SGD' };
const mom = { ...low, lemma: 'LOW_MOM', reason: noUnifier };
const separation = {
  file: 'Lower',
  then: ['Lower', 'LowTheorems', 'Filters', 'LowHb', 'LowLti', 'Separation'],
  reason: anotherType,
};

/** LOW-LTI, LOW-HB-ITERATES and SEP-LTI: statements and methods. */
const filters = { file: 'Filters', then: ['Filters', 'LowHb', 'LowLti'] };
const lti = { ...filters, lemma: 'LOW_LTI' };
const heavyBall = { file: 'Filters', then: ['Filters', 'LowHb'], lemma: 'LOW_HB_ITERATES' };
const separationLti = { file: 'Filters', then: [...filters.then, 'Separation'] };
const correlatedLti = { ...separationLti, lemma: 'SEP_LTI_CORR', reason: noWitness };
const filterChanges: readonly TextChange[] = [
  { ...lti, name: 'LOW-LTI: three for two at the start', from: 'Rmax (2 * L', to: 'Rmax (3 * L', reason: anotherType }, // prettier-ignore
  { ...lti, name: 'LOW-LTI: all of LF₀', from: '(L * F0 / 2)', to: '(L * F0)', reason: noWitness },
  { ...lti, name: 'LOW-LTI: twice the noise', from: "varf / (4 * T')", to: "varf / T'", reason: noWitness },
  { ...lti, name: 'LOW-LTI: N + 2 for N + 1', from: '(INR N + 1) in', to: '(INR N + 2) in', reason: /Found no subterm/ }, // prettier-ignore
  { ...lti, name: 'LOW-LTI: N = T', from: '(N < T)%nat', to: '(N <= T)%nat', reason: anotherType },
  { ...lti, name: 'LOW-LTI: a negative variance', from: '0 <= varf -> ', to: '', reason: missing },
  { ...heavyBall, name: 'momentum that does not start at rest', from: '| O => (x0, zero)', to: '| O => (x0, x0)', lemma: 'swings_out', reason: notConvertible }, // prettier-ignore
  {
    name: 'LOW-LTI: a response to noise that is not what the start loses',
    file: 'LowLti',
    from: 'response j - response (S j)',
    to: 'response j + response (S j)',
    then: ['LowLti'],
    lemma: 'response_to_noise',
    reason: notConvertible,
  },
  { ...heavyBall, name: 'LOW-HB-ITERATES: three for four', from: '4 * (1 + beta) * M', to: '3 * (1 + beta) * M', reason: anotherType }, // prettier-ignore
  { ...heavyBall, name: 'LOW-HB-ITERATES: any β', from: '0 < eta -> 0 <= beta ->', to: '0 < eta ->', reason: missing }, // prettier-ignore
  { ...heavyBall, name: 'LOW-HB-ITERATES: fewer steps', from: "(T' - 1) + 1", to: "(T' - 2) + 1", reason: noWitness }, // prettier-ignore
  { ...separationLti, name: 'SEP-LTI: a smaller δ', from: '5 / 7', to: '4 / 7', lemma: 'SEP_LTI_DET', reason: /Cannot solve this goal/ }, // prettier-ignore
  { ...separationLti, name: 'SEP-LTI: a shorter root', from: 'sqrt (8 * P', to: 'sqrt (7 * P', lemma: 'SEP_LTI', reason: anotherType }, // prettier-ignore
  { ...correlatedLti, name: 'SEP-LTI: less correlation', from: '1024 * delta', to: '1023 * delta' },
  { ...correlatedLti, name: 'SEP-LTI: fewer rounds', from: '16 * (1', to: '15 * (1' },
];

/** LOW-TGT-MOM and LOW-TGT-MVR, and the rule EXCH. */
const target = { file: 'TargetLower', then: ['TargetLower', 'LowTarget'] };
const exchange = { file: 'Exchange', then: ['Exchange', 'Exchangeable'], lemma: 'EXCH' };
const targetChanges: readonly TextChange[] = [
  { ...target, name: 'LOW-TGT-MOM: three for two', from: '2 / 5 * (1 - a) ^ 2', to: '3 / 5 * (1 - a) ^ 2', lemma: 'LOW_TGT_MOM', reason: noUnifier }, // prettier-ignore
  { ...target, name: 'LOW-TGT-MOM: one round', from: '(2 <= T)%nat ->\n  exists x0, L / 2 * x0 ^ 2 = F0 /\\\n    let', to: '(1 <= T)%nat ->\n  exists x0, L / 2 * x0 ^ 2 = F0 /\\\n    let', lemma: 'LOW_TGT_MOM', reason: anotherType }, // prettier-ignore
  { ...target, name: 'LOW-TGT-MVR: three for four', from: '4 * s ^ 2)) <= reduced_G', to: '3 * s ^ 2)) <= reduced_G', lemma: 'LOW_TGT_MVR', reason: /not a valid field equation/ }, // prettier-ignore
  { ...target, name: 'the code without the auxiliary gradient at the snapshot', from: "eta * (h' y - h' x + u)", to: "eta * (h' y + u)", lemma: 'local_parabola', reason: /not a valid ring equation/ }, // prettier-ignore
  { ...exchange, name: 'EXCH: two laws', from: ' -> laws p = laws q ->', to: ' ->', reason: missing },
  { ...exchange, name: 'EXCH: a point older than the later draw alone', from: 'depends (Nat.min p q) u', to: 'depends (Nat.max p q) u', reason: /Cannot solve this goal/ }, // prettier-ignore
];

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
    then: ['Statements', 'Starts', 'Rates'],
    lemma: 'RATE_DET_parts',
    reason: notAnIdentity,
  },
  {
    name: 'RATE-DET: four for five sevenths in the bound',
    file: 'Statements',
    from: '(L / K + 5 / 7 * delta)',
    to: '(L / K + 4 / 7 * delta)',
    then: ['Statements', 'Starts', 'Rates'],
    lemma: 'RATE_DET_at',
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
    reason: /Cannot solve this goal/,
  },
  {
    ...separation,
    name: 'SEP-DET: 1/(3c) against every iterate',
    from: '1 / (4 * c)',
    to: '1 / (3 * c)',
    lemma: 'SEP_DET',
    reason: noWitness,
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
    reason: noWitness,
  },
  {
    ...separation,
    name: 'SEP-CORR: fewer rounds',
    from: '8 * (1 / INR',
    to: '7 * (1 / INR',
    lemma: 'SEP_CORR',
    reason: noWitness,
  },
  ...filterChanges,
  ...targetChanges,
];
