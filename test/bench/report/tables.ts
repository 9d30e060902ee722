/** The tables of a document, as rows of text: the terminal and the Markdown page show the same ones. */
import type { TargetResult } from '../harness/targets.js';
import type { BenchDocument, ContenderEntry, RowEntry } from './document.js';

/** A table. */
export interface TextTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that are aligned to the right. */
  readonly numeric: readonly number[];
}

const scales = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
] as const;

/** Three significant digits without an exponent. */
function formatNumber(value: number): string {
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}

/** A time in the unit that suits it. */
export function formatSeconds(seconds: number): string {
  const [factor, unit] = scales.find(([each]) => seconds >= each) ?? [1e-9, 'ns'];
  return `${formatNumber(seconds / factor)} ${unit}`;
}

function contenderRow(entry: ContenderEntry): readonly string[] {
  if (entry.status !== 'timed') return [entry.name, entry.status, '', entry.reason];
  const { name, seconds, ratio, range, turns } = entry;
  const spread = range === null ? '' : `${range.map(formatNumber).join('…')}, ${turns} turns`;
  return [name, formatSeconds(seconds), ratio === null ? '' : formatNumber(ratio), spread];
}

const rowTable = ({ name, computes, unit, headline, contenders }: RowEntry): TextTable => ({
  title: `${name}: ${computes}`,
  head: ['', `a${/^[aeiou]/.test(unit) ? 'n' : ''} ${unit} takes`, `÷ ${headline}`, 'range of the ratio'],
  rows: contenders.map(contenderRow),
  numeric: [1, 2],
});

const targetRow = ({ name, ratio, target, met, against, reason }: TargetResult): readonly string[] => [
  name,
  reason ?? against,
  ratio === null ? 'not measured' : formatNumber(ratio),
  formatNumber(target),
  met ? 'met' : 'not met',
];

/** All tables, in order. */
export function tablesOf({ rows, growth, targets }: BenchDocument): readonly TextTable[] {
  const growthTable: TextTable = {
    title: 'Growth: time ≈ constant · sizeᵖ, fitted to all sizes',
    head: ['of', 'with', 'p', 'measured'],
    rows: growth.map(({ of, variable, exponent, points }) => [
      of,
      variable,
      exponent.toFixed(2),
      points.map(({ size, seconds }) => `${size}: ${formatSeconds(seconds)}`).join(', '),
    ]),
    numeric: [2],
  };
  const targetTable: TextTable = {
    title: 'Targets: time of auxopt ÷ time of the peer',
    head: ['target', 'against', 'ratio', 'at most', ''],
    rows: targets.map(targetRow),
    numeric: [2, 3],
  };
  return [...rows.map(rowTable), growthTable, targetTable].filter((each) => each.rows.length > 0);
}
