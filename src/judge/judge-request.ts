/** What the judge is given besides the trace. */
import type { Vector } from '../../spec/algebra/index.js';
import type {
  AtomTape,
  Initialization,
  Parameters,
  QuadraticProblem,
  VariantName,
} from '../../spec/model/index.js';
import type { Ratio } from '../exact/exact-number.js';
import type { Arithmetic } from './error-bound.js';

/** What was asked of the implementation. */
export interface JudgeRequest {
  readonly variant: VariantName;
  readonly parameters: Parameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  readonly startingPoint: Vector<Ratio>;
  readonly tape: AtomTape;
  /** Where given, gradients are recomputed or checked; without it they must be in the trace. */
  readonly problem?: QuadraticProblem<Ratio>;
  /** What the implementation says it computes in. */
  readonly arithmetic: Arithmetic;
}
