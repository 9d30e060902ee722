/** `auxopt tightness`: how near G can come to a bound; the worst case found, exactly, as a problem file. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import { InputError } from '../../errors.js';
import { formatProblemFile, toProblemFile } from '../../problems/index.js';
import { createScalarProblem, type ScalarCase } from '../../theorems/rates/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { checkOutputs, writeTextFile } from '../write-file.js';
import { parseWholeNumber } from '../options.js';
import { createProgress, type Progress } from '../progress.js';
import { print, printJson, table } from '../text.js';
import { findTightestCase, type TightnessResult } from '../../theorems/tightness/tightest-case.js';
import { OutputOption } from '../output-option.js';

interface TightnessOptions {
  readonly theorem: RateTheoremId;
  readonly seconds: number;
  readonly seed: number;
  readonly condition: 'simple' | 'exact';
  readonly out?: string;
  readonly json?: true;
  readonly force?: true;
}

/** The command. */
export function createTightnessCommand(): Command {
  return new Command('tightness')
    .description('search the case that comes nearest to the bound of a theorem')
    .addOption(
      new Option('--theorem <id>', 'which bound').choices(Object.keys(rateTheorems)).makeOptionMandatory(),
    )
    .option('--seconds <number>', 'how long', parseSeconds, 10)
    .option('--seed <number>', 'seed of the search', parseWholeNumber, 1)
    .addOption(
      new Option('--condition <name>', 'which condition the case satisfies')
        .choices(['simple', 'exact'])
        .default('simple'),
    )
    .addOption(
      new OutputOption(
        '--out <file.json>',
        'where the case is written (default: tightness-<id>.json, in lower case)',
      ),
    )
    .option('--json', 'print one JSON document (format auxopt-tightness/1)')
    .option('--force', 'replace files that are there')
    .action((options: TightnessOptions) => {
      process.exitCode = search(options);
    });
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 86_400))
    throw new InvalidArgumentError('expected a positive number of seconds such as 60, at most 86400, a day');
  return seconds;
}

function search(options: TightnessOptions): number {
  const { theorem, seconds, seed, condition, json } = options;
  const out = options.out ?? `tightness-${theorem.toLowerCase()}.json`;
  checkOutputs(new Map([['--out', out]]), options.force === true);
  const progress = createProgress(`tightness of ${theorem}`, Math.ceil(seconds));
  const found = findTightestCase({ theorem, condition, seed, hasTime: createClock(seconds, progress) });
  progress.finish();
  if (found === undefined) {
    throw new InputError({
      problem: 'no case was found that satisfies the condition exactly',
      where: '--seconds',
      expected: 'time for at least a few generations',
      fix: 'Search longer, or with another seed.',
    });
  }
  const description = `G/bound = ${found.verdict.ratio} for ${theorem} under its ${condition} condition.`;
  writeTextFile(
    out,
    formatProblemFile(toProblemFile(createScalarProblem(theorem, found.scalarCase), { description })),
  );
  if (json === true) {
    const { ratio, isViolation } = found.verdict;
    const asked = { format: 'auxopt-tightness/1', theorem, condition, seed };
    printJson({ ...asked, ratio, isViolation, case: found.scalarCase });
  } else {
    printFound(options, found, out);
  }
  return found.verdict.isViolation ? doesNotHold : holds;
}

/** Whether seconds are left; moves the bar on. */
function createClock(seconds: number, progress: Progress): () => boolean {
  const begin = performance.now();
  let shown = 0;
  return () => {
    const elapsed = (performance.now() - begin) / 1000;
    for (; shown < Math.floor(elapsed); shown += 1) progress.advance();
    return elapsed < seconds;
  };
}

const rows: readonly (readonly [keyof ScalarCase, string])[] = [
  ['curvature', 'A, f = ½Ax²'],
  ['difference', 'Δ, D = ½Δx²'],
  ['stepSize', 'η'],
  ['momentumWeight', 'a'],
  ['localStepCount', 'K'],
  ['roundCount', 'T'],
  ['startingPoint', 'x⁰'],
  ['correction', 'm⁰'],
  ['snapshotDeviation', 'σ_D (σ_f)'],
  ['localDeviation', 'σ_h'],
];

function printFound(
  { theorem, condition }: TightnessOptions,
  { scalarCase, verdict, restarts }: TightnessResult,
  out: string,
): void {
  print(
    `${theorem}: G/bound = ${verdict.ratio} (exact, rounded down) under the ${condition} condition, ${restarts} restarts.`,
  );
  print(
    table(
      ['symbol', 'value'],
      rows.map(([key, symbol]) => [symbol, String(scalarCase[key])]),
    ),
  );
  print(`Written to ${out}; run it with: auxopt run ${out}`);
  if (verdict.isViolation) print('The bound is violated.');
}
