/** Problem files at and beyond their limits: refused before memory is taken, or run within what the format states. */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measured, measuredInHeap } from './measured-command.js';
import { writeRows } from './rows-file.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

/** What a command takes that does nothing. */
const idle = measured('run', join(folder, 'nowhere.json')).megabytes;

/** A dense problem of dimension d, written row by row. */
function writeProblem(path: string, d: number, entry: (i: number, j: number) => string): void {
  const file = openSync(path, 'w');
  const vector = `[${Array.from({ length: d }, () => '"1"').join(',')}]`;
  const matrix = (): void => {
    for (let i = 0; i < d; i += 1) {
      writeSync(
        file,
        `${i === 0 ? '[' : ','}[${Array.from({ length: d }, (_, j) => entry(i, j)).join(',')}]`,
      );
    }
    writeSync(file, ']');
  };
  writeSync(
    file,
    `{"format":"auxopt-problem/1","name":"large","dimension":${d},"target":{"vector":${vector},"matrix":`,
  );
  matrix();
  writeSync(file, `},"auxiliary":{"vector":${vector},"matrix":`);
  matrix();
  writeSync(
    file,
    `},"variant":"aux-mom","parameters":{"stepSize":"0.1","momentumWeight":"1","localStepCount":1,"roundCount":1},` +
      `"initialization":{"kind":"zero"},"startingPoint":${vector},"seed":1}`,
  );
  closeSync(file);
}
const dense = (i: number, j: number): string => (i === j ? '"2"' : '"0"');

describe('a problem file beyond its limits', () => {
  it('of 100 MB is refused unread', () => {
    const path = join(folder, 'long.json');
    writeFileSync(path, Buffer.alloc(100_000_000, ' '));
    const { code, stderr, megabytes } = measured('run', path);
    expect(stderr).toMatch(/^auxopt: [^\n]*long\.json: the file is too large \(96 MiB\); expected at most 64 MiB/);
    expect(code).toBe(2);
    expect(megabytes).toBeLessThan(idle + 30);
  });

  it('of dimension 5000 is refused, whether it is written out or comes from a table', () => {
    const path = join(folder, 'wide.json');
    writeProblem(path, 5000, () => '0');
    const written = measured('run', path);
    expect(written.stderr).toMatch(/^auxopt: [^\n]*wide\.json: the file is too large/);
    expect(written.megabytes).toBeLessThan(idle + 30);

    const names = Array.from({ length: 5001 }, (_, i) => `c${i}`);
    writeFileSync(join(folder, 't.csv'), `${names.join(',')}\n${names.map(() => '1').join(',')}\n`);
    writeFileSync(
      join(folder, 'table.json'),
      JSON.stringify({
        format: 'auxopt-problem/1', name: 'wide',
        leastSquares: { file: 't.csv', features: names.slice(1).map((column) => ({ column })), response: { column: 'c0' }, auxiliaryRows: [1], snapshot: { kind: 'full' }, local: { kind: 'full' } },
        variant: 'sgd', parameters: { stepSize: '0.1', momentumWeight: '1', localStepCount: 1, roundCount: 1 },
        initialization: { kind: 'none' }, startingPoint: names.slice(1).map(() => '0'), seed: 1,
      }),
    );
    const table = measured('run', join(folder, 'table.json'));
    expect(table.stderr).toMatch(/dimension 5000 with 1 snapshot and 1 local atoms makes 125025000 numbers; expected at most 1000000/);
    expect(table.code).toBe(2);
    expect(table.megabytes).toBeLessThan(idle + 100);
  });

  it('of dimension 1000 is refused at its values or its size, in at most 1 GB', () => {
    const path = join(folder, 'thousand.json');
    writeProblem(path, 1000, dense);
    const { code, stderr, megabytes } = measured('run', path);
    expect(stderr).toMatch(/dimension 1000 with 1 snapshot and 1 local atoms makes 5005000 numbers/);
    expect(code).toBe(2);
    expect(megabytes).toBeLessThan(1000);
  });

  it('with numbers in place of strings everywhere gets one error, in at most 1 GB', () => {
    const path = join(folder, 'numbers.json');
    writeProblem(path, 440, () => '0');
    const { code, stderr, megabytes } = measured('run', path);
    expect(stderr).toMatch(/^auxopt: [^\n]*numbers\.json at \$\.target\.matrix\[0\]\[0\]: found the number 0[^\n]*\n$/);
    expect(code).toBe(2);
    expect(megabytes).toBeLessThan(1000);
  });
}); // prettier-ignore

describe('the memory that docs/formats/problem-file.md states', () => {
  const stated = [...readFileSync('docs/formats/problem-file.md', 'utf8').matchAll(/^\| `auxopt ([^`]*)` .*?(?:heap of (\d+) MB.*?)?(\d+) \|$/gm)]
    .map(([, command = '', heap, bound]) => [command, Number(bound), heap === undefined ? undefined : Number(heap)] as const);
  it('is for commands of several kinds', () => {
    expect(stated.length).toBeGreaterThan(5);
    expect(stated.every(([, bound]) => bound > idle && bound <= 1000)).toBe(true);
  });
  it.each(stated)('is enough for auxopt %s: %i MB', (command, bound, heap) => {
    writeProblem(join(folder, 'dense.json'), 446, dense);
    const rows = writeRows(folder, 64, { kind: 'full' });
    const files: Readonly<Record<string, string>> = { 'dense.json': join(folder, 'dense.json'), 'rows.json': rows };
    const { code, stderr, megabytes } = measuredInHeap(heap, ...command.split(' ').map((word) => files[word] ?? word), '--json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(megabytes).toBeLessThan(bound);
    console.log(`auxopt ${command}: ${megabytes.toFixed(0)} MB at the peak, of ${bound}; ${idle.toFixed(0)} MB without a problem`);
  });
}); // prettier-ignore
