/** A coefficient that was seen, and a formula for it. */
import type { Transition } from './transition.js';

/** A coefficient that was seen in one transition. */
export interface Sample {
  readonly transition: Transition;
  /** The coefficient that the equations have here; 0 for a term that does not belong. */
  readonly due: number;
  /** The coefficient that was used, within the tolerance. */
  readonly used: number;
  readonly tolerance: number;
  /** ‖v‖ of the term, and its largest coordinate in absolute value. */
  readonly size: number;
  readonly largest: number;
}

/** A coefficient as a formula. */
export interface Law {
  /** In words, beside the coefficient that is due; `{due}` stands for that one. */
  readonly text: string;
  /** The simpler, the smaller. */
  readonly cost: number;
  readonly at: (sample: Sample) => number;
  readonly usesDue?: true;
  /** What stands in the place of η, where that is all. */
  readonly instead?: string;
  /** Whether it has a number that was read off the samples. */
  readonly isRead?: true;
}
