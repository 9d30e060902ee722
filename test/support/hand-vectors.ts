/** The hand-computed vectors of spec/vectors/hand: reading them, and what makes their data a problem. */
import { readdirSync, readFileSync } from 'node:fs';
import type { RunRequest } from '../../spec/algorithms/index.js';
import {
  addMatrices,
  createVectorSpace,
  isZero,
  scaleMatrix,
  subtractMatrices,
  type Field,
} from '../../spec/algebra/index.js';
import {
  createQuadraticOracle,
  mapInitialization,
  mapParameters,
  mapProblem,
  type AffineGradient,
  type AtomTape,
  type Initialization,
  type LocalAtom,
  type Parameters,
  type QuadraticProblem,
  type SnapshotAtom,
  type Trace,
  type VariantName,
} from '../../spec/model/index.js';
import { createRationalField, parseExactNumber, type Ratio } from '../../src/exact/index.js';
import { type JudgeRequest } from '../../src/judge/index.js';
import { mapTrace } from '../../src/judge/reported-trace.js';

/** A vector file: every number a string, except counts and indices. The values of f and h play no part in a run. */
export interface HandVector {
  readonly format: 'auxopt-hand-vector/1';
  readonly id: string;
  readonly variant: VariantName;
  readonly catches: string;
  readonly problem: {
    readonly dimension: number;
    readonly target: AffineGradient<string>;
    readonly auxiliary: AffineGradient<string>;
    readonly snapshotAtoms: readonly SnapshotAtom<string>[];
    readonly localAtoms: readonly LocalAtom<string>[];
  };
  readonly parameters: Parameters<string>;
  readonly initialization: Initialization<string>;
  readonly startingPoint: readonly string[];
  readonly tape: AtomTape;
  readonly trace: Trace<string>;
}

const folder = new URL('../../spec/vectors/hand/', import.meta.url);

/** Every vector, by the name of its file. */
export const handVectors: readonly (readonly [name: string, vector: HandVector])[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => [
    file.slice(0, -'.json'.length),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as HandVector,
  ]);

/** The vector's problem over `field`. */
export function problemOf<S>(field: Field<S>, { problem }: HandVector): QuadraticProblem<S> {
  const constant = '0';
  const { target, auxiliary } = problem;
  const whole = { ...problem, target: { ...target, constant }, auxiliary: { ...auxiliary, constant } };
  return mapProblem(whole, field.fromString);
}

/** The vector's run and trace over `field`. */
export function readHandVector<S>(
  field: Field<S>,
  vector: HandVector,
): { readonly request: Required<RunRequest<S>>; readonly trace: Trace<S> } {
  const { parameters, initialization, startingPoint, tape } = vector;
  const read = (values: readonly string[]): S[] => values.map(field.fromString);
  return {
    request: {
      parameters: {
        ...parameters,
        stepSize: field.fromString(parameters.stepSize),
        momentumWeight: field.fromString(parameters.momentumWeight),
      },
      initialization:
        initialization.kind === 'given'
          ? { kind: 'given', correction: read(initialization.correction) }
          : initialization,
      startingPoint: read(startingPoint),
      tape,
      oracle: createQuadraticOracle(field, problemOf(field, vector)),
    },
    // A complete trace stays one when its numbers are read.
    trace: mapTrace(vector.trace, read) as Trace<S>,
  };
}

/** The vector's run as the judge is asked about it, in exact arithmetic. */
export function judgeRequestOf(vector: HandVector): JudgeRequest {
  const { variant, parameters, initialization, startingPoint, tape } = vector;
  const field = createRationalField();
  const exactly = (text: string): Ratio => parseExactNumber(text);
  return {
    variant,
    parameters: mapParameters(parameters, exactly),
    initialization: mapInitialization(initialization, exactly),
    startingPoint: startingPoint.map(exactly),
    tape,
    problem: mapProblem(problemOf(field, vector), field.toRatio),
    arithmetic: 'exact',
  };
}

/** Whether the atoms are a distribution with the stated means, in the stated dimension. */
export function isConsistent<S>(field: Field<S>, vector: HandVector): boolean {
  const { dimension, target, auxiliary, snapshotAtoms, localAtoms } = problemOf(field, vector);
  const { add, subtract, scale, zero } = createVectorSpace(field);
  const isMean = (
    mean: AffineGradient<S>,
    atoms: readonly { readonly probability: S; readonly sample: AffineGradient<S> }[],
  ): boolean => {
    const total = atoms.map(({ probability }) => probability).reduce(field.add, field.zero);
    const matrix = atoms
      .map(({ probability, sample }) => scaleMatrix(field, probability, sample.matrix))
      .reduce((left, right) => addMatrices(field, left, right));
    const vectorMean = atoms
      .map(({ probability, sample }) => scale(probability, sample.vector))
      .reduce(add, zero(dimension));
    return (
      isZero(field, field.subtract(total, field.one)) &&
      subtractMatrices(field, mean.matrix, matrix)
        .flat()
        .every((value) => isZero(field, value)) &&
      subtract(mean.vector, vectorMean).every((value) => isZero(field, value))
    );
  };
  return (
    isMean(
      target,
      snapshotAtoms.map((atom) => ({ probability: atom.probability, sample: atom.target })),
    ) &&
    isMean(
      auxiliary,
      snapshotAtoms.map((atom) => ({ probability: atom.probability, sample: atom.auxiliary })),
    ) &&
    isMean(
      auxiliary,
      localAtoms.map((atom) => ({ probability: atom.probability, sample: atom.auxiliary })),
    )
  );
}
