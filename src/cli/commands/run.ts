/** `auxopt run`: one problem file, one variant, one engine. */
import { Command, Option } from 'commander';
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { nearestDouble, subtractRatios } from '../../exact/index.js';
import { formatViolation } from '../../judge/index.js';
import { describeProblem, withVariant, type ResolvedProblem } from '../../problems/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { loadProblem, writeTextFile } from '../files.js';
import { runToJson } from '../output/run-json.js';
import { print } from '../output/text.js';
import { renderLogPlot } from '../output/plot.js';
import { printRun } from '../output/run-text.js';
import { runExactly, runFastJudged, type EngineName, type RunResult } from '../run-case.js';
import { parseWholeNumber } from '../options.js';

interface RunOptions {
  readonly variant?: VariantName;
  readonly engine: EngineName;
  readonly seed?: number;
  readonly json?: true;
  readonly plot?: string;
}

/** The command. */
export function createRunCommand(): Command {
  return new Command('run')
    .description('run a problem file, exactly or in doubles')
    .argument('<problem.json>', 'a problem file (docs/formats/problem-file.md)')
    .addOption(
      new Option('--variant <name>', 'run another variant than the file names').choices(variantNames),
    )
    .addOption(
      new Option('--engine <name>', 'exact: decimals or fractions, never rounded; fast: doubles, judged')
        .choices(['exact', 'fast'])
        .default('exact'),
    )
    .addOption(new Option('--seed <number>', 'draw the atoms by another seed').argParser(parseWholeNumber))
    .option('--json', 'print one JSON document (format auxopt-run/1) instead of a table')
    .option('--plot <out.svg>', 'also write a plot of f(xᵗ) − inf f')
    .action((path: string, options: RunOptions) => {
      process.exitCode = run(path, options);
    });
}

function run(path: string, options: RunOptions): number {
  const loaded = loadProblem(path);
  const seeded = options.seed === undefined ? loaded : { ...loaded, seed: options.seed };
  const resolved = options.variant === undefined ? seeded : withVariant(seeded, options.variant);
  const result = options.engine === 'exact' ? runExactly(resolved) : runFastJudged(resolved);
  // The picture first: where it cannot be written, nothing is printed that looks like success.
  if (options.plot !== undefined) writeTextFile(options.plot, plotRun(resolved, result));
  if (options.json === true) process.stdout.write(runToJson(resolved, result));
  else printRun(resolved, result, describeProblem(resolved));
  const { judgement } = result;
  if (judgement?.verdict !== 'fail') return holds;
  if (options.json !== true)
    judgement.violations.forEach((violation) => {
      print(formatViolation(violation));
    });
  return doesNotHold;
}

/** f(xᵗ) − inf f against target gradients; where f is unbounded below, f(xᵗ) − f(x⁰) has no logarithm and is left out. */
function plotRun(resolved: ResolvedProblem, result: RunResult): string {
  const optimum = describeProblem(resolved).optimum;
  const least = optimum?.value ?? { numerator: 0n, denominator: 1n };
  return renderLogPlot({
    title: `${resolved.name}: ${algorithms[resolved.variant].title}, ${result.arithmetic}`,
    xLabel: 'target gradients',
    yLabel: optimum === undefined ? 'f(x)' : 'f(x) − inf f',
    series: [
      {
        name: algorithms[resolved.variant].title,
        points: result.rounds.flatMap(({ targetGradients, targetValue }) =>
          targetValue === undefined
            ? []
            : [{ x: targetGradients, y: nearestDouble(subtractRatios(targetValue.ratio, least)) }],
        ),
      },
    ],
  });
}
