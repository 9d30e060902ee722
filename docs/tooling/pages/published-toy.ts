/** The table of the published toy: f exactly, beside doubles in two orders of evaluation. */
import type { VariantName } from '../../../spec/model/index.js';
import { ContractError } from '../../../src/errors.js';
import type { Ratio } from '../../../src/exact/index.js';
import { withVariant, type ResolvedProblem } from '../../../src/problems/index.js';
import { drawResolved, runExactly, runInDoubles } from '../../../src/cli/run/run-case.js';
import { formatSignificant } from '../../../src/exact/short-number.js';

/** A column of the table that is computed: f(xᵗ) of one run. */
interface Column {
  readonly title: string;
  readonly variant: VariantName;
  readonly engine: 'exact' | 'fast';
  readonly round: number;
  /** Significant digits shown. */
  readonly digits: number;
}

/** With a = 1 and no noise both variants in doubles are the same mathematics in another order; that is the point. */
const columns = {
  naive: { title: 'naive f(x¹⁰⁰)', variant: 'naive', engine: 'exact', round: 100, digits: 6 },
  early: { title: 'AuxMOM f(x¹⁰)', variant: 'aux-mom', engine: 'exact', round: 10, digits: 6 },
  late: { title: 'AuxMOM f(x¹⁰⁰)', variant: 'aux-mom', engine: 'exact', round: 100, digits: 6 },
  // (g_h(y) − g_h(x)) + g_f(x), evaluated from left to right
  regrouped: {
    title: 'doubles, regrouped',
    variant: 'aux-mom-target',
    engine: 'fast',
    round: 100,
    digits: 2,
  },
  // g_h(y) + m with a stored m
  stored: { title: 'doubles, stored m', variant: 'aux-mom', engine: 'fast', round: 100, digits: 2 },
} as const satisfies Readonly<Record<string, Column>>;
type ColumnName = keyof typeof columns;
const columnNames = Object.keys(columns) as ColumnName[];

/** One row of the table: the published numbers, as they were printed, as far as they are known. */
interface PublishedRow extends Readonly<Partial<Record<ColumnName, string>>> {
  /** The problem file under docs/examples. */
  readonly file: string;
  readonly title: string;
  /** The published cell. */
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

const minus = (file: string, delta: string, shown: string, values: Partial<PublishedRow>): PublishedRow => ({
  file,
  title: `−δ, δ = ${delta}, ζ = 1`,
  regrouped: shown,
  shown,
  ...values,
});

/** The rows, in the order in which they are printed. */
export const publishedToy: readonly PublishedRow[] = [
  plus('toy.json', '1', '0.121213', '3.8e-34'),
  plus('toy-zeta10.json', '10', '12.1213', '4.9e-32'),
  plus('toy-zeta100.json', '100', '1212.13', '3.8e-30'),
  minus('toy-minus2.json', '2', '6.8e-72', { naive: '1.13458e34', late: '3.96660e-87', stored: '1.4e-35' }),
  minus('toy-minus10.json', '10', '2.4e-15', { naive: '1.93579e66', late: '2.42875e-15' }),
  minus('toy-minus100.json', '100', '0.0204', { naive: '2.61011e73', late: '0.0204287' }),
];

/** f(xᵗ) of a column. */
function compute(resolved: ResolvedProblem, { variant, engine, round }: Column): Ratio {
  const other = withVariant(resolved, variant);
  const tape = drawResolved(other);
  const { rounds } = engine === 'exact' ? runExactly(other, tape) : runInDoubles(other, tape, false);
  const value = rounds[round]?.targetValue?.ratio;
  if (value === undefined) throw new ContractError(`${resolved.name}: no finite value in round ${round}`);
  return value;
}

/** The significant digits that a published number is printed with. */
function significantDigits(text: string): number {
  return Math.max(text.replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').length, 1);
}

/** The head of the table. */
export const toyHead: readonly string[] = [
  'case',
  ...columnNames.map((name) => columns[name].title),
  'published',
];

/** One row: what is published, what was computed, and both as text. */
export function computeToyRow(published: PublishedRow, resolved: ResolvedProblem) {
  const values = columnNames.map((name) => ({ name, value: compute(resolved, columns[name]) }));
  const computed = values.map(({ name, value }) => formatSignificant(value, columns[name].digits));
  return { published, values, cells: [published.title, ...computed, published.shown] };
}

/** The sentences that say where a published number was not met. */
export function notMet({ published, values }: ReturnType<typeof computeToyRow>): readonly string[] {
  return values.flatMap(({ name, value }) => {
    const text = published[name];
    const computed = text === undefined ? undefined : formatSignificant(value, significantDigits(text));
    return computed === text
      ? []
      : [`${published.title}: ${columns[name].title} is ${computed}, published ${text}`];
  });
}
