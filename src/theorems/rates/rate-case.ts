/** A case for a theorem about a rate: what was run, what is known of the problem, and what the run measured. */
import type { Initialization, Parameters } from '../../../spec/model/index.js';
import type { RateConstants } from '../../../spec/theorems/index.js';
import type { Ratio } from '../../exact/index.js';

/** The constants of a theorem that are known of the problem and of the start; unit as in `RateConstants`. */
export type ProblemConstants = Pick<
  RateConstants<Ratio>,
  'smoothness' | 'hessianSimilarity' | 'suboptimality'
>;

/** What an exact expectation says about a run; every number a ratio. */
export interface RateMeasurement extends Omit<RateConstants<Ratio>, keyof ProblemConstants> {
  /** G = (1/KT) Σ_t Σ_k E‖∇f(y^{t,k−1})‖², unit (value/point)². */
  readonly averageSquaredGradient: Ratio;
}

/** A measured case; the theorem is judged on it. */
export interface RateCase {
  readonly parameters: Parameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  readonly constants: ProblemConstants;
  readonly measurement: RateMeasurement;
}
