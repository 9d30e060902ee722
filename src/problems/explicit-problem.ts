/** Problems whose matrices are written out: texts to ratios, and what is left out to the means. */
import type { AffineGradient, QuadraticFunction, QuadraticProblem } from '../../spec/model/index.js';
import type { Ratio } from '../exact/index.js';
import type { JsonPath } from './json-path.js';
import type {
  AffineText,
  ExplicitProblemFile,
  LocalAtomText,
  QuadraticText,
  SnapshotAtomText,
} from './problem-file.js';
import { checkProblemSize } from './problem-size.js';
import { createNumberReader } from './read-number.js';

/**
 * The problem of an explicit file.
 *
 * @throws InputError for a wrong number of rows or entries; whether the means agree is not checked here.
 */
export function readExplicitProblem(file: ExplicitProblemFile, source: string): QuadraticProblem<Ratio> {
  const { dimension } = file;
  const read = createNumberReader(source);
  checkProblemSize(
    { dimension, snapshotAtoms: file.snapshotAtoms?.length ?? 1, localAtoms: file.localAtoms?.length ?? 1 },
    source,
  );
  const quadratic = (text: QuadraticText, path: JsonPath): QuadraticFunction<Ratio> => ({
    matrix: read.matrix(text.matrix, [...path, 'matrix'], dimension),
    vector: read.vector(text.vector, [...path, 'vector'], dimension),
    constant: read.number(text.constant ?? '0', [...path, 'constant']),
  });
  const target = quadratic(file.target, ['target']);
  const auxiliary = quadratic(file.auxiliary, ['auxiliary']);

  const affine = (
    text: AffineText | undefined,
    mean: QuadraticFunction<Ratio>,
    path: JsonPath,
  ): AffineGradient<Ratio> => ({
    matrix:
      text?.matrix === undefined ? mean.matrix : read.matrix(text.matrix, [...path, 'matrix'], dimension),
    vector:
      text?.vector === undefined ? mean.vector : read.vector(text.vector, [...path, 'vector'], dimension),
  });
  const certain = { probability: '1' }; // no atoms: the oracle returns the means
  return {
    dimension,
    target,
    auxiliary,
    snapshotAtoms: (file.snapshotAtoms ?? [certain]).map((atom: SnapshotAtomText, j) => {
      const path = ['snapshotAtoms', j];
      return {
        probability: read.number(atom.probability, [...path, 'probability']),
        target: affine(atom.target, target, [...path, 'target']),
        auxiliary: affine(atom.auxiliary, auxiliary, [...path, 'auxiliary']),
      };
    }),
    localAtoms: (file.localAtoms ?? [certain]).map((atom: LocalAtomText, i) => {
      const path = ['localAtoms', i];
      return {
        probability: read.number(atom.probability, [...path, 'probability']),
        auxiliary: affine(atom.auxiliary, auxiliary, [...path, 'auxiliary']),
      };
    }),
  };
}
