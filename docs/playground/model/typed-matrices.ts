/** Matrices and vectors as they are typed; what cannot be read is said in the words of the form. */
import { isBoundedBelow } from '../../../spec/model/index.js';
import { AuxoptError } from '../../../src/errors.js';
import { createRationalField, nearestDouble } from '../../../src/exact/index.js';
import {
  exact,
  textOf,
  toRatio,
  zero,
  zeros,
  type Exact,
  type ExactMatrix,
  type ExactVector,
} from './exact.js';

/** The largest number that the charts take. */
const most = 1e6;

function readEntry(name: string, text: string): Exact {
  let value: Exact;
  try {
    value = exact(text);
  } catch {
    throw new AuxoptError(
      `${name}: "${text}" is no number; type decimals such as -0.25, or fractions such as 1/3.`,
    );
  }
  if (Math.abs(nearestDouble(toRatio(value))) > most)
    throw new AuxoptError(`${name}: ${text} is too large for the charts; type numbers up to a million.`);
  return value;
}

/** Numbers with blanks or commas between them. */
export function readVector(name: string, text: string): ExactVector {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  if (entries.length === 0) throw new AuxoptError(`${name} is empty; type numbers with blanks between them.`);
  return entries.map((entry) => readEntry(name, entry));
}

/** Rows that end with semicolons. */
export function readMatrix(name: string, text: string): ExactMatrix {
  const rows = text.split(';').filter((row) => row.trim() !== '');
  if (rows.length === 0) throw new AuxoptError(`${name} is empty; type rows of numbers with ; between them.`);
  return rows.map((row) => readVector(name, row));
}

const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;

/** Throws where a vector has not as many entries as x⁰. */
export function checkVector(name: string, vector: ExactVector, dimension: number): void {
  if (vector.length !== dimension)
    throw new AuxoptError(
      `${name} has ${counted(vector.length, 'entry', 'entries')}, x⁰ has ${dimension}. Give both the same number.`,
    );
}

/** Throws where a matrix has not as many rows and columns as x⁰ has entries, or is not symmetric. */
export function checkMatrix(name: string, matrix: ExactMatrix, dimension: number): void {
  if (matrix.length !== dimension)
    throw new AuxoptError(
      `${name} has ${counted(matrix.length, 'row')}, x⁰ has ${counted(dimension, 'entry', 'entries')}. Give both the same number.`,
    );
  for (const [i, row] of matrix.entries()) {
    checkVector(`${name}, row ${i + 1},`, row, dimension);
    for (const [j, entry] of row.slice(0, i).entries()) {
      const mirrored = matrix[j]?.[i];
      if (mirrored !== undefined && textOf(mirrored) !== textOf(entry))
        throw new AuxoptError(
          `${name} is not symmetric: row ${j + 1}, entry ${i + 1} is ${textOf(mirrored)}, but row ${i + 1}, entry ${j + 1} is ${textOf(entry)}. Give both the same value, because a Hessian is symmetric.`,
        );
    }
  }
}

/** Throws where ½xᵀAx − bᵀx has no minimum. */
export function checkMinimum(matrix: ExactMatrix, b: ExactVector): void {
  const isBounded = (vector: ExactVector): boolean =>
    isBoundedBelow(createRationalField(), { matrix, vector, constant: zero });
  if (isBounded(b)) return;
  throw new AuxoptError(
    isBounded(zeros(b.length))
      ? 'f has no minimum: A is singular, and b is not in its range. Change A or b.'
      : 'f has no minimum: A has a negative eigenvalue. Type an A that has none.',
  );
}
