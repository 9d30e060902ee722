/** Two formulas, one above the other, with what differs marked. */

/** Both of one length, and a line of `^` under what the second has in place of the first. */
export interface MarkedFormulas {
  readonly should: string;
  readonly is: string;
  readonly marks: string;
}

/** Names and numbers, spaces, and every other character by itself. */
const tokensOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}_.]+|\s+|./gu) ?? [];

/** Parts that are equal stand one above the other; where the second has nothing, one mark shows the gap. */
export function markDifferences(first: string, second: string): MarkedFormulas {
  const [left, right] = [tokensOf(first), tokensOf(second)];
  const common = commonLengths(left, right);
  const commonAt = (i: number, j: number): number => common[i]?.[j] ?? 0;
  let [should, is, marks, i, j] = ['', '', '', 0, 0];
  while (i < left.length || j < right.length) {
    let [gone, come] = ['', ''];
    while ((i < left.length || j < right.length) && left[i] !== right[j]) {
      if (j === right.length || (i < left.length && commonAt(i + 1, j) >= commonAt(i, j + 1)))
        gone += left[i++] ?? '';
      else come += right[j++] ?? '';
    }
    const width = Math.max(gone.length, come.length);
    should += gone.padEnd(width);
    is += come.padEnd(width);
    marks += '^'.repeat(width === 0 ? 0 : Math.max(come.trimEnd().length, 1)).padEnd(width);
    if (i === left.length || left[i] !== right[j]) continue;
    const same = left[i++] ?? '';
    j += 1;
    should += same;
    is += same;
    marks += ' '.repeat(same.length);
  }
  return { should: should.trimEnd(), is: is.trimEnd(), marks: marks.trimEnd() };
}

/** How many tokens of the rests from i and j on are common, in order. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly (readonly number[])[] {
  const all = left.map(() => right.map(() => 0));
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const at = (row: number, column: number): number => all[row]?.[column] ?? 0;
      const row = all[i] as number[];
      row[j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  return all;
}
