/** `auxopt check --search`: how near G can come to a bound; the worst case found, exactly, as a problem file. */
import { join } from 'node:path';
import type { RateTheoremId } from '../../../spec/theorems/index.js';
import { InputError } from '../../errors.js';
import { formatProblemFile, toProblemFile } from '../../problems/index.js';
import { createScalarProblem, type ScalarCase } from '../../theorems/rates/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { checkOutputs, makeFolder, writeTextFile } from '../write-file.js';
import { createProgress, type Progress } from '../progress.js';
import { print, printJson, table } from '../text.js';
import { findTightestCase, type TightnessResult } from '../../theorems/tightness/tightest-case.js';

/** The conditions of a theorem that a case can satisfy. */
export const searchConditions = ['simple', 'exact'] as const;

/** What is searched, for how long. */
export interface SearchOptions {
  readonly theorem: RateTheoremId;
  readonly condition: (typeof searchConditions)[number];
  readonly seconds: number;
  readonly seed: number;
  /** The folder that the case is written to. */
  readonly out: string;
  readonly json: boolean;
  readonly force: boolean;
}

/** Searches, writes the case, and prints it; returns the exit code. */
export function searchCase(options: SearchOptions): number {
  const { theorem, seconds, seed, condition, json } = options;
  makeFolder(options.out);
  const out = join(options.out, `tightness-${theorem.toLowerCase()}.json`);
  checkOutputs(new Map([['--out', out]]), options.force);
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
  if (json) {
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
  { theorem, condition }: SearchOptions,
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
