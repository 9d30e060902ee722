/** From the text of a problem file to the file, and from the file to a checked case in ratios. */
import { algorithms } from '../../spec/algorithms/index.js';
import {
  checkParameters,
  isSchedule,
  mapParameters,
  mapProblem,
  scheduledNames,
  valuesOf,
  violatingPart,
  type AffineGradient,
  type Initialization,
  type PerRound,
  type PerStep,
  type QuadraticFunction,
  type QuadraticProblem,
  type Schedule,
  type VariantName,
} from '../../spec/model/index.js';
import type { Ratio } from '../exact/index.js';
import { radixFieldFor } from './arithmetic.js';
import { checkProblem } from './check-problem.js';
import { problemError, type JsonPath } from './json-path.js';
import type { ReadText } from './least-squares-data.js';
import { readLeastSquaresProblem } from './least-squares-problem.js';
import { parseJson } from './json-syntax.js';
import { checkDocument } from './parse-document.js';
import { explicitProblemSchema, leastSquaresProblemSchema } from './problem-schema.js';
import { numbersOf, requireConstants, type ResolvedProblem, type ResolvedRun } from './problem-case.js';
import type {
  AffineText,
  ExplicitProblemFile,
  InitializationText,
  LocalAtomText,
  ProblemFile,
  QuadraticText,
  SnapshotAtomText,
} from './problem-file.js';
import { readHuberTerms, refuseHuberTerms, withoutHuberTerms, type HuberProblem } from './huber-problem.js';
import { checkProblemSize, checkRunLength, checkSharedBase } from './problem-size.js';
import { createNumberReader } from './read-number.js';

/**
 * The problem file that a text holds.
 *
 * @param text - JSON of the format `auxopt-problem/1`.
 * @param sourceName - the name of the file, for errors.
 * @returns the file as written: numbers are still texts, and nothing is looked up yet.
 * @throws InputError, exactly one, for malformed JSON (with line and column) and for the first wrong key, type or form
 * (with its JSON path).
 * @example
 * ```ts
 * import { parseProblemText } from 'auxopt/problems';
 *
 * try {
 *   parseProblemText('{"format": "auxopt-problem/2"}', 'mine.json');
 * } catch (error) {
 *   String(error); // … mine.json at $.format: found the string "auxopt-problem/2"; expected "auxopt-problem/1". …
 * }
 * ```
 */
export function parseProblemText(text: string, sourceName: string): ProblemFile {
  const document = parseJson(text, sourceName);
  // Chosen by its key rather than by a union, which would report the issues of both shapes.
  const fromTable = typeof document === 'object' && document !== null && 'leastSquares' in document;
  if (!fromTable) return checkDocument(explicitProblemSchema, document, sourceName);
  const both = Object.keys(document).find(
    (key) => key in explicitProblemSchema.shape && !(key in leastSquaresProblemSchema.shape),
  );
  if (both === undefined) return checkDocument(leastSquaresProblemSchema, document, sourceName);
  throw problemError(sourceName, [both], {
    problem: `${JSON.stringify(both)} is given, and "leastSquares" too`,
    expected: 'only one of them: a problem of matrices, or one of a table',
    fix: `Leave out "leastSquares", or ${JSON.stringify(both)} and what else belongs to matrices.`,
  });
}

/**
 * The case that a problem file means, checked, with every number an exact ratio.
 * For files that a program made rather than read.
 *
 * @param file - as {@link parseProblemText} returns it.
 * @param readText - reads the table of a `leastSquares` file; gets the path as written there.
 * @param sourceName - the name of the file, for errors.
 * @returns the case; its matrices are symmetric, its atoms unbiased, its parameters in their domains.
 * @throws InputError, exactly one, with the JSON path and the numbers involved, for anything that does not fit.
 */
export function resolveProblemFile(
  file: ProblemFile,
  readText: ReadText,
  sourceName = 'the problem file',
): ResolvedProblem {
  return requireConstants(resolveRunFile(file, readText, sourceName), 'this use of a problem', sourceName);
}

/** {@link resolveProblemFile} that also takes schedules of η and a. */
function resolveRunFile(file: ProblemFile, readText: ReadText, sourceName: string): ResolvedRun {
  refuseHuberTerms(file, sourceName);
  const problem =
    'leastSquares' in file
      ? readLeastSquaresProblem(file, readText, sourceName)
      : readExplicitProblem(file, sourceName);
  const numbers = numbersOf(problem);
  checkSharedBase(numbers, sourceName);
  const ring = radixFieldFor(numbers);
  checkProblem(ring, mapProblem(problem, ring.fromRatio), sourceName);
  const read = createNumberReader(sourceName);
  return {
    name: file.name,
    variant: file.variant,
    problem,
    parameters: readParameters(file, sourceName),
    initialization: readInitialization(file.initialization, file.variant, problem.dimension, sourceName),
    startingPoint: read.vector(file.startingPoint, ['startingPoint'], problem.dimension),
    seed: file.seed,
  };
}

/**
 * {@link parseProblemText}, then {@link resolveProblemFile}: the one call from text to a checked case.
 *
 * @throws InputError, exactly one, as those two do.
 * @example
 * ```ts
 * import { readProblem } from 'auxopt/problems';
 *
 * const text = JSON.stringify({
 *   format: 'auxopt-problem/1',
 *   name: 'toy',
 *   dimension: 1,
 *   target: { matrix: [['1']], vector: ['0'] },
 *   auxiliary: { matrix: [['2']], vector: ['1'] },
 *   variant: 'aux-mom',
 *   parameters: { stepSize: '0.1', momentumWeight: '1', localStepCount: 10, roundCount: 100 },
 *   initialization: { kind: 'zero' },
 *   startingPoint: ['1'],
 *   seed: 1,
 * });
 * const resolved = readProblem(text, 'toy.json', () => '');
 * resolved.parameters.stepSize; // { numerator: 1n, denominator: 10n }
 * ```
 */
export function readProblem(text: string, sourceName: string, readText: ReadText): ResolvedProblem {
  return resolveProblemFile(parseProblemText(text, sourceName), readText, sourceName);
}

/** {@link readProblem} that also takes schedules of η and a, for whatever runs a problem and proves nothing of it. */
export function readRun(text: string, sourceName: string, readText: ReadText): ResolvedRun {
  return resolveRunFile(parseProblemText(text, sourceName), readText, sourceName);
}

/**
 * {@link readRun} that also takes files with Huber terms, but those with constants only.
 *
 * @returns a problem with Huber terms where the file has any, else the checked case.
 * @throws InputError as `readProblem`, and for a Huber term that is not as it must be.
 */
export function readAnyProblem(
  text: string,
  sourceName: string,
  readText: ReadText,
): ResolvedRun | HuberProblem {
  const file = parseProblemText(text, sourceName);
  const terms = readHuberTerms(file, sourceName);
  const quadratic = resolveRunFile(withoutHuberTerms(file), readText, sourceName);
  if (terms === undefined) return quadratic;
  return { quadratic: requireConstants(quadratic, 'a run with a Huber term', sourceName), ...terms };
}

function readParameters(file: ProblemFile, source: string): ResolvedRun['parameters'] {
  const read = createNumberReader(source);
  const readSchedule = (text: Schedule<string>, path: JsonPath): Schedule<Ratio> =>
    isSchedule<PerStep<string>>(text)
      ? text.map((entry, index) => readSchedule(entry, [...path, index]) as PerStep<Ratio>)
      : read.number(text, path);
  const parameters: ResolvedRun['parameters'] = {
    ...file.parameters,
    stepSize: readSchedule(file.parameters.stepSize, ['parameters', 'stepSize']),
    momentumWeight: readSchedule(file.parameters.momentumWeight, [
      'parameters',
      'momentumWeight',
    ]) as PerRound<Ratio>,
  };
  const ring = radixFieldFor(scheduledNames.flatMap((name) => valuesOf<Ratio>(parameters[name])));
  const [violation] = checkParameters(ring, file.variant, mapParameters(parameters, ring.fromRatio));
  if (violation === undefined) {
    checkRunLength(file, source);
    return parameters;
  }
  const { parameter, path, expected } = violation;
  const part = violatingPart<string>(file.parameters, violation);
  throw problemError(source, ['parameters', parameter, ...path], {
    problem:
      typeof part === 'object'
        ? `the schedule has ${part.length} values`
        : `the value ${part} is outside its domain`,
    expected,
    fix: typeof part === 'object' ? 'Give as many, or one value.' : 'Choose a value in this domain.',
  });
}

function readInitialization(
  text: InitializationText,
  variant: VariantName,
  dimension: number,
  source: string,
): Initialization<Ratio> {
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  if (keepsEstimate === (text.kind === 'none')) {
    throw problemError(source, ['initialization', 'kind'], {
      problem: `"${text.kind}" does not fit the variant ${variant}`,
      expected: keepsEstimate ? '"given", "zero", "exact", "batch" or "first-snapshot"' : '"none"',
      fix: `${variant} ${keepsEstimate ? 'keeps an estimate, which needs a start' : 'keeps no estimate'}: change the kind or the variant.`,
    });
  }
  if (text.kind === 'given') {
    const path = ['initialization', 'correction'];
    return { kind: 'given', correction: createNumberReader(source).vector(text.correction, path, dimension) };
  }
  return text.kind === 'batch' ? text : { kind: text.kind };
}

/**
 * The problem of an explicit file.
 *
 * @throws InputError for a wrong number of rows or entries; whether the means agree is not checked here.
 */
function readExplicitProblem(file: ExplicitProblemFile, source: string): QuadraticProblem<Ratio> {
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
    { matrix, vector }: AffineText = {},
    mean: QuadraticFunction<Ratio>,
    path: JsonPath,
  ): AffineGradient<Ratio> => ({
    matrix: matrix === undefined ? mean.matrix : read.matrix(matrix, [...path, 'matrix'], dimension),
    vector: vector === undefined ? mean.vector : read.vector(vector, [...path, 'vector'], dimension),
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
