/** Transcripts: refused, or read, written again and compared without a difference to themselves. */
import fc from 'fast-check';
import { compareTranscripts, formatDifference } from '../../../src/verify/report/compare-transcripts.js';
import {
  createTranscriptSink,
  parseTranscript,
  transcriptBytes,
  transcriptEntry,
  type Transcript,
} from '../../../src/verify/report/transcript.js';
import { nearJson, nearText } from '../kit/mutate.js';
import { accepted, assertTrue, stable, subject, type Subject } from '../kit/subject.js';

const header = {
  format: 'auxopt-transcript/1',
  kit: '0.1.0',
  argv: ['node', 'mine.mjs'],
  options: { level: 2, only: ['a'] },
};
const said: readonly unknown[] = [
  { type: 'hello', id: 'q1' },
  { type: 'open', id: 'q2', session: 's1', case: 'aux-mom/planar', x0: ['1'] },
  { type: 'oracle', session: 's1', function: 'f', at: ['1', '0.5'], draw: 'snapshot' },
  { type: 'state', session: 's1', round: 1, x: ['1', '2'], m: ['0', '1e-3'] },
  { type: 'ok', id: 'q2' },
]; // prettier-ignore

const words = fc.oneof(
  { weight: 4, arbitrary: nearJson(said, 2) },
  { weight: 1, arbitrary: nearText(fc.constantFrom(...said.map((message) => JSON.stringify(message)))) },
);

const entry = fc.oneof(
  fc.record({ from: fc.constantFrom('kit', 'implementation', 'implementation', 'log'), line: words }),
  fc.record({ from: fc.constantFrom('kit', 'implementation', 'log'), base64: fc.base64String() }),
  fc.record({ from: fc.constant('process'), event: fc.constantFrom('start', 'kill', 'exit 1') }),
);

const written = fc
  .tuple(nearJson([header], 1), fc.array(fc.oneof({ weight: 12, arbitrary: entry.map((each) => JSON.stringify(each)) }, { weight: 1, arbitrary: nearJson([{ from: 'kit', line: '{}' }]) }), { maxLength: 7 }))
  .map(([head, lines]) => [head, ...lines].map((line) => `${line}\n`).join('')); // prettier-ignore

function print({ header: { format: _format, ...head }, entries }: Transcript): string {
  let text = '';
  const { write } = createTranscriptSink(head, (part) => {
    text += part;
  });
  entries.forEach(write);
  return text;
}

/** From text to differences. */
export const transcripts: Subject = subject({
  name: 'transcripts',
  weight: 6,
  inputs: fc.tuple(nearText(written, 1), written),
  check: ([text, other]) => {
    const read = accepted(() => parseTranscript(text, 'input'));
    if (read === undefined) return;
    assertTrue(stable(parseTranscript(print(read), 'again')) === stable(read), () => 'it reads back as another transcript');
    assertTrue(compareTranscripts(read, read).differences.length === 0, () => 'it differs from itself');
    const second = accepted(() => parseTranscript(other, 'other'));
    if (second !== undefined) compareTranscripts(read, second).differences.forEach(formatDifference);
  },
}); // prettier-ignore

/** Bytes to entries and back. */
export const transcriptLines: Subject = subject({
  name: 'transcript-bytes',
  weight: 4,
  inputs: fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: 'binary' }).map((line) => new TextEncoder().encode(`${line}\n`)),
  ),
  check: (bytes) => {
    const back = transcriptBytes(transcriptEntry('log', bytes));
    assertTrue(Buffer.from(back).equals(Buffer.from(bytes)), () => 'other bytes come back');
  },
});
