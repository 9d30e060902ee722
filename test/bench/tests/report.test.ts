/** Options, the document, and the page that the tables are written to. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { parseOptions, selectRows } from '../../bench/options.js';
import type { RowResult } from '../../bench/plan.js';
import { createDocument } from '../../bench/report/document.js';
import { writePage } from '../../bench/report/markdown-page.js';
import { formatSeconds } from '../../bench/report/tables.js';

const folder = mkdtempSync(join(tmpdir(), 'auxopt-bench-page-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('options', () => {
  it('are read', () => {
    expect(parseOptions(['--json', '--only', 'fast/10', 'exact'])).toMatchObject({
      json: true,
      quick: false,
      only: ['fast/10', 'exact'],
    });
  });

  it.each([[['--fast']], [['everything']], [['--only']], [['--quick', '--strict']]])('refuses %j', (args) => {
    expect(() => parseOptions(args)).toThrow(InputError);
  });

  it('choose rows by name or by group, and refuse what is neither', () => {
    const rows = ['fast/10', 'fast/100', 'check'].map((name) => ({ name }));
    expect(selectRows(rows, [])).toBe(rows);
    expect(selectRows(rows, ['fast/10'])).toEqual([{ name: 'fast/10' }]);
    expect(selectRows(rows, ['check', 'fast'])).toEqual(rows);
    expect(() => selectRows(rows, ['fas'])).toThrow('there is no row fas');
  });
});

const machine = { processor: 'a processor', cores: 2, node: 'v20', load: 0.1 };
const row = (status: 'absent' | 'refused'): RowResult => ({
  kind: 'race',
  result: {
    name: 'fast/10',
    computes: 'a run',
    unit: 'run',
    headline: 'ours',
    outcomes: [
      { name: 'ours', isOurs: true, status: 'timed', seconds: 0.001, turns: [0.001, 0.002] },
      { name: 'quick', isOurs: false, status: 'timed', seconds: 0.004, turns: [0.004, 0.002] },
      { name: 'gone', isOurs: false, status, reason: 'no reason' },
    ],
  },
});
const target = { name: 'aim', row: 'fast/10', ours: 'ours', peers: ['quick'], atMost: 1 };

describe('the document', () => {
  it('has medians, ratios side by side, and who is absent', () => {
    const document = createDocument(machine, false, [row('absent')], [target]);
    expect(document).toMatchObject({
      format: 'auxopt-bench/1',
      agreed: true,
      rows: [
        {
          contenders: [
            { name: 'ours', ratio: 1 },
            { name: 'quick', seconds: 0.004, ratio: 2.5, range: [1, 4], turns: 2 },
            { name: 'gone', status: 'absent', reason: 'no reason' },
          ],
        },
      ],
      targets: [{ name: 'aim', ratio: 0.625, target: 1, met: true }],
    });
  });

  it('does not say that all agreed where one was refused, and has no targets at small sizes', () => {
    expect(createDocument(machine, false, [row('refused')], []).agreed).toBe(false);
    expect(createDocument(machine, true, [row('absent')], [target]).targets).toEqual([]);
  });
});

describe('the page', () => {
  const document = createDocument(machine, false, [row('absent')], [target]);

  it('gets its tables between the markers, and keeps the rest, however often it is written', async () => {
    const file = join(folder, 'page.md');
    writeFileSync(file, '# Page\n\n<!-- bench: begin -->\n\nold\n\n<!-- bench: end -->\n\nafter\n');
    await writePage(file, document);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^# Page\n\n<!-- bench: begin -->\n\na processor/);
    expect(text).toMatch(/\| quick +\| +4\.00 ms \| +2\.50 \| 1\.00…4\.00, 2 turns \|/);
    expect(text).toMatch(/\| gone +\| +absent \| +\| no reason +\|/);
    expect(text).toMatch(/<!-- bench: end -->\n\nafter\n$/);
    expect(text).not.toContain('old');
    await writePage(file, document);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each(['# no markers\n', '<!-- bench: end -->\n<!-- bench: begin -->\n'])(
    'is refused as %j',
    async (text) => {
      const file = join(folder, 'bad.md');
      writeFileSync(file, text);
      await expect(writePage(file, document)).rejects.toThrow('has no place for the tables');
      expect(readFileSync(file, 'utf8')).toBe(text);
      await expect(writePage(join(folder, 'none.md'), document)).rejects.toThrow('cannot be read');
    },
  );
});

it.each([
  [2, '2.00 s'],
  [0.0305, '30.5 ms'],
  [4.56e-5, '45.6 µs'],
  [3e-10, '0.300 ns'],
  [1234, '1234 s'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});
