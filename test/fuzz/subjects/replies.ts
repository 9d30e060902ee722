/** What an implementation says: a message, or a fault that tells how to fix it. */
import fc from 'fast-check';
import { PeerFault } from '../../../src/verify/peer/peer.js';
import { readReply } from '../../../src/verify/peer/read-reply.js';
import { createLineSplitter } from '../../../src/verify/peer/line-splitter.js';
import type { Reply } from '../../../src/verify/protocol/replies.js';
import { nearDocument } from '../kit/mutate.js';
import { assertPlainMessage, assertTrue, stable, subject, type Subject } from '../kit/subject.js';

const head = {
  protocol: { major: 1, minor: 1 },
  implementation: { name: 'mine', version: '1', language: 'c' },
};
const documents: readonly unknown[] = [
  { type: 'hello', id: 'q1', ...head, capabilities: { variants: ['aux-mom', 'sgd'], arithmetic: 'binary64', oracleModes: ['callback', 'tape'], snapshotDraws: 'joint', initializations: ['zero', 'given'], singleRounds: false, subnormals: 'gradual', gradients: true } },
  { type: 'ok', id: 'q1' },
  { type: 'rejected', id: 'q1', code: 'bad-input', message: 'η > 0' },
  { type: 'unsupported', id: 'q1', capability: 'batch' },
  { type: 'error', id: 'q1', message: 'no' },
  { type: 'source', id: 'q1', name: 'mine', dimension: 2, startingPoint: ['1', '2'] },
  { type: 'gradient', id: 'q1', gradient: ['1', 3] },
  { type: 'oracle', session: 's1', function: 'f', at: ['0.1', '3ff0000000000000'], draw: 'snapshot', atom: 1 },
  { type: 'state', session: 's1', round: 1, step: 2, y: ['1/3', '0'] },
  { type: 'state', session: 's1', round: 1, x: ['1', '2'], m: ['nan', 'inf'] },
]; // prettier-ignore

/** One reply, or a fault in words. */
function replyOrFault(line: string): Reply | undefined {
  try {
    return readReply(line);
  } catch (error) {
    if (!(error instanceof PeerFault)) throw error;
    assertTrue(error.verdict === 'protocol', () => `the verdict is ${error.verdict}`);
    assertPlainMessage(error.message);
    return undefined;
  }
}

/** A line to a message and back. */
export const replies: Subject = subject({
  name: 'replies',
  weight: 15,
  inputs: nearDocument(documents),
  check: (line) => {
    const reply = replyOrFault(line);
    if (reply === undefined) return;
    assertTrue(stable(readReply(JSON.stringify(reply))) === stable(reply), () => 'it reads back as another message');
  },
}); // prettier-ignore

/** Bytes in any chunks give the lines that they hold, or one overflow. */
export const chunks: Subject = subject({
  name: 'line-splitter',
  weight: 6,
  inputs: fc.record({
    chunks: fc.array(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u00e9', '\0'), maxLength: 9 }), { maxLength: 9 }),
    limit: fc.integer({ min: 1, max: 24 }),
  }),
  check: ({ chunks: parts, limit }) => {
    const lines: string[] = [];
    let overflows = 0;
    const split = createLineSplitter(limit, (line) => lines.push(line.toString()), () => (overflows += 1));
    for (const part of parts) split(Buffer.from(part));
    const whole = parts.join('').split('\n');
    const rest = whole.pop() ?? '';
    const sizes = [...whole.map((line) => Buffer.byteLength(line) + 1), Buffer.byteLength(rest)];
    const first = sizes.findIndex((size) => size > limit);
    const expected = (first < 0 ? whole : whole.slice(0, first)).map((line) => `${line}\n`);
    assertTrue(stable(lines) === stable(expected) && overflows === (first < 0 ? 0 : 1), () => stable({ lines, expected, overflows }));
  },
}); // prettier-ignore
