/** Changed places of the theory and of exported files. */
import type { CoqFile } from '../../proofs-checks/coq/export.js';
import { lowerChanges } from './lower-changes.js';
import { familyChanges, oneLawChanges, targetChanges } from './reduced-changes.js';
import { notAnIdentity, type Mutant } from './mutants.js';

/** One place of a file, changed. */
export interface TextChange {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The files to compile again, the one that fails last. */
  readonly then: readonly string[];
  readonly lemma: string;
  readonly reason: RegExp;
}

const noWitness = /Cannot find witness/;
const bound = {
  file: 'Statements',
  then: ['Statements', 'Starts', 'Rates'],
  lemma: 'MOM_1_at',
  reason: notAnIdentity,
};
const algorithm = {
  file: 'Algorithm',
  then: ['Algorithm', 'Vocabulary', 'Steps', 'Premises', 'Link'],
  reason: notAnIdentity,
};

/** CORR, STAB and NAIVE with something else in their statements or definitions. */
const correlation = { file: 'Correlation', then: ['Correlation', 'Corr'] };
const stability = {
  file: 'Stability',
  then: ['Stability', 'Jury', 'Stab'],
  lemma: 'stable_jury',
  reason: noWitness,
};
const naive = { file: 'Naive', then: ['Naive'] };
const benefitChanges: readonly TextChange[] = [
  {
    ...correlation,
    name: 'CORR: a scalar correlation in place of the Loewner order',
    from: "forall u, quadratic_form n M u <= quadratic_form n M' u",
    to: "sum n (fun i => M i i) <= sum n (fun i => M' i i)",
    lemma: 'CORR',
    reason: /Illegal application/,
  },
  {
    ...correlation,
    name: 'CORR: strict where C annihilates the difference',
    from: '~ same',
    to: 'same',
    lemma: 'CORR',
    reason: /Illegal application/,
  },
  {
    ...correlation,
    name: 'CORR: less correlation',
    from: "plus (cross_covariance N) (transpose (cross_covariance N)))\n    (plus (cross_covariance N') (transpose (cross_covariance N')))",
    to: "plus (cross_covariance N') (transpose (cross_covariance N')))\n    (plus (cross_covariance N) (transpose (cross_covariance N)))",
    lemma: 'more_correlated_loewner',
    reason: noWitness,
  },
  {
    name: 'CORR: noises of f and h added',
    file: 'Finite',
    from: 'noise_f N s i - noise_h N s i',
    to: 'noise_f N s i + noise_h N s i',
    then: ['Finite', 'Quadratics'],
    lemma: 'expect_noise_D',
    reason: notAnIdentity,
  },
  {
    ...stability,
    name: 'STAB: 3 - a for 2 - a',
    from: '(2 - a) * (1 + decay).\n\n',
    to: '(3 - a) * (1 + decay).\n\n',
  },
  {
    ...stability,
    name: 'STAB: the boundary counted as stable',
    from: 'Rabs decay * (1 - a) < 1',
    to: 'Rabs decay * (1 - a) <= 1',
    reason: /"Rabs d <= 1" while it is expected to have type\s+"Rabs d < 1"/,
  },
  {
    ...stability,
    name: 'STAB: the round map with another sign',
    from: '- (1 - a) * reach * snd z',
    to: '+ (1 - a) * reach * snd z',
    lemma: 'round_act',
    reason: notAnIdentity,
  },
  {
    ...naive,
    name: 'NAIVE: a limit one unit lower',
    from: '0.1212126750 <=',
    to: '0.1212126751 <=',
    lemma: 'NAIVE',
    reason: noWitness,
  },
  {
    ...naive,
    name: 'NAIVE: another h',
    from: '(2 * y - zeta)',
    to: '(3 * y - zeta)',
    lemma: 'naive_round',
    reason: notAnIdentity,
  },
];

const textChanges: readonly TextChange[] = [
  { ...bound, name: 'MOM-1: F0 without its 2', from: '2 * F0', to: 'F0' },
  { ...bound, name: 'MOM-1: half the initial error', from: '2 * E', to: 'E' },
  { ...bound, name: 'MOM-1: half the snapshot noise', from: '2 * a * varD', to: 'a * varD' },
  { ...bound, name: 'MOM-1: three for four in the lag', from: '4 * (1 - a) ^ 2', to: '3 * (1 - a) ^ 2' },
  {
    ...bound,
    name: 'MOM-1: seven for eight in the simple condition',
    from: '8 * delta',
    to: '7 * delta',
    lemma: 'MOM_1_cases',
    reason: noWitness,
  },
  {
    ...bound,
    name: 'MOM-1: three for four in the exact condition',
    from: '4 * delta',
    to: '3 * delta',
    lemma: 'MOM_1_cases',
  },
  {
    ...bound,
    name: 'MOM-2: three for four in the lag',
    from: '4 * (1 - a) ^ 2 * delta ^ 2 * eta ^ 2 * K / a) * varh',
    to: '3 * (1 - a) ^ 2 * delta ^ 2 * eta ^ 2 * K / a) * varh',
    lemma: 'MOM_2_at',
  },
  {
    ...bound,
    name: 'MOM-2: one for two in the quiet condition',
    from: '2 * delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 / a ^ 2 <= 1.\n\nDefinition MOM_2_bound',
    to: 'delta ^ 2 * eta ^ 2 * K ^ 2 * (1 - a) ^ 2 / a ^ 2 <= 1.\n\nDefinition MOM_2_bound',
    lemma: 'MOM_2_cases',
  },
  {
    ...bound,
    name: 'MOM-3: one for two in the quiet condition',
    from: '2 * delta ^ 2 * eta ^ 2 * kappa',
    to: 'delta ^ 2 * eta ^ 2 * kappa',
    lemma: 'MOM_3_cases',
  },
  {
    ...bound,
    name: 'MOM-3: half the snapshot noise',
    from: '2 * a / (2 - a) * varD',
    to: 'a / (2 - a) * varD',
    lemma: 'MOM_3_at',
  },
  {
    ...bound,
    name: 'MVR-1: three for four in the snapshot noise',
    from: '4 * a / (2 - a) * varD',
    to: '3 * a / (2 - a) * varD',
    lemma: 'MVR_1_at',
  },
  {
    ...bound,
    name: 'SGD-1: half the target noise',
    from: 'L * eta * varf.',
    to: 'L * eta * varf / 2.',
    then: ['Statements', 'Family', 'Starts', 'Rates', 'Reduced', 'Families', 'Theorems'],
    lemma: 'SGD_1',
  },
  {
    ...bound,
    name: 'RATE-MOM: three for four in the first term',
    from: "4 * P / T' * (L / K + delta)",
    to: "3 * P / T' * (L / K + delta)",
    lemma: 'RATE_MOM_at',
  },
  {
    ...bound,
    name: 'RATE-MOM-G: once the noise of a first snapshot',
    from: 'tuned_rate (14 / 13) (RATE_MOM_G',
    to: 'tuned_rate 1 (RATE_MOM_G',
    then: ['Statements', 'Family', 'Starts', 'Rates', 'Reduced', 'Families', 'Theorems'],
    lemma: 'RATE_MOM_G',
    reason: /No applicable tactic/,
  },
  {
    ...bound,
    name: 'RATE-MVR: 15 for 16 in the snapshot noise',
    from: '16 * delta ^ 2 * radius',
    to: '15 * delta ^ 2 * radius',
    lemma: 'RATE_MVR_at',
  },
  { ...algorithm, name: 'a step uphill', from: 'scale (- eta r)', to: 'scale (eta r)', lemma: 'link_local' },
  {
    name: 'A4 without the last local step',
    file: 'Algorithm',
    from: '(k < K r)%nat ->\n    norm2',
    to: '(S k < K r)%nat ->\n    norm2',
    then: [...algorithm.then, 'Horizon', 'Worlds', 'Bounds', 'Statements', 'Starts'],
    lemma: 'signs',
    reason: noWitness,
  },
  {
    name: 'the model with less noise than it has',
    file: 'Model',
    from: 'v T 1 (sD ^ 2)',
    to: 'v T 1 (sD ^ 2 / 2)',
    then: ['Model'],
    lemma: 'example_assumptions',
    reason: /Found no subterm|Unable to unify|unify/,
  },
  ...benefitChanges,
];

function textMutant(files: ReadonlyMap<string, CoqFile>, change: TextChange): Mutant {
  const { name, file, from, to, then, lemma, reason } = change;
  const changed = then.map((one) => {
    const original = files.get(one);
    if (original === undefined) throw new RangeError(`no file ${one}`);
    if (one !== file) return original;
    if (!original.text.includes(from)) throw new RangeError(`${file} does not contain ${from}`);
    return { ...original, text: original.text.replace(from, to) };
  });
  return { name, files: changed, lemma, reason };
}

/** Changed statements, algorithms and models. */
export function theoryMutants(files: ReadonlyMap<string, CoqFile>): readonly Mutant[] {
  return [...textChanges, ...oneLawChanges, ...familyChanges, ...targetChanges, ...lowerChanges].map(
    (change) => textMutant(files, change),
  );
}

/** The exported file with one constant changed: in the conclusion of its first step, or in a premise. */
export function fileMutant(files: ReadonlyMap<string, CoqFile>, name: string): Mutant {
  const text = files.get(name)?.text ?? '';
  if (name === 'Premises') {
    const from = /^Definition hyp_similarity_snapshot_and_local_point .*$/m.exec(text)?.[0] ?? '';
    const to = from.replace('- 2 *', '- 3 *');
    return textMutant(files, {
      name: `${name}.v: a constant changed`,
      file: name,
      from,
      to,
      then: ['Premises', 'Link'],
      lemma: 'link_similar_point',
      reason: noWitness,
    });
  }
  const [from = '', lemma = ''] = /^Lemma (step_\S+_numbers) [^.]*\.\n/m.exec(text) ?? [];
  const line = from.split('\n').at(-2) ?? '';
  const changed = from.replace(
    line,
    line.replace(
      /\((- )?(\d+ \* )?/,
      (_: string, sign?: string, number?: string) => `(${sign ?? ''}${Number.parseInt(number ?? '1') + 1} * `,
    ),
  );
  return textMutant(files, {
    name: `${name}.v: a constant changed`,
    file: name,
    from,
    to: changed,
    then: [name],
    lemma,
    reason: notAnIdentity,
  });
}
