/** Cases with a rational, non-convex target as a fast-check arbitrary. */
import fc from 'fast-check';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { buildRationalCase, type RationalCase } from '../../problems/constructed/rational-case.js';
import { decimalRatio } from '../../problems/constructed/decimal-ratio.js';
import { wellSmoothness, type Well } from '../../problems/constructed/rational-wells.js';
import {
  arbitraryNoise,
  arbitraryTurn,
  cut,
  integers,
  noiseLawsOf,
  turnsWithin,
  type NoiseOptions,
} from './case-parts.js';
import { arbitraryRun, initializationOf, parametersOf, type RunOptions } from './run-parts.js';

/** What the cases of {@link arbitraryRationalCase} may be. */
export interface ArbitraryRationalOptions
  extends
    Pick<NoiseOptions, 'snapshotNoise' | 'localNoise'>,
    Pick<RunOptions, 'maximumSteps' | 'maximumRounds' | 'starts'> {
  readonly variants?: readonly VariantName[];
  /** 1 or 2; 2 where it is left out. Digits multiply by the number of wells at every step. */
  readonly maximumDimension?: 1 | 2;
  /** Whether ∇D must be affine, which MOM-2 asks for. */
  readonly affineDifference?: boolean;
  /** Greatest number of atom sequences of the whole run, 1,000 where it is left out; T gives way first, then K. */
  readonly maximumSequences?: number;
}

/** Wells of whole depth; a difference may also have hills, and is shallower by powers of ten. */
interface WellDraw {
  readonly depth: number;
  readonly slope: number;
  readonly centre: number;
}

/**
 * Rational cases f = Σ αφ(r(⟨q, x⟩ − s)), φ(u) = u²/(1 + u²), h = f − D with D quadratic or a sum of wells and hills.
 *
 * f is not convex; L = 2 max αᵢrᵢ² and inf f = 0 are exact. Digits grow by the degree of the gradients at every step, so
 * K·T ≤ 3, or 2 where D is not quadratic or d = 2. Cases shrink to one well of depth 1 and slope 1 at 0, d = 1, K = 1,
 * T = 1 and no noise.
 *
 * @returns an arbitrary of cases with η ≤ 1/(2L); their expectations need enumeration over a field with division.
 */
export function arbitraryRationalCase(options: ArbitraryRationalOptions = {}): fc.Arbitrary<RationalCase> {
  const {
    variants = variantNames,
    maximumDimension = 2,
    affineDifference,
    maximumSequences = 1000,
  } = options;
  const { maximumSteps = 3, maximumRounds = 3 } = options;
  const pairOf = (least: number): fc.Arbitrary<readonly WellDraw[]> => {
    const well = fc.record({
      depth: fc.integer({ min: least, max: 5 }),
      slope: fc.constantFrom(2, 4, 1), // in halves
      centre: fc.integer({ min: -2, max: 2 }),
    });
    return fc.array(well, { minLength: 2, maxLength: 2 });
  };
  return fc
    .record({
      dimension: fc.integer({ min: 1, max: maximumDimension }),
      turns: fc.array(arbitraryTurn, { maxLength: 1 }),
      target: pairOf(1),
      isCurved: affineDifference === true ? fc.constant(false) : fc.boolean(),
      difference: pairOf(-5),
      differencePlaces: fc.integer({ min: 0, max: 3 }),
      startingPoint: integers(3),
      // |ρ| = 1 or one-sided noise keeps two atoms; 0 and the halves make four.
      noise: arbitraryNoise({
        ...options,
        weights: [
          [1, 1],
          [3, 1],
        ],
        correlations: [10, -10, 10, 5, 0],
      }),
      run: arbitraryRun(variants, { ...options, maximumSteps, maximumRounds, batchSizes: [1, 2] }),
    })
    .map((parts) => {
      const { dimension, isCurved, differencePlaces, difference, run } = parts;
      const turns = turnsWithin(parts.turns, dimension);
      const wells = (draws: readonly WellDraw[], places: number): readonly Well[] =>
        draws.slice(0, dimension).map(({ depth, slope, centre }) => ({
          depth: decimalRatio(depth, places),
          slope: decimalRatio(5 * slope, 1),
          centre: decimalRatio(centre, 0),
        }));
      const target = { turns, wells: wells(parts.target, 0) };
      const built = buildRationalCase({
        name: 'arbitrary rational',
        dimension,
        target,
        difference: isCurved
          ? { kind: 'wells', turns, wells: wells(difference, differencePlaces) }
          : {
              kind: 'quadratic',
              turns,
              spectrum: cut(difference.map(({ depth }) => depth), dimension, differencePlaces), // prettier-ignore
              centre: cut(difference.map(({ centre }) => centre), dimension, 0), // prettier-ignore
            },
        ...noiseLawsOf(parts.noise, dimension),
        variant: run.variant,
        parameters: parametersOf(run, wellSmoothness(target)),
        initialization: initializationOf(run, dimension),
        startingPoint: cut(parts.startingPoint, dimension, 0),
      });
      return {
        ...built,
        parameters: fitLength(built, isCurved || dimension === 2 ? 2 : 3, maximumSequences),
      };
    });
}

/** The parameters with T, then K, shortened until K·T ≤ longest and the sequences of atoms are few. */
function fitLength(
  { parameters, initialization, snapshotProbabilities, localProbabilities }: RationalCase,
  longest: number,
  maximumSequences: number,
): RationalCase['parameters'] {
  let { localStepCount, roundCount } = parameters;
  const initial = initialization.kind === 'batch' ? initialization.size : 0;
  const isTooLong = (): boolean =>
    localStepCount * roundCount > longest ||
    snapshotProbabilities.length ** (roundCount + initial) *
      localProbabilities.length ** (localStepCount * roundCount) >
      maximumSequences;
  while (roundCount > 1 && isTooLong()) roundCount -= 1;
  while (localStepCount > 1 && isTooLong()) localStepCount -= 1;
  return { ...parameters, localStepCount, roundCount };
}
