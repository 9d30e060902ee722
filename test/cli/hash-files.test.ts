/** The files that a command names: what a certificate is about, and what a campaign may not have changed when it goes on. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hashFiles } from '../../src/cli/verify/evidence.js';

const folder = mkdtempSync(join(tmpdir(), 'auxopt-hash-files-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('are the words that name one, and the parts that a shell would see of a word', () => {
  const [program, settings, spaced] = ['mine.py', 'settings.json', 'a b.py'].map((name) =>
    join(folder, name),
  );
  for (const path of [program, settings, spaced]) writeFileSync(path ?? '', path ?? '');
  const words = [
    'sh',
    '-c',
    `cd /; exec python3 "${program}" --settings=${settings} <${program}`,
    spaced ?? '',
    folder,
  ];
  expect(hashFiles(words)).toEqual(
    [program, settings, spaced].map((path = '') => ({
      path,
      sha256: createHash('sha256').update(path).digest('hex'),
    })),
  );
});

it('are none of the words that the system cannot look up, nor of more than a gibibyte', () => {
  const [loop, file, large] = ['loop', 'file', 'large'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  symlinkSync(loop, loop);
  for (const path of [file, large]) writeFileSync(path, '');
  truncateSync(large, 1024 ** 3 + 1);
  const words = ['x'.repeat(5000), loop, join(file, 'below'), 'a\0b', large];
  expect(hashFiles(words)).toEqual([]);
  expect(hashFiles([...words, file])).toHaveLength(1);
});
