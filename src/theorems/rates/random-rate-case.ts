/** Random cases for a theorem, each from (seed, theorem, index) alone: a problem, and parameters that its condition allows. */
import type { Parameters } from '../../../spec/model/index.js';
import type { RateTheorem, RateTheoremId } from '../../../spec/theorems/index.js';
import type { Ratio } from '../../exact/index.js';
import {
  createRandomProblem,
  createRandomRational,
  decimalRatio,
  fitCounts,
  stepSizeWithin,
  type KnownConstants,
  type RationalCase,
  type ResolvedProblem,
} from '../../problems/index.js';
import { createStream, drawInteger, type RandomGenerator } from '../../problems/draws/index.js';
import { leastWeight, shrinkStepSize } from './choose-weight.js';
import type { ProblemConstants } from './rate-case.js';

/** Where the parameters of a case lie: well inside the conditions, or at an edge. */
export type Regime = 'inside' | 'simple-edge' | 'exact-edge';

const regimes: readonly Regime[] = ['inside', 'simple-edge', 'exact-edge'];

/** A random case before it is measured. */
export type RandomRateCase = { readonly regime: Regime; readonly constants: ProblemConstants } & (
  | { readonly kind: 'quadratic'; readonly problemCase: ResolvedProblem }
  | { readonly kind: 'rational'; readonly rationalCase: RationalCase }
);

/** Greatest work of a quadratic case, as of `createRandomProblem`: mostly short cases, some with tens of rounds. */
const workBudgets = [10_000, 100_000, 400_000, 1_000_000];
/** Greatest K of a quadratic case: T gives way to K in a budget, so small K leave room for large T. */
const largestSteps = [20, 20, 20, 4, 1];
/** Greatest number of atom sequences of a rational case. */
const sequenceBudget = 40;

/** Every seventh case has a target that is not convex. */
const rationalPeriod = 7;

/** Smoothness whose 1/L and 1/(2L) are short decimals, so that an edge in Lη is met exactly. */
const roundSmoothness = [decimalRatio(1, 0), decimalRatio(2, 0), decimalRatio(5, 0), decimalRatio(5, 1)];

/** A weight as long as one at an edge, to estimate what the case costs. */
const longWeight = decimalRatio(12_345_679, 8);

const theoremNumbers: Readonly<Record<RateTheoremId, number>> = {
  'MOM-1': 1,
  'MOM-2': 2,
  'MOM-3': 3,
  'MVR-1': 4,
  'SGD-1': 5,
};

/**
 * Case `index` of a theorem: indices take the regimes in turn.
 *
 * @param theorem - decides the variant, the conditions, and which δ counts.
 * @param seed - a whole number within ±(2⁵³ − 1).
 * @param index - a whole number ≥ 0.
 * @returns a case that satisfies the simple condition (`inside`, `simple-edge`) or the exact one (`exact-edge`).
 */
export function createRandomRateCase(theorem: RateTheorem, seed: number, index: number): RandomRateCase {
  const number = theoremNumbers[theorem.id];
  const stream = createStream(seed, number, index);
  const caseSeed = drawInteger(createStream(seed, number), 0, Number.MAX_SAFE_INTEGER);
  const regime = regimes[index % regimes.length] as Regime;
  const draft = { theorem, regime, stream };
  return index % rationalPeriod === rationalPeriod - 1
    ? createRationalCase(draft, caseSeed, index)
    : createQuadraticCase(draft, caseSeed, index);
}

interface Draft {
  readonly theorem: RateTheorem;
  readonly regime: Regime;
  readonly stream: RandomGenerator;
}

function createQuadraticCase(draft: Draft, caseSeed: number, index: number): RandomRateCase {
  const { theorem, regime, stream } = draft;
  const shape = drawInteger(stream, 0, 2 * roundSmoothness.length);
  const smoothness = roundSmoothness[shape];
  const workBudget = workBudgets[drawInteger(stream, 0, workBudgets.length - 1)] as number;
  const maximumSteps = largestSteps[drawInteger(stream, 0, largestSteps.length - 1)] as number;
  const { problemCase, constants: known } = createRandomProblem(caseSeed, index, {
    variants: theorem.variants,
    workBudget,
    maximumSteps,
    ...(smoothness !== undefined && { smoothness }),
  });
  const constants = constantsFor(theorem, known);
  const wished = {
    ...problemCase.parameters,
    stepSize: drawStepSize(draft, known.smoothness, problemCase.parameters.stepSize),
  };
  const stepSize = shrinkStepSize(conditionOf(draft), constants, wished);
  const momentumWeight = regime === 'inside' ? wished.momentumWeight : longWeight;
  // Fewer local steps relax every condition, so what holds at a = 1 still does.
  const fitted = fitCounts(problemCase.problem, { ...wished, stepSize, momentumWeight }, workBudget);
  const parameters = chooseWeight(draft, constants, { ...fitted, momentumWeight: wished.momentumWeight });
  return { kind: 'quadratic', regime, constants, problemCase: { ...problemCase, parameters } };
}

function createRationalCase(draft: Draft, caseSeed: number, index: number): RandomRateCase {
  const { theorem, regime } = draft;
  const drawn = createRandomRational(caseSeed, index, {
    variants: theorem.variants,
    dimension: 1, // digits multiply with the dimension
    maximumSequences: sequenceBudget,
    ...(theorem.assumptions.includes('affine difference') && { affineDifference: true }),
  });
  const constants = constantsFor(theorem, drawn.constants);
  // Digits multiply with the degree of the gradients at every step, so K·T stays at two or three.
  const mostSteps = drawn.isDifferenceAffine ? 3 : 2;
  const localStepCount = Math.min(drawn.parameters.localStepCount, mostSteps);
  const longest = Math.floor(mostSteps / localStepCount);
  const roundCount = Math.min(drawn.parameters.roundCount, longest);
  const wished = {
    ...drawn.parameters,
    localStepCount,
    roundCount,
    stepSize: drawStepSize(draft, constants.smoothness, drawn.parameters.stepSize),
  };
  const stepSize = shrinkStepSize(conditionOf(draft), constants, wished);
  const parameters = chooseWeight(draft, constants, { ...wished, stepSize });
  return { kind: 'rational', regime, constants, rationalCase: { ...drawn, parameters } };
}

function conditionOf({ theorem, regime }: Draft): RateTheorem['simpleCondition'] {
  return regime === 'exact-edge' ? theorem.exactCondition : theorem.simpleCondition;
}

/** MVR-1 speaks of A5's δ, the others of A2's. */
function constantsFor(theorem: RateTheorem, known: KnownConstants): ProblemConstants {
  const { smoothness, suboptimality } = known;
  const isMeanSquare = theorem.assumptions.includes('A5');
  const hessianSimilarity = isMeanSquare ? known.meanSquareSimilarity : known.hessianSimilarity;
  return { smoothness, suboptimality, hessianSimilarity };
}

/** η as drawn; at an edge near 1/(2L), or 1/L for what is allowed that. */
function drawStepSize({ theorem, regime, stream }: Draft, smoothness: Ratio, drawn: Ratio): Ratio {
  const large = [12, 16, 20][drawInteger(stream, 0, 2)] as number;
  if (regime === 'inside') return drawn;
  if (theorem.id === 'SGD-1') return stepSizeWithin(smoothness, 20, 2);
  return stepSizeWithin(smoothness, regime === 'simple-edge' ? 10 : large, 2);
}

/** a inside: a whole number of hundredths between the edge and 1; at an edge: the least one, unless it is near 0. */
function chooseWeight(
  draft: Draft,
  constants: ProblemConstants,
  parameters: Parameters<Ratio>,
): Parameters<Ratio> {
  const least = leastWeight(conditionOf(draft), constants, parameters) ?? decimalRatio(1, 0);
  const hundredths = Number((least.numerator * 100n + least.denominator - 1n) / least.denominator);
  const inner = decimalRatio(drawInteger(draft.stream, Math.max(hundredths, 1), 100), 2);
  // Without a difference every a will do, and the edge is the one in Lη.
  const isFree = least.numerator * 10_000n < least.denominator;
  const momentumWeight = draft.regime === 'inside' || isFree ? inner : least;
  return { ...parameters, momentumWeight };
}
