import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createTranscriptSink,
  parseTranscript,
  transcriptBytes,
  type TranscriptEntry,
  transcriptEntry,
  transcriptSpeakers,
} from '../../../src/verify/report/transcript.js';
import { InputError } from '../../../src/errors.js';
import { hostileText } from './hostile-text.js';

const header = {
  kit: '0.1.0',
  argv: ['python3', 'a b.py'],
  options: { level: 2, only: ['L1/*'], quick: true },
};

/** The text of a bundle with these entries. */
function record(entries: readonly TranscriptEntry[]): string {
  let text = '';
  const sink = createTranscriptSink(header, (more) => {
    text += more;
  });
  for (const entry of entries) sink.write(entry);
  return text;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const sent = fc.oneof(
  hostileText.map(utf8),
  hostileText.map((text) => utf8(`${text.replaceAll('\n', '')}\n`)),
  fc.uint8Array({ maxLength: 12 }),
);

const losesNothing = (write: typeof transcriptEntry) =>
  fc.property(fc.array(fc.tuple(fc.constantFrom(...transcriptSpeakers), sent)), (words) => {
    const read = parseTranscript(record(words.map(([from, bytes]) => write(from, bytes))), 'it');
    expect(read.header).toEqual({ format: 'auxopt-transcript/1', ...header });
    expect(read.entries.map((entry) => [entry.from, [...transcriptBytes(entry)]])).toEqual(
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
    expect(parseTranscript(record(events), 'it').entries).toEqual(events);
  });

  it('is read in lines of 4 MiB', () => {
    const bytes = new Uint8Array(4 * 1024 * 1024).fill(0xff);
    const [entry] = parseTranscript(record([transcriptEntry('implementation', bytes)]), 'it').entries;
    expect(entry === undefined ? 0 : transcriptBytes(entry).length).toBe(bytes.length);
  });

  const good = record([{ from: 'kit', line: 'a' }]);

  it.each([
    ['', 'bundle: the file is empty'],
    ['{"format":"auxopt-tr', 'bundle, line 1: the file ends in the middle of a line'],
    [good.slice(0, -1), 'bundle, line 2: the file ends in the middle of a line'],
    [`${good}\n`, 'bundle, line 3 at $, column 1: the JSON text ends early'],
    [
      '{"format":"auxopt-transcript/2"}\n',
      'bundle, line 1 at $.format: found the string "auxopt-transcript/2"',
    ],
    [`${good}{"from":"me","line":""}\n`, 'bundle, line 3 at $.from: found the string "me"; expected "kit"'],
    [`${good}{"from":"kit"}\n`, 'bundle, line 3 at $.line: found nothing'],
    [`${good}{"from":"log","base64":"é"}\n`, 'bundle, line 3 at $.base64'],
    [`${good}{"from":"process","line":"a"}\n`, 'bundle, line 3 at $.line: the key "line" is unknown'],
    ...['explode', 'exit', 'exit one', 'kill 9', 'signal '].map((event): [string, string] => [
      `${good}${JSON.stringify({ from: 'process', event })}\n`,
      `bundle, line 3 at $.event: found the string "${event}"; expected "start", "kill", "exit CODE" or "signal NAME"`,
    ]),
    [`${good}7\n`, 'bundle, line 3 at $: found the number 7'],
    [good.replace('{"level":2', '{"__proto__":{"level":1}'), 'column 86: the key "__proto__" is unknown'],
  ])('has one error where it is %j', (text, message) => {
    let thrown: unknown;
    try {
      parseTranscript(text, 'bundle');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InputError);
    expect((thrown as InputError).message).toContain(message);
  });
});
