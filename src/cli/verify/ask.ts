/** What a verification is asked, and a verification in one process. */
import { z } from 'zod';
import { methodNames } from '../../../spec/methods/index.js';
import { InputError } from '../../errors.js';
import { caseOfProblem } from '../../verify/cases/verification-case.js';
import { highestLevel, verifyCommand, type VerifyProcessOptions } from '../../verify/index.js';
import { variant, type Immutable } from '../../verify/protocol/message-parts.js';
import { createMatcher } from '../../verify/report/expectations.js';
import type { VerifyReport } from '../../verify/report/verify-report.js';
import { longestTimer } from '../options.js';
import { loadRuns } from '../read-file.js';
import { createProgress } from '../progress.js';
import { assertNoOutput } from '../write-file.js';

const seconds = z.number().positive().max(longestTimer);

/** The options that decide what is asked; a replay bundle keeps them. */
export const askOptionsSchema = z.strictObject({
  level: z.int().min(0).max(highestLevel),
  method: z.enum(methodNames).exactOptional(),
  startLimit: seconds,
  requestLimit: seconds,
  totalLimit: seconds,
  variant: z.array(variant).exactOptional(),
  only: z.array(z.string()).exactOptional(),
  problem: z.array(z.string()).exactOptional(),
  seed: z.int().exactOptional(),
  randomCases: z.int().min(1).exactOptional(),
  allowUnsupported: z.literal(true).exactOptional(),
  path: z.string().exactOptional(),
});

/** The options. */
export type AskOptions = Immutable<z.infer<typeof askOptionsSchema>>;

/** The words of a command, of which there must be one, and none of them a file that is to be written. */
export function parseCommand([file, ...args]: readonly string[]): readonly [string, ...string[]] {
  for (const word of [file ?? '', ...args]) assertNoOutput(word);
  if (file !== undefined) return [file, ...args];
  throw new InputError({
    problem: 'there is nothing to verify',
    where: 'the command line',
    expected: 'the command of an implementation after --, or --trace FILE',
    fix: 'For example: auxopt verify -- python3 mine.py. The adapters are printed by auxopt adapter --list.',
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

/** Starts the implementation and asks it everything. */
export async function askCommand(
  words: readonly string[],
  options: AskOptions,
  sinks: Pick<VerifyProcessOptions, 'transcript' | 'keepFailure'> = {},
): Promise<VerifyReport> {
  const command = parseCommand(words);
  const { level, variant, only, startLimit, requestLimit, totalLimit, seed, randomCases, path, method } =
    options;
  let progress = createProgress(startLabel, 1);
  const matchers = only?.map(createMatcher);
  const report = await verifyCommand(command, {
    level,
    method,
    cases: options.problem && loadRuns(options.problem).map(caseOfProblem),
    startSeconds: startLimit,
    requestSeconds: requestLimit,
    totalSeconds: totalLimit,
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
