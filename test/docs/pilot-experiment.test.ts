/** The page about the pilot says what the stored results say, and the experiment runs. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pilotSchedule, type PilotPlan } from '../../src/advise/index.js';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

type Losses = Readonly<Record<'advised' | 'advisedSgd' | 'gridAuxMom' | 'gridSgd', number>>;

interface Row {
  readonly setting: string;
  readonly uses: number;
  readonly least: number;
  readonly losses: Losses;
  readonly runs: readonly { readonly spent: number }[];
}

interface Results {
  readonly pilot: number;
  readonly seeds: readonly number[];
  readonly rows: readonly Row[];
}

interface TableModule {
  readonly tableOf: (results: Results) => readonly string[];
  readonly goalsOf: (row: Pick<Row, 'least' | 'losses'>) => {
    readonly ofSgd: number;
    readonly ofGrid: number;
  };
}

const folder = join(root, 'docs/experiments');
const { tableOf, goalsOf } = (await import(
  pathToFileURL(join(folder, 'pilot-table.mjs')).href
)) as TableModule;
const read = (path: string): Results => JSON.parse(readFileSync(path, 'utf8')) as Results;
/** Rows of a Markdown table, however wide its columns are. */
const cells = (line: string): string => line.replaceAll(/\s+/g, ' ').replaceAll(/-+/g, '-');

describe('the pilot experiment', () => {
  const results = read(join(folder, 'results/pilot.json'));

  it('has every row of its table on the page', () => {
    const page = new Set(readFileSync(join(folder, 'pilot.md'), 'utf8').split('\n').map(cells));
    expect(tableOf(results).filter((line) => !page.has(cells(line)))).toEqual([]);
  });

  it('never spends more on a pilot than it says, and stops where h is useless', () => {
    expect(results.seeds.length).toBeGreaterThanOrEqual(5);
    for (const { runs } of results.rows) {
      for (const { spent } of runs) expect(spent).toBeLessThanOrEqual(results.pilot);
    }
    expect(results.rows.find(({ setting }) => setting === 'useless')?.uses).toBe(0);
  });

  it('meets the goal against SGD, which a worse run would miss', () => {
    for (const row of results.rows) {
      expect(goalsOf(row).ofSgd).toBeLessThanOrEqual(1.05);
      const worse = { ...row.losses, advised: row.losses.advisedSgd * 1.06 };
      expect(goalsOf({ ...row, losses: worse }).ofSgd).toBeGreaterThan(1.05);
    }
  });

  it('runs, in little', { tags: 'long' }, () => {
    const out = join(temporaryFolder(), 'tiny.json');
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'pilot.mjs'), '--tiny', '--out', out],
      {
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(read(out).rows).toHaveLength(2);
  });
});

describe('the guide', () => {
  const page = readFileSync(join(root, 'docs/guide/pilot.md'), 'utf8');
  const code = /```python\n(def schedule[^]*?)```/.exec(page)?.[1] ?? '';

  it.each([40, undefined])('follows a plan in Python as the pilot means it, c = %s', (weight) => {
    const plan = { stepSize: 0.1, roundCount: 7, weight } as PilotPlan;
    const told = { parameters: { stepSize: 0.1, roundCount: 7 }, weightPerStepSize: weight ?? null };
    const program = `import json, sys\n${code}\nprint(json.dumps(list(schedule(json.loads(sys.argv[1])))))`;
    const { stdout } = spawnSync('python3', ['-c', program, JSON.stringify(told)], { encoding: 'utf8' });
    const { stepSize, momentumWeight } = pilotSchedule(plan);
    expect(JSON.parse(stdout)).toEqual(stepSize.map((size, t) => [size, momentumWeight[t]]));
  });
});
