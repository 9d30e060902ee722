/** Tables of tests of one kind, of which some stay in `npm test`. */
import { describe, it } from 'vitest';

/** A row as the parameters of a test. */
type Parameters<Row> = { -readonly [column in keyof Row]: Row[column] };

/** The suites of the first `count` values are in `npm test`; those of the others are long. */
export function firstSuites<const Value extends string>(
  count: number,
  values: readonly Value[],
): (title: string, suite: (value: Value) => void) => void {
  return (title, suite) => {
    describe.each(values.slice(0, count))(title, suite);
    describe.each(values.slice(count))(title, { tags: 'long' }, suite);
  };
}

/** The first `count` rows of a table are tests of `npm test`; the others are long (test/support/tags.ts), and of the gate where `tags` says so. */
export function firstOf<const Row extends readonly unknown[]>(
  count: number,
  table: readonly Row[],
  tags: readonly string[] = ['long'],
): (title: string, test: (...row: Parameters<Row>) => Promise<void> | void) => void {
  return (title, test) => {
    // vitest spreads rows that are arrays, which its types say of mutable ones alone
    const rows = table as unknown as readonly unknown[][];
    const run = (...row: unknown[]) => test(...(row as Parameters<Row>));
    it.each(rows.slice(0, count))(title, run);
    it.each(rows.slice(count))(title, { tags: [...tags] }, run);
  };
}
