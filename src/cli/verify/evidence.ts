/** What a certificate says of a run beside its report: the files behind the command, the commit, and what was asked. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { InputError } from '../../errors.js';
import { highestLevel } from '../../verify/index.js';
import type { AboutRun, Asked, Certificate } from '../../verify/report/certificate.js';
import { version } from '../package.js';
import { askedNames, type AskOptions } from './ask.js';

/** What is known of a run before it begins. */
export type Evidence = Omit<AboutRun, 'date'>;

/** The options of a run that a certificate keeps. */
export interface AskedOptions extends AskOptions {
  readonly expectations?: string;
}

/**
 * Looks at everything that a certificate names, before the run, in which a program may change its own file.
 *
 * @throws InputError for a part of the cases, which no certificate is of.
 */
export function gatherEvidence(
  command: readonly string[],
  options: AskedOptions & { readonly seed: number },
): Evidence {
  const { problem = [], expectations } = options;
  const commit = findCommit();
  const named = [...command, ...problem, ...(expectations === undefined ? [] : [expectations])];
  return {
    ...evidenceOf(command, options, hashFiles(named)),
    ...(commit === undefined ? {} : { commit }),
  };
}

/** The lowest level that reads an option: below it, a certificate says nothing of it. */
const readFrom: { readonly [Name in keyof AskedOptions]?: number } = {
  problem: 2,
  randomCases: highestLevel,
};

/** The same with files that were looked at before, and no commit. */
export function evidenceOf(
  command: readonly string[],
  options: AskedOptions & { readonly seed: number },
  files: Certificate['files'],
): Evidence {
  if (options.only !== undefined) throw onlyAPart();
  const isRead = (name: keyof AskedOptions): boolean =>
    options[name] !== undefined && options.level >= (readFrom[name] ?? 0);
  const given = [...askedNames, 'expectations' as const]
    .filter((name) => name !== 'path' && isRead(name))
    .map((name) => [name, options[name]] as const);
  const asked = Object.fromEntries(given) as unknown as Asked;
  return { version, command, files, asked };
}

function onlyAPart(): InputError {
  return new InputError({
    problem: 'a part of the cases was chosen',
    where: '--certificate or --badge',
    expected: 'all cases of the levels, without --only',
    fix: 'Leave out --only, or the certificate and the badge.',
  });
}

/** The files that words, or the parts of words that a shell would see, name, each once, with their hashes. */
export function hashFiles(words: readonly string[]): Certificate['files'] {
  const parts = words.flatMap((word) => [word, ...word.split(/[\s"'`;|&<>(){}=,]+/u)]);
  return [...new Set(parts)].flatMap(hashFile);
}

/** Larger files are not hashed: data of that size would keep every run waiting. */
const largestHashed = 1024 ** 3;

/** The descriptor of a file that is to be hashed; undefined for a word that names none, as all do that the system cannot look up or read. */
function openFile(path: string): number | undefined {
  try {
    const found = statSync(path);
    return found.isFile() && found.size <= largestHashed ? openSync(path, 'r') : undefined;
  } catch {
    return undefined;
  }
}

function hashFile(path: string): Certificate['files'] {
  const file = openFile(path);
  if (file === undefined) return [];
  const hash = createHash('sha256');
  try {
    const piece = Buffer.alloc(1 << 20);
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) {
      hash.update(piece.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
  return [{ path, sha256: hash.digest('hex') }];
}

/** The commit of the working folder, and whether tracked files differ from it; undefined where git knows none. */
export function findCommit(): Certificate['commit'] {
  // variables of git could name another repository than that of the folder
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const git = (...words: readonly string[]) =>
    spawnSync('git', ['-c', 'core.fsmonitor=false', ...words], { encoding: 'utf8', timeout: 10_000, env });
  const head = git('rev-parse', '--verify', 'HEAD');
  const id = head.status === 0 ? head.stdout.trim() : '';
  if (!/^[0-9a-f]{40,64}$/.test(id)) return undefined;
  const { status, stdout } = git('status', '--porcelain', '--untracked-files=no');
  return { id, isClean: status === 0 && stdout === '' };
}
