/** Replay bundles on disk: a folder with the transcript of one verification. */
import { closeSync, fstatSync, lstatSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../campaigns/make-folders.js';
import { InputError } from '../../errors.js';
import {
  createTranscriptSink,
  type TranscriptHeader,
  type TranscriptSink,
} from '../../verify/report/transcript.js';
import { askOptionsSchema, type AskOptions } from './ask.js';
import { identityOf, moved } from '../output-place.js';
import { assertNoOutput, unwritable } from '../write-file.js';
import { version } from '../package.js';

/** Name of the transcript inside the folder. */
export const transcriptName = 'transcript.jsonl';

/** More bytes are neither written nor read: a replay holds the text in memory. */
export const largestTranscript = 256 * 1024 * 1024;

/** A bundle that is being written. */
export interface OpenBundle {
  readonly sink: TranscriptSink;
  /** Throws InputError where something could not be written; then no transcript is left. */
  readonly close: () => void;
}

/** The options of a header, which are also those of a replay. */
function headerOptions(options: AskOptions): TranscriptHeader['options'] {
  const names = Object.keys(askOptionsSchema.shape) as (keyof AskOptions)[];
  return Object.fromEntries(
    names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
}

/**
 * Begins a bundle in `folder`, which is made where it is not there. A transcript that is there is not overwritten.
 *
 * @param limit - bytes of the transcript.
 */
export function openBundle(
  folder: string,
  argv: readonly string[],
  options: AskOptions,
  limit = largestTranscript,
): OpenBundle {
  const path = join(folder, transcriptName);
  assertNoOutput(path);
  let file: number;
  try {
    makeFolders(folder);
    file = openSync(path, 'wx');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new InputError(
      {
        problem: code === 'EEXIST' ? 'there is a transcript already' : `it cannot be written (${message})`,
        where: path,
        expected: 'a new folder, or one without a transcript',
        fix: 'Choose another folder for --replay-bundle.',
      },
      { cause: error },
    );
  }
  let failure: { readonly reason: unknown } | undefined;
  let room = limit;
  // It is called while the implementation speaks, where nobody could catch: what fails is said at the end.
  const append = (text: string): void => {
    if (failure !== undefined) return;
    try {
      let rest = Buffer.from(text);
      room -= rest.length;
      if (room < 0) throw tooLong(path, limit);
      while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
    } catch (reason) {
      failure = { reason };
    }
  };
  return {
    sink: createTranscriptSink({ kit: version, argv: [...argv], options: headerOptions(options) }, append),
    close: () => {
      const written = fstatSync(file, { bigint: true });
      closeSync(file);
      // the program that spoke may have put another folder there
      const there = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      if (there === undefined || identityOf(there) !== identityOf(written)) throw moved(path);
      if (failure === undefined) return;
      rmSync(path, { force: true });
      throw failure.reason instanceof InputError ? failure.reason : unwritable(path, failure.reason);
    },
  };
}

function tooLong(path: string, limit: number): InputError {
  return new InputError({
    problem: `more was said than the ${limit / 1024 / 1024} MiB that auxopt replay reads`,
    where: path,
    expected: 'a conversation that is no longer',
    fix: 'Ask less by --only, --variant or --level, or leave --replay-bundle out.',
  });
}
