/** What a program or a file can make the kit read costs a second at most until it is refused, whatever is in it: the parts of a message are counted. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { parseJson } from '../../src/problems/json-syntax.js';
import { createFullCases } from '../../src/verify/cases/create-cases.js';
import { type Line, linesOf } from '../../src/problems/text-lines.js';
import { PeerFault } from '../../src/verify/peer/peer.js';
import { readReply } from '../../src/verify/peer/read-reply.js';
import { verifyTrace } from '../../src/verify/trace-files/judge-trace-file.js';

const state = (x: unknown, more = {}): string =>
  JSON.stringify({ type: 'state', session: 's', round: 0, x, ...more });
const keys = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`k${index}`, 0]));
const manyKeys = `{${Array.from({ length: 1_000_000 }, (_, index) => `"k${index}":0`).join(',')}}`;
const lineFeeds = '\n'.repeat(63_000_000);

/** How long it takes, in seconds of this process, until the error of a kind is there. */
function secondsUntil(
  kind: typeof PeerFault | typeof InputError,
  act: () => unknown,
  message: RegExp,
): number {
  const { user } = process.cpuUsage();
  let caught: unknown;
  try {
    act();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(kind);
  expect((caught as Error).message).toMatch(message);
  return (process.cpuUsage().user - user) / 1e6;
}

describe('a message of four megabytes', () => {
  it.each([
    ['unknown keys', state(['1'], keys), /more than 200 keys/],
    ['nested arrays', `{"type":"hello","x":${'['.repeat(2e6)}${']'.repeat(2e6)}}`, /more than 200 keys/],
    ['a name', JSON.stringify({ type: 'ok', id: 'x'.repeat(4e6) }), /malformed at id/],
    ['wrong numbers', state(Array(800_000).fill(null)), /malformed at x\.0/],
    ['wrong numbers after right ones', state([...Array<string>(100).fill('1'), ...Array<null>(800_000).fill(null)]), /malformed at x\.100/],
    ['quotes of a string that nothing closes', `{"${'\\"'.repeat(2e6)}`, /not JSON/],
    ['the same before a backslash', `{"${'\\"'.repeat(2e6)}\\`, /not JSON/],
    ['line separators', `{"${'\\\u2028"'.repeat(1e6)}`, /not JSON/],
  ] as const)('that is wrong by %s is refused in a second', (_name, line, message) => {
    expect(secondsUntil(PeerFault, () => readReply(line), message)).toBeLessThan(1);
  }); // prettier-ignore

  it('that is right is read: the control', () => {
    expect(readReply(state(Array(500_000).fill('1')))).toMatchObject({ type: 'state', round: 0 });
    const most = Object.fromEntries(Object.entries(keys).slice(0, 150));
    expect(() => readReply(state(['1'], most))).toThrow(/the key "k0" is unknown/);
  });
});

describe('a file of tens of megabytes', () => {
  it.each([
    ['unknown keys', () => parseJson(manyKeys, 'f'), /more keys; expected at most 1000 keys/],
    ['a name', () => parseJson(`{"name":"${'x'.repeat(60_000_000)}"}`, 'f'), /a string is longer/],
    [
      'a name of escapes',
      () => parseJson(`{"name":"${'\\n'.repeat(30_000_000)}"}`, 'f'),
      /a string is longer/,
    ],
    ['line feeds', () => parseJson(lineFeeds, 'f'), /line 63000001, column 1: the JSON text ends early/],
    [
      'line feeds, a trace',
      () => verifyTrace(linesOf(lineFeeds), [], 'f'),
      /more lines; expected at most 2000000/,
    ],
  ] as const)('that is wrong by %s is refused in two seconds', (_name, read, message) => {
    expect(secondsUntil(InputError, read, message)).toBeLessThan(2);
  });
});

it('a trace is read no further than to the states that a case cannot have', () => {
  const hello = JSON.stringify({
    type: 'hello',
    protocol: { major: 1, minor: 5 },
    implementation: { name: 'm', version: '1', language: 'any' },
    capabilities: {
      variants: ['aux-mom'],
      arithmetic: 'binary64',
      oracleModes: ['tape'],
      snapshotDraws: 'joint',
    },
  });
  let read = 0;
  function* endless(): Generator<Line> {
    for (let number = 1; ; number += 1) {
      read = number;
      yield { line: number === 1 ? hello : state(['1'], { session: 'aux-mom/planar' }), number };
    }
  }
  // 4·(4·(4 + 2·3) + 2) + 100 for T = 4 and K = 3
  expect(() => verifyTrace(endless(), createFullCases(), 'f')).toThrow(
    'f, line 270: there are more states of "aux-mom/planar"; expected at most 268',
  );
  expect(read).toBe(270);
});
