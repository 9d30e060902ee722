/** Whether a problem is consistent: symmetric means, proper probabilities, atoms that average to the means. */
import { addMatrices, scaleMatrix, type Matrix } from '../../spec/algebra/index.js';
import type { AffineGradient, QuadraticProblem } from '../../spec/model/index.js';
import type { ExactField } from '../exact/index.js';
import { formatJsonPath, problemError, type JsonPath } from './json-path.js';

/**
 * Checks what the theory asks of a problem, exactly.
 *
 * A = Aᵀ and B = Bᵀ; p_j > 0 and Σ p_j = 1, likewise q_i; Σ p_j A_j = A, Σ p_j b_j = b; and both oracles have the mean
 * ∇h: Σ p_j B_j = Σ q_i B_i = B, Σ p_j c_j = Σ q_i c_i = c.
 *
 * @param source - the name of the file, for errors.
 * @throws InputError for the first of these that fails, with its JSON path and the numbers involved.
 */
export function checkProblem<S>(field: ExactField<S>, problem: QuadraticProblem<S>, source: string): void {
  const { target, auxiliary, snapshotAtoms, localAtoms } = problem;
  checkSymmetric(field, target.matrix, ['target', 'matrix'], source);
  checkSymmetric(field, auxiliary.matrix, ['auxiliary', 'matrix'], source);
  checkProbabilities(field, snapshotAtoms, ['snapshotAtoms'], source);
  checkProbabilities(field, localAtoms, ['localAtoms'], source);
  for (const of of ['target', 'auxiliary'] as const) {
    const samples = snapshotAtoms.map((atom) => [atom.probability, atom[of]] as const);
    checkMean(field, samples, problem[of], 'snapshotAtoms', of, source);
  }
  const samples = localAtoms.map((atom) => [atom.probability, atom.auxiliary] as const);
  checkMean(field, samples, auxiliary, 'localAtoms', 'auxiliary', source);
}

function checkSymmetric<S>(field: ExactField<S>, matrix: Matrix<S>, path: JsonPath, source: string): void {
  matrix.forEach((row, i) => {
    row.forEach((value, j) => {
      const mirrored = matrix[j]?.[i] ?? value;
      if (j <= i || field.compare(value, mirrored) === 0) return;
      throw problemError(source, [...path, i, j], {
        problem: `the matrix is not symmetric: ${field.format(value)} here, ${field.format(mirrored)} at [${j}][${i}]`,
        expected: 'a symmetric matrix, because it is the Hessian of a quadratic',
        fix: 'Give both entries the same value; half their sum leaves the function as it is.',
      });
    });
  });
}

function checkProbabilities<S>(
  field: ExactField<S>,
  atoms: readonly { readonly probability: S }[],
  path: JsonPath,
  source: string,
): void {
  if (atoms.length === 0) {
    throw problemError(source, path, {
      problem: 'the list of atoms is empty',
      expected: 'at least one atom',
      fix: 'Leave the key out for an oracle without noise.',
    });
  }
  atoms.forEach(({ probability }, index) => {
    if (field.compare(probability, field.zero) > 0) return;
    throw problemError(source, [...path, index, 'probability'], {
      problem: `the probability ${field.format(probability)} is not positive`,
      expected: 'a probability > 0',
      fix: 'Leave out atoms that never occur.',
    });
  });
  const sum = atoms.map(({ probability }) => probability).reduce(field.add);
  if (field.compare(sum, field.one) === 0) return;
  throw problemError(source, path, {
    problem: `the probabilities sum to ${field.format(sum)}`,
    expected: 'a sum of exactly 1',
    fix: 'Correct them; write thirds as "1/3", because "0.333" rounds.',
  });
}

/** Σ p·sample must be the mean, entry by entry. */
function checkMean<S>(
  field: ExactField<S>,
  samples: readonly (readonly [probability: S, sample: AffineGradient<S>])[],
  mean: AffineGradient<S>,
  atoms: 'snapshotAtoms' | 'localAtoms',
  of: 'target' | 'auxiliary',
  source: string,
): void {
  const rowsOf = ({ matrix, vector }: AffineGradient<S>): Matrix<S> => [...matrix, vector];
  const actual = samples
    .map(([probability, sample]) => scaleMatrix(field, probability, rowsOf(sample)))
    .reduce((sum, term) => addMatrices(field, sum, term));
  rowsOf(mean).forEach((row, i) => {
    row.forEach((wanted, j) => {
      const value = actual[i]?.[j] ?? wanted;
      if (field.compare(value, wanted) === 0) return;
      const place = formatJsonPath([of, ...(i < mean.matrix.length ? ['matrix', i] : ['vector']), j]);
      throw problemError(source, [atoms], {
        problem: `the atoms' mean of ${place.slice(2)} is ${field.format(value)}`,
        expected: `${field.format(wanted)}, which is ${place}, because the oracle must be unbiased`,
        fix: 'Correct the atoms or the mean; for noise alone, let the deviations of the atoms cancel.',
      });
    });
  });
}
