/** Part one of the demo: the published toy, exactly, beside doubles in two orders of evaluation. */
import type { VariantName } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import type { Ratio } from '../../exact/index.js';
import { withVariant, type ResolvedProblem } from '../../problems/index.js';
import type { StartProgress } from '../progress.js';
import { drawResolved, runExactly, runInDoubles } from '../run/run-case.js';
import { formatSignificant, heading, print, table } from '../text.js';

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
  const { rounds } = engine === 'exact' ? runExactly(other, tape) : runInDoubles(other, tape, false);
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

/** One row of the table. */
export interface PublishedRow {
  /** The problem file under docs/examples. */
  readonly file: string;
  readonly title: string;
  /** Of the naive baseline, f(x¹⁰⁰). */
  readonly naive: string;
  /** Of AuxMOM in exact arithmetic, f(x¹⁰); given for the +δ rows. */
  readonly early?: string;
  /** Of AuxMOM in exact arithmetic, f(x¹⁰⁰). */
  readonly late: string;
  /** In doubles as published, which is the regrouped order. */
  readonly regrouped: string;
  /** In doubles with a stored m, where it is known. */
  readonly stored?: string;
  /** The published cell, as it is shown. */
  readonly shown: string;
}

const plus = (file: string, zeta: string, naive: string, stored: string): PublishedRow => ({
  file,
  title: `δ = 1, ζ = ${zeta}`,
  naive,
  early: '3.66655e-6',
  late: '2.24828e-52',
  regrouped: '0',
  stored,
  shown: '0',
});

/** The rows, in the order in which they are printed. */
export const publishedToy: readonly PublishedRow[] = [
  plus('toy.json', '1', '0.121213', '3.8e-34'),
  plus('toy-zeta10.json', '10', '12.1213', '4.9e-32'),
  plus('toy-zeta100.json', '100', '1212.13', '3.8e-30'),
  {
    file: 'toy-minus2.json',
    title: '−δ, δ = 2, ζ = 1',
    naive: '1.13458e34',
    late: '3.96660e-87',
    regrouped: '6.8e-72',
    stored: '1.4e-35',
    shown: '6.8e-72',
  },
  {
    file: 'toy-minus10.json',
    title: '−δ, δ = 10, ζ = 1',
    naive: '1.93579e66',
    late: '2.42875e-15',
    regrouped: '2.4e-15',
    shown: '2.4e-15',
  },
  {
    file: 'toy-minus100.json',
    title: '−δ, δ = 100, ζ = 1',
    naive: '2.61011e73',
    late: '0.0204287',
    regrouped: '0.0204',
    shown: '0.0204',
  },
];
