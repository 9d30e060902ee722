/** The second moments of a run while they move, whatever numbers they are kept in. */
import type { Vector } from '../../spec/algebra/index.js';
import type { RadixNumber, Ratio, SharedScale } from '../exact/index.js';
import type { Moments } from './expectation-result.js';
import type { HalfVectorIndex } from './half-vector.js';
import type { Measures } from './measures.js';
import type { MomentMap } from './moment-map.js';

/** A kind of step: the snapshot draw of round 1, of a later round, a local step. */
export type StepKind = 'first' | 'snapshot' | 'local';

export const stepKinds: readonly StepKind[] = ['first', 'snapshot', 'local'];

/** What is summarised over a run. */
export type SummaryName = 'squaredGradient' | 'snapshotVariance' | 'targetVariance' | 'localVariance';

/** What the numbers are: whole numbers of any length, limbs in doubles, or the same in WebAssembly. */
export type MomentArithmetic = 'bigint' | 'limbs' | 'wasm-limbs';

/** S = E z zᵀ, from the start on. */
export interface SecondMoments {
  readonly arithmetic: MomentArithmetic;
  /** S ← Σ_j p_j M_j S M_jᵀ. */
  readonly apply: (kind: StepKind) => void;
  /** The value of a form now; 0 for one that is absent. */
  readonly measure: (name: keyof Measures) => Ratio;
  /** Notes the value of a form in its summary, and gives it where it is wanted. */
  readonly note: (name: SummaryName, isWanted: boolean) => Ratio | undefined;
  /** The mean of what was noted; 0 where nothing was. */
  readonly average: (name: SummaryName) => Ratio;
  /** The greatest of what was noted; 0 where nothing was. Not kept for the squared gradient. */
  readonly maximum: (name: Exclude<SummaryName, 'squaredGradient'>) => Ratio;
  /** Mean and covariance of the d entries of z from `from` on. */
  readonly moments: (from: number) => Moments;
}

/** What second moments are made of. */
export interface MomentProblem {
  readonly scale: SharedScale;
  readonly index: HalfVectorIndex;
  /** d. */
  readonly dimension: number;
  readonly maps: Readonly<Record<StepKind, MomentMap>>;
  /** How many steps of each kind there will be. */
  readonly stepCounts: Readonly<Record<StepKind, number>>;
  readonly measures: Measures;
  /** The half-vector of S before round 1. */
  readonly start: Vector<RadixNumber>;
}
