import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createTranscriptSink,
  type TranscriptEntry,
  transcriptEntry,
  transcriptLineSchema,
  transcriptSpeakers,
} from '../../../src/verify/report/transcript.js';
import { hostileText } from './hostile-text.js';

const header = {
  kit: '0.1.0',
  argv: ['python3', 'a b.py'],
  options: { level: 2, only: ['L1/*'], quick: true },
};

/** The text of a transcript with these entries. */
function record(entries: readonly TranscriptEntry[]): string {
  let text = '';
  const sink = createTranscriptSink(header, (more) => {
    text += more;
  });
  for (const entry of entries) sink.write(entry);
  return text;
}

/** What a reader makes of it: JSON, a line each, of the published schema. */
function read(text: string): { header: unknown; entries: readonly TranscriptEntry[] } {
  const lines = text.split('\n').slice(0, -1);
  const [header, ...entries] = lines.map((line) => transcriptLineSchema.parse(JSON.parse(line)));
  return { header, entries: entries as readonly TranscriptEntry[] };
}

/** The bytes that an entry stands for; none for an event. */
function bytesOf(entry: TranscriptEntry): Uint8Array {
  if ('event' in entry) return new Uint8Array();
  return 'base64' in entry ? Buffer.from(entry.base64, 'base64') : utf8(`${entry.line}\n`);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const sent = fc.oneof(
  hostileText.map(utf8),
  hostileText.map((text) => utf8(`${text.replaceAll('\n', '')}\n`)),
  fc.uint8Array({ maxLength: 12 }),
);

const losesNothing = (write: typeof transcriptEntry) =>
  fc.property(fc.array(fc.tuple(fc.constantFrom(...transcriptSpeakers), sent)), (words) => {
    const found = read(record(words.map(([from, bytes]) => write(from, bytes))));
    expect(found.header).toEqual({ format: 'auxopt-transcript/1', ...header });
    expect(found.entries.map((entry) => [entry.from, [...bytesOf(entry)]])).toEqual(
      words.map(([from, bytes]) => [from, [...bytes]]),
    );
  });

describe('a transcript', () => {
  it('loses no byte of anybody', () => {
    fc.assert(losesNothing(transcriptEntry), { numRuns: 500 });
  });

  it('is seen to lose bytes where every line is taken for whole UTF-8', () => {
    const careless: typeof transcriptEntry = (from, bytes) => ({
      from,
      line: new TextDecoder().decode(bytes).replace(/\n$/, ''),
    });
    expect(fc.check(losesNothing(careless), { numRuns: 500, endOnFailure: true }).failed).toBe(true);
  });

  it('holds whole lines as text, everything else as bytes, and events', () => {
    expect(transcriptEntry('implementation', utf8('{"type":"ok"}\r\n'))).toEqual({
      from: 'implementation',
      line: '{"type":"ok"}\r',
    });
    expect(transcriptEntry('log', utf8('half'))).toEqual({ from: 'log', base64: 'aGFsZg==' });
    expect(transcriptEntry('log', new Uint8Array([0xff, 10]))).toEqual({ from: 'log', base64: '/wo=' });
    expect(transcriptEntry('kit', utf8('a\nb\n'))).toEqual({ from: 'kit', base64: 'YQpiCg==' });
    const events = ['start', 'exit 1', 'signal SIGSEGV', 'kill'].map((event): TranscriptEntry => ({
      from: 'process',
      event,
    }));
    expect(read(record(events)).entries).toEqual(events);
    expect(() => read(record([{ from: 'process', event: 'explode' }]))).toThrow('event');
  });

  it('is read in lines of 4 MiB', () => {
    const bytes = new Uint8Array(4 * 1024 * 1024).fill(0xff);
    const [entry] = read(record([transcriptEntry('implementation', bytes)])).entries;
    expect(entry === undefined ? 0 : bytesOf(entry).length).toBe(bytes.length);
  });
});
