/** The choice of rows, their tables, and the page that these are written to. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { selectRows } from '../../bench/plan.js';
import { formatSeconds, tableOf, writePage } from '../../bench/report.js';
import type { RaceResult } from '../../bench/harness/race.js';

it('chooses rows by name or by group, and refuses what is neither', () => {
  const rows = ['fast/10', 'fast/100', 'exact/20'].map((name) => ({ name }));
  expect(selectRows(rows, [])).toBe(rows);
  expect(selectRows(rows, ['fast/10'])).toEqual([{ name: 'fast/10' }]);
  expect(selectRows(rows, ['exact', 'fast'])).toEqual(rows);
  expect(() => selectRows(rows, ['fas'])).toThrow('there is no row fas');
});

const race = (status: 'absent' | 'refused'): RaceResult => ({
  name: 'fast/10',
  computes: 'a run',
  headline: 'ours',
  outcomes: [
    { name: 'ours', isOurs: true, status: 'timed', seconds: 0.001, turns: [0.001, 0.002] },
    { name: 'quick', isOurs: false, status: 'timed', seconds: 0.004, turns: [0.004, 0.002] },
    { name: 'gone', isOurs: false, status, reason: 'no reason' },
  ],
});

it('shows medians, ratios side by side, and who is absent', () => {
  expect(tableOf(race('absent')).rows).toEqual([
    ['ours', '1.00 ms', '1.00', '1.00…1.00, 2 turns'],
    ['quick', '4.00 ms', '2.50', '1.00…4.00, 2 turns'],
    ['gone', 'absent', '', 'no reason'],
  ]);
});

it('writes the tables between the markers, and keeps the rest, however often', async () => {
  const file = join(temporaryFolder(), 'page.md');
  writeFileSync(file, '# Page\n\n<!-- bench: begin -->\n\nold\n\n<!-- bench: end -->\n\nafter\n');
  await writePage(file, 'a processor', [race('absent')]);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^# Page\n\n<!-- bench: begin -->\n\na processor\n\n\*\*fast\/10: a run\.\*\*/);
  expect(text).toMatch(/\| quick +\| +4\.00 ms \| +2\.50 \| 1\.00…4\.00, 2 turns \|/);
  expect(text).toMatch(/<!-- bench: end -->\n\nafter\n$/);
  expect(text).not.toContain('old');
  await writePage(file, 'a processor', [race('absent')]);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it.each(['# no markers\n', '<!-- bench: end -->\n<!-- bench: begin -->\n'])(
  'refuses the page %j',
  async (text) => {
    const file = join(temporaryFolder(), 'bad.md');
    writeFileSync(file, text);
    await expect(writePage(file, '', [])).rejects.toThrow('has no place for the tables');
    expect(readFileSync(file, 'utf8')).toBe(text);
    await expect(writePage(`${file}.none`, '', [])).rejects.toThrow('cannot be read');
  },
);

it.each([
  [2, '2.00 s'],
  [0.0305, '30.5 ms'],
  [4.56e-5, '45.6 µs'],
  [3e-10, '0.300 ns'],
  [1234, '1234 s'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});
