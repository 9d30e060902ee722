/** Changed statements of MVR-2, of the -target variants, and of their tuned forms. */
import { notAnIdentity } from './mutants.js';
import type { TextChange } from './text-mutants.js';

const noWitness = /Cannot find witness/;

/** `from` and `to`, where the lemma of that name must fail for its constant, or for the other reason. */
const changesOf =
  (file: string, then: readonly string[]) =>
  (name: string, from: string, to: string, lemma: string, reason = notAnIdentity): TextChange => ({
    ...{ name, file, from, to, lemma, reason },
    then: [file, ...then],
  });
const reduced = changesOf('Statements', ['Starts', 'Reduced']);
const family = changesOf('Family', ['Starts', 'Families']);
const target = changesOf('Target', ['Targets']);

/** MVR-2 and its tuned forms. */
// prettier-ignore
export const oneLawChanges: readonly TextChange[] = [
  reduced('MVR-2: half the snapshot noise', '2 * a / (2 - a) * varD\n  + 2 * (1', 'a / (2 - a) * varD\n  + 2 * (1', 'MVR_2_at'),
  reduced('MVR-2: half the boundary', '2 * (1 - a) / (2 - a) * (varD', '(1 - a) / (2 - a) * (varD', 'MVR_2_at'),
  reduced('MVR-2: four for five in the simple condition', '5 * Delta ^ 2 * eta', '4 * Delta ^ 2 * eta', 'MVR_2_cases', noWitness),
  reduced('MVR-2: one for two in the quiet condition', '2 * (1 - a) * Delta', '(1 - a) * Delta', 'MVR_2_cases'),
  reduced('RATE-MVR-2: four for five in the noise', '5 * Delta ^ 2 * radius', '4 * Delta ^ 2 * radius', 'RATE_MVR_2_at'),
  reduced('RATE-MVR-2: one for eight fifths in the step size', '8 / 5 * Delta', '1 * Delta', 'RATE_MVR_2_parts'),
  reduced('RATE-MVR-2P: seven for eight in the noise', '8 * Delta ^ 2 * radius', '7 * Delta ^ 2 * radius', 'RATE_MVR_2P_at'),
  reduced('RATE-MVR-H: 9 for 10 in the noise', '10 * Delta ^ 2 * radius', '9 * Delta ^ 2 * radius', 'RATE_MVR_H_at'),
  reduced('RATE-MVR-H: one for two in the local noise', '2 * Delta / j', '1 * Delta / j', 'RATE_MVR_H_at'),
  reduced('RATE-MVR-H: two for nine quarters in the step size', '(9 / 4 + j)', '(2 + j)', 'RATE_MVR_H_parts'),
];

/** FAM-1, FAM-2 and RATE-FAM. */
// prettier-ignore
export const familyChanges: readonly TextChange[] = [
  family('FAM-1: half the snapshot noise', '2 * a ^ 2 / contraction', 'a ^ 2 / contraction', 'FAM_1_at'),
  family('FAM-1: half the boundary', '2 * carry * a * (1 - a)', 'carry * a * (1 - a)', 'FAM_1_at'),
  family('FAM-1: less excess', '(1 - a + share * a)', '(1 - a)', 'FAM_1_cases'),
  family('FAM-1: 15 for 16 in the simple condition', '16 * FAM_1_lag', '15 * FAM_1_lag', 'FAM_1_cases'),
  family('FAM-2: less is carried', 'carry * (delta ^ 2 + share * a * Delta ^ 2)', 'carry * (delta ^ 2 + 2 * share * a * Delta ^ 2)', 'FAM_2_cases', noWitness),
  family('FAM-2: half the lag', '(1 - a) * carry * Delta ^ 2.', '(1 - a) * carry * Delta ^ 2 / 2.', 'FAM_2_cases'),
  family('RATE-FAM: half of 2 F0 / r', '2 * F0 / (radius', 'F0 / (radius', 'RATE_FAM_at'),
  family('RATE-FAM: seven for eight in the condition', 'Delta ^ 2 * radius ^ 2 <=', 'Delta ^ 2 * radius ^ 2 * (7 / 8) <=', 'RATE_FAM_parts', noWitness),
  changesOf('Algorithm', ['Vocabulary', 'Steps', 'Premises', 'Link'])('the family carries (1 - carry)', 'scale (carry * (1 - a r))', 'scale ((1 - carry) * (1 - a r))', 'm_later', /Unable to unify/),
];

/** TGT-MOM, TGT-MVR, RATE-TGT-MOM and RATE-TGT-MVR. */
// prettier-ignore
export const targetChanges: readonly TextChange[] = [
  target('TGT-MOM: half the snapshot noise', '2 * a * varf', 'a * varf', 'TGT_MOM_at'),
  target('TGT-MOM: three for four in the exact condition', '+ 4 * eta ^ 2 * K ^ 2 * lag', '+ 3 * eta ^ 2 * K ^ 2 * lag', 'TGT_MOM_cases'),
  target('TGT-MVR: half the initial error', '2 * E / (a * (2', 'E / (a * (2', 'TGT_MVR_at'),
  target('TGT-MVR: half the boundary', '2 * (1 - a) / (2 - a)', '(1 - a) / (2 - a)', 'TGT_MVR_at'),
  target('RATE-TGT-MOM: nine for ten in the noise', '(10 * L * varf) / (s', '(9 * L * varf) / (s', 'RATE_TGT_MOM_at'),
  target('RATE-TGT-MOM: seven for eight in the control', '8 * ratio <= lambda', '7 * ratio <= lambda', 'RATE_TGT_MOM_parts', noWitness),
  target('RATE-TGT-MVR: 19 for 20 in the noise', '20 * L2 ^ 2 * radius', '19 * L2 ^ 2 * radius', 'RATE_TGT_MVR_at'),
  changesOf('Target', ['Targets', 'TargetTheorems'])('A6 with twice the noise', '<= ratio * norm2', '<= 2 * ratio * norm2', 'target_holds', /Unable to unify/),
  changesOf('Consistency', ['Model', 'ModelTarget'])('the models: a longer lag than a run may have', '((1 - a r) ^ 2 * 1 ^ 2', '((1 - a r) ^ 2 * 9 ^ 2', 'consistent_TGT', noWitness),
];
