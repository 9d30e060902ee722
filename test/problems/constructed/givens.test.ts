/** Pythagorean angles, rotations, and matrices of a given spectrum. */
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/errors.js';
import {
  isSymmetric,
  multiplyMatrices,
  scaledIdentity,
  subtractMatrices,
  transpose,
  rank,
} from '../../../spec/algebra/index.js';
import { formatRatio } from '../../../src/exact/index.js';
import {
  matrixOfSpectrum,
  pythagoreanAngle,
  rotationMatrix,
} from '../../../src/problems/constructed/givens.js';
import { decimals } from './known-case.js';

const { fromRatio } = decimals;
const turnOf = (n: number, first: number, second: number) => {
  const { cosine, sine } = pythagoreanAngle(n);
  return { plane: [first, second] as const, cosine: fromRatio(cosine), sine: fromRatio(sine) };
};
const turns = [turnOf(1, 0, 2), turnOf(3, 2, 1)];
const rotate = (...own: typeof turns) => rotationMatrix(decimals, 3, own);
const texts = (matrix: ReturnType<typeof rotate>) => matrix.map((row) => row.map(decimals.format));
const identity = scaledIdentity(decimals, 3, decimals.one);

it('Pythagorean angles are those of the theory, and differ', () => {
  const angles = Array.from({ length: 12 }, (_, n) => pythagoreanAngle(n)).map(({ cosine, sine }) =>
    [cosine, sine].map(formatRatio).join(),
  );
  expect(angles.slice(0, 4)).toEqual(['1,0', '0.6,0.8', '-0.28,0.96', '-0.936,0.352']);
  expect(new Set(angles).size).toBe(12);
});

describe('rotations', () => {
  it('are orthogonal, by every angle', () => {
    for (let n = 0; n < 12; n += 1) {
      const rotation = rotate(...turns, turnOf(n, 0, 1));
      expect(texts(multiplyMatrices(decimals, rotation, transpose(rotation)))).toEqual(texts(identity));
    }
  });

  it('are multiplied in the order given', () => {
    const [first, second] = turns as [(typeof turns)[0], (typeof turns)[0]];
    const product = texts(multiplyMatrices(decimals, rotate(first), rotate(second)));
    expect(texts(rotate(first, second))).toEqual(product);
    expect(texts(rotate(second, first))).not.toEqual(product);
  });

  it.each([[0, 3], [-1, 0], [1, 1], [0.5, 1]] as const)('refuse the plane (%d, %d) of three axes', (i, j) => {
    expect(() => rotate(turnOf(1, i, j))).toThrow(ContractError);
  }); // prettier-ignore
});

describe('matrices of a spectrum', () => {
  it('are symmetric, with exactly these eigenvalues', () => {
    const spectrum = ['2', '-0.5', '0.25'].map(decimals.fromString);
    const matrix = matrixOfSpectrum(decimals, spectrum, turns);
    const isEigenvalue = (value: typeof decimals.one): boolean =>
      rank(decimals, subtractMatrices(decimals, matrix, scaledIdentity(decimals, 3, value))) < 3;
    expect([isSymmetric(decimals, matrix), spectrum.map(isEigenvalue)]).toEqual([true, [true, true, true]]);
    expect(isEigenvalue(decimals.fromString('0.5'))).toBe(false);
  });

  it('are turned by Q, not by its transpose', () => {
    const turned = matrixOfSpectrum(decimals, [decimals.one, decimals.zero], [turnOf(1, 0, 1)]);
    expect(texts(turned)).toEqual([['0.36', '0.48'], ['0.48', '0.64']]); // prettier-ignore
  });
});
