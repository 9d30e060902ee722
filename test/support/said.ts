/** What a report says that a program computes: in a line, as the table of explanations has it. */
import type { Formula, Suspicion } from '../../src/verify/report/verify-report.js';

const line = ({ is, condition = '' }: Formula): string =>
  `${is === '' ? 'nothing' : is}   ${condition}`.trim();

/** The formulas, or the sentence where there is none. */
export const said = ({ mistake, formula, second }: Suspicion): string =>
  formula === undefined ? mistake : [formula, ...(second ? [second] : [])].map(line).join(';  ');
