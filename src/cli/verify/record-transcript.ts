/** `auxopt verify --transcript FILE`: everything that was said, as evidence of what a program did. */
import { InputError } from '../../errors.js';
import {
  createTranscriptSink,
  type TranscriptHeader,
  type TranscriptSink,
} from '../../verify/report/transcript.js';
import { formatLimits } from '../limits.js';
import { version } from '../package.js';
import { writeTextFile } from '../write-file.js';
import { askedNames, type AskOptions } from './ask.js';

/** More bytes are not kept: the text is held in memory until the end. */
const largestTranscript = 64 * 1024 * 1024;

/** A transcript that is being recorded. */
export interface Recording {
  readonly sink: TranscriptSink;
  /** Writes the file. Throws InputError where it cannot be written, or more was said than is kept. */
  readonly write: () => void;
}

/**
 * Begins a recording.
 *
 * @param limit - bytes of the transcript.
 */
export function recordTranscript(
  file: string,
  argv: readonly string[],
  options: AskOptions,
  limit = largestTranscript,
): Recording {
  let parts: string[] = [];
  let room = limit;
  const append = (text: string): void => {
    room -= Buffer.byteLength(text);
    if (room >= 0) parts.push(text);
    else parts = [];
  };
  const given: TranscriptHeader['options'] = {
    ...Object.fromEntries(
      askedNames.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
    ),
    ...(options.limits && { limits: formatLimits(options.limits) }),
  };
  return {
    sink: createTranscriptSink({ kit: version, argv: [...argv], options: given }, append),
    write: () => {
      if (room < 0) throw tooLong(file, limit);
      writeTextFile(file, parts.join(''));
    },
  };
}

function tooLong(file: string, limit: number): InputError {
  return new InputError({
    problem: `more was said than the ${limit / 1024 / 1024} MiB that are kept`,
    where: file,
    expected: 'a shorter conversation',
    fix: 'Ask for less with --only, --variant or --level, or leave --transcript out.',
  });
}
