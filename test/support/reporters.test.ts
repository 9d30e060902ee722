/** The report of where the time of the tests went. */
import { describe, expect, it } from 'vitest';
import { createSlowestReporter, formatSlowest } from './reporters.js';

const files = [
  { file: 'quick.test.ts', milliseconds: 100 },
  { file: 'slow.test.ts', milliseconds: 2900 },
  { file: 'middling.test.ts', milliseconds: 1000 },
];

describe('the slowest files', () => {
  it('come first, with their shares, and no more than asked for', () => {
    expect(formatSlowest(files, 2).trim().split('\n')).toEqual([
      'The slowest of 3 files (seconds, share of the time of all):',
      '    2.9 s  72.5 %  slow.test.ts',
      '    1.0 s  25.0 %  middling.test.ts',
    ]);
  });

  it('are none where nothing ran', () => {
    expect(formatSlowest([])).toContain('of 0 files');
  });

  it('are counted with the time it takes to load them', () => {
    let printed = '';
    const reporter = createSlowestReporter((text) => (printed += text));
    const module = (file: string, collectDuration: number, duration: number) => ({
      relativeModuleId: file,
      diagnostic: () => ({ collectDuration, duration }),
    });
    const modules = [module('a.test.ts', 0, 10), module('b.test.ts', 500, 1)];
    void reporter.onTestRunEnd?.(modules as never, [], 'passed');
    expect(printed).toMatch(/0\.5 s +98\.0 % {2}b\.test\.ts\n +0\.0 s +2\.0 % {2}a\.test\.ts\n$/);
  });
});
