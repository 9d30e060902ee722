/** Random cases for a theorem: a problem, and parameters that its condition allows. */
import fc from 'fast-check';
import { algorithms } from '../../../spec/algorithms/index.js';
import type { Parameters } from '../../../spec/model/index.js';
import {
  conditionOf,
  type Condition,
  isTuned,
  tunedWeight,
  tuneParameters,
  type RateTheorem,
  type TunedTheorem,
} from '../../../spec/theorems/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import {
  buildRandomCase,
  formatProblemFile,
  toProblemFile,
  type KnownConstants,
  type ResolvedProblem,
} from '../../problems/index.js';
import { decimalRatio, multiplyRatios } from '../../problems/constructed/decimal-ratio.js';
import { fitCounts } from '../../problems/constructed/case-cost.js';
import { stepSizeWithin } from '../../problems/simple-number.js';
import { type RationalCase } from '../../problems/constructed/rational-case.js';
import { drawAt, type Drawn } from '../arbitraries/draw-at.js';
import {
  arbitraryBlueprint,
  printedAs,
  type ArbitraryCaseOptions,
  arbitraryRationalCase,
} from '../arbitraries/problem-cases.js';
import { leastWeight, shrinkStepSize } from './choose-weight.js';
import { familyNumbers, largestReach } from './family-numbers.js';
import { constantsOfTheorem, formatNumbers, type ProblemConstants } from './judge-rate.js';

/** Where the parameters of a case lie: well inside the conditions, or at the edge of one. */
export type Regime = 'inside' | 'simple-edge' | 'exact-edge' | 'quiet-edge';

const allRegimes: readonly Regime[] = ['inside', 'simple-edge', 'exact-edge'];

/** A random case before it is measured. */
export type RateProblem = { readonly regime: Regime; readonly constants: ProblemConstants } & (
  | { readonly kind: 'quadratic'; readonly problemCase: ResolvedProblem }
  | { readonly kind: 'rational'; readonly rationalCase: RationalCase }
);

/** What the cases of {@link arbitraryRateProblem} may be. */
export interface RateProblemOptions {
  /** All three where it is left out. */
  readonly regimes?: readonly Regime[];
  /** Quadratics, where it is left out, or targets that are not convex. */
  readonly kind?: RateProblem['kind'];
}

/** Greatest work of a quadratic case, as of `arbitraryProblemCase`: mostly short cases, some with tens of rounds. */
const workBudgets = [10_000, 100_000, 400_000, 1_000_000];
/** Greatest number of atom sequences of a rational case. */
const sequenceBudget = 40;
/** A weight as long as one at an edge, to estimate what the case costs. */
const longWeight = decimalRatio(12_345_679, 8);

/** The part of the parameters that the conditions leave free. */
const arbitraryChoice = (regimes: readonly Regime[]) =>
  fc.record({
    regime: fc.constantFrom(...regimes),
    workBudget: fc.constantFrom(...workBudgets),
    /** η beyond the simple condition, as twentieths of 1/L. */
    largeStep: fc.constantFrom(20, 20, 16, 12),
    /** Where a lies between the edge and 1, in hundredths from 1 down. */
    decay: fc.integer({ min: 0, max: 100 }),
  });

type Choice = ReturnType<typeof arbitraryChoice> extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/**
 * Random problems with every admissible η, a, K, T and noise: they satisfy the simple condition (`inside`, `simple-edge`)
 * or the exact one (`exact-edge`) of the theorem.
 *
 * A counterexample shrinks to one dimension and few rounds without noise, as far as it stays one, and is printed as its
 * problem file.
 *
 * @param theorem - decides the variant, the conditions, and which δ counts.
 */
export function arbitraryRateProblem(
  theorem: RateTheorem,
  { regimes = allRegimes, kind = 'quadratic' }: RateProblemOptions = {},
): fc.Arbitrary<RateProblem> {
  const choice = arbitraryChoice(regimes);
  const variants = theorem.page === undefined ? theorem.variants : (['aux-mvr'] as const);
  const noise = noiseOf(theorem);
  if (kind === 'rational') {
    const affineDifference = theorem.assumptions.includes('affine difference');
    // digits multiply with the dimension
    const options = {
      variants,
      ...noise,
      affineDifference,
      maximumDimension: 1,
      maximumSequences: sequenceBudget,
    } as const;
    return fc.tuple(arbitraryRationalCase(options), choice).map(([drawn, chosen]): RateProblem => {
      const constants = completeConstants(theorem, drawn, chosen, true);
      const given = { constants, known: drawn.constants, drawn: drawn.parameters };
      const parameters = chooseParameters(theorem, chosen, given, (wished) => wished);
      return {
        kind,
        regime: regimeOf(theorem, chosen, drawn.constants),
        constants,
        rationalCase: { ...drawn, parameters },
      };
    });
  }
  return fc
    .tuple(arbitraryBlueprint({ variants, ...noise }), choice)
    .map(([blueprint, chosen]): RateProblem => {
      const { problemCase: drawn, constants: known } = buildRandomCase(blueprint);
      const constants = completeConstants(theorem, { ...drawn, constants: known }, chosen, false);
      const given = { constants, known, drawn: drawn.parameters };
      const parameters = chooseParameters(theorem, chosen, given, (wished) =>
        fitCounts(drawn.problem, wished, chosen.workBudget),
      );
      const problemCase = { ...drawn, name: theorem.id, parameters };
      return printedAs(
        { kind, regime: regimeOf(theorem, chosen, known), constants, problemCase },
        problemCase,
      );
    });
}

/** Their numbers from 1 on are in the seeds of the cases. */
const numberedTheorems: readonly string[] = (
  'MOM-1 MOM-2 MOM-3 MVR-1 SGD-1 RATE-DET RATE-MOM RATE-MOM-G RATE-MVR MVR-2 TGT-MOM TGT-MVR RATE-MVR-2 RATE-MVR-2P ' +
  'RATE-TGT-MOM RATE-TGT-MVR MOM-1H RATE-MVR-H FAM-1 FAM-2 RATE-FAM'
).split(' ');

/** Every seventh case has a target that is not convex. */
const rationalPeriod = 7;

/** The arbitrary that case `index` of a theorem is drawn from: indices take the regimes in turn. */
export function rateProblemsAt(theorem: RateTheorem, index: number): fc.Arbitrary<RateProblem> {
  const kind = index % rationalPeriod === rationalPeriod - 1 ? 'rational' : 'quadratic';
  return arbitraryRateProblem(theorem, { kind, regimes: allRegimes.slice(index % 3, (index % 3) + 1) });
}

/**
 * Case `index` of a theorem, from (seed, theorem, index) alone.
 *
 * @param seed - a whole number within ±(2⁵³ − 1).
 * @param index - a whole number ≥ 0.
 */
export function drawRateProblem(theorem: RateTheorem, seed: number, index: number): Drawn<RateProblem> {
  return drawAt(rateProblemsAt(theorem, index), seed, 1 + numberedTheorems.indexOf(theorem.id), index);
}

/** The problem file of a quadratic case, with a description; of another its structure, with what it is called. */
export function formatRateProblem(given: RateProblem, description: string, name: object = {}): string {
  if (given.kind === 'quadratic') {
    const { carry } = given.constants;
    const ofPage = carry ? `${description} (page aux-fam, γ = ${ratioField.format(carry)})` : description;
    return formatProblemFile(toProblemFile(given.problemCase, { description: ofPage }));
  }
  const { blueprint, parameters } = given.rationalCase;
  return `${formatNumbers({ ...name, blueprint, parameters })}\n`;
}

/** The noise that a theorem allows. */
function noiseOf({ assumptions }: RateTheorem): Pick<ArbitraryCaseOptions, 'snapshotNoise' | 'localNoise'> {
  const isSilent = assumptions.includes('no noise');
  return {
    snapshotNoise: isSilent ? 'none' : 'any',
    localNoise: isSilent || assumptions.includes('no local noise') ? 'none' : 'any',
  };
}

/** A tuned theorem wants δ, and Δ where it has one, that are not 0; a larger one is one too. j is any number. */
function completeConstants(
  theorem: RateTheorem,
  drawn: { readonly constants: KnownConstants; readonly parameters: Parameters<Ratio> },
  { decay }: Choice,
  isVariant: boolean,
): ProblemConstants {
  const known = constantsOfTheorem(theorem, drawn.constants);
  const withFamily = (constants: ProblemConstants): ProblemConstants => ({
    ...constants,
    ...familyNumbers(theorem, constants, drawn.parameters.momentumWeight, decay, isVariant),
  });
  if (!isTuned(theorem)) return withFamily(known);
  const { hessianSimilarity, meanSquareSimilarity, smoothness } = known;
  const positive = (value: Ratio): Ratio =>
    value.numerator > 0n ? value : multiplyRatios(smoothness, decimalRatio(1, 2));
  return withFamily({
    ...known,
    hessianSimilarity: positive(hessianSimilarity),
    ...(meanSquareSimilarity && { meanSquareSimilarity: positive(meanSquareSimilarity) }),
    ...(theorem.id === 'RATE-MVR-H' && { balance: decimalRatio([1, 5, 20, 100][decay % 4] ?? 1, 1) }),
  });
}

/** A tuned theorem leaves nothing to be inside of. */
function regimeOf(theorem: RateTheorem, { regime }: Choice, { localVariance }: KnownConstants): Regime {
  if (isTuned(theorem)) return 'exact-edge';
  // without local noise the exact edge is further out
  const isQuiet = localVariance?.numerator === 0n && theorem.quietCondition !== undefined;
  return regime === 'exact-edge' && isQuiet ? 'quiet-edge' : regime;
}

/** The condition at whose edge, or inside of which, a regime is. */
export const conditionOfRegime = (theorem: RateTheorem, regime: Regime): Condition =>
  conditionOf(theorem, regime === 'quiet-edge' ? 'quiet' : regime === 'exact-edge' ? 'exact' : 'simple');

/** What is known of a case, and its parameters as drawn. */
interface Given {
  readonly constants: ProblemConstants;
  readonly known: KnownConstants;
  readonly drawn: Parameters<Ratio>;
}

/** The parameters that a tuned theorem takes for a random free number. */
function tuneRandomly(
  theorem: TunedTheorem,
  { decay }: Choice,
  { constants, known, drawn }: Given,
  fit: (wished: Parameters<Ratio>) => Parameters<Ratio>,
): Parameters<Ratio> {
  const { zero, one, add, divide, multiply, compare } = ratioField;
  const fitted = fit({ ...drawn, stepSize: longWeight, momentumWeight: longWeight });
  const localStepCount = decimalRatio(fitted.localStepCount, 0);
  // What is not the same everywhere is guessed: the run belongs to the free number of its own variances.
  const isTarget = theorem.variants.some((variant) => algorithms[variant].estimates === 'target');
  const { snapshotVariance: ofDifference = one, targetVariance = one, localVariance = one } = known;
  const snapshotVariance = isTarget ? targetVariance : ofDifference;
  const noise = isTarget ? snapshotVariance : add(snapshotVariance, localVariance);
  const { smoothness, suboptimality } = constants;
  const isLength = theorem.tuning.freeNumber?.latex === 'r';
  const scale = isLength
    ? divide(localStepCount, smoothness)
    : add(noise, multiply(smoothness, suboptimality));
  const magnitude = decimalRatio([1, 2, 5][decay % 3] ?? 1, Math.floor(decay / 20) - 1);
  const wished = compare(scale, zero) > 0 ? multiply(scale, magnitude) : one;
  const most = largestReach(constants);
  const freeNumber = most !== undefined && compare(wished, most) > 0 ? most : wished;
  const input = { ...constants, snapshotVariance, localVariance, localStepCount, freeNumber };
  const tuned = tuneParameters(ratioField, theorem, input);
  // Where noise or r decides, a shorter number belongs to another s or r.
  const isFree = isLength || (theorem.id !== 'RATE-DET' && noise.numerator > 0n);
  if (!isFree) return { ...fitted, ...tuned };
  const { numerator, denominator } = tuned.stepSize;
  const stepSize = stepSizeWithin({ numerator: denominator, denominator: numerator }, 20, 3);
  const momentumWeight = tunedWeight(ratioField, theorem.tuning, { ...input, stepSize });
  return { ...fitted, stepSize, momentumWeight };
}

/** η and a for the regime, K and T by `fit`. */
function chooseParameters(
  theorem: RateTheorem,
  choice: Choice,
  given: Given,
  fit: (wished: Parameters<Ratio>) => Parameters<Ratio>,
): Parameters<Ratio> {
  if (isTuned(theorem)) return tuneRandomly(theorem, choice, given, fit);
  const regime = regimeOf(theorem, choice, given.known);
  const { largeStep, decay } = choice;
  const { constants, drawn } = given;
  const condition = conditionOfRegime(theorem, regime);
  // At an edge η is near 1/(2L), or 1/L for what is allowed that.
  const tenths = theorem.id === 'SGD-1' ? 20 : regime === 'simple-edge' ? 10 : largeStep;
  const { smoothness } = constants;
  const wished = regime === 'inside' ? drawn : { ...drawn, stepSize: stepSizeWithin(smoothness, tenths, 2) };
  const stepSize = shrinkStepSize(condition, constants, wished);
  const momentumWeight = regime === 'inside' ? drawn.momentumWeight : longWeight;
  // Fewer local steps relax every condition, so what holds at a = 1 still does.
  const fitted = fit({ ...wished, stepSize, momentumWeight });
  // a inside: a whole number of hundredths between the edge and 1; at an edge: the least one, unless it is near 0.
  const least = leastWeight(condition, constants, fitted) ?? decimalRatio(1, 0);
  const hundredths = Number((least.numerator * 100n + least.denominator - 1n) / least.denominator);
  const inner = decimalRatio(100 - Math.floor((decay * (100 - Math.max(hundredths, 1))) / 100), 2);
  // Without a difference every a will do, and the edge is the one in Lη.
  const isFree = least.numerator * 10_000n < least.denominator;
  return { ...fitted, momentumWeight: regime === 'inside' || isFree ? inner : least };
}
