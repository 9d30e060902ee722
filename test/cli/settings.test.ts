/** `auxopt settings`: the guide shows what the command makes today. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioNames } from '../../src/problems/index.js';
import { auxopt, root, type Finished } from '../support/run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'auxopt-settings-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const guide = (name: string): string => readFileSync(join(root, 'docs/guide', name), 'utf8');

/** The cells of the body rows of the tables of numbers of a Markdown page, row by row. */
function tableRows(markdown: string): readonly (readonly string[])[] {
  return markdown
    .split('\n')
    .filter((line) => /^\| (?:batch-reuse|transfer|federated|compressed-model) /.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.length > 5);
}

/** One setting, and all of them, which takes long. */
const requests = [
  {
    title: 'auxopt settings --setting transfer',
    args: ['--setting', 'transfer'],
    shown: ['transfer'],
    tags: [],
  },
  { title: 'auxopt settings', args: [], shown: scenarioNames, tags: ['long'] },
] as const;

describe.each(requests)('$title', ({ args, shown, tags }) => {
  const options = { tags: [...tags] };
  let finished: Finished = { code: null, stdout: '', stderr: '' };
  /** Rows of the printed tables. */
  let printed: readonly (readonly string[])[] = [];
  /** Rows of the page about what was asked for. */
  const rows = tableRows(guide('settings.md')).filter(([name = '']) =>
    shown.some((setting) => name.startsWith(`${setting} `)),
  );
  beforeAll(() => {
    finished = auxopt(['settings', ...args, '--figures', folder, '--force']);
    printed = finished.stdout
      .split('\n')
      .filter((line) => line.startsWith('│'))
      .map((line) =>
        line
          .split('│')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
  });

  it('holds: every bound, every help, and every promise', options, () => {
    expect([finished.code, finished.stderr]).toEqual([0, '']);
    expect(finished.stdout).not.toContain('DOES NOT HOLD');
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
    const drawn = readFileSync(join(folder, 'setting-gains.svg'), 'utf8');
    const gains = [...drawn.matchAll(/>(AuxMOM|AuxMVR|naive) ([\d.]+)<\/text>/g)];
    expect(gains).toHaveLength((3 * rows.length) / 5);
    for (const [text] of gains) expect(guide('setting-gains.svg')).toContain(text);
    if (shown.length > 1) expect(guide('setting-gains.svg')).toBe(drawn);
  });

  it.each(shown)(
    'draws the figure of %s that is in the guide, with a title and a description',
    options,
    (name) => {
      const file = `setting-${name}.svg`;
      const drawn = readFileSync(join(folder, file), 'utf8');
      expect(guide(file)).toBe(drawn);
      expect(guide('settings.md')).toContain(`(${file})`);
      expect(drawn).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      expect(drawn).toMatch(/<title id="title">[^<]{40,}<\/title>/);
      expect(drawn).toMatch(/<desc id="desc">[^<]{200,}<\/desc>/);
      expect(drawn).toMatch(/E f\(x\) − inf f \((?:cm|kg)²\)/);
      expect(drawn).toContain('target gradients (calls of g_f)');
    },
  );
});

describe('auxopt settings', () => {
  it('gives one document with --json', { tags: 'long' }, () => {
    const { code: status, stdout: text } = auxopt(['settings', '--json', '--setting', 'compressed-model']);
    expect(status).toBe(0);
    const document = JSON.parse(text) as {
      readonly format: string;
      readonly settings: readonly {
        readonly label: string;
        readonly expectedToHelp: boolean;
        readonly methods: readonly { readonly variant: string; readonly gainRounded: string }[];
        readonly promises: readonly { readonly isWithin: boolean }[];
        readonly proved: {
          readonly runs: readonly {
            readonly theorem: string;
            readonly measuredRounded: string;
            readonly boundRounded: string;
          }[];
          readonly againstSgd: { readonly verdict: string };
          readonly againstSgdWithExactGradients: { readonly verdict: string; readonly factor: string };
        };
      }[];
    };
    expect(document.format).toBe('auxopt-settings/2');
    expect(document.settings.map(({ label }) => label)).toEqual(['light', 'heavy']);
    for (const { expectedToHelp, methods, promises, proved } of document.settings) {
      const best = Math.max(...methods.flatMap(({ variant, gainRounded }) => (variant.startsWith('aux') ? [Number(gainRounded)] : []))); // prettier-ignore
      expect(best > 1).toBe(expectedToHelp);
      expect(promises.every(({ isWithin }) => isWithin)).toBe(true);
      expect(proved.runs.map(({ theorem }) => theorem)).toEqual(['MOM-2', 'SGD-1']);
      for (const { measuredRounded, boundRounded } of proved.runs)
        expect(Number(measuredRounded)).toBeLessThanOrEqual(Number(boundRounded));
      expect(proved.againstSgd.verdict).toBe('open');
      expect(proved.againstSgdWithExactGradients.verdict).toBe('better');
    }
    // 1/K + (5/7)δ/L: the factor falls with δ
    const [light, heavy] = document.settings.map(({ proved }) => Number(proved.againstSgdWithExactGradients.factor)); // prettier-ignore
    expect(light).toBeGreaterThan(heavy ?? NaN);
  });

  it('writes the problem files alone with --examples', { tags: 'long' }, () => {
    const { code: status, stdout: text } = auxopt([
      'settings',
      '--examples',
      folder,
      '--setting',
      'transfer',
    ]);
    expect(status).toBe(0);
    expect(text.match(/Written: /g)).toHaveLength(2);
    const name = 'setting-transfer-shifted.json';
    expect(readFileSync(join(folder, name), 'utf8')).toBe(
      readFileSync(join(root, 'docs/examples', name), 'utf8'),
    );
  });

  it('refuses another setting', () => {
    const failed = auxopt(['settings', '--setting', 'distillation']);
    expect(failed.code).toBe(2);
    expect(failed.stderr).toContain('Allowed choices');
  });
});
