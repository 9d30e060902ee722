/** From a case to the problem file that means it, and to readable JSON. */
import type { Matrix, Vector } from '../../spec/algebra/index.js';
import {
  mapParameters,
  type AffineGradient,
  type Initialization,
  type QuadraticFunction,
} from '../../spec/model/index.js';
import { formatRatio, type Ratio } from '../exact/index.js';
import type { ResolvedRun } from './problem-case.js';
import type {
  AffineText,
  ExplicitProblemFile,
  InitializationText,
  LocalAtomText,
  MatrixText,
  QuadraticText,
  SnapshotAtomText,
  VectorText,
} from './problem-file.js';
import { problemFormat } from './problem-schema.js';
import { isZeroRatio } from './constructed/decimal-ratio.js';

/** Texts that a file may carry besides what the case says. */
export interface ProblemFileNotes {
  readonly description?: string;
  readonly source?: string;
  readonly licence?: string;
}

/**
 * The problem file that means a case: `resolveProblemFile` gives the equal case back.
 *
 * Parts of an atom that equal the mean are left out, as is an oracle without noise and a constant 0.
 *
 * @param problemCase - a checked case; ratios in lowest terms, as every reader and generator here makes them.
 * @param notes - description, source and licence, which a case does not hold.
 * @returns the file; its numbers are decimals, or fractions where a decimal does not end.
 * @example
 * ```ts
 * import { formatProblemFile, readProblem, toProblemFile } from 'auxopt/problems';
 * import { arbitraryProblemCase, drawAt } from 'auxopt/properties';
 *
 * const { problemCase } = drawAt(arbitraryProblemCase(), 1, 0).value;
 * const text = formatProblemFile(toProblemFile(problemCase));
 * readProblem(text, 'case.json', () => ''); // equal to problemCase
 * ```
 */
export function toProblemFile(problemCase: ResolvedRun, notes: ProblemFileNotes = {}): ExplicitProblemFile {
  const { problem, parameters } = problemCase;
  const { target, auxiliary } = problem;
  const snapshotAtoms = problem.snapshotAtoms.map((atom): SnapshotAtomText => {
    const [targetPart, auxiliaryPart] = [
      deviatingParts(atom.target, target),
      deviatingParts(atom.auxiliary, auxiliary),
    ];
    return {
      probability: formatRatio(atom.probability),
      ...(targetPart && { target: targetPart }),
      ...(auxiliaryPart && { auxiliary: auxiliaryPart }),
    };
  });
  const localAtoms = problem.localAtoms.map((atom): LocalAtomText => {
    const part = deviatingParts(atom.auxiliary, auxiliary);
    return { probability: formatRatio(atom.probability), ...(part && { auxiliary: part }) };
  });
  return {
    format: problemFormat,
    name: problemCase.name,
    ...notes,
    dimension: problem.dimension,
    target: quadraticText(target),
    auxiliary: quadraticText(auxiliary),
    ...(!isNoiseless(snapshotAtoms) && { snapshotAtoms }),
    ...(!isNoiseless(localAtoms) && { localAtoms }),
    variant: problemCase.variant,
    parameters: mapParameters(parameters, formatRatio),
    initialization: initializationText(problemCase.initialization),
    startingPoint: vectorText(problemCase.startingPoint),
    seed: problemCase.seed,
  };
}

function quadraticText({ matrix, vector, constant }: QuadraticFunction<Ratio>): QuadraticText {
  return {
    matrix: matrixText(matrix),
    vector: vectorText(vector),
    ...(!isZeroRatio(constant) && { constant: formatRatio(constant) }),
  };
}

/** What of a sample differs from the mean, or undefined where nothing does. */
function deviatingParts(sample: AffineGradient<Ratio>, mean: AffineGradient<Ratio>): AffineText | undefined {
  const [matrix, vector] = [matrixText(sample.matrix), vectorText(sample.vector)];
  const isMeanMatrix = String(matrix) === String(matrixText(mean.matrix));
  const isMeanVector = String(vector) === String(vectorText(mean.vector));
  if (isMeanMatrix && isMeanVector) return undefined;
  return { ...(!isMeanMatrix && { matrix }), ...(!isMeanVector && { vector }) };
}

/** One atom without a deviation is what a file without the list means. */
function isNoiseless(atoms: readonly (SnapshotAtomText | LocalAtomText)[]): boolean {
  return atoms.length === 1 && atoms.every((atom) => !('target' in atom) && !('auxiliary' in atom));
}

function initializationText(initialization: Initialization<Ratio>): InitializationText {
  return initialization.kind === 'given'
    ? { kind: 'given', correction: vectorText(initialization.correction) }
    : initialization;
}

function vectorText(vector: Vector<Ratio>): VectorText {
  return vector.map(formatRatio);
}

function matrixText(matrix: Matrix<Ratio>): MatrixText {
  return matrix.map(vectorText);
}
