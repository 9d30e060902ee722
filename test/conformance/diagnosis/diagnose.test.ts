/** Diagnosis: every known mistake is named, in both oracle modes and in floating point as in exact arithmetic. */
import { describe, expect, it } from 'vitest';
import { mapProblem, type Initialization } from '../../../spec/model/index.js';
import { diagnose } from '../../../src/conformance/diagnosis/index.js';
import type { ArithmeticName } from '../../../src/conformance/protocol/message-parts.js';
import { formatOf } from '../../../src/conformance/protocol/numbers.js';
import { createReference, mutants, type Mutant } from '../../../src/conformance/reference/index.js';
import { liftDouble, roundRatio, type Ratio } from '../../../src/exact/index.js';
import type { TestCase } from '../../support/cases.js';
import { caseFor } from '../mutants/table.js';
import { driveCase } from './drive-case.js';

/** The case with numbers that the arithmetic holds, as a kit prepares it. */
function heldCase(testCase: TestCase, arithmetic: ArithmeticName): TestCase {
  const format = formatOf(arithmetic);
  if (format === undefined) return testCase;
  const round = (value: Ratio): Ratio => liftDouble(roundRatio(format, value));
  const { parameters, initialization } = testCase;
  const held: Initialization<Ratio> =
    initialization.kind === 'given'
      ? { kind: 'given', correction: initialization.correction.map(round) }
      : initialization;
  return {
    ...testCase,
    problem: mapProblem(testCase.problem, round),
    parameters: {
      ...parameters,
      stepSize: round(parameters.stepSize),
      momentumWeight: round(parameters.momentumWeight),
    },
    initialization: held,
    startingPoint: testCase.startingPoint.map(round),
  };
}

const arithmetics = ['binary64', 'binary32', 'decimal'] as const;
const modes = ['tape', 'callback'] as const;
const settings = arithmetics.flatMap((arithmetic) => modes.map((mode) => [arithmetic, mode] as const));

async function idsFor(
  mutant: Mutant | undefined,
  like: Pick<Mutant, 'variant' | 'start'>,
  arithmetic: ArithmeticName,
  mode: (typeof modes)[number],
): Promise<readonly string[]> {
  const testCase = heldCase(caseFor(like), arithmetic);
  const reference = createReference({ arithmetic, ...(mutant === undefined ? {} : { mutant }) });
  return diagnose(await driveCase(reference, testCase, arithmetic, mode)).map(({ id }) => id);
}

describe.each(settings)('in %s, %s mode', (arithmetic, mode) => {
  it('names the mistake first for 95 % of the mutants, and among the first three for all', async () => {
    const misplaced: Record<string, readonly string[]> = {};
    for (const mutant of mutants) {
      const ids = await idsFor(mutant, mutant, arithmetic, mode);
      if (ids[0] !== mutant.id) misplaced[mutant.id] = ids;
    }
    console.log(arithmetic, mode, misplaced);
    expect(Object.entries(misplaced).filter(([id, ids]) => !ids.slice(0, 3).includes(id))).toEqual([]);
    expect(Object.keys(misplaced).length).toBeLessThanOrEqual(mutants.length * 0.05);
  });
});
