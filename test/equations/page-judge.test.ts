/** The page's bounds beside today's, on what the kit judges: right programs pass, wrong ones fail, and the bounds are smaller. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFullCases } from '../../src/verify/cases/create-cases.js';
import { catalogue, type Mutant } from '../../src/verify/mutants/index.js';
import { createInProcessPeer } from '../../src/verify/peer/in-process-peer.js';
import { PeerFault, type Peer } from '../../src/verify/peer/peer.js';
import type { ArithmeticName, OracleMode } from '../../src/verify/protocol/message-parts.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { driveWholeCase } from '../../src/verify/session/case-outcome.js';
import { prepareCase } from '../../src/verify/session/prepared-case.js';
import { caseOf, createHonestPeer, habits } from '../verify/honest-programs.js';
import { compareBounds, type Compared } from './support/page-judge.js';

const isOfPages = ({ variant }: { readonly variant: string }): boolean =>
  ['aux-mom', 'aux-mvr'].includes(variant);
type Case = ReturnType<typeof createFullCases>[number];
const cases = createFullCases().filter(isOfPages);
const single = cases.filter(({ sampling }) => sampling === undefined);
const formats = ['binary64', 'binary32', 'binary16', 'bfloat16'] as const satisfies readonly ArithmeticName[];

/** A run of a case, under both judges; undefined where it was not judged. */
async function judge(peer: Peer, given: Case, arithmetic: ArithmeticName, oracleMode: OracleMode) {
  const { variant } = given;
  const capabilities = {
    variants: [variant],
    arithmetic,
    oracleModes: [oracleMode],
    snapshotDraws: 'joint',
  } as const;
  const prepared = prepareCase(given, capabilities, oracleMode);
  // a mistake in the order of what is told ends the run before anything is judged
  const driven = prepared && driveWholeCase(peer, prepared);
  const { outcome } =
    (await driven?.catch((fault: unknown) => {
      if (!(fault instanceof PeerFault)) throw fault;
      return undefined;
    })) ?? {};
  const { evidence } = outcome ?? {};
  if (outcome === undefined || evidence === undefined) return undefined;
  return { verdict: outcome.verdict, compared: compareBounds(evidence.prepared, evidence.run) };
}

/** What today's judge and the page's say of a run's estimates and local steps. */
const failsOf = (compared: readonly Compared[]): readonly [today: boolean, page: boolean] => [
  compared.some(({ isWithin }) => !isWithin),
  compared.some(({ isWithinPage }) => isWithinPage === false),
];

/** Least, median and greatest. */
function spreadOf(numbers: readonly number[]): readonly [number, number, number] {
  const sorted = numbers.toSorted((left, right) => left - right);
  return [sorted[0] ?? NaN, sorted[sorted.length >> 1] ?? NaN, sorted.at(-1) ?? NaN];
}

/** All comparisons of the served reference. */
async function compareReference(of: readonly Case[], arithmetic: ArithmeticName, mode: OracleMode) {
  const peer = createInProcessPeer(createReference({ arithmetic }));
  const runs = [];
  for (const given of of) runs.push(await judge(peer, given, arithmetic, mode));
  const judged = runs.flatMap((run) => (run === undefined ? [] : [run]));
  expect(judged.map(({ verdict }) => verdict)).toEqual(judged.map(() => 'pass'));
  return judged.flatMap(({ compared }) => compared);
}

describe.each(formats)('the served reference in %s', (arithmetic) => {
  const check = async (of: readonly Case[], mode: OracleMode): Promise<void> => {
    const compared = await compareReference(of, arithmetic, mode);
    expect(compared.filter(({ isWithinPage }) => isWithinPage !== true)).toEqual([]);
    // where nothing may be off today nothing may be off under the page
    expect(
      compared.filter(({ isExact: [today, page] }) => today && !page && mode === 'callback').length,
    ).toBe(0);
    const quotients = (of: Compared['quantity']): readonly number[] =>
      compared.flatMap(({ quantity, quotient }) =>
        quantity === of && Number.isFinite(quotient) ? [quotient] : [],
      );
    const [m, y] = [spreadOf(quotients('m')), spreadOf(quotients('y'))];
    console.info(
      `${arithmetic}, ${mode}: page/today least, median, greatest: m ${m.join(' ')}, y ${y.join(' ')}`,
    );
    expect([m[1] < 0.3, y[1] < 0.7, compared.length > 100]).toEqual([true, true, true]);
  };

  it('is right in some cases', () =>
    check(
      single.filter((_, i) => i % 12 === 0),
      'callback',
    ));
  it('is right in every case', { tags: 'long' }, () => check(cases, 'callback'));
  it('is right in every case with a tape', { tags: 'long' }, () => check(single, 'tape'));
});

it('honest programs of all habits pass', async () => {
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(habits, fc.constantFrom(...formats), async (habit, arithmetic) => {
      const given = caseOf(habit);
      if (!isOfPages(given)) return;
      const run = await judge(createHonestPeer(arithmetic, habit), given, arithmetic, habit.oracleMode);
      expect([given.id, run?.compared.filter(({ isWithinPage }) => isWithinPage === false)]).toEqual([
        given.id,
        run && [],
      ]);
      passed += run === undefined ? 0 : 1;
    }),
    { numRuns: 150 },
  );
  expect(passed).toBeGreaterThan(10);
});

describe('mutants', () => {
  const ofPages = catalogue.filter(isOfPages);
  const compare = async (mutants: readonly Mutant[], of: readonly Case[]): Promise<void> => {
    const different: unknown[] = [];
    const seen = { runs: 0, fails: 0, sharper: 0 };
    for (const mutant of mutants) {
      const peer = createInProcessPeer(createReference({ mutant }));
      for (const given of of.filter(({ variant }) => variant === mutant.variant)) {
        const run = await judge(peer, given, 'binary64', 'callback');
        if (run === undefined) continue;
        const [today, page] = failsOf(run.compared);
        seen.runs += 1;
        seen.fails += today ? 1 : 0;
        if (page && run.verdict === 'pass') seen.sharper += 1;
        if (today && !page) different.push([mutant.id, given.id]);
      }
    }
    console.info(`mutants: ${JSON.stringify(seen)}`);
    expect(different).toEqual([]);
    expect(seen.fails).toBeGreaterThan(5);
  };
  it('fail under the page wherever they fail today, some', () =>
    compare(
      ofPages.filter((_, i) => i % 6 === 0),
      single.filter((_, i) => i % 20 === 0),
    ));
  it('fail under the page wherever they fail today', { tags: 'long' }, () =>
    compare(
      ofPages,
      single.filter((_, i) => i % 5 === 0),
    ),
  );
});
