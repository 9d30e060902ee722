/** Right programs pass, whatever their habits: order of questions, reports, groupings and roundings of sums. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRatio } from '../../src/exact/index.js';
import { createFullCases } from '../../src/verify/cases/create-cases.js';
import type { Peer } from '../../src/verify/peer/peer.js';
import { arithmeticNames, type ArithmeticName } from '../../src/verify/protocol/message-parts.js';
import type { Capabilities } from '../../src/verify/protocol/replies.js';
import { runWholeCase, type CaseOutcome } from '../../src/verify/session/case-outcome.js';
import { prepareCase } from '../../src/verify/session/prepared-case.js';
import { caseOf, habits, type Habits } from './honest-habits.js';
import { createHonestPeer } from './honest-programs.js';
import { firstOf } from '../support/some-of.js';
import { forAllAsync } from '../support/for-all.js';

/** What the kit says of a program; undefined where its arithmetic has no such numbers. */
async function judge(
  arithmetic: ArithmeticName,
  habit: Habits,
  mistake?: Parameters<typeof createHonestPeer>[2],
  change: (peer: Peer) => Peer = (peer) => peer,
): Promise<CaseOutcome | undefined> {
  const capabilities: Capabilities = {
    variants: [caseOf(habit).variant],
    arithmetic,
    oracleModes: [habit.oracleMode],
    snapshotDraws: 'joint',
  };
  const prepared = prepareCase(caseOf(habit), capabilities, habit.oracleMode);
  return prepared && runWholeCase(change(createHonestPeer(arithmetic, habit, mistake)), prepared);
}

/** It passes; or it does not tell everything, and rounding could hide a step of it. */
function expectRight(outcome: CaseOutcome | undefined, habit: Habits): void {
  const tellsAll = habit.tells.estimate && habit.tells.steps && habit.keeps !== 'sum';
  if (outcome?.isHidden === true && !tellsAll) return;
  expect([caseOf(habit).id, outcome?.message, outcome?.verdict]).toEqual([
    caseOf(habit).id,
    undefined,
    'pass',
  ]);
}

describe('honest programs', () => {
  const pass = async (arithmetic: ArithmeticName, numRuns: number): Promise<void> => {
    await forAllAsync(numRuns, [habits], async (habit) => {
      const outcome = await judge(arithmetic, habit);
      expectRight(outcome, habit);
    });
  };

  firstOf(1, [
    ['binary64', 20],
    ['rational', 60],
    ...arithmeticNames.map((arithmetic) => [arithmetic, 400] as const),
  ])('of any habit pass in %s, %i of them', pass);
});

firstOf(
  1,
  arithmeticNames.flatMap((arithmetic) =>
    (['sum', 'displacement'] as const).map((keeps) => [keeps, arithmetic] as const),
  ),
)('that keep a %s pass in %s where a round is long', async (keeps, arithmetic) => {
  // x⁰ is near 1, the minimiser near 0: the displacement is larger than the points, and so is its rounding
  const caseNumber = createFullCases().findIndex(
    ({ id, variant }) => id.includes('many-steps') && variant === 'aux-mom',
  );
  const tells = { start: true, estimate: true, steps: true };
  await forAllAsync(8, [habits], async (habit) => {
    const kept = { ...habit, caseNumber, keeps, tells, oracleMode: 'callback' } as const;
    const outcome = await judge(arithmetic, kept);
    expectRight(outcome, kept);
  });
});

firstOf(1, [['bfloat16', 40], ...arithmeticNames.map((arithmetic) => [arithmetic, 150] as const)])(
  'of any habit pass in %s where no format rounds, %i of them',
  async (arithmetic, numRuns) => {
    const single = createFullCases().filter(({ sampling }) => sampling === undefined);
    const places = single.flatMap(({ id }, index) => (id.includes('/few-bits') ? [index] : []));
    await forAllAsync(numRuns, [habits, fc.constantFrom(...places)], async (habit, caseNumber) => {
      const outcome = await judge(arithmetic, { ...habit, caseNumber });
      expectRight(outcome, habit);
    });
  },
);

// the published form of variance reduction has more terms than that of the authors' code, which a rule about exact steps must not forget
firstOf(0, [...arithmeticNames.map((arithmetic) => [arithmetic, 200] as const)])(
  'of any habit pass variance reduction on the target in %s, %i of them',
  async (arithmetic, numRuns) => {
    const single = createFullCases().filter(({ sampling }) => sampling === undefined);
    const places = single.flatMap(({ id, variant }, index) =>
      variant === 'aux-mvr-target' && /planar|exact|zero|batch/.test(id) ? [index] : [],
    );
    await forAllAsync(numRuns, [habits, fc.constantFrom(...places)], async (habit, caseNumber) => {
      const made = { ...habit, caseNumber, correction: 'bracket', average: 'weights' } as const;
      const outcome = await judge(arithmetic, made);
      expectRight(outcome, made);
    });
  },
);

it('where a step rounds to nothing, the sample that belongs to no step is still the one of step 1', async () => {
  const caseNumber = createFullCases().findIndex(({ id }) => id === 'aux-mom-target/long');
  await forAllAsync(4, [habits], async (habit) => {
    const kept = {
      ...habit,
      caseNumber,
      oracleMode: 'callback',
      firstStep: 'none',
      control: 'after',
    } as const;
    const outcome = await judge('bfloat16', kept);
    expectRight(outcome, kept);
  });
});

firstOf(1, [[12], [60]])('with a wrong step none passes: %i cases', async (numRuns) => {
  await forAllAsync(numRuns, [habits, fc.constantFrom(...arithmeticNames)], async (habit, arithmetic) => {
    // x alone shows little in eight bits: the local points are told
    const tells = { start: true, estimate: true, steps: true };
    const keeps = habit.keeps === 'sum' ? 'point' : habit.keeps; // who keeps a sum tells no points
    const outcome = await judge(arithmetic, { ...habit, tells, keeps }, createRatio(1n, 2n));
    expect(outcome?.verdict).toBe('fail');
  });
});

/** The program, but for the first coordinate of x that it tells after the last round: some units in the last place off. */
function tellingOff(peer: Peer, roundCount: number, ulps: number): Peer {
  const bump = (value: number): number => value + ulps * 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52);
  return {
    ...peer,
    request: (body, handlers) =>
      peer.request(
        body,
        handlers && {
          ...handlers,
          tell: (state) => {
            const isLast = state.round === roundCount && 'x' in state;
            const [first, ...rest] = isLast && Array.isArray(state.x) ? state.x.map(Number) : [];
            handlers.tell(first === undefined ? state : { ...state, x: [bump(first), ...rest] });
          },
        },
      ),
  };
}

firstOf(1, [[4], [12]])(
  'where x alone is told, the questions tell the points of a long round: 1024 ulps of one coordinate are seen',
  async (numRuns) => {
    const caseNumber = createFullCases().findIndex(({ id }) => id === 'aux-mom/many-steps');
    const tells = { start: false, estimate: false, steps: false };
    await forAllAsync(numRuns, [habits, fc.constantFrom(0, 1024)], async (habit, ulps) => {
      const silent = { ...habit, caseNumber, tells, oracleMode: 'callback' } as const;
      const { roundCount } = caseOf(silent).parameters;
      const outcome = await judge('binary64', silent, undefined, (peer) =>
        tellingOff(peer, roundCount, ulps),
      );
      expect(outcome?.verdict).toBe(ulps === 0 ? 'pass' : 'fail');
    });
  },
);
