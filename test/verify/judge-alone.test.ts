/** What a task gives is a matter of the task alone: a failure counts only if a new process shows it too. */
import { describe, expect, it } from 'vitest';
import { createLoneJudge, type Ask } from '../../src/verify/judge-alone.js';
import { createInProcessPeer } from '../../src/verify/peer/in-process-peer.js';
import { PeerFault, type Peer } from '../../src/verify/peer/peer.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { nextSession } from '../../src/verify/session/case-outcome.js';
import { shakeHands } from '../../src/verify/verify.js';

const implementation = createReference();
const hello = await shakeHands(createInProcessPeer(implementation), 30);

/** A judge, the peers that it has started, and those that it has stopped. */
function watchedJudge(answers = hello) {
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
  return { ...createLoneJudge({ open, hello: answers, requestSeconds: 30 }), started, stopped };
}

const passes: Ask = () => Promise.resolve({ verdict: 'pass' });
const crashes: Ask = () => Promise.reject(new PeerFault('crash', 'it ended'));
/** Says which session of its process it is, and fails. */
const failsWithSession: Ask = (peer) => Promise.resolve({ verdict: 'fail', message: nextSession(peer) });

describe('a lone judge', () => {
  it('asks one process while all goes well, and stops it at the end', async () => {
    const { judge, close, started, stopped } = watchedJudge();
    for (let task = 0; task < 10; task += 1) expect(await judge(passes)).toEqual({ verdict: 'pass' });
    expect([started.length, stopped.length]).toEqual([1, 0]);
    await close();
    expect(stopped).toEqual(started);
  });

  it('gives a failure as a new process shows it, whatever was asked before', async () => {
    const fresh = watchedJudge();
    const expected = await fresh.judge(failsWithSession);
    expect(expected).toEqual({ verdict: 'fail', message: 's1' });
    const used = watchedJudge();
    for (const before of [
      passes,
      (peer: Peer) => Promise.resolve(nextSession(peer)).then(() => passes(peer, { isOver: () => false })),
    ]) {
      await used.judge(before);
    }
    expect(await used.judge(failsWithSession)).toEqual(expected);
    // the control: the process that had a session before says another thing
    const kept = createInProcessPeer(implementation);
    nextSession(kept);
    expect(nextSession(kept)).toBe('s2');
    // a process that has failed is used no more
    expect([used.started.length, used.stopped.length]).toEqual([2, 2]);
  });

  it('says so where only what came before makes a case fail', async () => {
    const seen = new WeakSet<Peer>();
    const failsTheSecondTime: Ask = (peer) => {
      const isSecond = seen.has(peer);
      seen.add(peer);
      return Promise.resolve(isSecond ? { verdict: 'fail', message: 'x is stale.' } : { verdict: 'pass' });
    };
    const { judge } = watchedJudge();
    expect(await judge(failsTheSecondTime)).toEqual({ verdict: 'pass' });
    expect(await judge(failsTheSecondTime)).toEqual({
      verdict: 'fail',
      message: expect.stringMatching(/^x is stale\. In a process of its own the case passes/) as string,
    });
  });

  it('gives up on no task for the faults of others, and asks none twice in a new process', async () => {
    const { judge, started } = watchedJudge();
    for (let task = 0; task < 20; task += 1) {
      expect(await judge(crashes)).toEqual({ verdict: 'crash', message: 'it ended' });
    }
    expect(started).toHaveLength(20);
    expect(await judge(passes)).toEqual({ verdict: 'pass' });
  });

  it('refuses a process that says another thing of itself than the first did', async () => {
    const other = { ...hello, implementation: { ...hello.implementation, version: 'of another day' } };
    const { judge } = watchedJudge(other);
    expect(await judge(passes)).toEqual({
      verdict: 'protocol',
      message: expect.stringContaining('another one than it gave at first') as string,
    });
  });

  it('hands on what is a mistake of the kit', async () => {
    const { judge } = watchedJudge();
    await expect(judge(() => Promise.reject(new TypeError('ours')))).rejects.toThrow(TypeError);
  });
});
