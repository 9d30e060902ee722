/** The tables between two markers of a Markdown page. */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { InputError } from '../../../src/errors.js';
import type { BenchDocument } from './document.js';
import { tablesOf, type TextTable } from './tables.js';

const markers = ['<!-- bench: begin -->', '<!-- bench: end -->'] as const;

/** The page up to the first marker, and from the second on. */
export function splitPage(file: string): readonly [string, string] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(
      {
        problem: `${file} cannot be read`,
        where: '--markdown',
        expected: 'a Markdown page',
        fix: 'Give the path of docs/experiments/benchmarks.md.',
      },
      { cause: error },
    );
  }
  const [begin, end] = markers.map((marker) => text.indexOf(marker)) as [number, number];
  if (begin < 0 || end < begin) {
    throw new InputError({
      problem: `${file} has no place for the tables`,
      where: '--markdown',
      expected: `a line ${markers[0]} and a later line ${markers[1]}`,
      fix: 'Write both lines where the tables belong.',
    });
  }
  return [text.slice(0, begin + markers[0].length), text.slice(end)];
}

function markdownTable({ title, head, rows, numeric }: TextTable): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = `| ${head.map((_, i) => (numeric.includes(i) ? '---:' : '---')).join(' | ')} |`;
  return [`**${title}.**`, '', line(head), rule, ...rows.map(line)].join('\n');
}

/** What goes between the markers. */
function renderMarkdown(document: BenchDocument): string {
  const { processor, cores, node, load } = document.machine;
  const machine = `${processor}, ${cores} cores, Node ${node}; load before the run ${load}.`;
  return [machine, ...tablesOf(document).map(markdownTable)].join('\n\n');
}

/** Writes the page anew, formatted as the project's pages are. */
export async function writePage(file: string, document: BenchDocument): Promise<void> {
  const [before, after] = splitPage(file);
  const page = `${before}\n\n${renderMarkdown(document)}\n\n${after}`;
  writeFileSync(file, await format(page, { ...(await resolveConfig(file)), filepath: file }));
}
