/** The page about the pilot says what the stored results say, and the experiment runs. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Row {
  readonly isSeen: boolean;
  readonly setting: string;
  readonly ahead: number;
  readonly halved: number;
  readonly diverged: number;
  readonly aheadGap?: number;
  readonly least: number;
  readonly losses: Readonly<Record<string, number>>;
  readonly runs: readonly { readonly spent: number; readonly verdict: string }[];
}

interface Results {
  readonly pilot: number;
  readonly seeds: readonly number[];
  readonly rows: readonly Row[];
}

interface TableModule {
  readonly tableOf: (results: Results) => readonly string[];
}

const folder = join(root, 'docs/experiments');
const { tableOf } = (await import(pathToFileURL(join(folder, 'pilot-table.mjs')).href)) as TableModule;
const read = (path: string): Results => JSON.parse(readFileSync(path, 'utf8')) as Results;
/** Rows of a Markdown table, however wide its columns are. */
const cells = (line: string): string => line.replaceAll(/\s+/g, ' ').replaceAll(/-+/g, '-');

describe('the pilot experiment', () => {
  const results = read(join(folder, 'results/pilot.json'));

  it('has every row of its table on the page', () => {
    const page = new Set(readFileSync(join(folder, 'pilot.md'), 'utf8').split('\n').map(cells));
    expect(tableOf(results).filter((line) => !page.has(cells(line)))).toEqual([]);
    const text = [...page].join('\n');
    const fresh = results.rows.filter(({ isSeen }) => !isSeen);
    const sum = (of: (row: Row) => number, rows = results.rows): number =>
      rows.reduce((total, row) => total + of(row), 0);
    expect(text).toContain(
      `**${sum(({ diverged }) => diverged)} of ${sum(({ runs }) => runs.length)} plans diverged**`,
    );
    expect(text).toContain(`${sum(({ halved }) => halved)} went back with half of their step size`);
    expect(text).toContain(`said \`ahead\` ${sum(({ ahead }) => ahead, fresh)} times on the fresh problems`);
    const gaps = results.rows.flatMap(({ aheadGap }) => aheadGap ?? []);
    expect(text).toContain(
      `${gaps.length} rows contain \`ahead\`; there the gap is ${Math.min(...gaps).toPrecision(2)} to ${Math.max(...gaps).toPrecision(2)} times that`,
    );
  });

  it('never spends more on a pilot than it says, and stops where h is useless', () => {
    expect(results.seeds.length).toBeGreaterThanOrEqual(5);
    for (const { runs } of results.rows) {
      for (const { spent } of runs) expect(spent).toBeLessThanOrEqual(results.pilot);
    }
    const useless = results.rows.filter(({ setting }) => setting === 'useless');
    expect(useless.map(({ ahead }) => ahead)).toEqual([0, 0, 0, 0]);
    expect(results.rows.map(({ diverged }) => diverged)).toEqual(results.rows.map(() => 0));
  });

  it('says in each row how far `ahead` is from the best by hand, and what diverged', () => {
    for (const row of results.rows) {
      const of = (changes: Partial<Row>): string =>
        tableOf({ ...results, rows: [{ ...row, ...changes }] })[2] ?? '';
      expect(of({ aheadGap: 1.064 })).toMatch(/\| 1\.06 \|$/);
      expect(of({ diverged: 2 })).toContain('| 2 of 5 |');
    }
  });

  it('has eight fresh problems, two of them with a useless auxiliary', () => {
    const fresh = results.rows.filter(({ isSeen }) => !isSeen);
    expect([fresh.length, fresh.filter(({ setting }) => setting === 'useless').length]).toEqual([8, 2]);
  });

  it('runs, in little', { tags: 'long' }, () => {
    const out = join(temporaryFolder(), 'tiny.json');
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'pilot.mjs'), '--tiny', '--out', out],
      { encoding: 'utf8' },
    );
    expect([{ status, stderr }, read(out).rows.length]).toEqual([{ status: 0, stderr: '' }, 2]);
  });
});
