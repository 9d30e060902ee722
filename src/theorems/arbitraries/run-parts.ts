/** The run of an arbitrary case: variant, parameters and initialisation. */
import fc from 'fast-check';
import { algorithms } from '../../../spec/algorithms/index.js';
import type { Initialization, Parameters, VariantName } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import { type EstimateStart } from '../../problems/index.js';
import { decimalRatio } from '../../problems/constructed/decimal-ratio.js';
import { stepSizeWithin } from '../../problems/simple-number.js';
import { cut, integers } from './case-parts.js';

/** A run before the smoothness and the dimension are known. */
export type RunDraw = ReturnType<typeof arbitraryRun> extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** From the simplest on. */
const allStarts: readonly EstimateStart[] = ['zero', 'exact', 'given', 'first-snapshot', 'batch'];

/** What {@link arbitraryRun} may draw. */
export interface RunOptions {
  /** Greatest K; 20 where it is left out. */
  readonly maximumSteps?: number;
  /** Greatest T; 50 where it is left out. */
  readonly maximumRounds?: number;
  /** Kinds of m⁰ of the variants that keep an estimate; all five where it is left out. */
  readonly starts?: readonly EstimateStart[];
  readonly batchSizes?: readonly number[];
}

/** Runs with K and T within bounds; they shrink to the first variant, a = 1, K = 1, T = 1, m⁰ = 0. */
export function arbitraryRun(
  variants: readonly VariantName[],
  {
    maximumSteps = 20,
    maximumRounds = 50,
    starts = allStarts,
    batchSizes = [1, 2, 4, 5], // 1/B is a finite decimal
  }: RunOptions,
) {
  return fc.record({
    variant: fc.constantFrom(...variants),
    decayTenths: fc.integer({ min: 0, max: 9 }), // 10·(1 − a), so that a shrinks to 1
    stepTenths: fc.integer({ min: 1, max: 10 }), // η as tenths of 1/(2L)
    // T gives way to K in a budget of work: small K leave room for large T.
    localStepCount: fc.oneof(
      fc.integer({ min: 1, max: Math.min(4, maximumSteps) }),
      fc.integer({ min: 1, max: maximumSteps }),
    ),
    roundCount: fc.oneof(
      fc.integer({ min: 1, max: Math.min(8, maximumRounds) }),
      fc.integer({ min: 1, max: maximumRounds }),
    ),
    start: fc.constantFrom(...starts),
    correction: integers(30),
    batchSize: fc.constantFrom(...batchSizes),
    seed: fc.nat({ max: 999_999 }),
  });
}

/** The parameters, with η ≤ 1/(2L); K = 1 for sgd. */
export function parametersOf(run: RunDraw, smoothness: Ratio): Parameters<Ratio> {
  return {
    stepSize: stepSizeWithin(smoothness, run.stepTenths, 1),
    momentumWeight: decimalRatio(10 - run.decayTenths, 1),
    localStepCount: run.variant === 'sgd' ? 1 : run.localStepCount,
    roundCount: run.roundCount,
  };
}

/** The initialisation; `none` for variants that keep no estimate. */
export function initializationOf(run: RunDraw, dimension: number): Initialization<Ratio> {
  if (algorithms[run.variant].estimates === 'nothing') return { kind: 'none' };
  if (run.start === 'given') return { kind: 'given', correction: cut(run.correction, dimension, 1) };
  return run.start === 'batch' ? { kind: 'batch', size: run.batchSize } : { kind: run.start };
}
