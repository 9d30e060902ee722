/** Runs that are right but for rounding: nothing is wrong with the equations. */
import { floatFormats } from '../../exact/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { createPages } from './compile-page.js';
import type { PageRun } from './page-run.js';
import { attempt } from './as-runs.js';
import { isOf, type JudgedPageRun } from './try-page.js';

const { binary32 } = floatFormats;

const single: Suspicion = {
  id: 'precision/binary32',
  mistake:
    'every step is right up to rounding in single precision: a number of the program (a counter, a rate, a state) is in binary32, or one as small as its rounding, such as an ε, is another or has another place than on the page',
  fix: 'keep all numbers in the format that the program declares, or let it declare arithmetic="binary32"; or compare the small numbers.',
};
const between: Suspicion = {
  id: 'precision/between',
  mistake:
    'every step is right up to a few roundings: the program rounds somewhere between the lines of the page',
  fix: 'make each vector by no more operations than its equation has. Where it is a page of your own, it may have a line for the first of two steps: x′ ← x − μ p, then x ← x′ − s.',
};

/** The run with the bounds of a format with so many bits of its own. */
const inBits =
  (precision: number) =>
  (run: PageRun): PageRun => {
    if (run.arithmetic === 'exact') return run;
    const format = {
      ...run.arithmetic.format,
      precision: Math.min(precision, run.arithmetic.format.precision),
    };
    const arithmetic = { ...run.arithmetic, format };
    // the members are written out already
    return { ...run, arithmetic, page: createPages(run.page.method, arithmetic)(new Map()) };
  };

/** Which roundings explain the runs: those of a format with half of the digits that single precision lacks, or those of single precision. */
export function roundingOf(runs: readonly JudgedPageRun[]): Suspicion | undefined {
  const [{ run } = {}] = runs;
  if (run === undefined || run.arithmetic === 'exact') return undefined;
  const { precision } = run.arithmetic.format;
  const middle = Math.floor((precision + Math.min(binary32.precision, precision - 2)) / 2);
  if (attempt(() => isOf(runs, inBits(middle)))) return between;
  if (precision <= binary32.precision) return undefined;
  return attempt(() => isOf(runs, inBits(binary32.precision))) ? single : undefined;
}
