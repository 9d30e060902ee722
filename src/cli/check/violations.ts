/** Violations of `auxopt check`: each is made again from its number, saved as a file, and named. */
import { join } from 'node:path';
import { judgeCheckCase, type CaseRecord, type CheckOptions } from '../../campaigns/index.js';
import { formatProblemFile, toProblemFile } from '../../problems/index.js';
import { sourceOf, type TheoremCaseResult } from '../../theorems/rates/index.js';
import { writeTextFile } from '../files.js';

/**
 * Saves every violation in a folder.
 *
 * @param folder - `undefined` to save nothing, where that was done before.
 * @returns one message a violation: where it is, and how to make it again.
 */
export function reportViolations(
  options: CheckOptions,
  records: readonly CaseRecord<TheoremCaseResult>[],
  folder: string | undefined,
): readonly string[] {
  return records
    .filter(({ result }) => result.isViolation)
    .map(({ caseNumber, result }) => {
      const saved = folder === undefined ? '' : `, saved as ${saveCase(options, caseNumber, folder)}`;
      const { seed } = options;
      const { id } = judgeCheckCase(options, caseNumber);
      const source = sourceOf(result);
      const isRandom = typeof source === 'number';
      const again = isRandom
        ? `; again: auxopt check --theorem ${id} --seed ${seed} --cases ${source + 1}`
        : '';
      return `${id} is violated by ${isRandom ? `random case ${source}` : source}: G/bound = ${result.ratio}${saved}${again}`;
    });
}

/** Writes the violating case as a problem file, or as its structure where it is no quadratic. */
function saveCase(options: CheckOptions, caseNumber: number, folder: string): string {
  const { id, result, problemCase, rationalCase } = judgeCheckCase(options, caseNumber);
  const { seed } = options;
  const source = sourceOf(result);
  const path = join(folder, `violation-${id.toLowerCase()}-${seed}-${source}.json`);
  const text =
    problemCase !== undefined
      ? formatProblemFile(toProblemFile(problemCase, { description: `G/bound = ${result.ratio} for ${id}` }))
      : `${JSON.stringify({ theorem: id, seed, case: source, blueprint: rationalCase?.blueprint, parameters: rationalCase?.parameters }, writeBigInt, 2)}\n`;
  writeTextFile(path, text);
  return path;
}

function writeBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
