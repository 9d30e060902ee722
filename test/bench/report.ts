/** The tables of a run, on the terminal as between two markers of a Markdown page. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { InputError } from '../../src/errors.js';
import type { Outcome, RaceResult } from './harness/race.js';
import { ratioInTurn } from './harness/statistics.js';

/** What the run is on, in a sentence; asked before it begins. */
export function describeMachine(): string {
  const all = cpus();
  const load = (loadavg()[0] ?? 0).toFixed(2);
  return `${all[0]?.model ?? 'unknown'}, ${all.length} cores, Node ${process.version}; load before the run ${load}.`;
}

const scales = [[1, 's'], [1e-3, 'ms'], [1e-6, 'µs'], [1e-9, 'ns']] as const; // prettier-ignore

/** Three significant digits without an exponent. */
function formatNumber(value: number): string {
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}

/** A time in the unit that suits it. */
export function formatSeconds(seconds: number): string {
  const [factor, unit] = scales.find(([each]) => seconds >= each) ?? [1e-9, 'ns'];
  return `${formatNumber(seconds / factor)} ${unit}`;
}

/** The table of a row: medians, and ratios turn by turn to its headline. */
export function tableOf({ name, computes, headline, outcomes }: RaceResult) {
  const beside = outcomes.find((outcome) => outcome.name === headline);
  const cells = (outcome: Outcome): readonly string[] => {
    if (outcome.status !== 'timed') return [outcome.name, outcome.status, '', outcome.reason];
    const time = formatSeconds(outcome.seconds);
    if (beside?.status !== 'timed') return [outcome.name, time, '', ''];
    const { ratio, least, greatest } = ratioInTurn(outcome.turns, beside.turns);
    const range = `${formatNumber(least)}…${formatNumber(greatest)}, ${outcome.turns.length} turns`;
    return [outcome.name, time, formatNumber(ratio), range];
  };
  return {
    title: `${name}: ${computes}`,
    head: ['', 'a run takes', `÷ ${headline}`, 'range of the ratio'],
    rows: outcomes.map(cells),
    /** Columns that are aligned to the right. */
    numeric: [1, 2],
  };
}

const markers = ['<!-- bench: begin -->', '<!-- bench: end -->'] as const;

/** The page up to the first marker, and from the second on. */
export function splitPage(file: string): readonly [string, string] {
  const fail = (problem: string, cause?: unknown): InputError =>
    new InputError(
      {
        problem: `${file} ${problem}`,
        where: '--markdown',
        expected: `a Markdown page with a line ${markers[0]} and a later line ${markers[1]}`,
        fix: 'Give docs/experiments/benchmarks.md, or write both lines where the tables belong.',
      },
      { cause },
    );
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw fail('cannot be read', error);
  }
  const [begin, end] = markers.map((marker) => text.indexOf(marker)) as [number, number];
  if (begin < 0 || end < begin) throw fail('has no place for the tables');
  return [text.slice(0, begin + markers[0].length), text.slice(end)];
}

function markdownTable({ title, head, rows, numeric }: ReturnType<typeof tableOf>): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = head.map((_, i) => (numeric.includes(i) ? '---:' : '---'));
  return [`**${title}.**`, '', line(head), line(rule), ...rows.map(line)].join('\n');
}

/** Writes the page anew, formatted as the project's pages are. */
export async function writePage(
  file: string,
  machine: string,
  results: readonly RaceResult[],
): Promise<void> {
  const [before, after] = splitPage(file);
  const page = [before, machine, ...results.map(tableOf).map(markdownTable), after].join('\n\n');
  writeFileSync(file, await format(page, { ...(await resolveConfig(file)), filepath: file }));
}
