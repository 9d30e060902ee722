/** Ω ↦ Σ_j p_j M_j Ω M_jᵀ, the second moments of a random gradient from those of (x, 1), in whole numbers. */
import { sparseProduct, type FactoredTerm, type SparseRow } from './forms.js';
import { addExponents, greaterExponents, type Exponents, type LeastScale } from './least-scale.js';
import type { SampledGradient } from './sampled-gradient.js';

/** The map Ω ↦ Σ_j p_j M_j Ω M_jᵀ. */
export interface GradientMoments {
  /** Of its denominator. */
  readonly exponents: Exponents;
  /**
   * Its value times the denominator: rows of a d×d matrix, of which entries on and right of the diagonal are set.
   *
   * @param omega - Ω, (d+1)² entries in one list.
   * @param meanOmega - M̄ Ω over the denominator of M̄: d rows.
   */
  readonly apply: (omega: readonly bigint[], meanOmega: readonly (readonly bigint[])[]) => bigint[][];
}

/** The map of a sampled gradient: the terms that read the constant alone are one matrix, the others are taken one by one. */
export function createGradientMoments(scale: LeastScale, sampled: SampledGradient): GradientMoments {
  const { mean, exponents: own, weightExponents, terms, offset, isWhole } = sampled;
  const [dimension, width] = [mean.length, mean.length + 1];
  const squared = addExponents(own, own);
  const ofTerms = addExponents(squared, weightExponents);
  const isConstant = ({ right }: FactoredTerm): boolean =>
    right.every(({ columns }) => columns.every((column) => column === dimension));
  const atOne = new Array<bigint>(width * width).fill(0n).with(-1, 1n);
  const constant = emptyMatrix(dimension);
  addTerms(constant, terms.filter(isConstant), atOne, width);
  const constants = scale.reduce({ numerators: constant.flat(), exponents: ofTerms });
  const reading = terms.filter((term) => !isConstant(term));
  const exponents = [
    ...(isWhole ? [] : [squared]),
    ...(reading.length === 0 ? [] : [ofTerms]),
    constants.exponents,
  ].reduce(greaterExponents, scale.whole);
  const factor = (of: Exponents): bigint => scale.power(addExponents(exponents, of, -1));
  const weigh = (list: readonly FactoredTerm[], by: bigint): FactoredTerm[] =>
    list.map((term) => ({ ...term, weight: term.weight * by }));
  const all = [
    ...(reading.length === 0 ? [] : weigh(reading, factor(ofTerms))),
    ...(isWhole || offset === undefined ? [] : weigh([{ ...offset, weight: -1n }], factor(squared))),
  ];
  const ofMean = isWhole ? 0n : factor(squared);
  const added = constants.numerators.map((value) => value * factor(constants.exponents));
  return {
    exponents,
    apply: (omega, meanOmega) => {
      const result = emptyMatrix(dimension);
      addTerms(result, all, omega, width);
      const one = omega.at(-1) as bigint;
      for (let i = 0; i < dimension; i += 1) {
        for (let k = i; k < dimension; k += 1) {
          if (!isWhole)
            add(result, i, k, ofMean * sparseProduct(mean[k] as SparseRow, meanOmega[i] as bigint[]));
          const value = added[i * dimension + k] as bigint;
          if (value !== 0n) add(result, i, k, value * one);
        }
      }
      return result;
    },
  };
}

function emptyMatrix(dimension: number): bigint[][] {
  return Array.from({ length: dimension }, () => new Array<bigint>(dimension).fill(0n));
}

/** Adds Σ weight·(L R) Ω (L R)ᵀ to the upper half of a matrix. */
function addTerms(
  result: bigint[][],
  terms: readonly FactoredTerm[],
  omega: readonly bigint[],
  width: number,
): void {
  for (const { weight, left, right } of terms) {
    const inner = innerProducts(right, omega, width).map((row) => row.map((value) => weight * value));
    if (left === undefined) {
      inner.forEach((row, i) => {
        for (let k = i; k < row.length; k += 1) add(result, i, k, row[k] as bigint);
      });
      continue;
    }
    left.forEach((row, i) => {
      if (row.columns.length === 0) return;
      const product = inner.map((values) => sparseProduct(row, values)); // inner is symmetric
      for (let k = i; k < left.length; k += 1) {
        const other = left[k] as SparseRow;
        if (other.columns.length > 0) add(result, i, k, sparseProduct(other, product));
      }
    });
  }
}

function add(result: bigint[][], i: number, k: number, value: bigint): void {
  const row = result[i] as bigint[];
  row[k] = (row[k] as bigint) + value;
}

/** R Ω Rᵀ. */
function innerProducts(right: readonly SparseRow[], omega: readonly bigint[], width: number): bigint[][] {
  const [only] = right;
  if (only !== undefined && right.length === 1) return [[quadraticForm(only, omega, width)]];
  const values = right.map((): bigint[] => []);
  right.forEach((row, a) => {
    const product = Array.from({ length: width }, (_, c) => sparseProduct(row, omega, c * width)); // Ω is symmetric
    for (let b = a; b < right.length; b += 1) {
      const value = sparseProduct(right[b] as SparseRow, product);
      (values[a] as bigint[])[b] = value;
      (values[b] as bigint[])[a] = value;
    }
  });
  return values;
}

/** vᵀ Ω v, with each entry of the symmetric Ω read once. */
function quadraticForm(
  { columns, coefficients }: SparseRow,
  omega: readonly bigint[],
  width: number,
): bigint {
  let sum = 0n;
  for (let c = 0; c < columns.length; c += 1) {
    const row = (columns[c] as number) * width;
    let half = 0n;
    for (let e = c + 1; e < columns.length; e += 1) {
      half += (coefficients[e] as bigint) * (omega[row + (columns[e] as number)] as bigint);
    }
    const own = coefficients[c] as bigint;
    sum += own * (2n * half + own * (omega[row + (columns[c] as number)] as bigint));
  }
  return sum;
}
