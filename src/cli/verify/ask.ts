/** What a verification is asked, and a verification in one process. */
import { randomInt } from 'node:crypto';
import { methodNames } from '../../../spec/methods/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { InputError } from '../../errors.js';
import { caseOfProblem } from '../../verify/cases/verification-case.js';
import { verifyCommand, type VerifyProcessOptions } from '../../verify/index.js';
import { createMatcher } from '../../verify/report/expectations.js';
import type { VerifyReport } from '../../verify/report/verify-report.js';
import { limitsOf, peerLimits, type Limits } from '../limits.js';
import { loadRuns } from '../read-file.js';
import { chosenMethod } from '../read-page.js';
import { createProgress } from '../progress.js';
import { assertNoOutput } from '../write-file.js';

/** The options that decide what is asked; a transcript keeps them. */
export interface AskOptions {
  readonly level: number;
  /** A method of the list, the name of a page, or the file of one. */
  readonly method?: string;
  readonly limits?: Partial<Limits>;
  readonly variant?: readonly VariantName[];
  readonly only?: readonly string[];
  readonly problem?: readonly string[];
  readonly seed?: number;
  readonly randomCases?: number;
  readonly allowUnsupported?: true;
  readonly path?: string;
}

/** The options that decide what is asked, and what it counts for; {@link AskOptions} has limits beside them. */
export const askedNames = [
  ...['level', 'method', 'variant', 'only', 'problem', 'seed'],
  ...['randomCases', 'allowUnsupported', 'path'],
] as Exclude<keyof AskOptions, 'limits'>[];

/** The options of {@link askedNames} that a report does not know, as words of a command line that asks one case again. */
export function wordsToRepeat(options: Partial<AskOptions>): readonly string[] {
  const known = new Set<keyof AskOptions>(['level', 'seed', 'only', 'path', 'randomCases']);
  if (methodNames.some((name) => name === options.method)) known.add('method');
  return askedNames
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const value = options[name];
      const option = `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
      return value === undefined ? [] : [option, ...(value === true ? [] : [value].flat().map(String))];
    });
}

/** The words of a command, of which there must be one, and none of them a file that is to be written. */
export function parseCommand([file, ...args]: readonly string[]): readonly [string, ...string[]] {
  for (const word of [file ?? '', ...args]) assertNoOutput(word);
  if (file !== undefined) return [file, ...args];
  throw new InputError({
    problem: 'there is nothing to verify',
    where: 'the command line',
    expected: 'the command of an implementation after --, or --trace FILE',
    fix: 'For example: auxopt verify -- python3 mine.py. The adapters are printed by auxopt adapter.',
  });
}

/** What is said where the options leave nothing to ask. */
export function noCaseFits(): InputError {
  return new InputError({
    problem: 'no case fits',
    where: '--only, --variant and --level',
    expected: 'ids such as L2/aux-mom/planar/callback, and variants that the implementation has',
    fix: 'Run without them to see all ids in the JSON report.',
  });
}

/** What the bar says until the implementation has greeted. */
export const startLabel = 'start of the program';

/**
 * Starts the implementation and asks it everything.
 *
 * @param announce - called before it is started, once the options were read.
 */
export async function askCommand(
  words: readonly string[],
  options: AskOptions,
  sinks: Pick<VerifyProcessOptions, 'transcript' | 'keepFailure'> = {},
  announce?: () => void,
): Promise<VerifyReport> {
  const command = parseCommand(words);
  const { level, variant, only, seed, randomCases, path, method } = options;
  const limits = limitsOf(options.limits);
  const matchers = only?.map(createMatcher);
  const cases = options.problem && loadRuns(options.problem).map(caseOfProblem);
  const chosen = method === undefined ? {} : chosenMethod(method);
  announce?.();
  let progress = createProgress(startLabel, 1);
  const report = await verifyCommand(command, {
    level,
    ...chosen,
    cases,
    ...peerLimits(limits),
    totalSeconds: limits.total,
    variants: variant,
    only: matchers && ((id) => matchers.some((fits) => fits(id))),
    seed,
    randomCases,
    allowsUnsupported: options.allowUnsupported,
    path,
    ...sinks,
    onProgress: (done, total) => {
      if (done > 0) progress.advance();
      else {
        progress.finish();
        progress = createProgress('verify', total);
      }
    },
  }).finally(() => {
    progress.finish();
  });
  if (report.cases === 0) throw noCaseFits();
  return report;
}

/** A new seed is below this: short enough to type. */
const largestSeed = 1_000_000_000;

/** A seed that nobody knows before: a recorded conversation does not pass. */
export function drawSeed(): number {
  return randomInt(largestSeed);
}
