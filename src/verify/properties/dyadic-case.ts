/** What the dyadic properties share: which starts an implementation has, and whether a format holds a run exactly. */
import type { Fraction } from 'fraction.js';
import { ContractError } from '../../errors.js';
import {
  createRationalField,
  floatFormats,
  formatRatio,
  ratioField,
  runExact,
  type Ratio,
} from '../../exact/index.js';
import { floorLog2 } from '../../exact/binary-ratio.js';
import { mapCase } from '../../problems/problem-case.js';
import { createQuadraticOracle, type Trace } from '../../../spec/model/index.js';
import { drawTapeFor, type EstimateStart, type ResolvedProblem } from '../../problems/index.js';
import { makeIndependent } from '../cases/independent-problem.js';
import type { ArithmeticName } from '../protocol/message-parts.js';
import { formatOf } from '../protocol/numbers.js';
import type { Capabilities } from '../protocol/replies.js';
import { createSimilarityMaps, type Similarity } from './similarity.js';

const allStarts: readonly EstimateStart[] = ['zero', 'given', 'exact', 'first-snapshot', 'batch'];

/** The kinds of m⁰ that the implementation has, the simplest first. */
export function startsOf({ initializations }: Capabilities): readonly EstimateStart[] {
  const own = allStarts.filter((kind) => initializations?.includes(kind) ?? true);
  return own.length === 0 ? ['given'] : own;
}

/** The case for implementations that draw g_f and g_h apart. */
export function fitDraws(problem: ResolvedProblem, { snapshotDraws }: Capabilities): ResolvedProblem {
  return snapshotDraws === 'independent'
    ? { ...problem, problem: makeIndependent(problem.problem) }
    : problem;
}

const field = createRationalField();
type Rational = Fraction;

/** The run of the equations, exactly. */
export function runEquations(given: ResolvedProblem): Trace<Rational> {
  const { variant, problem, ...run } = mapCase(given, field.fromRatio);
  const oracle = createQuadraticOracle(field, problem);
  return runExact(field, variant, { ...run, tape: drawTapeFor(ratioField, given), oracle });
}

/** Bits between the largest and the smallest digit that intermediate results may add. */
const guardBits = 6;

/**
 * Whether the format holds the run with room to spare: all states and gradients, also as the change shows them, span at
 * most p − 6 bits. Each number is a whole multiple of the smallest digit, so sums and differences of them stay exact; the
 * six bits are for the sums over coordinates, η, a, and the halves.
 */
export function isExactIn(
  arithmetic: ArithmeticName,
  problem: ResolvedProblem,
  similarity?: Similarity,
): boolean {
  const format = formatOf(arithmetic);
  if (format === undefined) return true;
  const { points, gradients } = vectorsOfRun(problem);
  const maps = similarity === undefined ? undefined : createSimilarityMaps(similarity);
  const groups = [
    [...points.flat(), ...(maps === undefined ? [] : points.flatMap(maps.point))],
    [...gradients.flat(), ...(maps === undefined ? [] : gradients.flatMap(maps.gradient))],
  ];
  return groups.every((numbers) => spanOf(numbers) <= format.precision - guardBits);
}

/** The least precision of a format in which there are enough cases that do not round. */
const leastPrecision = floatFormats.binary32.precision;

/** Why runs without rounding are not asked of an arithmetic; undefined where they are. */
export function tooFewDigits(arithmetic: ArithmeticName): string | undefined {
  const { precision = leastPrecision } = formatOf(arithmetic) ?? {};
  return precision < leastPrecision
    ? `${arithmetic} has too few digits for runs without rounding`
    : undefined;
}

/** Bits below the largest number of a format that sums of states and gradients may need. */
const rangeGuardBits = 4;

/**
 * Whether the format has room for the run. Only binary16 is narrow enough to ask: there, honest runs with large noise
 * leave it.
 */
export function isInRange(arithmetic: ArithmeticName, problem: ResolvedProblem): boolean {
  if (arithmetic !== 'binary16') return true;
  const { points, gradients } = vectorsOfRun(problem);
  return [...points, ...gradients]
    .flat()
    .filter(({ numerator }) => numerator !== 0n)
    .every((value) => floorLog2(value) <= floatFormats.binary16.maximumExponent - rangeGuardBits);
}

/** Every state of the exact run in point, and every gradient and estimate of it. */
function vectorsOfRun(problem: ResolvedProblem): {
  readonly points: readonly (readonly Ratio[])[];
  readonly gradients: readonly (readonly Ratio[])[];
} {
  const { start, rounds } = runEquations(problem);
  const points = [start.iterate, ...rounds.flatMap(({ steps }) => steps.map(({ point }) => point))];
  const gradients = rounds.flatMap(({ correction, gradients: taken, steps }) => [
    ...(correction === undefined ? [] : [correction]),
    ...Object.values(taken).map(({ value }) => value),
    ...steps.flatMap(({ gradients: ofStep }) => Object.values(ofStep).map(({ value }) => value)),
  ]);
  const exact = (vectors: readonly (readonly Rational[])[]) =>
    vectors.map((vector) => vector.map(field.toRatio));
  return { points: exact(points), gradients: exact(gradients) };
}

/** Bits from the highest digit of the largest number to the lowest digit of any. */
function spanOf(numbers: readonly Ratio[]): number {
  const present = numbers.filter(({ numerator }) => numerator !== 0n);
  if (present.length === 0) return 0;
  const highest = Math.max(...present.map(floorLog2));
  const lowest = Math.min(...present.map(lowestBit));
  return highest - lowest + 1;
}

function lowestBit(value: Ratio): number {
  const { numerator, denominator } = value;
  const places = denominator.toString(2).length - 1;
  if (1n << BigInt(places) !== denominator) throw new ContractError(`${formatRatio(value)} is not dyadic`);
  let trailing = 0;
  for (let rest = numerator; rest % 2n === 0n; rest /= 2n) trailing += 1;
  return trailing - places;
}
