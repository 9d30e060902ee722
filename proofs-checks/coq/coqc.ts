/** Coq's compiler on a folder of files: two at a time, each after what it needs. */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CoqFile } from './export.js';

/** coqc's answer to one file. */
export interface Compilation {
  readonly name: string;
  readonly accepted: boolean;
  /** Of CPU. */
  readonly seconds: number;
  /** Everything that it printed. */
  readonly output: string;
}

/** The version of coqc, or undefined where there is none. */
export function coqVersion(): string | undefined {
  const { status, stdout } = spawnSync('coqc', ['--print-version'], { encoding: 'utf8' });
  return status === 0 ? stdout.split(' ')[0] : undefined;
}

/** The files that a file requires. */
export function needsOf({ text }: CoqFile): readonly string[] {
  return [...text.matchAll(/^From Auxopt Require (?:Import|Export) ([^.]*)\./gm)].flatMap(([, names = '']) =>
    names.trim().split(/\s+/),
  );
}

/** `0m1.250s` in seconds. */
const toSeconds = (text: string): number => {
  const [, minutes = '0', seconds = '0'] = /(\d+)m([\d.]+)s/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

/** A program of Coq in `folder`: everything that it printed, and the CPU that it used, by the `times` of the shell. */
export async function run(
  folder: string,
  program: string,
  args: readonly string[],
): Promise<{ readonly status: number | null; readonly output: string; readonly seconds: number }> {
  const command = '"$0" "$@" 2>&1; status=$?; times >&2; exit $status';
  const child = spawn('sh', ['-c', command, program, ...args], { cwd: folder });
  let output = '';
  let usage = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (output += part));
  child.stderr.on('data', (part: Buffer) => (usage += part.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (usage.trim().split('\n')[1] ?? '').split(' ').map(toSeconds);
  return { status, output, seconds: seconds.reduce((total, one) => total + one, 0) };
}

/** Compiles one file of `folder`. */
export async function compile(folder: string, { name, text }: CoqFile): Promise<Compilation> {
  writeFileSync(join(folder, `${name}.v`), text);
  const { status, output, seconds } = await run(folder, 'coqc', ['-q', '-R', '.', 'Auxopt', `${name}.v`]);
  return { name, accepted: status === 0, seconds, output };
}

/**
 * Compiles all files, at most `jobs` at a time; what needs a refused file is left out.
 *
 * @throws RangeError where files need one another.
 */
export async function compileAll(
  folder: string,
  files: readonly CoqFile[],
  onDone: (done: Compilation) => void,
  jobs = 2,
): Promise<readonly Compilation[]> {
  const names = new Set(files.map(({ name }) => name));
  const waiting = new Map(files.map((file) => [file.name, file]));
  const done = new Map<string, Compilation>();
  const running = new Map<string, Promise<void>>();
  const isReady = (file: CoqFile): boolean =>
    needsOf(file).every((name) => !names.has(name) || done.get(name)?.accepted === true);
  for (;;) {
    for (const file of waiting.values()) {
      if (running.size >= jobs) break;
      if (!isReady(file)) continue;
      waiting.delete(file.name);
      const job = compile(folder, file).then((result) => {
        done.set(file.name, result);
        running.delete(file.name);
        onDone(result);
      });
      running.set(file.name, job);
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  const results = [...done.values()];
  if (waiting.size > 0 && results.every(({ accepted }) => accepted)) {
    throw new RangeError(`files need one another: ${[...waiting.keys()].join(', ')}`);
  }
  return results;
}
