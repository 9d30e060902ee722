/** What the bounds need of a run on rational functions: every sequence of atoms, one exact run each. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { createVectorSpace, maximum, type Vector } from '../../../spec/algebra/index.js';
import {
  mapInitialization,
  mapParameters,
  type DrawKind,
  type FunctionName,
} from '../../../spec/model/index.js';
import { createRationalField, runExact, type Ratio } from '../../exact/index.js';
import { enumerateTapes } from '../../expectation/index.js';
import type { RationalCase } from '../../problems/constructed/rational-case.js';
import type { RateMeasurement } from './judge-rate.js';
import { startError } from './measure-quadratic.js';

const field = createRationalField();
type Rational = typeof field.one;
type Point = Vector<Rational>;

/**
 * Measures a run exactly by enumeration; variances as in `measureQuadratic`.
 *
 * @returns G, e₀ and the variances, unit (value/point)²; exact.
 */
export function measureRational(rationalCase: RationalCase): RateMeasurement {
  const { variant, parameters, initialization, constants } = rationalCase;
  const { localStepCount, roundCount } = parameters;
  const { squaredNorm, subtract } = createVectorSpace(field);
  const { add, multiply, zero } = field;
  const oracle = rationalCase.createOracle(field);
  const startingPoint = rationalCase.startingPoint.map(field.fromRatio);
  const run = {
    parameters: mapParameters(parameters, field.fromRatio),
    initialization: mapInitialization(initialization, field.fromRatio),
    startingPoint,
    oracle,
  };
  const gradient = (name: FunctionName, draw: DrawKind, atom: number, at: Point): Point =>
    oracle.gradient({ function: name, draw, atom, at });
  const mean = (name: FunctionName, at: Point): Point => gradient(name, 'mean', 0, at);
  const differenceAt = (at: Point, draw: DrawKind, atom: number): Point =>
    subtract(gradient('f', draw, atom, at), gradient('h', draw, atom, at));
  /** E‖sample − centre‖² over the atoms. */
  const variance = (probabilities: readonly Ratio[], centre: Point, sample: (atom: number) => Point) =>
    probabilities
      .map((probability, atom) =>
        multiply(field.fromRatio(probability), squaredNorm(subtract(sample(atom), centre))),
      )
      .reduce(add, zero);
  const { snapshotProbabilities, localProbabilities } = rationalCase;
  const snapshotVarianceAt = (at: Point) =>
    variance(snapshotProbabilities, differenceAt(at, 'mean', 0), (atom) =>
      differenceAt(at, 'snapshot', atom),
    );
  const targetVarianceAt = (at: Point) =>
    variance(snapshotProbabilities, mean('f', at), (atom) => gradient('f', 'snapshot', atom, at));
  const localVarianceAt = (at: Point) =>
    variance(localProbabilities, mean('h', at), (atom) => gradient('h', 'local', atom, at));
  // sums of probability·value by place; a variance that is the same everywhere is known
  const [points, snapshots, targets, locals] = [createSums(), createSums(), createSums(), createSums()];
  for (const { probability, tape } of enumerateTapes(rationalCase)) {
    const weight = field.fromRatio(probability);
    const trace = runExact(field, variant, { ...run, tape });
    let snapshot = trace.start.iterate;
    trace.rounds.forEach(({ steps, iterate }, t) => {
      if (constants.snapshotVariance === undefined) snapshots.add(t, weight, snapshotVarianceAt(snapshot));
      if (constants.targetVariance === undefined) targets.add(t, weight, targetVarianceAt(snapshot));
      let point = snapshot;
      steps.forEach((step, k) => {
        const place = t * localStepCount + k;
        points.add(place, weight, squaredNorm(mean('f', point)));
        if (constants.localVariance === undefined) locals.add(place, weight, localVarianceAt(point));
        point = step.point;
      });
      snapshot = iterate;
    });
  }
  const count = field.fromString(String(localStepCount * roundCount));
  const isTarget = algorithms[variant].estimates === 'target';
  const estimated = isTarget
    ? mean('f', startingPoint)
    : subtract(mean('f', startingPoint), mean('h', startingPoint));
  const targetVariance = constants.targetVariance ?? targets.largest();
  return {
    averageSquaredGradient: field.toRatio(field.divide(points.values.reduce(add), count)),
    correctionError: startError(field, run.initialization, estimated),
    snapshotVariance: isTarget ? targetVariance : (constants.snapshotVariance ?? snapshots.largest()),
    firstSnapshotVariance: field.toRatio((isTarget ? targetVarianceAt : snapshotVarianceAt)(startingPoint)),
    localVariance: constants.localVariance ?? locals.largest(),
    targetVariance,
  };

  function createSums() {
    const values: Rational[] = [];
    return {
      values,
      add: (place: number, weight: Rational, value: Rational): void => {
        values[place] = add(values[place] ?? zero, multiply(weight, value));
      },
      largest: (): Ratio => field.toRatio(values.reduce((most, value) => maximum(field, most, value), zero)),
    };
  }
}
