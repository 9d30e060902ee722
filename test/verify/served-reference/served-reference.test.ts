/** The reference behind the protocol: right in every arithmetic, both oracle modes, every variant and start. */
import { expect, it } from 'vitest';
import { variantNames } from '../../../spec/algorithms/index.js';
import { arithmeticNames } from '../../../src/verify/protocol/message-parts.js';
import { mutants } from '../../../src/verify/mutants/index.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { judgeTrace } from '../../../src/judge/index.js';
import { caseFor } from '../mutants/table.js';
import { driveCase, heldCase } from '../diagnosis/drive-case.js';
import { firstOf, firstSuites } from '../../support/some-of.js';

const starts = ['zero', 'exact', 'batch', 'first-snapshot', undefined] as const;

firstSuites(1, arithmeticNames)('in %s', (arithmetic) => {
  it.each(['tape', 'callback'] as const)('is right in %s mode', async (mode) => {
    for (const variant of variantNames) {
      for (const start of starts) {
        const like = { variant, ...(start === undefined ? {} : { start }) };
        const testCase = heldCase(caseFor(like), arithmetic);
        const { request, trace, read } = await driveCase(
          createReference({ arithmetic }),
          testCase,
          arithmetic,
          mode,
        );
        expect(judgeTrace(request, trace, read)).toMatchObject({ verdict: 'pass', violations: [] });
        // all states are told: x, y, and m where there is one
        expect(trace.rounds.every(({ steps }) => steps.length === testCase.parameters.localStepCount)).toBe(
          true,
        );
      }
    }
  });
});

firstOf(
  5,
  mutants.map((mutant) => [mutant.id, mutant] as const),
)('is wrong on purpose in both modes alike: %s', async (_id, mutant) => {
  const testCase = heldCase(caseFor(mutant), 'binary64');
  const verdicts = [];
  for (const mode of ['tape', 'callback'] as const) {
    const reference = createReference({ mutant });
    const { request, trace, read } = await driveCase(reference, testCase, 'binary64', mode);
    verdicts.push(judgeTrace(request, trace, read).verdict);
  }
  expect(verdicts).toEqual(['fail', 'fail']);
});
