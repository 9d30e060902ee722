/** How large δ is in each setting: the identities of docs/guide/settings.md, exactly, and its figures. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../spec/algebra/index.js';
import { createRationalField, type Ratio } from '../../src/exact/index.js';
import { readProblem } from '../../src/problems/index.js';
import { forAll } from '../support/for-all.js';

const field = createRationalField();
type Rational = typeof field.zero;
const whole = (value: number): Rational => field.fromString(String(value));
const sum = (values: readonly Rational[]): Rational => values.reduce(field.add, field.zero);
const mean = (values: readonly Rational[]): Rational => field.divide(sum(values), whole(values.length));
const square = (value: Rational): Rational => field.multiply(value, value);

/** z zᵀ, the Hessian of a row of least squares, entry by entry. */
const hessianOf = (row: readonly number[]): readonly Rational[] =>
  row.flatMap((left) => row.map((right) => whole(left * right)));
const meanHessian = (all: readonly (readonly Rational[])[]): readonly Rational[] =>
  (all[0] ?? []).map((_, entry) => mean(all.map((one) => one[entry] ?? field.zero)));
/** ‖left − right‖² in the Frobenius norm. */
const distance = (left: readonly Rational[], right: readonly Rational[]): Rational =>
  sum(left.map((value, i) => square(field.subtract(value, right[i] ?? field.zero))));

/** All subsets of B of the indices below n. */
const subsets = (n: number, B: number, from = 0): readonly (readonly number[])[] =>
  B === 0
    ? [[]]
    : Array.from({ length: n - from }, (_, i) => from + i).flatMap((first) =>
        subsets(n, B - 1, first + 1).map((others) => [first, ...others]),
      );

const rows = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 2 }), {
  minLength: 2,
  maxLength: 6,
});

describe('identities', () => {
  it('B of n rows without replacement: E‖A_B − A‖² is S(n − B)/(B(n − 1)) in the Frobenius norm', () => {
    forAll(30, [rows, fc.nat(5)], (drawn, choice) => {
      const hessians = drawn.map(hessianOf);
      const [n, B] = [drawn.length, 1 + (choice % drawn.length)];
      const all = meanHessian(hessians);
      const spread = mean(hessians.map((one) => distance(one, all)));
      const batches = subsets(n, B).map((batch) => meanHessian(batch.map((i) => hessians[i] ?? [])));
      const expected = field.divide(field.multiply(spread, whole(n - B)), whole(B * (n - 1)));
      expect(field.compare(mean(batches.map((one) => distance(one, all))), expected)).toBe(0);
    });
  });

  it('masks that keep with probability p and scale by 1/p add (1/p − 1)·diag to a Hessian', () => {
    const [p, row] = [field.fromString('0.8'), [3, -2, 5]];
    const masks = Array.from({ length: 8 }, (_, bits) => row.map((_z, i) => (bits >> i) & 1));
    const expected = hessianOf(row).map((value, entry) => (entry % 4 === 0 ? field.divide(value, p) : value));
    const found = expected.map((_, entry) =>
      sum(
        masks.map((mask) => {
          const weight = mask.map((kept) => (kept === 1 ? p : field.subtract(field.one, p)));
          const [i, j] = [Math.floor(entry / 3), entry % 3];
          const kept = (mask[i] ?? 0) * (mask[j] ?? 0) * (row[i] ?? 0) * (row[j] ?? 0);
          return field.multiply(weight.reduce(field.multiply), field.divide(whole(kept), square(p)));
        }),
      ),
    );
    expect(found.map(field.format)).toEqual(expected.map(field.format));
  });
});

describe('the figures of the page', () => {
  const page = readFileSync('docs/guide/settings.md', 'utf8');
  const section = page.slice(page.indexOf('## How large δ is'), page.indexOf('## Figures'));
  const read = (name: string) =>
    readProblem(readFileSync(`docs/examples/setting-${name}.json`, 'utf8'), name, () => '').problem;
  const number = ({ numerator, denominator }: Ratio): number => Number(numerator) / Number(denominator);
  const spread = (matrix: Matrix<Ratio>, other: Matrix<Ratio>): number =>
    matrix.flatMap((row, i) => row.map((value, j) => (number(value) - number(other[i]?.[j] ?? value)) ** 2)).reduce((a, b) => a + b); // prettier-ignore

  it.each(['batch-reuse-cached', 'federated-client'])('√S of %s', (name) => {
    const { snapshotAtoms, target } = read(name);
    const S = snapshotAtoms
      .map((atom) => number(atom.probability) * spread(atom.target.matrix, target.matrix))
      .reduce((a, b) => a + b);
    expect(section).toContain(`√S = ${Math.sqrt(S).toPrecision(3)}`);
  });

  it.each([
    ['compressed-model-light', 0.96],
    ['compressed-model-heavy', 0.8],
  ])('(1/p − 1)·max Aᵢᵢ of %s', (name, p) => {
    const diagonal = read(name).target.matrix.map((row, i) =>
      number(row[i] ?? { numerator: 0n, denominator: 1n }),
    );
    expect(section).toContain(((1 / p - 1) * Math.max(...diagonal)).toPrecision(3));
  });
});
