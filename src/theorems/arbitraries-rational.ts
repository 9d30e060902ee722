/** Cases with a rational, non-convex target as a fast-check arbitrary. */
import fc from 'fast-check';
import { variantNames } from '../../spec/algorithms/index.js';
import type { VariantName } from '../../spec/model/index.js';
import {
  buildRationalCase,
  decimalRatio,
  wellSmoothness,
  type RationalCase,
  type Well,
  type Weights,
} from '../problems/index.js';
import {
  arbitraryDeviations,
  arbitraryTurn,
  cut,
  noiseLawsOf,
  integers,
  turnsWithin,
} from './arbitraries-blueprint.js';
import { arbitraryRun, initializationOf, parametersOf } from './arbitraries-run.js';

/** What the cases of {@link arbitraryRationalCase} may be. */
export interface ArbitraryRationalOptions {
  readonly variants?: readonly VariantName[];
  /** 1 or 2; 2 where it is left out. Digits multiply by the number of wells at every step. */
  readonly maximumDimension?: 1 | 2;
  /** Greatest K; 2 where it is left out. */
  readonly maximumSteps?: number;
  /** Greatest T; 2 where it is left out. */
  readonly maximumRounds?: number;
}

/** Wells of whole depth; a difference may also have hills, and is shallower by powers of ten. */
interface WellDraw {
  readonly depth: number;
  readonly slope: number;
  readonly centre: number;
}

/**
 * Rational cases f = Σ αφ(r(⟨q, x⟩ − s)), h = f − D, with at most two atoms an oracle.
 *
 * They shrink to one well of depth 1 and slope 1 at 0, d = 1, K = 1, T = 1 and no noise.
 *
 * @returns an arbitrary of cases with η ≤ 1/(2L); their expectations need enumeration over a field with division.
 */
export function arbitraryRationalCase(options: ArbitraryRationalOptions = {}): fc.Arbitrary<RationalCase> {
  const { variants = variantNames, maximumDimension = 2, maximumSteps = 2, maximumRounds = 2 } = options;
  const well = (depths: fc.Arbitrary<number>): fc.Arbitrary<WellDraw> =>
    fc.record({
      depth: depths,
      slope: fc.integer({ min: 1, max: 2 }),
      centre: fc.integer({ min: -2, max: 2 }),
    });
  const pairOf = (depths: fc.Arbitrary<number>): fc.Arbitrary<readonly WellDraw[]> =>
    fc.array(well(depths), { minLength: 2, maxLength: 2 });
  const weights = fc.constantFrom<Weights[]>([1], [1, 1], [3, 1]);
  return fc
    .record({
      dimension: fc.integer({ min: 1, max: maximumDimension }),
      turns: fc.array(arbitraryTurn, { maxLength: 1 }),
      target: pairOf(fc.integer({ min: 1, max: 5 })),
      isAffine: fc.boolean().map((isNot) => !isNot),
      difference: pairOf(fc.integer({ min: -5, max: 5 })),
      differencePlaces: fc.integer({ min: 0, max: 3 }),
      startingPoint: integers(3),
      snapshotWeights: weights,
      targetNoise: arbitraryDeviations,
      auxiliaryNoise: arbitraryDeviations,
      // |ρ| = 1 or one-sided noise keeps two atoms; 0 and the halves make four.
      correlation: fc.constantFrom(10, -10, 5, 0),
      localWeights: weights,
      localDeviations: arbitraryDeviations,
      run: arbitraryRun(variants, { maximumSteps, maximumRounds }),
    })
    .map((parts) => {
      const { dimension, isAffine, differencePlaces, run } = parts;
      const turns = turnsWithin(parts.turns, dimension);
      const wells = (draws: readonly WellDraw[], places: number): readonly Well[] =>
        draws.slice(0, dimension).map(({ depth, slope, centre }) => ({
          depth: decimalRatio(depth, places),
          slope: decimalRatio(slope, 0),
          centre: decimalRatio(centre, 0),
        }));
      const target = { turns, wells: wells(parts.target, 0) };
      const { difference } = parts;
      const vector = (numbers: readonly number[], places: number) => cut(numbers, dimension, places);
      return buildRationalCase({
        name: 'arbitrary rational',
        dimension,
        target,
        difference: isAffine
          ? {
              kind: 'quadratic',
              turns,
              spectrum: vector(
                difference.map(({ depth }) => depth),
                differencePlaces,
              ),
              centre: vector(
                difference.map(({ centre }) => centre),
                0,
              ),
            }
          : { kind: 'wells', turns, wells: wells(difference, differencePlaces) },
        ...noiseLawsOf(parts, dimension),
        variant: run.variant,
        parameters: parametersOf(run, wellSmoothness(target)),
        initialization: initializationOf(run, dimension),
        startingPoint: vector(parts.startingPoint, 0),
      });
    });
}
