/** What a tuner is asked, and what it answers. */
import fc from 'fast-check';
import type { Initialization, Parameters } from '../../../spec/model/index.js';
import {
  createRatio,
  formatRatio,
  liftDouble,
  nearestDouble,
  parseExactNumber,
  type Ratio,
} from '../../exact/index.js';
import { reduced } from '../../problems/index.js';
import { BrokenLaw } from './property.js';
import { isSilent, type ClassConstants, type TunerClass } from './tuner-guarantee.js';

/** The class that a tuner chooses for; doubles hold every number exactly. */
export interface TunerConstants {
  /** L > 0, in value/point². */
  readonly smoothness: number;
  /** δ > 0, in value/point²: A2's for `aux-mom`, A5's for `aux-mvr`. */
  readonly hessianSimilarity: number;
  /** F₀ > 0, in value. */
  readonly suboptimality: number;
  /** σ_D² of A3, in (value/point)². */
  readonly snapshotVariance: number;
  /** σ_h² of A4, in (value/point)²; 0 for `aux-mvr`. */
  readonly localVariance: number;
  /** K. */
  readonly localStepCount: number;
  /** T. */
  readonly roundCount: number;
}

/** What a tuner chooses; a text such as "3/7" is exact. */
export interface TunerChoice {
  /** η > 0, in point²/value. */
  readonly stepSize: number | string;
  /** a, 0 < a ≤ 1. */
  readonly momentumWeight: number | string;
  /** `exact` (m⁰ = ∇D(x⁰)) where it is left out. */
  readonly start?: 'exact' | 'first-snapshot';
}

/** A tuner. */
export interface Tuner {
  /** What messages call it. */
  readonly name: string;
  /** The algorithm that it chooses for. */
  readonly variant: 'aux-mom' | 'aux-mvr';
  /** The choice for a class; the same for the same constants. */
  readonly tune: (constants: TunerConstants) => TunerChoice;
}

/** A class as it is drawn: whole numbers, which shrink. */
export interface DrawnClass {
  readonly constants: TunerConstants;
  readonly exact: ClassConstants;
}

const whole = (value: number): Ratio => createRatio(BigInt(value), 1n);

/** Without noise 1/η of RATE-DET or RATE-MVR is a power of two, so that no order of evaluation rounds; else L, 16δ, F₀, 2σ_D and 2σ_h are whole. */
export function arbitraryClass(
  { variant }: TunerClass,
  mostRounds: number,
  mostSteps: number,
): fc.Arbitrary<DrawnClass> {
  const counts = {
    localStepCount: fc.integer({ min: 1, max: mostSteps }),
    roundCount: fc.integer({ min: 1, max: mostRounds }),
    suboptimality: fc.integer({ min: 1, max: 16 }),
  };
  const silent = fc
    .record({
      ...counts,
      localStepCount: fc.constantFrom(1, 2, 4, 8),
      units: fc.integer({ min: 1, max: 4 }),
      exponent: fc.integer({ min: 0, max: 3 }),
    }) // prettier-ignore
    .map(({ units, exponent, localStepCount, ...rest }) => {
      // L + (5/7)δK = 2ⁿ with δK = 7j, and 2L + 3δK = 2ⁿ with δK = 2j
      const [inSmoothness, inReach] = variant === 'aux-mvr' ? [3, 2] : [5, 7];
      const power = 2 ** (Math.ceil(Math.log2(inSmoothness * units + 1)) + exponent);
      return {
        ...rest,
        localStepCount,
        smoothness: whole(power - inSmoothness * units),
        hessianSimilarity: createRatio(BigInt(inReach * units), BigInt(localStepCount)),
        deviations: [0, 0] as const,
      };
    });
  const noisy = fc
    .record({
      ...counts,
      smoothness: fc.integer({ min: 1, max: 16 }),
      sixteenths: fc.integer({ min: 1, max: 64 }),
      deviations: fc.tuple(
        fc.integer({ min: 1, max: 8 }),
        variant === 'aux-mvr' ? fc.constant(0) : fc.nat({ max: 8 }),
      ),
    }) // prettier-ignore
    .map(({ smoothness, sixteenths, ...rest }) => ({
      ...rest,
      smoothness: whole(smoothness),
      hessianSimilarity: createRatio(BigInt(sixteenths), 16n),
    }));
  return fc.oneof(silent, noisy).map(({ localStepCount, roundCount, deviations, ...drawn }): DrawnClass => {
    const [snapshotVariance, localVariance] = deviations.map((half) => createRatio(BigInt(half * half), 4n)) as [Ratio, Ratio]; // prettier-ignore
    const { smoothness, hessianSimilarity } = drawn;
    const suboptimality = whole(drawn.suboptimality);
    const exact = { smoothness, hessianSimilarity, suboptimality, snapshotVariance, localVariance };
    const doubles = Object.fromEntries(
      Object.entries(exact).map(([name, value]) => [name, nearestDouble(value)]),
    );
    return { exact, constants: { ...(doubles as Omit<TunerConstants, 'localStepCount' | 'roundCount'>), localStepCount, roundCount } }; // prettier-ignore
  });
}

/** The choice of a tuner, exactly. */
export interface Chosen {
  readonly parameters: Parameters<Ratio>;
  readonly initialization: Initialization<Ratio> & { readonly kind: 'exact' | 'first-snapshot' };
}

/** @throws BrokenLaw where a number is none, or outside its domain. */
export function choose({ tune }: Tuner, { constants }: DrawnClass): Chosen {
  const { stepSize, momentumWeight, start = 'exact' } = tune(constants);
  const read = (symbol: string, value: number | string): Ratio => {
    if (typeof value === 'string') return parseExactNumber(value);
    if (Number.isFinite(value)) return liftDouble(value);
    throw new BrokenLaw(`${symbol} is ${value}, which is no number`);
  };
  const [eta, a] = [read('η', stepSize), read('a', momentumWeight)];
  if (eta.numerator <= 0n) throw new BrokenLaw(`η = ${show(eta)}: a number > 0 was expected`);
  if (a.numerator <= 0n || reduced.compare(a, reduced.one) > 0)
    throw new BrokenLaw(`a = ${show(a)}: a number in (0, 1] was expected`);
  const { localStepCount, roundCount } = constants;
  return { parameters: { stepSize: eta, momentumWeight: a, localStepCount, roundCount }, initialization: { kind: start } }; // prettier-ignore
}

/** A number for a person: short texts exactly, others to six digits. */
export function show(value: Ratio): string {
  const text = formatRatio(value);
  return text.length <= 12 ? text : `≈ ${nearestDouble(value).toPrecision(6)}`;
}

/** A class for a person. */
export function describeClass({ exact, constants: { localStepCount, roundCount } }: DrawnClass): string {
  const { smoothness, hessianSimilarity, suboptimality, snapshotVariance, localVariance } = exact;
  const noise = isSilent(exact)
    ? 'no noise'
    : `σ_D² = ${show(snapshotVariance)}, σ_h² = ${show(localVariance)}`;
  return `L = ${show(smoothness)}, δ = ${show(hessianSimilarity)}, F₀ = ${show(suboptimality)}, ${noise}, K = ${localStepCount}, T = ${roundCount}`;
}

/** The choice of a tuner for it. */
export function describeChoice(tuner: Tuner, drawn: DrawnClass): string {
  const { stepSize, momentumWeight, start = 'exact' } = tuner.tune(drawn.constants);
  return `η = ${stepSize}, a = ${momentumWeight}, start ${start}`;
}
