/** The files that a command names: what a certificate is about, and what a campaign may not have changed when it goes on. */
import { createHash } from 'node:crypto';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashFiles } from '../../src/cli/verify/evidence.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const write = (name: string): string => {
  writeFileSync(join(folder, name), join(folder, name));
  return join(folder, name);
};

it('are the words that name one, and the parts that a shell would see of a word', () => {
  const files = ['mine.py', 'settings.json', 'a b.py'].map(write);
  const [program = '', settings = '', spaced = ''] = files;
  const line = `cd /; exec python3 "${program}" --settings=${settings} <${program}`;
  expect(hashFiles(['sh', '-c', line, spaced, folder])).toEqual(
    files.map((path) => ({ path, sha256: createHash('sha256').update(path).digest('hex') })),
  );
});

it('are none of the words that the system cannot look up, nor of more than a gibibyte', () => {
  const [file, large, loop] = [write('file'), write('large'), join(folder, 'loop')];
  symlinkSync(loop, loop);
  truncateSync(large, 1024 ** 3 + 1);
  const words = ['x'.repeat(5000), loop, join(file, 'below'), 'a\0b', large];
  expect([hashFiles(words), hashFiles([...words, file]).length]).toEqual([[], 1]);
});
