/** Replay bundles, written and read: nothing that either side said is lost. */
import { InputError } from '../../errors.js';
import { parseJson } from '../../problems/json-syntax.js';
import { checkDocument, parseDocument } from '../../problems/parse-document.js';
import {
  entrySchemaFor,
  transcriptFormat,
  transcriptHeaderSchema,
  type TranscriptEntry,
  type TranscriptHeader,
  type TranscriptSpeaker,
} from './transcript-line.js';

/** Where a kit writes what happens. */
export interface TranscriptSink {
  readonly write: (entry: TranscriptEntry) => void;
}

/** A replay bundle. */
export interface Transcript {
  readonly header: TranscriptHeader;
  readonly entries: readonly TranscriptEntry[];
}

const lineFeed = 10;

/** The entry for bytes that were sent, with their line feed where they had one. */
export function transcriptEntry(from: TranscriptSpeaker, bytes: Uint8Array): TranscriptEntry {
  if (bytes.indexOf(lineFeed) === bytes.length - 1 && bytes.length > 0) {
    const line = decodeUtf8(bytes.subarray(0, -1));
    if (line !== undefined) return { from, line };
  }
  return { from, base64: Buffer.from(bytes).toString('base64') };
}

/** The bytes that an entry stands for; none for an event. */
export function transcriptBytes(entry: TranscriptEntry): Uint8Array {
  if ('event' in entry) return new Uint8Array();
  if ('base64' in entry) return new Uint8Array(Buffer.from(entry.base64, 'base64'));
  return new TextEncoder().encode(`${entry.line}\n`);
}

/** A sink that hands on the text of each line, the header first; `append` adds it to the file. */
export function createTranscriptSink(
  header: Omit<TranscriptHeader, 'format'>,
  append: (text: string) => void,
): TranscriptSink {
  append(`${JSON.stringify({ format: transcriptFormat, ...header })}\n`);
  return {
    write: (entry) => {
      append(`${JSON.stringify(entry)}\n`);
    },
  };
}

/**
 * The replay bundle that a text holds.
 *
 * @throws InputError, exactly one, that names the line.
 */
export function parseTranscript(text: string, source: string): Transcript {
  if (text !== '' && !text.endsWith('\n')) {
    throw new InputError({
      problem: 'the file ends in the middle of a line',
      where: `${source}, line ${text.split('\n').length}`,
      expected: 'a line feed at the end',
      fix: 'It was cut: record it again, or remove its last line.',
    });
  }
  const [head, ...lines] = text.split('\n').slice(0, -1);
  if (head === undefined) {
    throw new InputError({
      problem: 'the file is empty',
      where: source,
      expected: `a first line with the format "${transcriptFormat}"`,
      fix: 'Record one with auxopt verify --replay-bundle DIR -- CMD.',
    });
  }
  return {
    header: parseDocument(transcriptHeaderSchema, head, `${source}, line 1`),
    entries: lines.map((line, index) => {
      const where = `${source}, line ${index + 2}`;
      const document = parseJson(line, where);
      return checkDocument(entrySchemaFor(document), document, where);
    }),
  };
}

/** Undefined where the bytes are no UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // a byte-order mark is a part of what was said
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
