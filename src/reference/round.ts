/** What the reference takes and gives: the draws of one round in, states out. */
import { createVectorSpace, fromInteger, type Field, type Vector } from '../../spec/algebra/index.js';
import type { ParametersOfRound } from '../../spec/model/index.js';

/** The state between two rounds. Whoever has given a field keeps it: a round returns a new state. */
export interface State<S> {
  /** xᵗ ∈ Sᵈ. */
  readonly x: Vector<S>;
  /** mᵗ, or uᵗ for the -target variants. Absent: the next round takes its own sample in full (`first-snapshot`). */
  readonly m?: Vector<S>;
  /** x^{t−1}, which the mvr variants need. Absent: x^{−1} = x⁰. */
  readonly xOld?: Vector<S>;
}

/** The gradients of one snapshot draw ξᵗ: ask as often as you like, it stays the same draw. */
export interface SnapshotDraw<S> {
  /** g_f(at, ξᵗ). */
  readonly f: (at: Vector<S>) => Vector<S>;
  /** g_h(at, ξᵗ). */
  readonly h: (at: Vector<S>) => Vector<S>;
}

/** The gradients of one local draw ζ^{t,k}. */
export type LocalDraw<S> = Pick<SnapshotDraw<S>, 'h'>;

/** The draws of the current round t. */
export interface Draws<S> {
  /** ξᵗ. */
  readonly snapshot: () => SnapshotDraw<S>;
  /** ζ^{t,k}, k = 1 … K. */
  readonly local: (k: number) => LocalDraw<S>;
}

/** Sees every local step: d^{t,k} and y^{t,k}. */
export type Observer<S> = (direction: Vector<S>, point: Vector<S>) => void;

/**
 * η > 0 (point²/value), a ∈ (0, 1] and K ≥ 1: of a schedule, those of the round that is made; η may be K values, one a local step. The
 * domains are not checked here: `runExact` does.
 */
export type RoundParameters<S> = Omit<ParametersOfRound<S>, 'roundCount'>;

/** An algorithm: the function from the state after round t − 1 to the state after round t. */
export type Algorithm = <S>(
  field: Field<S>,
  parameters: RoundParameters<S>,
  draws: Draws<S>,
  observe?: Observer<S>,
) => (state: State<S>) => State<S>;

/**
 * The mean of the samples g(x⁰, ξ⁽ⁱ⁾), i = 1 … B: the m⁰ of the start `batch(B)`. A given m⁰ is in the state as it is.
 * For whoever starts the reference from a batch.
 *
 * @param samples - B ≥ 1 vectors in Sᵈ, unit value/point.
 * @throws InexactError where 1/B times a sum is no element of the field.
 */
export function meanOf<S>(field: Field<S>, samples: readonly Vector<S>[]): Vector<S> {
  const { add, zero } = createVectorSpace(field);
  const sum = samples.reduce(add, zero(samples[0]?.length ?? 0));
  const size = fromInteger(field, samples.length);
  return sum.map((value) => field.divide(value, size));
}
