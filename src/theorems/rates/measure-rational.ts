/** What the bounds need of a run on rational functions: every sequence of atoms, one exact run each. */
import { createVectorSpace, maximum, type Vector } from '../../../spec/algebra/index.js';
import {
  mapInitialization,
  mapParameters,
  type DrawKind,
  type FunctionName,
  type Oracle,
} from '../../../spec/model/index.js';
import { createRationalField, runExact, type ExactField, type Ratio } from '../../exact/index.js';
import { enumerateTapes } from '../../expectation/index.js';
import type { RationalCase } from '../../problems/index.js';
import type { RateMeasurement } from './judge-rate.js';
import { startError } from './measure-quadratic.js';

/**
 * Measures a run exactly by enumeration; variances as in `measureQuadratic`.
 *
 * @returns G, e₀ and the variances, unit (value/point)²; exact.
 */
export function measureRational(rationalCase: RationalCase): RateMeasurement {
  const field = createRationalField();
  const { variant, parameters, initialization, constants } = rationalCase;
  const { localStepCount, roundCount } = parameters;
  const { squaredNorm, subtract } = createVectorSpace(field);
  const oracle = rationalCase.createOracle(field);
  const startingPoint = rationalCase.startingPoint.map(field.fromRatio);
  const run = {
    parameters: mapParameters(parameters, field.fromRatio),
    initialization: mapInitialization(initialization, field.fromRatio),
    startingPoint,
    oracle,
  };
  const weigh = weighted(field, rationalCase, oracle);
  const points = createSums(field, roundCount * localStepCount);
  const [snapshots, targets] = [createSums(field, roundCount), createSums(field, roundCount)];
  const locals = createSums(field, roundCount * localStepCount);
  for (const { probability, tape } of enumerateTapes(rationalCase)) {
    const weight = field.fromRatio(probability);
    const trace = runExact(field, variant, { ...run, tape });
    let snapshot = trace.start.iterate;
    trace.rounds.forEach(({ steps, iterate }, t) => {
      snapshots.add(t, weight, () => weigh.snapshot(snapshot));
      targets.add(t, weight, () => weigh.target(snapshot));
      let point = snapshot;
      steps.forEach((step, k) => {
        const at = point;
        points.add(t * localStepCount + k, weight, () => squaredNorm(weigh.mean('f', at)));
        locals.add(t * localStepCount + k, weight, () => weigh.local(at));
        point = step.point;
      });
      snapshot = iterate;
    });
  }
  const count = field.fromString(String(localStepCount * roundCount));
  const difference = subtract(weigh.mean('f', startingPoint), weigh.mean('h', startingPoint));
  return {
    averageSquaredGradient: field.toRatio(field.divide(points.values.reduce(field.add), count)),
    correctionError: startError(field, run.initialization, difference),
    snapshotVariance: constants.snapshotVariance ?? snapshots.largest(),
    firstSnapshotVariance: field.toRatio(weigh.snapshot(startingPoint)),
    localVariance: constants.localVariance ?? locals.largest(),
    targetVariance: constants.targetVariance ?? targets.largest(),
  };
}

/** Sums of probability·value, by place. */
function createSums<S>(field: ExactField<S>, size: number) {
  const values: S[] = Array.from({ length: size }, () => field.zero);
  return {
    values,
    add: (place: number, weight: S, value: () => S): void => {
      values[place] = field.add(values[place] as S, field.multiply(weight, value()));
    },
    largest: (): Ratio =>
      field.toRatio(values.reduce((most, value) => maximum(field, most, value), field.zero)),
  };
}

/** Variances of the oracle at a point; steady ones are known and left at 0 here. */
function weighted<S>(field: ExactField<S>, rationalCase: RationalCase, oracle: Oracle<S>) {
  const { squaredNorm, subtract } = createVectorSpace(field);
  const gradient = (name: FunctionName, draw: DrawKind, atom: number, at: Vector<S>): Vector<S> =>
    oracle.gradient({ function: name, draw, atom, at });
  const mean = (name: FunctionName, at: Vector<S>): Vector<S> => gradient(name, 'mean', 0, at);
  const variance = (
    probabilities: readonly Ratio[],
    centre: Vector<S>,
    sample: (atom: number) => Vector<S>,
  ): S =>
    probabilities
      .map((probability, atom) =>
        field.multiply(field.fromRatio(probability), squaredNorm(subtract(sample(atom), centre))),
      )
      .reduce(field.add, field.zero);
  const { snapshotProbabilities, localProbabilities, constants } = rationalCase;
  const differenceAt = (at: Vector<S>, draw: DrawKind, atom: number): Vector<S> =>
    subtract(gradient('f', draw, atom, at), gradient('h', draw, atom, at));
  return {
    mean,
    snapshot: (at: Vector<S>): S =>
      variance(snapshotProbabilities, differenceAt(at, 'mean', 0), (atom) =>
        differenceAt(at, 'snapshot', atom),
      ),
    target: (at: Vector<S>): S =>
      constants.targetVariance !== undefined
        ? field.zero
        : variance(snapshotProbabilities, mean('f', at), (atom) => gradient('f', 'snapshot', atom, at)),
    local: (at: Vector<S>): S =>
      constants.localVariance !== undefined
        ? field.zero
        : variance(localProbabilities, mean('h', at), (atom) => gradient('h', 'local', atom, at)),
  };
}
