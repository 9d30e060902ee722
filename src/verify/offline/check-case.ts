/** Whether a case from a file can be run at all: sizes, probabilities, domains and draws, before anything is computed. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { checkParameters, mapParameters, mapProblem } from '../../../spec/model/index.js';
import type { AffineGradient } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import { checkProblem, numbersOf, radixFieldFor } from '../../problems/index.js';
import { problemError, type JsonPath } from '../../problems/json-path.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { OpenRequest } from '../protocol/requests.js';

type Fail = (path: JsonPath, problem: string, expected: string) => Error;

/** Sizes and draws of a message in tape mode; what follows may then rely on them. */
export function checkOpenSizes(open: Omit<OpenRequest, 'id'>, source: string): void {
  const fail = createFail(source);
  const { dimension, x0, m0, problem, parameters, initialization, variant } = open;
  const checkLength = (what: readonly unknown[], path: JsonPath, length: number): void => {
    if (what.length !== length) throw fail(path, `${what.length} entries are there`, `${length} entries`);
  };
  checkLength(x0, ['x0'], dimension);
  if (initialization.kind === 'given') checkLength(m0 ?? [], ['m0'], dimension);
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  if (keepsEstimate === (initialization.kind === 'none')) {
    const expected = keepsEstimate ? 'a start of m, for it keeps one' : '"none", for it keeps no estimate';
    throw fail(['initialization', 'kind'], `"${initialization.kind}" does not fit ${variant}`, expected);
  }
  if (problem === undefined) return;
  const { initial, rounds } = problem.tape;
  checkLength(rounds, ['problem', 'tape', 'rounds'], parameters.roundCount);
  const draws = initialization.kind === 'batch' ? (initialization.size ?? 1) : 0;
  checkLength(initial, ['problem', 'tape', 'initial'], draws);
  const { localStepCount } = parameters;
  // only step 1 may be without a draw of its own, so a K that is much too large shows before it is counted to
  const first = algorithms[variant].stepGradients(1).some(({ draw }) => draw === 'local') ? 1 : 0;
  const perRound = variant === 'sgd' ? 0 : Math.max(localStepCount - 1, 0) + first;
  const checkAtoms = (atoms: readonly number[], path: JsonPath, support: readonly unknown[]): void => {
    const wrong = atoms.findIndex((atom) => atom >= support.length);
    if (wrong < 0) return;
    throw fail([...path, wrong], `the atom ${atoms[wrong] ?? 0} is drawn`, `an atom below ${support.length}`);
  };
  checkAtoms(initial, ['problem', 'tape', 'initial'], problem.snapshotAtoms);
  rounds.forEach(({ snapshot, local }, t) => {
    const path = ['problem', 'tape', 'rounds', t];
    checkLength(local, [...path, 'local'], perRound);
    checkAtoms([snapshot], [...path, 'snapshot'], problem.snapshotAtoms);
    checkAtoms(local, [...path, 'local'], problem.localAtoms);
  });
}

/** The rest, of a case that was read: shapes of matrices, unbiased oracles, and parameters in their domains. */
export function checkCase(given: VerificationCase, source: string): void {
  const fail = createFail(source);
  const { problem, parameters, variant } = given;
  const { dimension, target, auxiliary, snapshotAtoms, localAtoms } = problem;
  const checkShapeOf = ({ matrix, vector }: AffineGradient<Ratio>, path: JsonPath): void => {
    const isSquare = matrix.length === dimension && matrix.every(({ length }) => length === dimension);
    const expected = `${dimension} rows of ${dimension} entries, and a vector of ${dimension}`;
    if (!isSquare || vector.length !== dimension)
      throw fail(['problem', ...path], 'it has another size', expected);
  };
  checkShapeOf(target, ['target']);
  checkShapeOf(auxiliary, ['auxiliary']);
  snapshotAtoms.forEach((atom, j) => {
    checkShapeOf(atom.target, ['snapshotAtoms', j, 'target']);
    checkShapeOf(atom.auxiliary, ['snapshotAtoms', j, 'auxiliary']);
  });
  localAtoms.forEach((atom, i) => {
    checkShapeOf(atom.auxiliary, ['localAtoms', i, 'auxiliary']);
  });
  const field = radixFieldFor([...numbersOf(problem), parameters.stepSize, parameters.momentumWeight]);
  checkProblem(field, mapProblem(problem, field.fromRatio), source);
  const [violation] = checkParameters(field, variant, mapParameters(parameters, field.fromRatio));
  if (violation === undefined) return;
  throw fail(['parameters', violation.parameter], 'it is outside its domain', violation.expected);
}

function createFail(source: string): Fail {
  return (path, problem, expected) =>
    problemError(source, path, { problem, expected, fix: 'Correct the open message.' });
}
