import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markDifferences } from '../../../src/verify/report/describe-failure.js';
import { forAll } from '../../support/for-all.js';

it.each([
  ['m ← (1 − a) m + a g', 'm ← (1 − a) m +   g', 'm ← (1 − a) m + g', '                ^'],
  ['x ← x − η   d', 'x ← x − η a d', 'x ← x − η a d', '          ^'],
  ['y ← y', 'y ← w', 'y ← w', '    ^'],
])('%s stands above %s', (should, shown, is, marks) => {
  const made = markDifferences(should.replaceAll(/ +/g, ' '), is);
  expect(made).toEqual({ should, is: shown, marks });
});

const plain = (text: string): string => text.replaceAll(/\s/gu, '');
const formula = fc.array(fc.constantFrom('a', 'm', ' ', '(', ')', '+', 'ζ')).map((parts) => parts.join(''));

it('changes no character but spaces, and marks nothing where nothing differs', () => {
  forAll(100, [formula, formula], (should, is) => {
    const made = markDifferences(should, is);
    expect([plain(made.should), plain(made.is)]).toEqual([plain(should), plain(is)]);
    expect(made.marks === '').toBe(should === is);
    expect(markDifferences(is, is).marks).toBe('');
  });
});
