/** A1 to A5 as predicates: problems that satisfy them with the least constant, and problems that just do not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateGradient,
  evaluateQuadratic,
  hessianSimilarityAssumption,
  isAuxiliaryConvex,
  isBoundedBelow,
  isHessianSimilar,
  isLocalNoiseBounded,
  isMeanSquareSimilar,
  isSmooth,
  isSnapshotNoiseBounded,
  localNoiseAssumption,
  localVarianceAt,
  mapProblem,
  meanSquareSimilarityAssumption,
  smoothnessAssumption,
  snapshotNoiseAssumption,
  snapshotVarianceAt,
  targetVarianceAt,
  type QuadraticProblem,
} from '../../spec/model/index.js';
import { createDecimalField } from '../../src/exact/index.js';
import { handVectors, problemOf } from '../support/hand-vectors.js';
import { forAll } from '../support/for-all.js';

const field = createDecimalField();
type Decimal = typeof field.zero;
const number = field.fromString;
const hair = number('1e-40');
const less = (text: string): Decimal => field.subtract(number(text), hair);

/** A problem in the plane from texts; atoms are the means shifted by ± the given vectors, equally likely. */
function problem(shape: {
  readonly A: readonly string[][];
  readonly b?: readonly string[];
  readonly B?: readonly string[][];
  readonly spread?: readonly string[][];
}): QuadraticProblem<Decimal> {
  const { A, b = ['0', '0'], B = A, spread = [['0', '0'], ['0', '0']] } = shape; // prettier-ignore
  const minus = (text: string): string => field.format(field.negate(number(text)));
  const sum = (left: string, right: string): string => field.format(field.add(number(left), number(right)));
  const shifted = (sign: (text: string) => string) =>
    A.map((row, i) => row.map((value, j) => sum(value, sign(spread[i]?.[j] ?? '0'))));
  const auxiliary = { matrix: B, vector: ['0', '0'] };
  return mapProblem(
    {
      dimension: 2,
      target: { matrix: A, vector: b, constant: '0' },
      auxiliary: { ...auxiliary, constant: '0' },
      snapshotAtoms: [(text: string) => text, minus].map((sign) => ({
        probability: '0.5',
        target: { matrix: shifted(sign), vector: b },
        auxiliary,
      })),
      localAtoms: [{ probability: '1', auxiliary }],
    },
    number,
  );
}

const diagonal = (first: string, second: string): string[][] => [[first, '0'], ['0', second]]; // prettier-ignore

it('carry the ids that the docs use', () => {
  expect(
    [
      smoothnessAssumption,
      hessianSimilarityAssumption,
      snapshotNoiseAssumption,
      localNoiseAssumption,
      meanSquareSimilarityAssumption,
    ].map(({ id }) => id),
  ).toEqual(['A1', 'A2', 'A3', 'A4', 'A5']);
});

describe('A1, smoothness', () => {
  it('holds from the largest eigenvalue of A on', () => {
    const sound = problem({
      A: [
        ['2', '1'],
        ['1', '2'],
      ],
    }); // eigenvalues 1 and 3 // prettier-ignore
    expect([isSmooth(field, sound, number('3')), isSmooth(field, sound, less('3'))]).toEqual([true, false]);
  });

  it('fails where f has no lower bound, whatever L is', () => {
    expect(isSmooth(field, problem({ A: diagonal('1', '-0.001') }), number('100'))).toBe(false);
    // flat in x₂ and sloped there: b is not in the range of A
    expect(isSmooth(field, problem({ A: diagonal('1', '0'), b: ['0', '1'] }), number('1'))).toBe(false);
    expect(isSmooth(field, problem({ A: diagonal('1', '0'), b: ['5', '0'] }), number('1'))).toBe(true);
  });

  it('sees a lower bound in a singular direction that is not a coordinate', () => {
    const matrix = [['1', '1'], ['1', '1']].map((row) => row.map(number)); // prettier-ignore
    const bounded = (vector: string[]): boolean =>
      isBoundedBelow(field, { matrix, vector: vector.map(number), constant: field.zero });
    expect([bounded(['2', '2']), bounded(['2', '2.0000000000000000000000001'])]).toEqual([true, false]);
  });
});

describe('A2, Hessian similarity', () => {
  it('is the norm of A − B, with the sign on neither side', () => {
    const similar = problem({ A: diagonal('5', '1'), B: diagonal('4', '3') });
    expect(isHessianSimilar(field, similar, number('2'))).toBe(true);
    expect(isHessianSimilar(field, similar, less('2'))).toBe(false);
    const opposite = problem({ A: diagonal('4', '3'), B: diagonal('5', '1') });
    expect(isHessianSimilar(field, opposite, less('2'))).toBe(false);
  });

  it('asks nothing else of h, which may be concave', () => {
    const concave = problem({ A: diagonal('1', '1'), B: diagonal('-1', '-1') });
    expect(isHessianSimilar(field, concave, number('2'))).toBe(true);
    expect(isAuxiliaryConvex(field, concave)).toBe(false);
    expect(isAuxiliaryConvex(field, problem({ A: diagonal('1', '0') }))).toBe(true);
  });
});

describe('A3 and A4, noise', () => {
  it.each(handVectors)(
    'are the second moments of %s at a point, worked out atom by atom',
    (_name, vector) => {
      const data = problemOf(field, vector);
      const at = vector.startingPoint.map(number);
      const spread = (
        outcomes: readonly { readonly probability: Decimal; readonly value: readonly Decimal[] }[],
      ): Decimal => {
        // E v² − (E v)², coordinate by coordinate
        const mean = (power: (value: Decimal) => Decimal, i: number): Decimal =>
          outcomes.reduce(
            (sum, { probability, value }) => sum.plus(probability.times(power(value[i] ?? field.zero))),
            field.zero,
          );
        return at.reduce(
          (sum, _value, i) =>
            sum.plus(mean((v) => v.times(v), i)).minus(mean((v) => v, i).times(mean((v) => v, i))),
          field.zero,
        );
      };
      const snapshot = data.snapshotAtoms.map(({ probability, target, auxiliary }) => {
        const [f, h] = [evaluateGradient(field, target, at), evaluateGradient(field, auxiliary, at)];
        return { probability, f, difference: f.map((value, i) => value.minus(h[i] ?? 0)) };
      });
      const local = data.localAtoms.map(({ probability, auxiliary }) => ({
        probability,
        value: evaluateGradient(field, auxiliary, at),
      }));
      const variance = spread(snapshot.map(({ probability, difference: value }) => ({ probability, value })));
      const [snapshotVariance, localVariance] = [variance, spread(local)].map(field.format);
      expect(field.format(snapshotVarianceAt(field, data, at))).toBe(snapshotVariance);
      expect(field.format(localVarianceAt(field, data, at))).toBe(localVariance);
      expect(field.format(targetVarianceAt(field, data, at))).toBe(
        field.format(spread(snapshot.map(({ probability, f: value }) => ({ probability, value })))),
      );
      expect(isSnapshotNoiseBounded(field, data, at, variance)).toBe(true);
      expect(isSnapshotNoiseBounded(field, data, at, variance.minus(hair))).toBe(false);
      expect(isLocalNoiseBounded(field, data, at, spread(local))).toBe(true);
      expect(isLocalNoiseBounded(field, data, at, spread(local).minus(hair))).toBe(false);
    },
  );
});

describe('A5, mean-square similarity', () => {
  it('is stricter than A2: noise in the matrices counts', () => {
    // D_j = ±diag(3, 0) around A − B = 0: E DᵀD = diag(9, 0)
    const noisy = problem({ A: diagonal('1', '1'), spread: diagonal('3', '0') });
    expect(isHessianSimilar(field, noisy, field.zero)).toBe(true);
    expect(isMeanSquareSimilar(field, noisy, less('3'))).toBe(false);
    expect(isMeanSquareSimilar(field, noisy, number('3'))).toBe(true);
  });

  it('implies A2 with the same δ', () => {
    const entry = fc.integer({ min: -9, max: 9 }).map(String);
    const matrix = fc.tuple(entry, entry, entry);
    forAll(300, [matrix, matrix, matrix, fc.nat(20)], ([a, b, c], [p, q, r], [s, t, u], delta) => {
      const data = problem({ A: [[a, b], [b, c]], B: [[p, q], [q, r]], spread: [[s, t], [u, s]] }); // prettier-ignore
      const bound = number(String(delta));
      if (isMeanSquareSimilar(field, data, bound)) expect(isHessianSimilar(field, data, bound)).toBe(true);
    });
  });
});

it('a quadratic and its gradient fit: φ(x+e) − φ(x−e) is twice the slope', () => {
  for (const [, vector] of handVectors) {
    const { target } = problemOf(field, vector);
    const at = vector.startingPoint.map(number);
    evaluateGradient(field, target, at).forEach((slope, i) => {
      const moved = (by: number) => at.map((value, j) => (i === j ? value.plus(by) : value));
      const rise = evaluateQuadratic(field, target, moved(1)).minus(
        evaluateQuadratic(field, target, moved(-1)),
      );
      expect(field.format(rise)).toBe(field.format(slope.times(2)));
    });
  }
});
