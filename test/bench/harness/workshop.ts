/** A temporary folder with the data files and the compiled programs of a run, and where the sources of the peers are. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AbsentError } from './contender.js';
import { peerEnvironment, type Program } from './process-contender.js';

/** The folder with package.json, from the compiled file as from the source. */
function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'spec'))
    ? folder
    : findRoot(dirname(folder));
}

/** The root of the checkout. */
export const root: string = findRoot(dirname(fileURLToPath(import.meta.url)));
const benchFolder: string = join(root, 'test/bench');

/** Debian's Python, which has Debian's NumPy and gmpy2. */
export const python = '/usr/bin/python3';

/** Makes files and programs. */
export interface Workshop {
  /** A data file that is made when it is first asked for; gives its path. */
  readonly once: (name: string, make: () => string | Uint8Array) => () => string;
  /** A Python peer on a data file, with more arguments behind it. */
  readonly python: (script: string, data: () => string, more?: () => readonly string[]) => () => Program;
  /** A C peer on a data file, compiled once. */
  readonly c: (source: string, flags: readonly string[], data: () => string) => () => Program;
  readonly remove: () => void;
}

/** A workshop; `remove` it in the end. */
export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'auxopt-bench-'));
  const compiled = new Map<string, string>();
  const source = (name: string): string => join(benchFolder, 'peers', name);
  return {
    once: (name, make) => {
      let file: string | undefined;
      return () => {
        if (file !== undefined) return file;
        file = join(folder, name);
        writeFileSync(file, make());
        return file;
      };
    },
    python:
      (script, data, more = () => []) =>
      () => {
        if (!existsSync(python)) throw new AbsentError(`there is no ${python}`);
        return { command: python, args: [source(script), data(), ...more()] };
      },
    c: (name, flags, data) => () => {
      const program =
        compiled.get(name) ?? compile(source(name), flags, join(folder, name.replace('.c', '')));
      compiled.set(name, program);
      return { command: program, args: [data()] };
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Libraries go behind the source: the linker reads from left to right. */
function compile(source: string, flags: readonly string[], program: string): string {
  const { error, status, stderr } = spawnSync(
    'gcc',
    ['-std=c11', '-O3', '-march=native', '-Wall', '-Wextra', '-o', program, source, ...flags],
    { encoding: 'utf8', env: peerEnvironment },
  );
  if (error !== undefined) throw new AbsentError('there is no gcc');
  if (status === 0) return program;
  const message = stderr.split('\n').find((line) => /error|cannot find/.test(line));
  throw new AbsentError(`it does not compile: ${message ?? 'gcc failed'}`);
}
