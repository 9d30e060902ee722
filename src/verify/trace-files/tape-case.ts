/** A case from an `open` message in tape mode: the way back of `openMessage`. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  type AffineGradient,
  checkParameters,
  type Initialization,
  mapParameters,
  mapProblem,
  valuesOf,
  type VariantName,
} from '../../../spec/model/index.js';
import { countOf, InputError } from '../../errors.js';
import type { Ratio } from '../../exact/index.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import { createNumberReader } from '../../problems/read-number.js';
import type { OpenRequest } from '../protocol/requests.js';
import { checkProblem } from '../../problems/check-problem.js';
import { numbersOf } from '../../problems/problem-case.js';
import { radixFieldFor } from '../../problems/arithmetic.js';
import { type JsonPath, problemError } from '../../problems/json-path.js';
import { createNumberCodec } from '../protocol/numbers.js';
import { openMessage } from '../session/prepared-case.js';

/**
 * The case that a message means, checked: it can be run.
 *
 * @param source - the file and line, for errors.
 * @throws InputError where the message has no problem, a number that is none, or sizes and draws that do not fit.
 */
export function caseFromOpen(open: Omit<OpenRequest, 'id'>, source: string): VerificationCase {
  const { problem, parameters, variant } = open;
  if (problem === undefined) {
    throw new InputError({
      problem: `the case ${open.case} has no problem`,
      where: source,
      expected: 'an open message in tape mode',
      fix: 'Print cases with auxopt print vectors --json, or with auxopt run FILE --tape.',
    });
  }
  checkOpenSizes(open, source);
  const { number } = createNumberReader(source);
  const read = (value: WireNumber): Ratio => number(String(value), []);
  const vector = (values: WireVector): readonly Ratio[] => values.map(read);
  const given: VerificationCase = {
    id: open.case,
    purpose: 'a case from a file',
    variant,
    problem: mapProblem<WireNumber, Ratio>(
      {
        ...problem,
        dimension: open.dimension,
        target: { ...problem.target, constant: 0 },
        auxiliary: { ...problem.auxiliary, constant: 0 },
      },
      read,
    ),
    parameters: mapParameters(parameters, read),
    ...(open.schedule === 'reported' ? { choosesSchedule: true } : {}),
    initialization: initializationOf(open, vector),
    startingPoint: vector(open.x0),
    tape: {
      initial: problem.tape.initial,
      rounds: problem.tape.rounds.map(({ snapshot, local }) => ({
        snapshot,
        local: placeLocals(variant, parameters.localStepCount, local),
      })),
    },
  };
  checkCase(given, source);
  return given;
}

function initializationOf(
  { initialization, m0 = [] }: Omit<OpenRequest, 'id'>,
  vector: (values: WireVector) => readonly Ratio[],
): Initialization<Ratio> {
  const { kind, size = 1 } = initialization;
  if (kind === 'given') return { kind, correction: vector(m0) };
  return kind === 'batch' ? { kind, size } : { kind };
}

/** The drawn local atoms at their steps; 0 where a step draws none. */
function placeLocals(variant: VariantName, stepCount: number, drawn: readonly number[]): readonly number[] {
  const { stepGradients } = algorithms[variant];
  let next = 0;
  return Array.from({ length: stepCount }, (_, index) =>
    stepGradients(index + 1).some(({ draw }) => draw === 'local') ? (drawn[next++] ?? 0) : 0,
  );
}

type Fail = (path: JsonPath, problem: string, expected: string) => Error;

/** Sizes and draws of a message in tape mode; what follows may then rely on them. */
function checkOpenSizes(open: Omit<OpenRequest, 'id'>, source: string): void {
  const fail = createFail(source);
  const { dimension, x0, m0, problem, parameters, initialization, variant } = open;
  const checkLength = (what: readonly unknown[], path: JsonPath, length: number): void => {
    if (what.length !== length) throw fail(path, `it has ${countOf(what.length, 'entry')}`, String(length));
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
function checkCase(given: VerificationCase, source: string): void {
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
  const field = radixFieldFor([
    ...numbersOf(problem),
    ...valuesOf(parameters.stepSize),
    ...valuesOf(parameters.momentumWeight),
  ]);
  checkProblem(field, mapProblem(problem, field.fromRatio), source);
  const [violation] = checkParameters(field, variant, mapParameters(parameters, field.fromRatio));
  if (violation === undefined) return;
  const { parameter, path, expected } = violation;
  throw fail(['parameters', parameter, ...path], 'it is outside its domain', expected);
}

function createFail(source: string): Fail {
  return (path, problem, expected) =>
    problemError(source, path, { problem, expected, fix: 'Correct the open message.' });
}

/** The message; its session is the id of the case. */
export function tapeCaseMessage(given: VerificationCase): OpenRequest {
  const codec = createNumberCodec('rational');
  return { ...openMessage({ case: given, oracleMode: 'tape', codec }, given.id), id: 'offline' };
}

export function formatTapeCase(given: VerificationCase): string {
  return `${JSON.stringify(tapeCaseMessage(given))}\n`;
}
