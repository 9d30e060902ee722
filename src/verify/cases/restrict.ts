/** Problems, parameters and cases with some of their freedom taken away. */
import type { MethodRestriction } from '../../../spec/methods/index.js';
import {
  withOneStep,
  type AffineGradient,
  type QuadraticProblem,
  type RunParameters,
} from '../../../spec/model/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import { mapFunctions, type VerificationCase } from './verification-case.js';

/** The parameters with K and a as the method fixes them. */
export function restrictParameters<P extends RunParameters<Ratio>>(
  { localStepCount, momentumWeight }: MethodRestriction,
  given: P,
): P {
  return {
    ...(localStepCount === undefined ? given : withOneStep(given)),
    ...(momentumWeight === undefined ? {} : { momentumWeight: ratioField.one }),
  };
}

/** The case with K and a fixed, and as many draws as it then takes. */
export function restrictRun<C extends VerificationCase>(restriction: MethodRestriction, given: C): C {
  const parameters = restrictParameters(restriction, given.parameters);
  const rounds = given.tape.rounds.map(({ snapshot, local }) => ({
    snapshot,
    local: local.slice(0, parameters.localStepCount),
  }));
  return { ...given, parameters, tape: { ...given.tape, rounds } };
}

/** The case on its first `dimension` coordinates. */
export function restrictDimension<C extends VerificationCase>(dimension: number, given: C): C {
  const { problem, initialization, startingPoint } = given;
  if (problem.dimension <= dimension) return given;
  const cut = <Entry>(entries: readonly Entry[]): readonly Entry[] => entries.slice(0, dimension);
  const functions = mapFunctions(
    problem,
    ({ matrix, vector }) => ({ matrix: cut(matrix).map(cut), vector: cut(vector) }),
    (constant) => constant,
  );
  return {
    ...given,
    problem: { dimension, ...functions },
    initialization:
      initialization.kind === 'given'
        ? { ...initialization, correction: cut(initialization.correction) }
        : initialization,
    startingPoint: cut(startingPoint),
  };
}

/** The problem with the auxiliary and the noise that the method leaves. */
export function restrictProblem(
  { auxiliary, noise }: MethodRestriction,
  problem: QuadraticProblem<Ratio>,
): QuadraticProblem<Ratio> {
  const means = { target: problem.target, auxiliary: auxiliaryOf(problem, auxiliary) };
  const toAuxiliary = (sample: AffineGradient<Ratio>): AffineGradient<Ratio> => {
    if (auxiliary === 'zero') return withoutConstant(means.auxiliary);
    return auxiliary === 'target' ? shifted(sample, problem.auxiliary, problem.target) : sample;
  };
  const { snapshotAtoms, localAtoms } = problem;
  return {
    ...problem,
    auxiliary: means.auxiliary,
    snapshotAtoms: snapshotAtoms.map((atom) => ({
      ...atom,
      target: noise === undefined ? atom.target : withoutConstant(means.target),
      auxiliary: noise === undefined ? toAuxiliary(atom.auxiliary) : withoutConstant(means.auxiliary),
    })),
    localAtoms: localAtoms.map((atom) => ({
      ...atom,
      auxiliary: noise === 'none' ? withoutConstant(means.auxiliary) : toAuxiliary(atom.auxiliary),
    })),
  };
}

function auxiliaryOf(
  problem: QuadraticProblem<Ratio>,
  kind: MethodRestriction['auxiliary'],
): QuadraticProblem<Ratio>['auxiliary'] {
  if (kind === undefined) return problem.auxiliary;
  if (kind === 'target') return problem.target;
  const toZero = (of: AffineGradient<Ratio>): AffineGradient<Ratio> => ({
    matrix: of.matrix.map((row) => row.map(() => ratioField.zero)),
    vector: of.vector.map(() => ratioField.zero),
  });
  return { ...toZero(problem.auxiliary), constant: ratioField.zero };
}

function withoutConstant({ matrix, vector }: AffineGradient<Ratio>): AffineGradient<Ratio> {
  return { matrix, vector };
}

/** The sample, with its deviation from one mean moved to another. */
function shifted(
  sample: AffineGradient<Ratio>,
  from: AffineGradient<Ratio>,
  to: AffineGradient<Ratio>,
): AffineGradient<Ratio> {
  const move = (value: Ratio, old = ratioField.zero, now = ratioField.zero): Ratio =>
    ratioField.toRatio(ratioField.add(value, ratioField.subtract(now, old)));
  return {
    matrix: sample.matrix.map((row, i) =>
      row.map((value, j) => move(value, from.matrix[i]?.[j], to.matrix[i]?.[j])),
    ),
    vector: sample.vector.map((value, i) => move(value, from.vector[i], to.vector[i])),
  };
}
