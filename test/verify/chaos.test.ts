/** The tester tested: whatever an implementation does, the verdict is right, comes in time, and no process is left. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { StartError, verifyCommand, type VerifyReport } from '../../src/verify/index.js';
import { processesWith, until } from '../support/processes.js';
import { expectedVerdicts, type ExpectedVerdict } from './adapters/verdicts.js';
import { misbehaviours } from './adapters/misbehaviours.mjs';

const adapter = fileURLToPath(new URL('./adapters/chaos.mjs', import.meta.url));
const mark = `chaos-${randomUUID()}`;

const hasProc = process.platform === 'linux';

async function verify(
  kind: string,
  { requestSeconds = 0.7, onlyLine = true }: Partial<ExpectedVerdict>,
): Promise<VerifyReport> {
  process.env['AUXOPT_TEST_MARK'] = mark;
  try {
    return await verifyCommand([process.execPath, adapter, kind], {
      startSeconds: 10,
      requestSeconds,
      // beside the guilty runs a few honest ones are enough
      ...(onlyLine
        ? { only: (id: string) => /^L2\/sgd\/(one-step|long|long-small|no-noise)\//.test(id) }
        : {}),
    });
  } finally {
    delete process.env['AUXOPT_TEST_MARK'];
  }
}

afterEach(async () => {
  if (!hasProc) return;
  await until(() => processesWith(mark).length === 0);
  expect(processesWith(mark)).toEqual([]);
});

it('has an expectation for every misbehaviour', () => {
  expect(Object.keys(expectedVerdicts).sort()).toEqual(Object.keys(misbehaviours).sort());
});

it('passes the adapter when it does not misbehave', { tags: 'long' }, async () => {
  const report = await verify('none', { requestSeconds: 10, onlyLine: false });
  expect([report.verdict, report.counts.pass]).toEqual(['pass', report.cases]);
});

/** One for each verdict and each way to go away; the others, which mostly wait for a time limit, are long. */
const quick = `noise error-with-markup text-nan exit-7 ignores-sigterm orphan-of-an-honest-run
  daemon-of-an-honest-run no-such-variant no-variants silent-at-goodbye`.split(/\s+/u);

describe('a misbehaviour', () => {
  const isSeen = async (kind: string, expected: ExpectedVerdict): Promise<void> => {
    const { verdict, message, onlyLine = true } = expected;
    if (verdict === 'start') {
      const attempt = verify(kind, expected);
      await expect(attempt).rejects.toThrow(StartError);
      await expect(attempt).rejects.toThrow(message);
      return;
    }
    const report = await verify(kind, expected);
    const guilty = report.results.filter((result) => result.verdict !== 'pass');
    if (verdict === 'pass') expect(guilty).toEqual([]);
    const whole = { pass: 'pass', 'not-judged': 'incomplete' } as Readonly<Record<string, string>>;
    expect(report.verdict).toBe(whole[verdict] ?? 'fail');
    if (verdict === 'pass') {
      return;
    }
    if (message !== undefined) expect(guilty[0]?.message).toMatch(message);
    if (!onlyLine) {
      expect(guilty[0]?.verdict).toBe(verdict);
      return;
    }
    // the guilty case is named, and all others keep their results, in a process of their own where need be
    expect(guilty.map(({ id }) => id)).toEqual(['L2/sgd/long/callback', 'L2/sgd/long-small/tape']);
    expect(guilty[0]?.verdict).toBe(verdict);
    if (verdict !== 'protocol') expect(guilty[1]?.verdict).toBe(verdict);
  };
  const all = Object.entries(expectedVerdicts);

  it.each(all.filter(([kind]) => quick.includes(kind)))('%s', isSeen);
  it.each(all.filter(([kind]) => !quick.includes(kind)))('%s', { tags: 'long' }, isSeen);

  it('of every verdict is among the quick ones', () => {
    const verdicts = (kinds: readonly string[]) =>
      new Set(kinds.map((kind) => expectedVerdicts[kind]?.verdict));
    expect(verdicts(quick)).toEqual(verdicts(Object.keys(expectedVerdicts)));
  });
});
