/** A verdict says only what was judged: nothing hides behind how a run ends, or behind what is not supported. */
import { describe, expect, it } from 'vitest';
import { mapSchedule } from '../../spec/model/index.js';
import { floatFormats, liftDouble, roundRatio } from '../../src/exact/index.js';
import { UnsupportedError, verifyImplementation, type Implementation } from '../../src/verify/index.js';
import { createDriver } from '../../src/verify/driver.js';
import { listTasks } from '../../src/verify/levels/all-levels.js';
import { createInProcessPeer } from '../../src/verify/peer/in-process-peer.js';
import { PeerFault, type Peer } from '../../src/verify/peer/peer.js';
import { shakeHands } from '../../src/verify/peer/greet.js';
import { formatVerifyText } from '../../src/verify/report/format-text.js';
import type { VerifyReport } from '../../src/verify/report/verify-report.js';
import { createCertificate } from '../../src/verify/report/certificate.js';
import { formatBadge } from '../../src/verify/report/format-badge.js';
import { applyExpectations } from '../../src/verify/report/expectations.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { createMomentum } from './levels/support/odd-implementations.js';

const right = createMomentum();
const wrong = createMomentum({ estimate: (m) => m.map((value) => 1.5 * value) });

/** Ends every run with this in its last round. */
function ending(given: Implementation<number>, end: () => never): Implementation<number> {
  const prepare = given.variants['aux-mom'];
  if (prepare === undefined) throw new Error('momentum has aux-mom');
  return {
    ...given,
    singleRounds: false,
    variants: {
      'aux-mom': (task) => {
        const made = prepare(task);
        const round = typeof made === 'function' ? made : made.round;
        return (input) => (input.round === task.roundCount ? end() : round(input));
      },
    },
  };
}
const refuse = (): never => {
  throw new UnsupportedError('the last round');
};
const planar = (id: string): boolean => id.startsWith('L2/aux-mom/planar/');
const judge = (program: Implementation<number>, options: object = {}) =>
  verifyImplementation(program, { only: planar, ...options });
const lastLine = (report: VerifyReport): string =>
  /^(?:PASS|FAIL|INCOMPLETE): .*$/mu.exec(formatVerifyText(report))?.[0] ?? '';

describe('states and then "unsupported"', () => {
  it('are judged first: wrong ones fail by their equation', async () => {
    const report = await judge(ending(wrong, refuse));
    expect(report.verdict).toBe('fail');
    expect(report.first).toMatchObject({ verdict: 'fail', violation: { equation: 'AUX-MOM.2', round: 1 } });
    expect(report.first?.message).toMatch(/After round \d+: "run" was answered with "unsupported"/);
    expect(report.diagnosis?.[0]?.mistake).toContain('1.5');
  });

  it('are against the protocol where they are right, whatever is allowed', async () => {
    const report = await judge(ending(right, refuse), { allowsUnsupported: true });
    expect(report.verdict).toBe('fail');
    expect(report.first).toMatchObject({ verdict: 'protocol' });
    expect(report.first?.message).toContain('after states of it were reported');
  });

  it('and then an error are judged as well', async () => {
    const fail = (): never => {
      throw new TypeError('no last round');
    };
    const [bad, good] = [await judge(ending(wrong, fail)), await judge(ending(right, fail))];
    expect(bad.first).toMatchObject({ verdict: 'fail', violation: { equation: 'AUX-MOM.2' } });
    expect(bad.first?.message).toContain('no last round');
    expect(good.first?.verdict).toBe('error');
  });

  it.each(['crash', 'timeout'] as const)('and then a %s are judged as well', async (kind) => {
    const verdictOf = async (program: Implementation<number>) => {
      const open = (): Peer => {
        const peer = createInProcessPeer(ending(program, refuse));
        const request: Peer['request'] = async (body, handlers) => {
          const answer = await peer.request(body, handlers);
          if (body.type === 'run') throw new PeerFault(kind, 'it is gone');
          return answer;
        };
        return { ...peer, request };
      };
      const first = open();
      const hello = await shakeHands(first, 30);
      const [task] = listTasks(hello.capabilities, { only: planar }).asked;
      if (task === undefined) throw new Error('planar is there');
      return (await createDriver({ open, hello, first, requestSeconds: 30 }).judge(task)).outcome;
    };
    expect(await verdictOf(wrong)).toMatchObject({ verdict: 'fail', violation: { equation: 'AUX-MOM.2' } });
    expect(await verdictOf(right)).toEqual({ verdict: kind, message: 'it is gone' });
  });
});

/** Plain gradient descent: right for a = 1, and refusing other weights. */
const withoutMomentum: Implementation<number> = {
  name: 'without momentum',
  initializations: ['zero'],
  singleRounds: false,
  variants: {
    'aux-mom': (task) => {
      const { stepSize, momentumWeight, localStepCount, roundCount, startingPoint } = task;
      if (!(
        stepSize > 0 &&
        momentumWeight > 0 &&
        momentumWeight <= 1 &&
        localStepCount >= 1 &&
        roundCount >= 1
      ))
        throw new RangeError('domain');
      if (momentumWeight < 1) throw new UnsupportedError('momentum');
      if (localStepCount > 1) throw new UnsupportedError('more than one local step');
      if (startingPoint.length > 4) throw new UnsupportedError('more than 4 coordinates');
      return ({ x }) => {
        const sample = task.drawSnapshot();
        const [f, h, local] = [sample.f(x), sample.h(x), task.drawLocal().h(x)];
        const m = f.map((value, i) => value - (h[i] ?? 0));
        return { x: x.map((value, i) => value - stepSize * ((local[i] ?? 0) + (m[i] ?? 0))), m };
      };
    },
  },
};

describe('"unsupported" inside what was declared', () => {
  it('leaves the outcome incomplete, and says how many cases', async () => {
    const report = await verifyImplementation(withoutMomentum, { level: 2 });
    expect(report.verdict).toBe('incomplete');
    expect(lastLine(report)).toMatch(
      /^INCOMPLETE: .*\d+ refused with "unsupported" although they are declared/,
    );
    const refused = report.results.filter((result) => result.refused === true);
    expect(new Set(refused.map(({ verdict }) => verdict))).toEqual(new Set(['not-judged']));
  });

  it('passes where it is allowed, and the verdict repeats it', async () => {
    const partly = { ...withoutMomentum, only: { momentumWeight: '1', localStepCount: 1 } } as const;
    const report = await verifyImplementation(partly, { level: 2, allowsUnsupported: true });
    expect([report.verdict, report.allowsUnsupported]).toEqual(['pass', true]);
    expect(lastLine(report)).toMatch(
      /^PASS: .*\d+ refused with "unsupported", which --allow-unsupported allows/,
    );
  });
});

describe('what an implementation declares', () => {
  const only = { momentumWeight: '1', localStepCount: 1, largestDimension: 4 } as const;

  it('decides what it is asked, and what the verdict is about', async () => {
    const report = await verifyImplementation({ ...withoutMomentum, only }, { level: 5, randomCases: 3 });
    expect(lastLine(report)).toMatch(/^PASS: .* for a = 1, K = 1 and d ≤ 4 only/);
    expect(report.results.filter((result) => result.refused === true)).toEqual([]);
    expect(report.covered).toMatchObject({
      dimension: { greatest: 4 },
      localStepCount: { least: 1, greatest: 1 },
      momentumWeight: { least: 1, greatest: 1 },
      // it has no minibatches
      batchSize: { least: 1, greatest: 1 },
    });
  });

  it('leaves nothing wrong unseen inside it', async () => {
    const prepare = withoutMomentum.variants['aux-mom'];
    if (prepare === undefined) throw new Error('it has aux-mom');
    const half: Implementation<number> = {
      ...withoutMomentum,
      only,
      variants: {
        'aux-mom': (task) => prepare({ ...task, stepSize: task.stepSize / 2 }),
      },
    };
    expect((await verifyImplementation(half, { level: 2, explains: false })).verdict).toBe('fail');
  });

  it('makes every run one of its own rates, where it has no others', { tags: 'long' }, async () => {
    const ownRates = (told: number): Implementation<number> => ({
      name: 'own rates',
      only: { schedule: 'reported' },
      schedules: ['reported'],
      initializations: ['none'],
      singleRounds: false,
      variants: {
        sgd: (task) => {
          const { stepSize, localStepCount, roundCount } = task;
          if (!(stepSize > 0 && localStepCount === 1 && roundCount >= 1)) throw new RangeError('domain');
          if (!task.choosesSchedule) throw new UnsupportedError('rates that are given');
          return ({ x, round }) => {
            const eta = stepSize / round;
            const gradient = task.drawSnapshot().f(x);
            return { x: x.map((value, i) => value - eta * (gradient[i] ?? 0)), stepSize: told * eta };
          };
        },
      },
    });
    const good = await verifyImplementation(ownRates(1), { level: 5, randomCases: 3 });
    expect(lastLine(good)).toMatch(/^PASS: .* for the program's own rates only/);
    expect(good.counts.pass).toBeGreaterThan(30);
    expect((await verifyImplementation(ownRates(2), { level: 2, explains: false })).verdict).toBe('fail');
  });

  it('says a = 1 of rates of its own that never have another', async () => {
    const plain = withoutMomentum.variants['aux-mom'];
    if (plain === undefined) throw new Error('it has aux-mom');
    const program: Implementation<number> = {
      ...withoutMomentum,
      only: { schedule: 'reported' },
      schedules: ['reported'],
      variants: {
        'aux-mom': (task) => {
          const made = plain({ ...task, momentumWeight: 1 });
          const round = typeof made === 'function' ? made : made.round;
          return async (input) => ({ ...(await round(input)), stepSize: task.stepSize, momentumWeight: 1 });
        },
      },
    };
    const report = await verifyImplementation(program, { level: 2 });
    expect(lastLine(report)).toMatch(/: .* for a = 1 and the program's own rates only/);
  });

  it('needs the ability that it narrows', async () => {
    const program: Implementation<number> = { ...right, only: { schedule: 'reported' } };
    await expect(verifyImplementation(program)).rejects.toThrow('"reported" among the schedules');
  });
});

describe('a right program', () => {
  it.each(['zero', 'first-snapshot'] as const)(
    'that starts from %s alone is asked single rounds from there',
    async (kind) => {
      const program = { ...createReference(), initializations: [kind] };
      const report = await verifyImplementation(program, { level: 1, variants: ['aux-mom', 'aux-mvr'] });
      expect(report.results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
      const wrongOne = { ...wrong, initializations: [kind] };
      expect((await verifyImplementation(wrongOne, { level: 1 })).verdict).toBe('fail');
    },
  );
});

describe('few coordinates', { tags: 'long' }, () => {
  it('are asked of every case, and show an η that is off by 2 % in bfloat16', async () => {
    const only = { largestDimension: 1 } as const;
    const verdictOf = async (factor: number) => {
      const served = createReference({ arithmetic: 'bfloat16' });
      const prepare = served.variants['aux-mom'];
      if (prepare === undefined) throw new Error('the reference has aux-mom');
      const off: typeof prepare = (task) => {
        const { parameters } = task;
        const stepSize = mapSchedule(parameters.stepSize, (eta) =>
          roundRatio(floatFormats.bfloat16, liftDouble((eta as number) * factor)),
        );
        return prepare({ ...task, parameters: { ...parameters, stepSize } });
      };
      const program = { ...served, only, variants: { 'aux-mom': off } };
      const report = await verifyImplementation(program, { level: 2, explains: false });
      return [report.verdict, report.counts.unsupported];
    };
    expect(await verdictOf(1)).toEqual(['pass', 0]);
    expect((await verdictOf(1.02))[0]).toBe('fail');
  });
});

it('known failures leave nothing verified where no run is right', async () => {
  const report = await judge(wrong, {
    only: (id: string) => id.startsWith('L2/aux-mom/planar/') || id.startsWith('L0/'),
  });
  const expected = report.results
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ id }) => ({ case: id, verdict: 'fail' as const, reason: 'known' }));
  const excused = applyExpectations(report, { format: 'auxopt-expectations/1', expected });
  const certificate = createCertificate(excused, {
    version: '0',
    date: new Date(0),
    command: ['x'],
    files: [],
    asked: { level: 2, seed: 1 },
  });
  expect([excused.verdict, certificate.variants]).toEqual(['pass', []]);
  expect(formatBadge(certificate)).toMatch(/>no right run, binary64, level 2, \d+ known failures</);
});

describe('a verdict by part', () => {
  it('says that the update rule is right where parameter checks alone are missing', async () => {
    const prepare = right.variants['aux-mom'];
    const unchecked: Implementation<number> = {
      ...right,
      variants: {
        'aux-mom': (task) => {
          const { momentumWeight } = task;
          if (momentumWeight > 1) return (input) => input;
          if (prepare === undefined) throw new Error('momentum has aux-mom');
          return prepare(task);
        },
      },
    };
    const report = await verifyImplementation(unchecked);
    expect(report.verdict).toBe('fail');
    expect(lastLine(report)).toMatch(
      /^FAIL: update rule: \d+ of \d+ pass in binary64; missing: parameter checks \(L3\): aux-mom\/large-momentum-weight$/,
    );
  });
});
