/** The command that asks one failing case again asks what the first one did: options that decide the cases are in one list. */
import { expect, it } from 'vitest';
import { evidenceOf } from '../../src/cli/verify/evidence.js';
import { wordsToRepeat } from '../../src/cli/verify/ask.js';

it('has the files, the variants and what does not count', () => {
  const options = { level: 5, seed: 1, path: '0:1', randomCases: 3, only: ['L2/*'], limits: {} };
  const more = { variant: ['sgd'], problem: ['a b.json', 'c.json'], allowUnsupported: true } as const;
  expect(wordsToRepeat({ ...options, ...more })).toEqual(
    ['--variant', 'sgd', '--problem', 'a b.json', 'c.json', '--allow-unsupported'], // prettier-ignore
  );
  expect(wordsToRepeat(options)).toEqual([]);
  const { only: _, path: __, limits: ___, ...asked } = { ...options, ...more };
  expect(evidenceOf(['x'], { ...asked, expectations: 'e' }, []).asked).toEqual({
    ...asked,
    expectations: 'e',
  });
});
