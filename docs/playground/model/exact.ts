/** Small exact arithmetic on texts: what the settings build their matrices with. */
import { createRationalField } from '../../../src/exact/index.js';

const field = createRationalField();

/** An exact number of the settings. */
export type Exact = ReturnType<typeof field.fromString>;
/** A vector of them. */
export type ExactVector = readonly Exact[];
/** A matrix of them, row by row. */
export type ExactMatrix = readonly ExactVector[];

/** The number that a text means. */
export const exact = (text: string): Exact => field.fromString(text);
/** As numerator and denominator. */
export const { toRatio } = field;
/** Its shortest text. */
export const textOf = (value: Exact): string => field.format(value);
export const { add, subtract, multiply, negate, one, zero, compare } = field;

/** 1/value, for value ≠ 0. */
export function reciprocal(value: Exact): Exact {
  const { numerator, denominator } = field.toRatio(value);
  return exact(`${denominator}/${numerator}`);
}

/** A matrix or a vector of the texts given. */
export const vectorOf = (...entries: readonly string[]): ExactVector => entries.map(exact);
export const matrixOf = (...rows: readonly (readonly string[])[]): ExactMatrix =>
  rows.map((row) => row.map(exact));

/** factor · vector. */
export const scaleVector = (factor: Exact, vector: ExactVector): ExactVector =>
  vector.map((entry) => multiply(factor, entry));
/** factor · matrix. */
export const scaleMatrix = (factor: Exact, matrix: ExactMatrix): ExactMatrix =>
  matrix.map((row) => scaleVector(factor, row));
/** left + right. */
export const addVectors = (left: ExactVector, right: ExactVector): ExactVector =>
  left.map((entry, index) => add(entry, right[index] ?? zero));
/** left + right. */
export const addMatrices = (left: ExactMatrix, right: ExactMatrix): ExactMatrix =>
  left.map((row, index) => addVectors(row, right[index] ?? []));
/** left − right. */
export const subtractMatrices = (left: ExactMatrix, right: ExactMatrix): ExactMatrix =>
  addMatrices(left, scaleMatrix(negate(one), right));
/** A vector of zeros. */
export const zeros = (dimension: number): ExactVector => Array.from({ length: dimension }, () => zero);
