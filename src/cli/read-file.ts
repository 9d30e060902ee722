/** Reading: regular files and standard input, up to a limit that is kept while they are read. */
import { isUtf8 } from 'node:buffer';
import { realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { InputError } from '../errors.js';
import { readProblem, type ReadText, type ResolvedProblem, type ResolvedRun } from '../problems/index.js';
import { readAnyProblem, readRun } from '../problems/resolve-problem.js';
import { type HuberProblem } from '../problems/huber-problem.js';
import type { Line } from '../problems/text-lines.js';
import { largestLine } from '../verify/protocol/requests.js';
import { printError } from './text.js';
import { assertNoOutput } from './write-file.js';
import { readLines, readRegularFile, readStandardInput, standardInput } from '../campaigns/regular-file.js';

/** A larger file is refused: it could not be run in reasonable time or memory. */
const largestFile = 64 * 1024 * 1024;

const pipeIn = `Check the path; pipe what a program prints into the command, and write ${standardInput} for the path.`;

let isInputRead = false;

/**
 * The text of a regular file, or of standard input where `path` is `-`.
 *
 * @param limit - the most bytes that it may have.
 * @throws InputError for what is no readable regular file (a folder, a device, a pipe), for more than the limit, for bytes that are
 * no UTF-8, for a file that the command is to write, and for standard input a second time.
 */
export function readTextFile(path: string, limit = largestFile): string {
  if (path === standardInput) {
    if (isInputRead) {
      throw new InputError({
        problem: 'standard input is named a second time',
        where: path,
        expected: 'one file that is piped in',
        fix: 'Give the path of one of the files.',
      });
    }
    isInputRead = true;
    return decodeText(readStandardInput(limit), path);
  }
  return readFile(path, pipeIn, limit);
}

/** {@link readTextFile}, but for standard input. */
function readFile(path: string, fix?: string, limit = largestFile): string {
  assertNoOutput(path);
  return decodeText(readRegularFile(path, limit, fix), path);
}

/**
 * The lines of a file that a program wrote, read as they are asked for; each as long as a program may write.
 *
 * @throws InputError as {@link readTextFile}, and for a longer line.
 */
export function* readTextLines(path: string): Generator<Line, void> {
  if (path !== standardInput) assertNoOutput(path);
  const limits = { file: largestFile, line: largestLine };
  const tooLong = (line: number): InputError =>
    new InputError({
      problem: 'the line is longer than every message',
      where: `${path}, line ${line}`,
      expected: `at most ${largestLine / 1024 / 1024} MiB`,
      fix: 'Check that this is the file you mean: one message a line.',
    });
  for (const { bytes, number } of readLines(path, limits, tooLong, pipeIn))
    yield { line: decodeText(bytes, `${path}, line ${number}`), number };
}

function decodeText(bytes: Buffer, where: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new InputError({
    problem: `the byte at offset ${firstInvalidByte(bytes)} is not UTF-8`,
    where,
    expected: 'text in UTF-8',
    fix: 'Save the file as UTF-8, for example with iconv -t UTF-8.',
  });
}

/** Reads, checks and expands a problem file; its tables are in its folder or below, and so is what their links point to. */
export function loadProblem(path: string): ResolvedProblem {
  return readProblem(readProblemText(path), path, tableReader(path));
}

/** The runs of several problem files, which may have schedules and are told apart by variant and name. */
export function loadRuns(paths: readonly string[]): readonly ResolvedRun[] {
  const known = new Map<string, string>();
  return paths.map((path) => {
    const run = readRun(readProblemText(path), path, tableReader(path));
    const id = `${run.variant}/${run.name}`;
    const before = known.get(id);
    if (before !== undefined) {
      throw new InputError({
        problem: `it has the variant and the name of ${before === path ? 'the same file before' : before}, ${id}`,
        where: path,
        expected: 'every problem once, under a name of its own: results are told apart by it',
        fix: 'Give it another "name", or leave it out.',
      });
    }
    known.set(id, path);
    return run;
  });
}

/** {@link loadProblem} that also takes schedules, and files with Huber terms, for exact runs. */
export function loadAnyProblem(path: string): ResolvedRun | HuberProblem {
  return readAnyProblem(readProblemText(path), path, tableReader(path));
}

/** From this size on, reading a problem and computing its constants takes seconds, about one a million characters. */
const longText = 4_000_000;

/** The text of a problem file; a terminal is told where it will be silent for long. */
function readProblemText(path: string): string {
  const text = readTextFile(path);
  if (text.length > longText && process.stderr.isTTY) {
    const size = Math.round(text.length / 1e6);
    printError(`${path} has ${size} million characters, which takes about ${size} seconds.\n`);
  }
  return text;
}

/** Reads the tables of the problem file at a path. */
function tableReader(path: string): ReadText {
  const folder = path === standardInput ? process.cwd() : dirname(resolve(path));
  return (table) => {
    const place = join(folder, table);
    if (isInside(realPlace(folder), realPlace(place))) return readTable(place);
    throw new InputError({
      problem: `${JSON.stringify(table)} is outside the folder of the problem file`,
      where: path,
      expected: 'a table in that folder or below',
      fix: 'Copy the table beside the problem file.',
    });
  };
}

/** {@link readFile}, but the reader of the problem says itself of a file that the system cannot read where its name is written. */
function readTable(place: string): string {
  try {
    return readFile(place);
  } catch (error) {
    if (error instanceof InputError && error.cause instanceof Error) throw error.cause;
    throw error;
  }
}

function isInside(folder: string, place: string): boolean {
  return place.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Where a path leads once its links are followed; the path as it is where there is nothing. */
function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** What a decoder puts in place of bytes that are no UTF-8; as a character of its own it has three bytes. */
const replacement = '\uFFFD';

/** The offset of the first byte at which no UTF-8 goes on; `bytes` are no UTF-8. */
function firstInvalidByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf(replacement, from);
    offset += Buffer.byteLength(text.slice(from, at));
    const isWritten = bytes.subarray(offset, offset + 3).toString('latin1') === '\u00EF\u00BF\u00BD';
    if (!isWritten) return offset;
    offset += 3;
    from = at + 1;
  }
}
