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
import { formatRatio, type Ratio } from '../../../src/exact/index.js';
import {
  matrixOfSpectrum,
  pythagoreanAngle,
  rotationMatrix,
  type GivensTurn,
} from '../../../src/problems/constructed/givens.js';
import { decimals } from './known-case.js';

const { fromRatio } = decimals;
const lift = ({ plane, cosine, sine }: GivensTurn<Ratio>) => ({
  plane,
  cosine: fromRatio(cosine),
  sine: fromRatio(sine),
});
const turns = [
  lift({ plane: [0, 2], ...pythagoreanAngle(1) }),
  lift({ plane: [2, 1], ...pythagoreanAngle(3) }),
];

describe('Pythagorean angles', () => {
  it('are those of the theory', () => {
    const first = [0, 1, 2, 3]
      .map(pythagoreanAngle)
      .map(({ cosine, sine }) => [cosine, sine].map(formatRatio));
    expect(first).toEqual([['1', '0'], ['0.6', '0.8'], ['-0.28', '0.96'], ['-0.936', '0.352']]); // prettier-ignore
  });

  it('lie on the unit circle, and differ', () => {
    const angles = Array.from({ length: 12 }, (_, n) => pythagoreanAngle(n));
    for (const { cosine, sine } of angles) {
      const [c, s] = [fromRatio(cosine), fromRatio(sine)];
      const sum = decimals.add(decimals.multiply(c, c), decimals.multiply(s, s));
      expect(decimals.compare(sum, decimals.one)).toBe(0);
    }
    expect(new Set(angles.map(({ cosine }) => formatRatio(cosine))).size).toBe(12);
  });
});

describe('rotations', () => {
  it('are orthogonal', () => {
    const rotation = rotationMatrix(decimals, 3, turns);
    const product = multiplyMatrices(decimals, rotation, transpose(rotation));
    const rest = subtractMatrices(decimals, product, scaledIdentity(decimals, 3, decimals.one)).flat();
    expect(rest.map(decimals.format)).toEqual(rest.map(() => '0'));
  });

  it('are multiplied in the order given', () => {
    const [first, second] = turns;
    if (first === undefined || second === undefined) throw new Error('there are two turns');
    const product = multiplyMatrices(
      decimals,
      rotationMatrix(decimals, 3, [first]),
      rotationMatrix(decimals, 3, [second]),
    );
    const texts = (matrix: typeof product) => matrix.map((row) => row.map(decimals.format));
    expect(texts(rotationMatrix(decimals, 3, turns))).toEqual(texts(product));
    expect(texts(rotationMatrix(decimals, 3, [second, first]))).not.toEqual(texts(product));
  });

  it.each([
    [0, 3],
    [-1, 0],
    [1, 1],
    [0.5, 1],
  ] as const)('refuse the plane (%d, %d) in three dimensions', (first, second) => {
    const turn = lift({ plane: [first, second], ...pythagoreanAngle(1) });
    expect(() => rotationMatrix(decimals, 3, [turn])).toThrow(ContractError);
  });
});

describe('matrices of a spectrum', () => {
  const spectrum = ['2', '-0.5', '0.25'].map(decimals.fromString);
  const matrix = matrixOfSpectrum(decimals, spectrum, turns);

  it('are symmetric', () => {
    expect(isSymmetric(decimals, matrix)).toBe(true);
  });

  it('have exactly these eigenvalues', () => {
    const isEigenvalue = (value: typeof decimals.one): boolean =>
      rank(decimals, subtractMatrices(decimals, matrix, scaledIdentity(decimals, 3, value))) < 3;
    expect(spectrum.map(isEigenvalue)).toEqual([true, true, true]);
    expect(isEigenvalue(decimals.fromString('0.5'))).toBe(false);
  });

  it('are turned by Q, not by its transpose', () => {
    const turned = matrixOfSpectrum(decimals, ['1', '0'].map(decimals.fromString), [
      lift({ plane: [0, 1], ...pythagoreanAngle(1) }),
    ]);
    expect(turned.map((row) => row.map(decimals.format))).toEqual([['0.36', '0.48'], ['0.48', '0.64']]); // prettier-ignore
  });
});
