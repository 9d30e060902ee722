/** Long sessions: what an implementation says and asks is taken down, sorted and judged in time that grows with it, not faster. */
import { describe, expect, it } from 'vitest';
import type { VerificationCase } from '../../src/verify/cases/verification-case.js';
import { createInProcessPeer } from '../../src/verify/peer/in-process-peer.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { judgeRun } from '../../src/verify/session/judge-run.js';
import { openMessage, prepareCase } from '../../src/verify/session/prepared-case.js';
import { createRecorder } from '../../src/verify/session/recorder.js';
import { reportRun } from '../../src/verify/session/reported-run.js';
import { parseExactNumber } from '../../src/exact/index.js';

const number = parseExactNumber;
const repeat = <T>(length: number, value: T): T[] => Array.from({ length }, () => value);

/** f = ‖x‖²/2 in d dimensions with so many equal atoms, h = slope·f: T rounds of K steps from x = (1, …). */
function caseOf(
  d: number,
  slope: string,
  atoms: number,
  localStepCount: number,
  roundCount: number,
): VerificationCase {
  const quadratic = (value: string) => ({
    matrix: Array.from({ length: d }, (_, i) =>
      Array.from({ length: d }, (_unused, j) => number(i === j ? value : '0')),
    ),
    vector: repeat(d, number('0')),
    constant: number('0'),
  });
  const [target, auxiliary] = [quadratic('1'), quadratic(slope)];
  const probability = number(`1/${atoms}`);
  return {
    id: 'long',
    purpose: 'to take long',
    variant: 'aux-mom',
    problem: {
      dimension: d,
      target,
      auxiliary,
      snapshotAtoms: repeat(atoms, { probability, target, auxiliary }),
      localAtoms: repeat(atoms, { probability, auxiliary }),
    },
    parameters: { stepSize: number('1/1024'), momentumWeight: number('1/2'), localStepCount, roundCount },
    initialization: { kind: 'zero' },
    startingPoint: repeat(d, number('1')),
    tape: { initial: [], rounds: repeat(roundCount, { snapshot: 0, local: repeat(localStepCount, 0) }) },
  };
}

const capabilities = {
  variants: ['aux-mom'],
  arithmetic: 'binary64',
  oracleModes: ['callback', 'tape'],
  snapshotDraws: 'joint',
} as const;

function prepare(given: VerificationCase, mode: 'callback' | 'tape') {
  const prepared = prepareCase(given, capabilities, mode);
  if (prepared === undefined) throw new Error('it is not supported');
  return prepared;
}

describe('a round of 30,000 local steps is answered, sorted and judged in seconds', () => {
  const limit = { timeout: 60_000, tags: 'long' };
  const isJudged = async (mode: 'callback' | 'tape'): Promise<void> => {
    const prepared = prepare(caseOf(1, '1/2', 2, 30_000, 1), mode);
    const peer = createInProcessPeer(createReference());
    const recorder = createRecorder(prepared, 's');
    expect(await peer.request(openMessage(prepared, 's'))).toMatchObject({ type: 'ok' });
    expect(await peer.request({ type: 'run', session: 's', rounds: 1 }, recorder)).toMatchObject({
      type: 'ok',
    });
    const run = reportRun(prepared, recorder, ['1']);
    expect([run.stray, run.missing, run.stale]).toEqual([[], [], []]);
    expect(judgeRun(prepared, run, []).verdict).toBe('pass');
  };
  it('in callback mode', limit, () => isJudged('callback'));
  it('in tape mode', limit, () => isJudged('tape'));
});

it('a thousand rounds without a question look at a large problem once', { timeout: 5_000 }, () => {
  const given = caseOf(8, '0', 400, 2, 1000);
  const prepared = prepare(given, 'callback');
  const recorder = createRecorder(prepared, 's');
  const x = repeat(8, '0');
  for (let round = 1; round <= 1000; round += 1)
    recorder.tell({ type: 'state', session: 's', round, x, m: x });
  // h is 0: its gradients need not be asked
  expect(reportRun(prepared, recorder, x).missing.map(({ expected }) => expected.function)).toEqual(
    repeat(1000, 'f'),
  );
});
