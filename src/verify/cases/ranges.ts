/** The ranges that cases cover: what a verdict is about, quantity by quantity. */
import { z } from 'zod';
import { initializationKinds, valuesOf, type Schedule } from '../../../spec/model/index.js';
import { nearestDouble, type Ratio } from '../../exact/index.js';
import type { Immutable } from '../protocol/message-parts.js';
import type { VerificationCase } from './verification-case.js';

const range = (meaning: string) =>
  z.strictObject({ least: z.number(), greatest: z.number() }).describe(meaning);
/** A quantity that has few values, such as a size. */
const sizes = (meaning: string) =>
  z
    .strictObject({
      least: z.number(),
      greatest: z.number(),
      values: z.array(z.number()).describe('all of them, ascending').exactOptional(),
    })
    .describe(meaning);

const listed = {
  dimension: sizes('d'),
  localStepCount: sizes('K'),
  roundCount: sizes('T; 1 for a single round'),
  batchSize: sizes('B, of minibatches of either kind of draw; 1 for single samples'),
  momentumWeight: sizes('a; absent where no variant has one').exactOptional(),
};

/** The schema of {@link CaseRanges}. */
export const rangesSchema = z
  .strictObject({
    ...listed,
    stepSize: range('η, as the implementation was given it'),
    points: range('the largest |coordinate| of the point that a run starts from'),
    gradients: range('the largest |coordinate| of ∇f at that point'),
    snapshotAtoms: range('how many samples of f and h there are to draw from'),
    starts: z.array(z.enum(initializationKinds)).describe('kinds of m⁰'),
  })
  .describe('least and greatest of each quantity, over all runs that were judged');

/** What cases cover: least and greatest value of each quantity. */
export type CaseRanges = Immutable<z.infer<typeof rangesSchema>>;

type Range = CaseRanges['dimension'];

const between = (values: readonly number[]): Range => ({
  least: Math.min(...values),
  greatest: Math.max(...values),
});
const only = (value: number): Range => between([value]);
/** A range with its values. */
const among = (values: readonly number[]): Range => {
  const sorted = [...new Set(values)].sort((left, right) => left - right);
  return sorted.length === 1 ? between(sorted) : { ...between(sorted), values: sorted };
};

/**
 * The ranges of one case.
 *
 * @param isSingleRound - whether one round of it is run alone, from a state that no start has made.
 */
export function rangesOf(
  { problem, parameters, initialization, startingPoint, sampling }: VerificationCase,
  isSingleRound = false,
): CaseRanges {
  const { dimension, target, snapshotAtoms } = problem;
  const known = new Map<Ratio, number>();
  const double = (value: Ratio): number => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const nearest = nearestDouble(value);
    known.set(value, nearest);
    return nearest;
  };
  const point = startingPoint.map(double);
  const gradient = target.matrix.map((row, i) => {
    const constant = target.vector[i];
    return row.reduce(
      (sum, value, j) => (value.numerator === 0n ? sum : sum + double(value) * (point[j] ?? 0)),
      constant === undefined ? 0 : -double(constant),
    );
  });
  const largest = (values: readonly number[]): number =>
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const all = (value: Schedule<Ratio>): readonly number[] => valuesOf(value).map(double);
  return {
    dimension: only(dimension),
    localStepCount: only(parameters.localStepCount),
    roundCount: only(isSingleRound ? 1 : parameters.roundCount),
    stepSize: between(all(parameters.stepSize)),
    ...(initialization.kind === 'none' ? {} : { momentumWeight: among(all(parameters.momentumWeight)) }),
    points: only(largest(point)),
    gradients: only(largest(gradient)),
    snapshotAtoms: only(snapshotAtoms.length),
    batchSize: among(sampling === undefined ? [1] : [sampling.batchSize, sampling.localBatchSize]),
    starts: isSingleRound || initialization.kind === 'none' ? [] : [initialization.kind],
  };
}

/** What all of these cover; undefined where there are none. */
export function joinRanges(all: readonly CaseRanges[]): CaseRanges | undefined {
  if (all.length === 0) return undefined;
  const { starts: _, ...names } = Object.assign({}, ...all) as CaseRanges;
  const join = (name: keyof typeof names): Range => {
    const found: readonly Range[] = all.flatMap((ranges) => ranges[name] ?? []);
    const ends = found.flatMap(({ least, greatest }) => [least, greatest]);
    return name in listed ? among(found.flatMap(({ values = [] }) => values).concat(ends)) : between(ends);
  };
  const joined = Object.keys(names).map((name) => [name, join(name as keyof typeof names)] as const);
  return {
    ...(Object.fromEntries(joined) as Record<keyof typeof names, Range>),
    starts: [...new Set(all.flatMap(({ starts }) => starts))],
  };
}

/** One line: `d 1 to 169 (31 values); K 1 to 53 (24 values); …`. */
export function describeRanges(ranges: CaseRanges): string {
  const { dimension, localStepCount, roundCount, stepSize, momentumWeight, snapshotAtoms, starts } = ranges;
  const show = ({ least, greatest, values = [] }: Range): string => {
    if (least === greatest) return shortNumber(least);
    const count = values.length > 2 ? ` (${values.length} values)` : '';
    return `${shortNumber(least)} to ${shortNumber(greatest)}${count}`;
  };
  return [
    `d ${show(dimension)}`,
    `K ${show(localStepCount)}`,
    `T ${show(roundCount)}`,
    `η ${show(stepSize)}`,
    ...(momentumWeight === undefined ? [] : [`a ${show(momentumWeight)}`]),
    `points ${show(ranges.points)}`,
    `gradients ${show(ranges.gradients)}`,
    `samples ${show(snapshotAtoms)}`,
    ...(ranges.batchSize.greatest === 1 ? [] : [`B ${show(ranges.batchSize)}`]),
    ...(starts.length === 0 ? [] : [`starts ${starts.join(', ')}`]),
  ].join('; ');
}

/** Whole numbers as they are, others to two digits; from a million on as a power of ten. */
function shortNumber(value: number): string {
  if (Math.abs(value) >= 1e6) return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(2)));
}
