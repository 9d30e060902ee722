/** `auxopt demo --settings`: the guide shows what the command prints today, and the figures of today. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { drawSettings } from '../../docs/tooling/theory-figures/setting-figures.js';
import { findScenarioFailures, printScenarios } from '../../src/cli/demo/present-settings.js';
import { compareSettings } from '../../src/cli/demo/command.js';
import { scenarioNames, type ScenarioName } from '../../src/problems/scenario-examples.js';
import type { ScenarioComparison } from '../../src/theorems/index.js';
import { root } from '../support/run-cli.js';
import { writtenOn } from '../support/terminal.js';

// one row is one line there; the thread of the commands has the environment of this process
vi.stubEnv('COLUMNS', '200');

const guide = (name: string): string => readFileSync(join(root, 'docs/guide', name), 'utf8');

/** The cells of the lines of a table between the borders. */
const cellsOf = (lines: readonly string[], border: string): readonly (readonly string[])[] =>
  lines
    .filter((line) => line.startsWith(border))
    .map((line) => line.slice(1, -1).split(border))
    .map((cells) => cells.map((cell) => cell.trim()));

/** The rows of the tables of numbers of a Markdown page. */
const tableRows = (markdown: string): readonly (readonly string[])[] =>
  cellsOf(markdown.split('\n'), '|').filter(
    ([name = '', ...rest]) => scenarioNames.some((setting) => name.startsWith(setting)) && rest.length > 4,
  );

/** One setting, and all of them, which takes long. */
const requests = [
  { title: 'auxopt demo --settings transfer', args: ['transfer'], shown: ['transfer'], tags: [] },
  { title: 'auxopt demo --settings', args: [], shown: scenarioNames, tags: ['long'] },
] as const;

describe.each(requests)('$title', ({ args, shown, tags }) => {
  const options = { tags: [...tags] };
  let comparisons: readonly ScenarioComparison[] = [];
  let figures: ReadonlyMap<string, string>;
  /** Rows of the printed tables. */
  let printed: readonly (readonly string[])[] = [];
  /** Rows of the page about what was asked for. */
  const rows = tableRows(guide('settings.md')).filter(([name = '']) =>
    shown.some((setting) => name.startsWith(`${setting} `)),
  );
  beforeAll(async () => {
    const [setting]: readonly ScenarioName[] = args;
    comparisons = compareSettings(setting);
    figures = drawSettings(comparisons);
    const text = await writtenOn(undefined, () => {
      printScenarios(comparisons);
    });
    printed = cellsOf(text.split('\n'), '│');
  });

  it('holds: every bound, every help, and every promise', options, () => {
    expect(comparisons.flatMap(findScenarioFailures)).toEqual([]);
  });

  /** Whether a printed row begins as the page's does and has all its cells, in order. */
  const isPrinted = (cells: readonly string[]): boolean =>
    printed.some((row) => {
      let at = 0;
      for (const cell of row) if (cell === cells[at]) at += 1;
      return at === cells.length;
    });

  it('prints every row of the tables of the guide', options, () => {
    expect(rows).toHaveLength(shown.length === 1 ? 10 : 45);
    expect(rows.filter((cells) => !isPrinted(cells))).toEqual([]);
  });

  it('would not print a row with one digit changed', options, () => {
    const [first = []] = rows;
    expect(isPrinted(first)).toBe(true);
    const [setting = '', unit = '', d = '', smoothness = '', ...rest] = first;
    const last = String((Number(smoothness.at(-1)) + 1) % 10);
    expect(isPrinted([setting, unit, d, smoothness.slice(0, -1) + last, ...rest])).toBe(false);
  });

  it('draws the gains of all examples in one figure, the one that is in the guide', options, () => {
    const drawn = figures.get('setting-gains.svg') ?? '';
    const gains = [...drawn.matchAll(/>(AuxMOM|AuxMVR|naive) ([\d.]+)<\/text>/g)];
    expect(gains).toHaveLength((3 * rows.length) / 5);
    for (const [text] of gains) expect(guide('setting-gains.svg')).toContain(text);
    if (shown.length > 1) expect(guide('setting-gains.svg')).toBe(drawn);
  });

  it.each(shown)('draws the figure of %s as in the guide, and describes it', options, (name) => {
    const file = `setting-${name}.svg`;
    const drawn = figures.get(file) ?? '';
    expect([guide(file), guide('settings.md')]).toEqual([drawn, expect.stringContaining(`(${file})`)]);
    expect(drawn).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(drawn).toMatch(/<title id="title">[^<]{40,}<\/title>/);
    expect(drawn).toMatch(/<desc id="desc">[^<]{200,}<\/desc>/);
    expect(drawn).toMatch(/E f\(x\) − inf f \((?:cm|kg)²\)/);
    expect(drawn).toContain('gradients of f →');
  });
});
