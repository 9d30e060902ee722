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
