/** Diagnosis: every known mistake is named, in both oracle modes and in floating point as in exact arithmetic. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { DiagnosisInput } from '../../../src/verify/diagnosis/index.js';
import type { ArithmeticName, WireNumber } from '../../../src/verify/protocol/message-parts.js';
import { mutants, type Mutant } from '../../../src/verify/mutants/index.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { caseFor } from '../mutants/table.js';
import { diagnose } from './diagnose.js';
import { driveCase, heldCase } from './drive-case.js';

const arithmetics = ['binary64', 'binary32', 'decimal'] as const;
const modes = ['tape', 'callback'] as const;
const settings = arithmetics.flatMap((arithmetic) => modes.map((mode) => [arithmetic, mode] as const));

type Input = DiagnosisInput<WireNumber>;
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

const idsOf = (input: Input): readonly string[] => diagnose(input).map(({ id }) => id);

async function idsFor(
  mutant: Mutant | undefined,
  like: Like,
  arithmetic: ArithmeticName,
  mode: Mode,
): Promise<readonly string[]> {
  return idsOf(await inputFor(mutant, like, arithmetic, mode));
}

/** An honest run of aux-mvr with every state replaced by eighths, and the questions as they were. */
async function randomStates(arithmetic: ArithmeticName, mode: Mode): Promise<fc.Arbitrary<Input>> {
  const honest = await inputFor(undefined, { variant: 'aux-mvr' }, arithmetic, mode);
  const number = fc.integer({ min: -64, max: 64 }).map((value) => String(value / 8));
  const vector = fc.tuple(number, number);
  const round = fc.record({
    iterate: vector,
    correction: vector,
    steps: fc.array(fc.record({ point: vector }), { minLength: 3, maxLength: 3 }),
  });
  return fc
    .record({ start: fc.constant(honest.trace.start), rounds: fc.tuple(round, round, round, round) })
    .map((trace) => ({ ...honest, trace }));
}

describe.each(settings.slice(0, 1))('in %s, %s mode', namesAll);
describe.each(settings.slice(1))('in %s, %s mode', { tags: 'long' }, namesAll);

function namesAll(arithmetic: ArithmeticName, mode: Mode): void {
  it('names the mistake first for 95 % of the mutants, and among the first three for all', async () => {
    const misplaced: Record<string, readonly string[]> = {};
    for (const mutant of mutants) {
      const ids = await idsFor(mutant, mutant, arithmetic, mode);
      if (ids[0] !== mutant.id) misplaced[mutant.id] = ids;
    }
    expect(Object.entries(misplaced).filter(([id, ids]) => !ids.slice(0, 3).includes(id))).toEqual([]);
    expect(Object.keys(misplaced).length).toBeLessThanOrEqual(mutants.length * 0.05);
  });

  it('finds nothing in honest runs', async () => {
    for (const variant of variantNames) {
      for (const start of ['zero', 'exact', 'batch', 'first-snapshot', undefined] as const) {
        const like = { variant, ...(start === undefined ? {} : { start }) };
        expect(await idsFor(undefined, like, arithmetic, mode)).toEqual([]);
      }
    }
  });

  it('finds nothing in states that no recursion made', async () => {
    fc.assert(
      fc.property(await randomStates(arithmetic, mode), (input) => {
        expect(diagnose(input)).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
}

describe('the log of questions', () => {
  const mutant = mutants.find(({ id }) => id === 'bracket-dropped');

  it('tells apart what states cannot', async () => {
    if (mutant === undefined) throw new Error('a mutant is missing');
    const both = ['bracket-dropped', 'aux-mom-as-aux-mvr'];
    const input = await inputFor(mutant, mutant, 'decimal', 'callback');
    expect(idsOf(input).slice(0, 2)).toEqual(both);
    // questions of another recursion, with the states of this one
    const other = mutants.find(({ id }) => id === 'aux-mom-as-aux-mvr');
    const { questions = [] } = await inputFor(other, mutant, 'decimal', 'callback');
    expect(idsOf({ ...input, questions })[0]).toBe('aux-mom-as-aux-mvr');
  });

  it('is enough by itself: honest states do not excuse a wrong question', async () => {
    const honest = await inputFor(undefined, { variant: 'aux-mom' }, 'decimal', 'callback');
    const questions = (honest.questions ?? []).map((round) =>
      round.map((question) =>
        question.draw === 'local' ? { ...question, function: 'f' as const } : question,
      ),
    );
    expect(idsOf({ ...honest, questions })).toEqual([]);
    const single = honest.questions?.map((round) =>
      round.map((question, index) => ({
        ...question,
        isFresh: question.isFresh || (question.draw === 'snapshot' && index === 1),
      })),
    );
    // h of the round seen by a fresh draw which happened to be the same atom: the states are right by luck
    expect(idsOf({ ...honest, questions: single ?? [] })[0]).toBe('independent-snapshot-atoms');
    expect(idsOf({ ...honest, questions: single ?? [], drawsApart: true })).toEqual([]);
  });
});
