/** What a task gives does not depend on who judges it, nor on what was asked long before. */
import { describe, expect, it } from 'vitest';
import { createDriver } from '../../src/verify/driver.js';
import { listTasks } from '../../src/verify/levels/all-levels.js';
import type { LevelTask } from '../../src/verify/levels/level.js';
import { createInProcessPeer } from '../../src/verify/peer/in-process-peer.js';
import { shakeHands } from '../../src/verify/peer/greet.js';
import { PeerFault, type Peer } from '../../src/verify/peer/peer.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { inputOf, type JudgedCase } from '../../src/verify/diagnosis/index.js';
import { explainFailures } from '../../src/verify/explain-failures.js';
import { nextSession } from '../../src/verify/session/case-outcome.js';
import { createMomentum } from './levels/support/odd-implementations.js';

const implementation = createReference();
const hello = await shakeHands(createInProcessPeer(implementation), 30);

/** A driver, the peers that it has started, and those that it has stopped. */
function watchedDriver(answers = hello) {
  const [started, stopped]: [Peer[], Peer[]] = [[], []];
  const open = (): Peer => {
    const inner = createInProcessPeer(implementation);
    const peer: Peer = {
      ...inner,
      stop: async () => {
        stopped.push(peer);
        await inner.stop();
      },
    };
    started.push(peer);
    return peer;
  };
  const driver = createDriver({ open, hello: answers, requestSeconds: 30 });
  const judge = async (task: LevelTask) => (await driver.judge(task)).outcome;
  return { ...driver, judge, started, stopped };
}

const task = (run: LevelTask['run'], id = 'L2/a'): LevelTask => ({ id, level: 2, isAskedAgain: true, run });
const passes = task(() => Promise.resolve({ verdict: 'pass' }));
const crashes = task(() => Promise.reject(new PeerFault('crash', 'it ended')));
const hangs = task(() => Promise.reject(new PeerFault('timeout', 'it is silent')));
/** Says which session of its process it is, and fails. */
const failsWithSession = task((peer) => Promise.resolve({ verdict: 'fail', message: nextSession(peer) }));

describe('a driver', () => {
  it('asks one process while all goes well, and stops it at the end', async () => {
    const { judge, close, started, stopped } = watchedDriver();
    for (let count = 0; count < 10; count += 1) expect(await judge(passes)).toEqual({ verdict: 'pass' });
    expect([started.length, stopped.length]).toEqual([1, 0]);
    await close();
    expect(stopped).toEqual(started);
  });

  it('gives a failure as a new process shows it, whatever was asked before', async () => {
    const fresh = watchedDriver();
    const expected = await fresh.judge(failsWithSession);
    expect(expected).toEqual({ verdict: 'fail', message: 's1' });
    expect(fresh.started).toHaveLength(1);
    const used = watchedDriver();
    await used.judge(passes);
    await used.judge(task((peer) => (nextSession(peer), Promise.resolve({ verdict: 'pass' }))));
    expect(await used.judge(failsWithSession)).toEqual(expected);
    expect([used.started.length, used.stopped.length]).toEqual([2, 1]);
    // the controls: a process that had a session before says another thing, and only who says so is asked again
    const kept = watchedDriver();
    await kept.judge(failsWithSession);
    expect(await kept.judge({ ...failsWithSession, isAskedAgain: false })).toMatchObject({ message: 's2' });
    expect(kept.started).toHaveLength(1);
  });

  it('says so where only what came before makes a case fail', async () => {
    const seen = new WeakSet<Peer>();
    const failsTheSecondTime = task((peer) => {
      const isSecond = seen.has(peer);
      seen.add(peer);
      return Promise.resolve(isSecond ? { verdict: 'fail', message: 'x is stale.' } : { verdict: 'pass' });
    });
    const { judge } = watchedDriver();
    expect(await judge(failsTheSecondTime)).toEqual({ verdict: 'pass' });
    expect(await judge(failsTheSecondTime)).toEqual({
      verdict: 'fail',
      message: expect.stringMatching(/^x is stale\. In a process of its own the case passes/) as string,
      passesAlone: true,
    });
  });

  it('asks again after a fault, but never twice in a new process, and not what was silent', async () => {
    const { judge, started } = watchedDriver();
    for (let count = 0; count < 20; count += 1) {
      expect(await judge(crashes)).toEqual({ verdict: 'crash', message: 'it ended' });
    }
    expect(started).toHaveLength(20);
    expect(await judge(passes)).toEqual({ verdict: 'pass' });
    expect(await judge(crashes)).toEqual({ verdict: 'crash', message: 'it ended' });
    expect(started).toHaveLength(22);
    await judge(passes);
    expect(await judge(hangs)).toEqual({ verdict: 'timeout', message: 'it is silent' });
    expect(started).toHaveLength(23);
  });

  it('refuses a process that says another thing of itself than the first did', async () => {
    const other = { ...hello, implementation: { ...hello.implementation, version: 'of another day' } };
    const { judge } = watchedDriver(other);
    expect(await judge(passes)).toEqual({
      verdict: 'protocol',
      message: expect.stringContaining('another one than it gave at first') as string,
    });
  });

  it('hands on what is a mistake of the kit', async () => {
    const { judge } = watchedDriver();
    await expect(judge(task(() => Promise.reject(new TypeError('ours'))))).rejects.toThrow(TypeError);
  });
});

/** Momentum whose first estimate has the last one of the session before in it. */
function createLeaking() {
  let last: { readonly task: unknown; readonly m: readonly number[] } | undefined;
  return createMomentum({
    estimate: (m, of) => {
      const { m: old } = last?.task === of || last?.m.length !== m.length ? { m: undefined } : last;
      last = { task: of, m };
      return old === undefined ? m : m.map((value, i) => value + (old[i] ?? 0));
    },
  });
}

const remark = 'In a process of its own the case passes';

describe('a state that leaks between sessions', () => {
  /** Every verdict and message, by one process or by two workers that take turns. */
  const judgeAll = async (create: typeof createLeaking, isSplit: boolean) => {
    const open = (): Peer => createInProcessPeer(create());
    const greeted = await shakeHands(open(), 30);
    const tasks = listTasks(greeted.capabilities, { level: 2 }).asked;
    const drivers = [0, 1].map(() => createDriver({ open, hello: greeted, requestSeconds: 30 }));
    const outcomes: Record<string, { readonly verdict: string; readonly message?: string }> = {};
    for (const [index, each] of tasks.entries()) {
      const driver = drivers[isSplit ? index % 2 : 0];
      const before = tasks[index - 1];
      if (isSplit && before !== undefined) await driver?.follow(before);
      const { verdict, message } = (await driver?.judge(each))?.outcome ?? { verdict: 'none', message: '' };
      outcomes[each.id] = { verdict, ...(message === undefined ? {} : { message }) };
    }
    return outcomes;
  };
  const isToldApart = (outcomes: Awaited<ReturnType<typeof judgeAll>>): boolean =>
    Object.values(outcomes).some(({ message = '' }) => message.includes(remark));

  it('shows in the same cases on one worker and on two', { tags: 'long' }, async () => {
    const together = await judgeAll(createLeaking, false);
    const verdictsOf = (outcomes: typeof together) =>
      Object.entries(outcomes).map(([id, { verdict, message = '' }]) => [
        id,
        verdict,
        message.includes(remark),
      ]);
    expect(verdictsOf(together).flat()).toContain('fail');
    expect(verdictsOf(await judgeAll(createLeaking, true))).toEqual(verdictsOf(together));
    expect(isToldApart(together)).toBe(true);
  });

  it('is told apart from a wrong update, which fails alone too', { tags: 'long' }, async () => {
    const wrong = await judgeAll(
      () => createMomentum({ estimate: (m) => m.map((value) => 2 * value) }),
      false,
    );
    expect(Object.values(wrong).map(({ verdict }) => verdict)).toContain('fail');
    expect(isToldApart(wrong)).toBe(false);
  });

  it(
    'is what explains the failures, where they pass in a process of their own',
    { tags: 'long' },
    async () => {
      const open = (): Peer => createInProcessPeer(createLeaking());
      const greeted = await shakeHands(open(), 30);
      const driver = createDriver({ open, hello: greeted, requestSeconds: 30 });
      const seen: JudgedCase[] = [];
      for (const each of listTasks(greeted.capabilities, { level: 2 }).asked) {
        const { outcome } = await driver.judge(each);
        const [isFailing, evidence] = [outcome.verdict === 'fail', outcome.evidence];
        if (evidence !== undefined)
          seen.push({
            id: each.id,
            isFailing,
            passesAlone: outcome.passesAlone === true,
            input: inputOf(evidence),
          });
      }
      const firstOf = (cases: readonly JudgedCase[]) => explainFailures(cases).suspicions[0]?.mistake ?? '';
      expect(firstOf(seen)).toMatch(
        /^something is kept from run to run, or left to chance: a failing case passes in a process/,
      );
      expect(firstOf(seen.map(({ id, isFailing, input }) => ({ id, isFailing, input })))).not.toContain(
        'kept',
      );
    },
  );
});
