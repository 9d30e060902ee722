/** Merging: what explains more cases comes first, and then what was nearer to the top. */
import { expect, it } from 'vitest';
import { mergeDiagnoses } from '../../../src/verify/diagnosis/index.js';

const suspicion = (id: string) => ({ id, mistake: `mistake ${id}`, fix: `fix ${id}` });
const list = (ids: string) => ids.split('').map(suspicion);
const merged = (...cases: readonly string[]) =>
  mergeDiagnoses(cases.map(list))
    .map(({ id }) => id)
    .join('');

it('prefers what explains more cases, wherever it stands', () => {
  expect(merged('ab', 'ab', 'cb')).toBe('bac');
});

it('prefers the higher place where cases are equal, and the first case where all is', () => {
  expect(merged('ab', 'ba', 'ca', 'bd')).toBe('bacd');
  expect(merged('ab', 'ba')).toBe('ab');
});

it('names at most five, and nothing out of nothing', () => {
  expect(merged('abcdefg')).toBe('abcde');
  expect(merged('', '')).toBe('');
});
