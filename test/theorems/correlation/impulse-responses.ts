/** The coefficient C of CORR by exact runs alone: what one disturbance of one draw does to ∇f at each local point. */
import {
  addMatrices,
  createVectorSpace,
  scaledIdentity,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';
import {
  mapInitialization,
  mapParameters,
  createQuadraticOracle,
  evaluateGradient,
  mapProblem,
  type AtomTape,
  type RoundDraws,
} from '../../../spec/model/index.js';
import { runExact, type Ratio } from '../../../src/exact/index.js';
import type { ProblemCase } from '../../../src/problems/index.js';
import { rationals } from '../../../docs/tooling/theory-figures/noise.js';

type Rational = typeof rationals.one;

/**
 * C at every local point, without any expectation.
 *
 * Runs are affine in the noise and draws are independent, so with r_{s,i} the change of ∇f(y^{t,k}) when unit noise eᵢ is
 * added to g_f in draw s alone,
 *
 * $$C_{ij} = \sum_s \langle r_{s,i}, r_{s,j} \rangle \succeq 0$$
 *
 * @param given - a case of `aux-mom` or `aux-mvr` whose local noise, if any, is additive: only then does a disturbance
 *   travel independently of the local draws. Its snapshot noise is ignored.
 * @returns one matrix a local point y^{1,0}, …, y^{T,K−1}, exactly.
 */
export function measureCoefficientsByRuns(given: ProblemCase<Ratio>): readonly Matrix<Rational>[] {
  const { subtract, dot } = createVectorSpace(rationals);
  const { dimension } = given.problem;
  const directions = scaledIdentity(rationals, dimension, rationals.one);
  const { roundCount } = given.parameters;
  const batch = given.initialization.kind === 'batch' ? given.initialization.size : 0;
  const calm = gradientsAlong(given, createTape(given, batch, -1, 0));
  const zero = scaledIdentity(rationals, dimension, rationals.zero);
  let sums: readonly Matrix<Rational>[] = calm.map(() => zero);
  for (let draw = 0; draw < batch + roundCount; draw += 1) {
    const responses = directions.map((_, i) =>
      gradientsAlong(given, createTape(given, batch, draw, i + 1)).map((gradient, point) =>
        subtract(gradient, calm[point] ?? []),
      ),
    );
    sums = sums.map((sum, point) => {
      const changes = responses.map((response) => response[point] ?? []);
      return addMatrices(
        rationals,
        sum,
        changes.map((left) => changes.map((right) => dot(left, right))),
      );
    });
  }
  return sums;
}

/** Draws without noise, atom 0, but for one: `draw` counts those of the initial batch first, then the rounds. */
function createTape(given: ProblemCase<Ratio>, batch: number, draw: number, atom: number): AtomTape {
  const { roundCount, localStepCount } = given.parameters;
  const local = Array.from({ length: localStepCount }, () => 0);
  const at = (index: number): number => (index === draw ? atom : 0);
  return {
    initial: Array.from({ length: batch }, (_, index) => at(index)),
    rounds: Array.from({ length: roundCount }, (_, t): RoundDraws => ({ snapshot: at(batch + t), local })),
  };
}

/** ∇f at every local point of the run on this tape; atom i > 0 adds eᵢ to g_f. */
function gradientsAlong(given: ProblemCase<Ratio>, tape: AtomTape): readonly Vector<Rational>[] {
  const { fromRatio } = rationals;
  const { parameters, initialization } = given;
  const means = mapProblem(given.problem, fromRatio);
  const { target, auxiliary, dimension } = means;
  const { subtract } = createVectorSpace(rationals);
  const silent = { probability: rationals.one, target, auxiliary };
  const disturbed = scaledIdentity(rationals, dimension, rationals.one).map((noise) => ({
    ...silent,
    target: { matrix: target.matrix, vector: subtract(target.vector, noise) },
  }));
  const startingPoint = given.startingPoint.map(fromRatio);
  const trace = runExact(rationals, given.variant, {
    parameters: mapParameters(parameters, fromRatio),
    initialization: mapInitialization(initialization, fromRatio),
    startingPoint,
    tape,
    oracle: createQuadraticOracle(rationals, { ...means, snapshotAtoms: [silent, ...disturbed] }),
  });
  return trace.rounds.flatMap(({ steps }, t) => {
    const snapshot = trace.rounds[t - 1]?.iterate ?? startingPoint;
    const points = [snapshot, ...steps.slice(0, -1).map(({ point }) => point)];
    return points.map((point) => evaluateGradient(rationals, target, point));
  });
}
