/** Real peers: they agree, a wrong one is refused, a missing one is absent. */
import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { differenceBound, fastDisagreement } from '../../bench/fast/difference-bound.js';
import { inProcessPeers } from '../../bench/fast/in-process-peers.js';
import { fastKernels, ourContender } from '../../bench/fast/ours.js';
import { createFastWorkload, type FastWorkload } from '../../bench/fast/workload.js';
import { caseTokens, encodeTokens, parseRatios, ratioDisagreement } from '../../bench/exact/token-file.js';
import { AbsentError, type Contender } from '../../bench/harness/contender.js';
import { inOtherProcess } from '../../bench/harness/process-contender.js';
import { runRace, type Effort } from '../../bench/harness/race.js';
import { openWorkshop, python, requirePeer } from '../../bench/harness/workshop.js';
import { exactCase, exactRace } from '../../bench/rows/exact.js';
import { averageDisagreement } from '../../bench/rows/expectation.js';

const effort: Effort = { turns: 2, sampleSeconds: 1e-4, rowSeconds: 1, leastTurns: 1, slowestSeconds: 30 };
const workshop = openWorkshop();
afterAll(() => {
  workshop.remove();
});

const [plain] = fastKernels;
if (plain === undefined) throw new Error('there is no kernel');
const reference = async (workload: FastWorkload): Promise<Float64Array> => {
  const started = await ourContender(plain, workload).start();
  return started.compute();
};

describe('fast results', () => {
  const workload = createFastWorkload(6);
  const loops = (given: FastWorkload): Contender<Float64Array> => {
    const found = inProcessPeers(given).find(({ name }) => name === 'Float64Array loops');
    if (found === undefined) throw new Error('there are no loops');
    return found;
  };
  const race = (peer: Contender<Float64Array>) =>
    runRace(
      {
        name: 'row',
        computes: '',
        contenders: [ourContender(plain, workload), peer],
        disagreement: fastDisagreement(workload),
      },
      effort,
    );

  it('of honest loops agree', async () => {
    const { outcomes } = await race(loops(workload));
    expect(outcomes.map(({ status }) => status)).toEqual(['timed', 'timed']);
  });

  it.each<[string, Partial<FastWorkload>]>([
    ['1 − a for a', { momentumWeight: 1 - workload.momentumWeight }],
    ['f for h', { auxiliary: workload.target }],
    ['a local step too few', { localStepCount: workload.localStepCount - 1 }],
    ['another step size in the tenth digit', { stepSize: workload.stepSize * (1 + 1e-10) }],
  ])('of loops with %s are refused', async (_mistake, change) => {
    const { outcomes } = await race(loops({ ...workload, ...change }));
    expect(outcomes[1]).toMatchObject({ status: 'refused' });
  });

  it('are held to a bound that is tight and grows with d', async () => {
    const largest = Math.max(...(await reference(workload)).map(Math.abs));
    expect(differenceBound(workload)).toBeLessThan(1e-12 * largest);
    expect(differenceBound(createFastWorkload(60))).toBeGreaterThan(differenceBound(workload));
  });

  it('that are not numbers are refused', async () => {
    const right = await reference(workload);
    expect(
      fastDisagreement(workload)(
        right,
        right.map(() => NaN),
      ),
    ).toBeDefined();
    expect(fastDisagreement(workload)(right, right.slice(1))).toContain('5 numbers');
  });
});

describe.skipIf(!existsSync(python))('a peer in Python', () => {
  const data = (steps: number): (() => string) =>
    workshop.once(`case-${steps}.txt`, () => encodeTokens(caseTokens(exactCase(steps))));
  const fractions = (steps: number) =>
    inOtherProcess('Python fractions', workshop.python('exact_fractions.py', data(steps)), parseRatios);
  const exact = exactRace(workshop, 20);
  const [ours] = exact.contenders;
  if (ours === undefined) throw new Error('the row is empty');

  it('agrees to the last digit and is timed; on another run it is refused', async () => {
    const contenders = [ours, fractions(20), fractions(30)];
    const { outcomes } = await runRace({ ...exact, contenders }, effort);
    expect(outcomes).toMatchObject([
      { status: 'timed' },
      { status: 'timed' },
      { status: 'refused', reason: 'number 0 of its result is another one' },
    ]);
  });

  it('that cannot start is absent, with its own last words', async () => {
    const missing = inOtherProcess(
      'missing',
      () => ({ command: python, args: ['-c', 'import auxopt_peer_that_is_not_there'] }),
      parseRatios,
    );
    await expect(missing.start()).rejects.toThrow(AbsentError);
    await expect(missing.start()).rejects.toThrow("No module named 'auxopt_peer_that_is_not_there'");
  });
});

it('a program that is not there makes its peer absent', async () => {
  const nowhere = inOtherProcess(
    'nowhere',
    () => ({ command: 'auxopt-no-such-program', args: [] }),
    parseRatios,
  );
  await expect(nowhere.start()).rejects.toThrow(AbsentError);
});

it('a C peer without its library is absent, and says what the compiler said', () => {
  const program = workshop.c('moments_flint.c', ['-lauxopt-no-such-library'], () => '');
  expect(program).toThrow(AbsentError);
  expect(program).toThrow(/does not compile|no gcc/);
});

it('exact numbers agree only where they are equal, estimates within five standard errors', () => {
  const half = { numerator: 1n, denominator: 2n };
  expect(ratioDisagreement([half], [{ numerator: -2n, denominator: -4n }])).toBeUndefined();
  expect(
    ratioDisagreement([half], [{ numerator: 10n ** 30n + 1n, denominator: 2n * 10n ** 30n }]),
  ).toBeDefined();
  expect(averageDisagreement({ exact: half }, { mean: 0.52, standardError: 0.01 })).toBeUndefined();
  expect(averageDisagreement({ exact: half }, { mean: 0.58, standardError: 0.01 })).toContain(
    '8.00 standard errors',
  );
});

it('a package that is not installed makes its peer absent', () => {
  expect(() => requirePeer('auxopt-no-such-package')).toThrow(AbsentError);
});
