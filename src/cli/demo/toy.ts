/** Part one of the demo: the published toy, exactly, beside doubles in two orders of evaluation. */
import type { VariantName } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import type { Ratio } from '../../exact/index.js';
import { withVariant, type ResolvedProblem } from '../../problems/index.js';
import type { StartProgress } from '../output/progress.js';
import { formatSignificant, heading, print, table } from '../output/text.js';
import { drawResolved, runExactly, runFastUnjudged } from '../run-case.js';
import { publishedToy, type PublishedRow } from './published-toy.js';

/** What one row of the table computes. */
export interface ToyRow {
  readonly published: PublishedRow;
  /** f(x¹⁰⁰) of the naive baseline. */
  readonly naive: Ratio;
  /** f(x¹⁰) and f(x¹⁰⁰) of AuxMOM. */
  readonly early: Ratio;
  readonly late: Ratio;
  /** f(x¹⁰⁰) in doubles, (g_h(y) − g_h(x)) + g_f(x) evaluated from left to right. */
  readonly regrouped: Ratio;
  /** f(x¹⁰⁰) in doubles, g_h(y) + m with a stored m. */
  readonly stored: Ratio;
}

/** f(xᵗ) of a run, by round. */
function valuesOf(
  resolved: ResolvedProblem,
  variant: VariantName,
  engine: 'exact' | 'fast',
): (round: number) => Ratio {
  const other = withVariant(resolved, variant);
  const tape = drawResolved(other);
  const { rounds } = engine === 'exact' ? runExactly(other, tape) : runFastUnjudged(other, tape);
  return (round) => {
    const value = rounds[round]?.targetValue?.ratio;
    if (value === undefined) throw new ContractError(`${resolved.name}: no finite value in round ${round}`);
    return value;
  };
}

/** Computes one row of the table. */
export function computeToyRow(published: PublishedRow, resolved: ResolvedProblem): ToyRow {
  const corrected = valuesOf(resolved, 'aux-mom', 'exact');
  return {
    published,
    naive: valuesOf(resolved, 'naive', 'exact')(100),
    early: corrected(10),
    late: corrected(100),
    // With a = 1 and no noise both variants are the same mathematics in another order; that is the point.
    regrouped: valuesOf(resolved, 'aux-mom-target', 'fast')(100),
    stored: valuesOf(resolved, 'aux-mom', 'fast')(100),
  };
}

/** The significant digits that a published number is printed with. */
function significantDigits(text: string): number {
  return text.replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').length;
}

/** The computed columns that a published number exists for, with both as text. */
function confront(
  row: ToyRow,
): readonly { readonly name: string; readonly computed: string; readonly published: string }[] {
  const { published } = row;
  const columns: [string, Ratio, string | undefined][] = [
    ['naive f(x¹⁰⁰)', row.naive, published.naive],
    ['AuxMOM f(x¹⁰)', row.early, published.early],
    ['AuxMOM f(x¹⁰⁰)', row.late, published.late],
    ['doubles, regrouped', row.regrouped, published.regrouped],
    ['doubles, stored m', row.stored, published.stored],
  ];
  return columns.flatMap(([name, value, text]) =>
    text === undefined
      ? []
      : [{ name, computed: formatSignificant(value, Math.max(significantDigits(text), 1)), published: text }],
  );
}

/** Prints the table; returns the sentences that say where a published number was not met. */
export function demonstrateToy(
  load: (file: string) => ResolvedProblem,
  startProgress: StartProgress,
): readonly string[] {
  const progress = startProgress('published toy', publishedToy.length);
  const rows = publishedToy.map((published) => {
    const row = computeToyRow(published, load(published.file));
    progress.advance();
    return row;
  });
  progress.finish();
  print(heading('The published toy: f = x²/2, ∇h = (1 ± δ)x − ζ, a = 1, K = 10, T = 100'));
  print(
    table(
      [
        'case',
        'naive f(x¹⁰⁰)',
        'AuxMOM f(x¹⁰)',
        'AuxMOM f(x¹⁰⁰)',
        'doubles, regrouped',
        'doubles, stored m',
        'published',
      ],
      rows.map((row) => [
        row.published.title,
        formatSignificant(row.naive, 6),
        formatSignificant(row.early, 6),
        formatSignificant(row.late, 6),
        formatSignificant(row.regrouped, 2),
        formatSignificant(row.stored, 2),
        row.published.shown,
      ]),
      [1, 2, 3, 4, 5, 6],
    ),
  );
  print(
    'The first three columns are exact (decimal arithmetic that never rounds), shown to 6 digits. The next two are',
  );
  print(
    'doubles of this very run. A published 0 or 6.8e-72 is no convergence: where y = x in doubles, the order',
  );
  print(
    '(g_h(y) − g_h(x)) + g_f(x) cancels to g_f(x) without error and the steps run on below the rounding of h,',
  );
  print(
    'while a stored m = g_f(x) − g_h(x) keeps the rounding of h and stalls at its size. Neither is the value of f.',
  );
  return rows.flatMap((row) =>
    confront(row)
      .filter(({ computed, published }) => computed !== published)
      .map(
        ({ name, computed, published }) =>
          `${row.published.title}: ${name} is ${computed}, published ${published}`,
      ),
  );
}
