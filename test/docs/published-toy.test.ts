/** The published toy problem: its table has every published number. */
import { expect, it } from 'vitest';
import { computeToyRow, notMet, publishedToy } from '../../docs/tooling/pages/published-toy.js';
import { loadProblem } from '../../src/cli/read-file.js';

const load = (file: string) => loadProblem(`docs/examples/${file}`);

it('meets every published number', () => {
  expect(publishedToy).toHaveLength(6);
  expect(publishedToy.flatMap((row) => notMet(computeToyRow(row, load(row.file))))).toEqual([]);
});

it('says so where a number is not met', () => {
  const [first] = publishedToy;
  expect(first && notMet(computeToyRow(first, load('toy-zeta10.json')))).toEqual([
    'δ = 1, ζ = 1: naive f(x¹⁰⁰) is 12.1213, published 0.121213',
    'δ = 1, ζ = 1: doubles, stored m is 4.9e-32, published 3.8e-34',
  ]);
});
