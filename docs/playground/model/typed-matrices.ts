/** Matrices and vectors as they are typed; one clear message for what cannot be read. */
import { exact, type ExactMatrix, type ExactVector } from './exact.js';

/** Numbers with blanks or commas between them. */
export function readVector(name: string, text: string): ExactVector {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  if (entries.length === 0) throw new Error(`${name} is empty; type numbers with blanks between them.`);
  return entries.map((entry) => {
    try {
      return exact(entry);
    } catch {
      throw new Error(
        `${name}: "${entry}" is no number; type decimals such as -0.25, or fractions such as 1/3.`,
      );
    }
  });
}

/** Rows that end with semicolons. */
export function readMatrix(name: string, text: string): ExactMatrix {
  return text
    .split(';')
    .filter((row) => row.trim() !== '')
    .map((row) => readVector(name, row));
}
