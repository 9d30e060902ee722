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

interface Goals {
  readonly ofSgd: number;
  readonly ofGrid: number;
}

interface Row {
  readonly isSeen: boolean;
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
  readonly goalsOf: (row: Pick<Row, 'least' | 'losses'>) => Goals;
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
    const ratios = results.rows.map((row) => goalsOf(row).ofSgd);
    const text = [...page].join('\n');
    expect(text).toContain(`the largest ratio is ${Math.max(...ratios).toPrecision(4)}`);
    const met = results.rows.filter((row) => goalsOf(row).ofGrid <= 1.5).length;
    expect(text).toContain(`met in ${met} of ${results.rows.length} rows`);
  });

  it('never spends more on a pilot than it says, and stops where h is useless', () => {
    expect(results.seeds.length).toBeGreaterThanOrEqual(5);
    for (const { runs } of results.rows) {
      for (const { spent } of runs) expect(spent).toBeLessThanOrEqual(results.pilot);
    }
    const useless = results.rows.filter(({ setting }) => setting === 'useless');
    expect(useless.map(({ uses }) => uses)).toEqual([0, 0]);
  });

  it('says in each row which goals are missed, and would say so of a worse run', () => {
    const said = ({ ofSgd, ofGrid }: Goals): string =>
      [...(ofSgd > 1.05 ? ['SGD'] : []), ...(ofGrid > 1.5 ? ['grid'] : [])].join(', ');
    for (const row of results.rows) {
      const { least, losses } = row;
      const of = (changes: Partial<Losses>): string | undefined =>
        tableOf({ ...results, rows: [{ ...row, losses: { ...losses, ...changes } }] })[2]
          ?.split(' | ')
          .at(-1);
      const missed = said(goalsOf(row));
      expect(of({})).toBe(missed === '' ? 'met |' : `missed: ${missed} |`);
      expect(of({ advised: losses.advisedSgd })).not.toContain('SGD');
      expect(of({ advised: losses.advisedSgd * 1.06 })).toContain('SGD');
      const best = Math.min(losses.gridAuxMom, losses.gridSgd) - least;
      expect(of({ advised: least + 1.51 * best })).toContain('grid');
      expect(of({ advised: least + 1.49 * best })).not.toContain('grid');
    }
  });

  it('has at least three problems, one with a useless auxiliary, that no rule was chosen on', () => {
    const fresh = results.rows.filter(({ isSeen }) => !isSeen);
    expect(fresh.length).toBeGreaterThanOrEqual(3);
    expect(fresh.map(({ setting }) => setting)).toContain('useless');
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
