/** Deterministic AuxMOM runs whose difference moves by the round maps of STAB, for runs to be held to the theorem. */
import { createVectorSpace, transpose, type Vector } from '../../../spec/algebra/index.js';
import { createQuadraticOracle, type QuadraticProblem } from '../../../spec/model/index.js';
import { runExact, type ExactField } from '../../../src/exact/index.js';
import {
  matrixOfSpectrum,
  rotationMatrix,
  type GivensTurn,
} from '../../../src/problems/constructed/givens.js';

/** A point of the plane. */
export type Pair<S> = readonly [S, S];

/** Commuting quadratics by their eigenpairs, with a run. */
export interface CommutingCase<S> {
  /** The λ_f, one a coordinate of the common eigenbasis. */
  readonly targetSpectrum: Vector<S>;
  /** The λ_h, in the same order. */
  readonly auxiliarySpectrum: Vector<S>;
  /** The common eigenbasis, as Givens turns; none in one dimension. */
  readonly turns: readonly GivensTurn<S>[];
  /** b and c of ∇f = A x − b and ∇h = B x − c. */
  readonly targetVector: Vector<S>;
  readonly auxiliaryVector: Vector<S>;
  readonly stepSize: S;
  readonly momentumWeight: S;
  readonly localStepCount: number;
  readonly roundCount: number;
}

/** A point of the state space: x and m. */
export interface RunState<S> {
  readonly iterate: Vector<S>;
  readonly correction: Vector<S>;
}

/**
 * The states (xᵗ, mᵗ), t = 0 … T, of a deterministic AuxMOM run from a given start.
 *
 * @param field - the arithmetic; the states are as exact as it is.
 * @throws InexactError where the field would have to round.
 */
export function runCommuting<S>(
  field: ExactField<S>,
  given: CommutingCase<S>,
  start: RunState<S>,
): readonly RunState<S>[] {
  const { stepSize, momentumWeight, localStepCount, roundCount } = given;
  const target = {
    matrix: matrixOfSpectrum(field, given.targetSpectrum, given.turns),
    vector: given.targetVector,
    constant: field.zero,
  };
  const auxiliary = {
    matrix: matrixOfSpectrum(field, given.auxiliarySpectrum, given.turns),
    vector: given.auxiliaryVector,
    constant: field.zero,
  };
  const problem: QuadraticProblem<S> = {
    dimension: start.iterate.length,
    target,
    auxiliary,
    snapshotAtoms: [{ probability: field.one, target, auxiliary }],
    localAtoms: [{ probability: field.one, auxiliary }],
  };
  const local = Array.from({ length: localStepCount }, () => 0);
  const trace = runExact(field, 'aux-mom', {
    parameters: { stepSize, momentumWeight, localStepCount, roundCount },
    initialization: { kind: 'given', correction: start.correction },
    startingPoint: start.iterate,
    tape: { initial: [], rounds: Array.from({ length: roundCount }, () => ({ snapshot: 0, local })) },
    oracle: createQuadraticOracle(field, problem),
  });
  const states = trace.rounds.map(({ iterate, correction = [] }) => ({ iterate, correction }));
  return [start, ...states];
}

/**
 * The difference of two runs in the eigenbasis: for each round, one (x, m) a pair of eigenvalues.
 *
 * The fixed point and the vectors b and c drop out, so each pair moves by its own round map, exactly.
 */
export function differencesByPair<S>(
  field: ExactField<S>,
  turns: readonly GivensTurn<S>[],
  left: readonly RunState<S>[],
  right: readonly RunState<S>[],
): readonly (readonly Pair<S>[])[] {
  const { subtract, apply } = createVectorSpace(field);
  return left.map(({ iterate, correction }, t) => {
    const other = right[t] ?? { iterate: [], correction: [] };
    const basis = transpose(rotationMatrix(field, iterate.length, turns));
    const points = apply(basis, subtract(iterate, other.iterate));
    const corrections = apply(basis, subtract(correction, other.correction));
    return points.map((x, i): Pair<S> => [x, corrections[i] ?? field.zero]);
  });
}
