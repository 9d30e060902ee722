/** Explanations of single runs: right runs have none, nor have states that no recursion made, and questions tell what states cannot. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { DiagnosisInput } from '../../../src/verify/diagnosis/index.js';
import type { ArithmeticName } from '../../../src/verify/protocol/message-parts.js';
import { mutants, type Mutant } from '../../../src/verify/mutants/index.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import type { LoggedNumber } from '../../../src/verify/session/recorder.js';
import { caseFor } from '../mutants/table.js';
import { diagnose } from './diagnose.js';
import { driveCase, heldCase } from './drive-case.js';
import { forAll } from '../../support/for-all.js';

const arithmetics = ['binary64', 'binary32', 'decimal'] as const;
const modes = ['tape', 'callback'] as const;
const settings = arithmetics.flatMap((arithmetic) => modes.map((mode) => [arithmetic, mode] as const));

type Input = DiagnosisInput<LoggedNumber>;
type Mode = (typeof modes)[number];
type Like = Pick<Mutant, 'variant' | 'start'>;

async function inputFor(
  mutant: Mutant | undefined,
  like: Like,
  arithmetic: ArithmeticName,
  mode: Mode,
): Promise<Input> {
  const testCase = heldCase(caseFor(like), arithmetic);
  const reference = createReference({ arithmetic, ...(mutant === undefined ? {} : { mutant }) });
  return driveCase(reference, testCase, arithmetic, mode);
}

const first = (input: Input): string => diagnose(input)[0]?.mistake ?? 'nothing';
const mutantOf = (id: string): Mutant => mutants.find((one) => one.id === id) as Mutant;

/** A right run of aux-mvr with every state replaced by eighths, and the questions as they were. */
async function randomStates(arithmetic: ArithmeticName, mode: Mode): Promise<fc.Arbitrary<Input>> {
  const right = await inputFor(undefined, { variant: 'aux-mvr' }, arithmetic, mode);
  const number = fc.integer({ min: -64, max: 64 }).map((value) => String(value / 8));
  const vector = fc.tuple(number, number);
  const round = fc.record({
    iterate: vector,
    correction: vector,
    steps: fc.array(fc.record({ point: vector }), { minLength: 3, maxLength: 3 }),
  });
  return fc
    .record({ start: fc.constant(right.trace.start), rounds: fc.tuple(round, round, round, round) })
    .map((trace) => ({ ...right, trace }));
}

describe.each(settings.slice(0, 1))('in %s, %s mode', saysNothing);
describe.each(settings.slice(1))('in %s, %s mode', { tags: 'long' }, saysNothing);

function saysNothing(arithmetic: ArithmeticName, mode: Mode): void {
  it('finds nothing in right runs', async () => {
    for (const variant of variantNames) {
      for (const start of ['zero', 'exact', 'batch', 'first-snapshot', undefined] as const) {
        const like = { variant, ...(start === undefined ? {} : { start }) };
        expect(diagnose(await inputFor(undefined, like, arithmetic, mode))).toEqual([]);
      }
    }
  });

  it('finds nothing in states that no recursion made', { tags: 'long' }, async () => {
    forAll(1, [await randomStates(arithmetic, mode)], (input) => {
      expect(diagnose(input)).toEqual([]);
    });
  });
}

describe('questions', () => {
  it('tell a gradient that is not asked from one that is not used', { tags: 'long' }, async () => {
    const unused = await inputFor(
      mutantOf('bracket-dropped'),
      mutantOf('bracket-dropped'),
      'binary64',
      'callback',
    );
    expect(first(unused)).toBe(
      'the program computes m ← (1 − a) m + a g where AUX-MVR.2 has m ← (1 − a) m + a g + (1 − a) (g − g′)',
    );
    const missing = await inputFor(
      mutantOf('aux-mom-as-aux-mvr'),
      mutantOf('bracket-dropped'),
      'binary64',
      'callback',
    );
    expect(first(missing)).toBe('aux-mom runs in place of aux-mvr');
  });

  it('tell of a draw too many that was the same sample by chance', { tags: 'long' }, async () => {
    const right = await inputFor(undefined, { variant: 'aux-mom' }, 'binary64', 'callback');
    const questions = right.questions?.map((round) =>
      round.map((question, index) => ({
        ...question,
        isFresh: question.isFresh || (question.draw === 'snapshot' && index === 1),
      })),
    );
    expect(first({ ...right, questions: questions ?? [] })).toMatch(/ξ′ is another draw than ξ/u);
    expect(first({ ...right, questions: questions ?? [], drawsApart: true })).toBe('nothing');
  });
});
