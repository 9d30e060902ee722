/** Row `check`: cases of `auxopt check` in this process, on one core. */
import { checkCampaign, type CheckOptions } from '../../../src/campaigns/index.js';
import { judgeCheckCase, checkedTheoremIds } from '../../../src/campaigns/check-campaign.js';
import { inProcess } from '../harness/contender.js';
import type { Race } from '../harness/race.js';

/** The row; its result is the number of cases that did not give what they should. */
export function checkRace(cases: number): Race<number> {
  const options: CheckOptions = { cases, seed: 7, theorems: checkedTheoremIds };
  const count = checkCampaign.countCases(options);
  return {
    name: 'check',
    computes: `${count} cases of the theorems, random and stored, judged by exact expectation`,
    unit: { name: 'case', count },
    contenders: [
      inProcess('auxopt', true, () => {
        const run = (): number => {
          let unexpected = 0;
          for (let i = 0; i < count; i += 1) {
            if (!checkCampaign.isExpected(judgeCheckCase(options, i).result)) unexpected += 1;
          }
          return unexpected;
        };
        return { run, result: run };
      }),
    ],
    disagreement: (_reference, unexpected) =>
      unexpected === 0 ? undefined : `${unexpected} cases did not give what they should`,
  };
}
