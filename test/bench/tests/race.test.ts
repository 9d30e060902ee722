/** Rows: compared first, timed in turn, and honest about who is not there. */
import { describe, expect, it } from 'vitest';
import { AbsentError, absent, type Contender } from '../../bench/harness/contender.js';
import { runRace, type Effort, type Race } from '../../bench/harness/race.js';

const effort: Effort = { turns: 3, sampleSeconds: 1, rowSeconds: 100, leastTurns: 2, slowestSeconds: 60 };

/** A contender whose clock is made up: every run takes `seconds`. */
function fake(name: string, result: number, seconds: number, log: string[] = []): Contender<number> {
  return {
    name,
    isOurs: name === 'ours',
    start: () =>
      Promise.resolve({
        compute: () => Promise.resolve(result),
        time: (runs) => {
          log.push(name);
          return Promise.resolve(runs * seconds);
        },
        stop: () => {
          log.push(`${name} stopped`);
          return Promise.resolve();
        },
      }),
  };
}

const race = (...contenders: Contender<number>[]): Race<number> => ({
  name: 'row',
  computes: 'a number',
  contenders,
  disagreement: (reference, result) => (result === reference ? undefined : `it gives ${result}`),
});

describe('a row', () => {
  it('times its contenders in turn and gives medians', async () => {
    const log: string[] = [];
    const { outcomes } = await runRace(race(fake('ours', 7, 1, log), fake('peer', 7, 2, log)), effort);
    expect(outcomes).toMatchObject([
      { name: 'ours', isOurs: true, status: 'timed', seconds: 1, turns: [1, 1, 1] },
      { name: 'peer', isOurs: false, status: 'timed', seconds: 2, turns: [2, 2, 2] },
    ]);
    // one calibration each, then A B A B A B
    expect(log.slice(2, 8)).toEqual(['ours', 'peer', 'ours', 'peer', 'ours', 'peer']);
    expect(log.slice(8)).toEqual(['ours stopped', 'peer stopped']);
  });

  it('refuses a peer that computes something else, and never times it', async () => {
    const log: string[] = [];
    const { outcomes } = await runRace(race(fake('ours', 7, 1), fake('peer', 8, 1, log)), effort);
    expect(outcomes[1]).toEqual({ name: 'peer', isOurs: false, status: 'refused', reason: 'it gives 8' });
    expect(log).toEqual(['peer stopped']);
  });

  it('lists an absent peer with the reason', async () => {
    const { outcomes } = await runRace(
      race(fake('ours', 7, 1), absent('peer', 'it is not installed')),
      effort,
    );
    expect(outcomes[1]).toEqual({
      name: 'peer',
      isOurs: false,
      status: 'absent',
      reason: 'it is not installed',
    });
  });

  it('refuses a peer that breaks off', async () => {
    const broken: Contender<number> = {
      ...fake('peer', 7, 1),
      start: () => Promise.reject(new Error('it crashed')),
    };
    const { outcomes } = await runRace(race(fake('ours', 7, 1), broken), effort);
    expect(outcomes[1]).toMatchObject({ status: 'refused', reason: 'it crashed' });
  });

  it('does not run without its reference', async () => {
    const nobody: Contender<number> = {
      ...fake('ours', 7, 1),
      start: () => Promise.reject(new AbsentError('no reference')),
    };
    await expect(runRace(race(nobody, fake('peer', 7, 1)), effort)).rejects.toThrow('no reference');
  });

  it('leaves out a peer whose first run takes too long, and says so', async () => {
    const slow = fake('peer', 7, 1);
    const late: Contender<number> = {
      ...slow,
      start: async () => ({
        ...(await slow.start()),
        compute: () =>
          new Promise((resolve) =>
            setTimeout(() => {
              resolve(7);
            }, 30),
          ),
      }),
    };
    const impatient = { ...effort, slowestSeconds: 0.01 };
    const { outcomes } = await runRace(race(fake('ours', 7, 1), late), impatient);
    expect(outcomes[1]).toMatchObject({
      status: 'slow',
      reason: expect.stringContaining('its result is right') as string,
    });
  });

  it('takes fewer turns to stay within its time, but not fewer than the least', async () => {
    const turnsOf = async (rowSeconds: number): Promise<number> => {
      const { outcomes } = await runRace(race(fake('ours', 7, 4)), { ...effort, turns: 9, rowSeconds });
      const [own] = outcomes;
      return own?.status === 'timed' ? own.turns.length : 0;
    };
    expect([await turnsOf(100), await turnsOf(20), await turnsOf(1)]).toEqual([9, 5, 2]);
  });
});
