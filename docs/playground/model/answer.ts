/** What the computation answers, in the order in which parts arrive. */
import type { PlaygroundState } from './state.js';
import type { VariantName } from '../../../spec/model/index.js';
import type { StabilityVerdict } from '../../../spec/theorems/stab.js';

/** One point of a curve. */
export interface CurvePoint {
  /** Target gradients so far. */
  readonly cost: number;
  /** E f(xᵗ) − inf f, as a double; an exact number stands behind it. */
  readonly gap: number;
}

/** The exact expectation of one run. */
export interface Expected {
  readonly variant: VariantName;
  readonly curve: readonly CurvePoint[];
  /** Exact texts: what `auxopt run --engine expectation --json` prints as `averageSquaredGradient`. */
  readonly averageSquaredGradient: string;
  /** … and as the last `targetValue`. */
  readonly lastTargetValue: string;
  readonly finalGap: number;
  /** Whether AuxMOM is stable without noise, by STAB; absent for other methods, and where the eigenvalues are not known exactly. */
  readonly stability?: StabilityVerdict;
}

/** Whether a run ends no closer to the optimum than it started. */
export const isNoCloser = ({ curve, finalGap }: Pick<Expected, 'curve' | 'finalGap'>): boolean =>
  !(finalGap < (curve[0]?.gap ?? Infinity));

/** Whether a run diverges: STAB calls it unstable, and it ends no closer. Without a verdict no run is called so. */
export const isDivergent = (run: Pick<Expected, 'curve' | 'finalGap' | 'stability'>): boolean =>
  run.stability === 'false' && isNoCloser(run);

/** The problem's constants, as texts; L and δ are certified upper bounds where they are irrational. */
export interface Constants {
  readonly smoothness: string;
  readonly hessianSimilarity: string;
  readonly meanSquareSimilarity: string;
  readonly suboptimality: string;
  readonly snapshotVariance: string;
  readonly targetVariance: string;
  readonly localVariance: string;
  readonly isAuxiliaryConvex: boolean;
}

/** A theorem's bound against the exact G. */
export interface BoundVerdict {
  readonly theorem: string;
  readonly isSimpleConditionMet: boolean;
  readonly isExactConditionMet: boolean;
  readonly measured: number;
  readonly bound: number;
  readonly ratio: string;
  readonly terms: readonly { readonly id: string; readonly value: number }[];
}

/** The stability of AuxMOM without noise. */
export interface Stability {
  /** By STAB, exactly; absent where the eigenvalues are not known exactly. */
  readonly verdict?: StabilityVerdict;
  /** The spectral radius of a round at the point of the sliders, in doubles. */
  readonly factor: number;
  /** Spectral radii on a grid, row by row, a from below. */
  readonly grid: {
    readonly etas: readonly number[];
    readonly weights: readonly number[];
    readonly radii: readonly number[];
  };
  readonly eta: number;
  readonly weight: number;
}

/** Factors on a grid, row by row, the least y first. */
export interface RegionMap {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly factors: readonly number[];
}

/** A map, and what is proved at the present point. */
export interface ProvedMap {
  readonly map: RegionMap;
  /** By exact comparisons; the numbers are rounded. */
  readonly found: {
    readonly verdict: 'better' | 'not-better' | 'open';
    readonly theorems: readonly string[];
    readonly factor: number;
    readonly atMost: number;
  };
}

/** Where AuxMOM provably beats SGD. */
export interface ProvableRegion {
  readonly point: { readonly K: number; readonly ratio: number; readonly rho: number };
  /** Without noise: δ/L against K. */
  readonly silent: ProvedMap;
  /** With noise: ρ against δ/L, or why SEP-NOISE does not apply; absent where g_f has no noise at x⁰. */
  readonly noisy?: ProvedMap | string;
}

/** One run in doubles, with every local point. */
export interface Trajectory {
  readonly name: string;
  readonly variant: VariantName;
  /** y^{t,k} in order, x⁰ first. */
  readonly points: readonly (readonly number[])[];
  /** Points in a round: every such point is a snapshot xᵗ. */
  readonly stepsInRound: number;
  /** Gradients of f asked until each of the points, where they were counted. */
  readonly costs?: readonly number[];
  /** Whether it goes on, to where no picture reaches. */
  readonly isLeaving?: true;
}

/** Runs on equal draws, and what to draw them on. */
export interface Trajectories {
  readonly runs: readonly Trajectory[];
  readonly target: NumberQuadratic;
  readonly auxiliary: NumberQuadratic;
}

/** ½xᵀM x − vᵀx in doubles. */
export interface NumberQuadratic {
  readonly matrix: readonly (readonly number[])[];
  readonly vector: readonly number[];
}

/** Where the run ends for other numbers of local steps. */
export interface Sweep {
  readonly variant: VariantName;
  readonly points: readonly { readonly K: number; readonly gap: number }[];
}

/** A part of the answer. */
export type AnswerPart =
  | { readonly kind: 'constants'; readonly constants: Constants }
  | { readonly kind: 'main'; readonly expected: Expected; readonly bound: BoundVerdict | undefined }
  | { readonly kind: 'sgd'; readonly expected: Expected; readonly stepSize: string }
  | { readonly kind: 'uncorrelated'; readonly expected: Expected; readonly rho: string }
  | { readonly kind: 'overlay'; readonly expected: Expected }
  | { readonly kind: 'tuned'; readonly stepSize: string; readonly finalGap: number }
  | { readonly kind: 'sweep'; readonly sweep: Sweep }
  | { readonly kind: 'trajectories'; readonly trajectories: Trajectories }
  | { readonly kind: 'stability'; readonly stability: Stability }
  | { readonly kind: 'region'; readonly region: ProvableRegion | undefined };

/** A page that was typed, the values of its parameters, and the problem to run it on. */
export interface OwnQuestion {
  readonly text: string;
  /** For example `η = 0.1, K = 5`; what is not named has the slider's value. */
  readonly values: string;
  readonly state: PlaygroundState;
}

/** What a typed page says. */
export type OwnAnswer =
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'read';
      /** Its equations, in TeX. */
      readonly lines: readonly string[];
      readonly units: readonly (readonly [name: string, unit: string])[];
      readonly warnings: readonly string[];
      /** The values that were used. */
      readonly values: string;
      /** Its run beside SGD, or why there is none. */
      readonly run: Trajectories | string;
    };

/** Messages of the worker. */
export type WorkerMessage =
  | { readonly id: number; readonly kind: 'part'; readonly part: AnswerPart; readonly milliseconds: number }
  | {
      readonly id: number;
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number;
      readonly next: string;
    }
  | { readonly id: number; readonly kind: 'done'; readonly milliseconds: number }
  | { readonly id: number; readonly kind: 'own'; readonly answer: OwnAnswer }
  | { readonly id: number; readonly kind: 'error'; readonly message: string };
