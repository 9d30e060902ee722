/** What a certificate says of a run beside its report: the files behind the command, the commit, and what was asked. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { standardInput } from '../../campaigns/regular-file.js';
import { InputError } from '../../errors.js';
import { highestLevel } from '../../verify/index.js';
import type { AboutRun, Asked, Certificate } from '../../verify/report/certificate.js';
import { version } from '../package.js';
import { pagePath } from '../read-page.js';
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
  const { problem = [], expectations, method } = options;
  const page = method === undefined ? [] : [pagePath(method)];
  const commit = findCommit();
  const named = [...command, ...page, ...problem, ...(expectations === undefined ? [] : [expectations])];
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
  if (options.problem?.includes(standardInput) === true || options.expectations === standardInput) {
    throw new InputError({
      problem: 'a file comes from standard input, and nobody could make the run again',
      where: '--certificate or --badge',
      expected: 'files with a path',
      fix: 'Save it in a file, and give its path.',
    });
  }
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

/** A word names no file where the system cannot look it up, or read it to an end without waiting, as /proc/kmsg. */
function hashFile(path: string): Certificate['files'] {
  let file: number | undefined;
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > largestHashed) return [];
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const hash = createHash('sha256');
    const piece = Buffer.alloc(1 << 20);
    let left = largestHashed;
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) {
      left -= length;
      if (left < 0) return [];
      hash.update(piece.subarray(0, length));
    }
    return [{ path, sha256: hash.digest('hex') }];
  } catch {
    return [];
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/**
 * The commit of the working folder, and whether tracked files differ from it; undefined where git knows none. They are not looked at, and
 * count as different, where the folder has filters of its own.
 */
export function findCommit(): Certificate['commit'] {
  // variables of git could name another repository than that of the folder
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const git = (...words: readonly string[]) =>
    spawnSync('git', ['-c', 'core.fsmonitor=false', ...words], { encoding: 'utf8', timeout: 10_000, env });
  const head = git('rev-parse', '--verify', 'HEAD');
  const id = head.status === 0 ? head.stdout.trim() : '';
  if (!/^[0-9a-f]{40,64}$/.test(id)) return undefined;
  // a filter is a command, and one that the folder brings itself would be run outside every sandbox
  const filters = git('config', '--show-scope', '--get-regexp', '^filter[.]').stdout;
  if (/^(?:local|worktree)\b/m.test(filters)) return { id, isClean: false };
  const { status, stdout } = git('status', '--porcelain', '--untracked-files=no', '--ignore-submodules=all');
  return { id, isClean: status === 0 && stdout === '' };
}
