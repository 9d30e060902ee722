/** Vectors of ratios, written out once more without the library's fields: the other side of an agreement. */
import { createRatio, type Ratio } from '../../src/exact/index.js';
import type { AffineGradient } from '../../spec/model/index.js';

export const ratio = (numerator: number, denominator = 1): Ratio =>
  createRatio(BigInt(numerator), BigInt(denominator));

export const plus = (p: Ratio, q: Ratio): Ratio =>
  createRatio(p.numerator * q.denominator + q.numerator * p.denominator, p.denominator * q.denominator);
export const minus = (p: Ratio, q: Ratio): Ratio => plus(p, { ...q, numerator: -q.numerator });
export const times = (p: Ratio, q: Ratio): Ratio =>
  createRatio(p.numerator * q.numerator, p.denominator * q.denominator);

/** Σ cᵢ vᵢ. */
export function combine(...terms: readonly (readonly [factor: Ratio, vector: readonly Ratio[]])[]): Ratio[] {
  const [, first = []] = terms[0] ?? [];
  return first.map((_, i) =>
    terms
      .map(([factor, vector]) => times(factor, vector[i] ?? factor))
      .reduce((sum, term) => plus(sum, term)),
  );
}

/** M x − v. */
export function gradientAt({ matrix, vector }: AffineGradient<Ratio>, at: readonly Ratio[]): Ratio[] {
  return matrix.map((row, i) => {
    const product = row
      .map((entry, j) => times(entry, at[j] ?? entry))
      .reduce((sum, term) => plus(sum, term));
    return minus(product, vector[i] ?? product);
  });
}
