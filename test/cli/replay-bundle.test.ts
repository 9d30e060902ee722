import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBundle } from '../../src/cli/verify/replay-bundle.js';
import { InputError } from '../../src/errors.js';
import { auxopt } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const options = { level: 1, startLimit: 60, requestLimit: 30, totalLimit: 600 };
const entry = { from: 'log', line: 'a'.repeat(2 ** 20) } as const;

it(
  'a bundle of more than 64 MiB is read as it was written; one beyond the limit is not left',
  { tags: 'long' },
  () => {
    const [long, tooLong] = ['long', 'too-long'].map((name) => join(temporaryFolder(), name)) as [
      string,
      string,
    ];
    const whole = openBundle(long, ['x'], options);
    for (let count = 0; count < 66; count += 1) whole.sink.write(entry);
    whole.close();
    expect(statSync(join(long, 'transcript.jsonl')).size).toBeGreaterThan(66 * 2 ** 20);
    expect(auxopt(['replay', long]).stderr).toContain('the bundle would run x');

    const cut = openBundle(tooLong, ['x'], options, 3 * 2 ** 20);
    for (let count = 0; count < 4; count += 1) cut.sink.write(entry);
    const close = (): void => {
      cut.close();
    };
    expect(close).toThrow(InputError);
    expect(existsSync(join(tooLong, 'transcript.jsonl'))).toBe(false);
  },
);

it(
  'a replay ends with 0 where every answer is the recorded one and with 1 where one differs, whatever the verdict',
  { tags: 'long' },
  () => {
    const folder = join(temporaryFolder(), 'failing');
    const serve = (...args: readonly string[]): string[] => [
      ...['--', process.execPath, 'dist/src/cli/main.js', 'serve'],
      ...args,
    ];
    const mutant = serve('--mutant', 'ascent');
    const recorded = auxopt(['verify', '--only', 'L2/*/planar/tape', '--replay-bundle', folder, ...mutant]);
    expect(recorded.code).toBe(1);
    const same = auxopt(['replay', folder, '--yes']);
    expect([same.code, same.stdout]).toEqual([0, expect.stringContaining('Every answer is the one')]);
    const repaired = auxopt(['replay', folder, '--json', ...serve()]);
    expect([repaired.code, repaired.stderr]).toEqual([1, expect.stringContaining('before')]);
    expect(JSON.parse(repaired.stdout)).toMatchObject({ verdict: 'pass' });
    expect(auxopt(['replay', '--help']).stdout).toContain('0 every answer is the one in the bundle');
  },
);
