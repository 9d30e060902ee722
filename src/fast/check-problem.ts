/** Input validation of a quadratic problem: every shape and every number is checked once, before any run. */
import type { Matrix } from 'ml-matrix';
import { countOf, InputError } from '../errors.js';
import type { FastAffineGradient, FastQuadraticProblem } from './problem.js';
import { assertDimension } from './workspace.js';

/**
 * Refuses a problem that a run could not use: d not a whole number ≥ 1, no atoms, a matrix that is not d×d, a vector
 * that is not of length d, a mean matrix that is not symmetric, a number that is not finite, a probability outside
 * (0, 1].
 *
 * Whether the probabilities sum to 1 and the atoms have the stated means is a question for exact arithmetic, not for
 * doubles; a run does not depend on it, because its draws are given.
 *
 * @throws InputError naming the part of `problem`.
 */
export function assertFastProblem(problem: FastQuadraticProblem): void {
  const { dimension, target, auxiliary, snapshotAtoms, localAtoms } = problem;
  assertDimension(dimension, 'problem.dimension');
  for (const [name, mean] of Object.entries({ target, auxiliary })) {
    assertAffine(mean, dimension, `problem.${name}`);
    assertSymmetric(mean.matrix, `problem.${name}.matrix`);
    assertFinite(mean.constant, `problem.${name}.constant`);
  }
  assertNotEmpty(snapshotAtoms, 'problem.snapshotAtoms');
  assertNotEmpty(localAtoms, 'problem.localAtoms');
  snapshotAtoms.forEach((atom, j) => {
    const where = `problem.snapshotAtoms[${j}]`;
    assertProbability(atom.probability, `${where}.probability`);
    assertAffine(atom.target, dimension, `${where}.target`);
    assertAffine(atom.auxiliary, dimension, `${where}.auxiliary`);
  });
  localAtoms.forEach((atom, i) => {
    const where = `problem.localAtoms[${i}]`;
    assertProbability(atom.probability, `${where}.probability`);
    assertAffine(atom.auxiliary, dimension, `${where}.auxiliary`);
  });
}

function assertAffine({ matrix, vector }: FastAffineGradient, dimension: number, where: string): void {
  if (matrix.rows !== dimension || matrix.columns !== dimension) {
    throw new InputError({
      problem: `the matrix is ${matrix.rows}×${matrix.columns}`,
      where: `${where}.matrix`,
      expected: `${dimension}×${dimension}`,
      fix: 'Give a square matrix with one row and one column a coordinate.',
    });
  }
  if (vector.length !== dimension) {
    throw new InputError({
      problem: `the vector has ${countOf(vector.length, 'entry')}`,
      where: `${where}.vector`,
      expected: countOf(dimension, 'entry'),
      fix: 'Give one entry a coordinate.',
    });
  }
  for (let i = 0; i < dimension; i += 1) {
    assertFinite(vector[i], `${where}.vector[${i}]`);
    for (let j = 0; j < dimension; j += 1) assertFinite(matrix.get(i, j), `${where}.matrix[${i}][${j}]`);
  }
}

function assertSymmetric(matrix: Matrix, where: string): void {
  for (let i = 0; i < matrix.rows; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const below = matrix.get(i, j);
      const above = matrix.get(j, i);
      if (below === above) continue;
      throw new InputError({
        problem: `the matrix is not symmetric: entry [${i}][${j}] is ${below}, entry [${j}][${i}] is ${above}`,
        where,
        expected: 'M = Mᵀ, because it is the Hessian of a mean',
        fix: 'Replace M by (M + Mᵀ)/2; single atoms may stay unsymmetric.',
      });
    }
  }
}

function assertFinite(value: number | undefined, where: string): void {
  if (Number.isFinite(value)) return;
  throw new InputError({
    problem: `the value is ${value}`,
    where,
    expected: 'a finite number',
    fix: 'Look for an overflow or a text that is no decimal where the problem was made.',
  });
}

function assertProbability(value: number, where: string): void {
  if (value > 0 && value <= 1) return;
  throw new InputError({
    problem: `the probability is ${value}`,
    where,
    expected: '0 < p ≤ 1',
    fix: 'Leave out atoms that never occur, and scale the others to the sum 1.',
  });
}

function assertNotEmpty(atoms: readonly unknown[], where: string): void {
  if (atoms.length > 0) return;
  throw new InputError({
    problem: 'there is no atom',
    where,
    expected: 'at least one atom',
    fix: 'For an oracle without noise give one atom of probability 1 that equals the mean.',
  });
}
