/** Violations of `auxopt check`: each is made again from its number, saved as a file, and named. */
import { join } from 'node:path';
import { judgeCheckCase, type CaseRecord, type CheckOptions } from '../../campaigns/index.js';
import { sourceOf, type TheoremCaseResult } from '../../theorems/rates/index.js';
import { writeTextFile } from '../write-file.js';

/**
 * Saves every violation in a folder.
 *
 * @param folder - `undefined` to save nothing, where that was done before.
 * @returns one message a violation: where it is, how to make it again, and the smallest case that it shrinks to.
 */
export function reportViolations(
  options: CheckOptions,
  records: readonly CaseRecord<TheoremCaseResult>[],
  folder: string | undefined,
): readonly string[] {
  return records
    .filter(({ result }) => result.isViolation)
    .map(({ caseNumber, result }) => {
      const judged = judgeCheckCase(options, caseNumber);
      const saved = folder === undefined ? '' : `, saved as ${saveCase(options, judged, folder)}`;
      const { seed } = options;
      const { id } = judged;
      const source = sourceOf(result);
      const isRandom = typeof source === 'number';
      const again = isRandom
        ? `; again: auxopt check --theorem ${id} --seed ${seed} --cases ${source + 1}`
        : '';
      const smallest =
        isRandom && judged.result.isViolation
          ? `\nIt shrinks to this case:\n${judged.formatSmallest().trimEnd()}`
          : '';
      return `${id} is violated by ${isRandom ? `random case ${source}` : source}: G/bound = ${result.ratio}${saved}${again}${smallest}`;
    });
}

/** Writes the violating case as a problem file, or as its structure where it is no quadratic. */
function saveCase({ seed }: CheckOptions, judged: ReturnType<typeof judgeCheckCase>, folder: string): string {
  const { id, result } = judged;
  const path = join(folder, `violation-${id.toLowerCase()}-${seed}-${sourceOf(result)}.json`);
  writeTextFile(path, judged.format(`G/bound = ${result.ratio} for ${id}`));
  return path;
}
