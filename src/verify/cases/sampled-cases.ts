/** Cases whose draws are minibatches. */
import { createStream, drawInteger, type RandomGenerator } from '../../problems/draws.js';
import { samplingKinds, type SamplingKind } from '../protocol/message-parts.js';
import { readFamilies, type CaseFamily } from './families.js';
import { createCases } from './family-cases.js';
import type { ConstantCase, Sampling, VerificationCase } from './verification-case.js';

/** A family whose draws are minibatches: its atoms are the rows. */
interface SampledFamily extends CaseFamily {
  readonly batchSize: number;
  readonly localBatchSize: number;
  readonly kinds: readonly SamplingKind[];
}

/**
 * Minibatches, asked of programs that declare them. Where n is no multiple of B, the last minibatch of an epoch is smaller or dropped; there
 * are three epochs at least, and local epochs end inside of rounds.
 */
const sampledFamilies: readonly SampledFamily[] = readFamilies(`
minibatch: ten rows in minibatches of four: means, epochs that end in two rows, and a state that
  outlives them
  given  d 3  ξ 10  ζ 5  a 1/4  η 1/32  K 2  T 10  B 4  Bζ 2  drawn  replacement  epochs  epochs-dropped
minibatch-of-three: seven rows in minibatches of three, and eleven of h: means that no format holds, a
  last minibatch of one row
  given  d 2  ξ 7  ζ 11  a 1/4  η 1/32  K 3  T 10  B 3  Bζ 3  drawn  epochs
minibatch-of-one: B = 1: an epoch is one row after the other
  given  d 2  ξ 4  ζ 4  a 3/8  η 1/32  K 1  T 13  B 1  Bζ 1  epochs
minibatch-of-all: B = n: every round is an epoch
  given  d 2  ξ 4  ζ 2  a 3/8  η 1/16  K 2  T 4  B 4  Bζ 2  epochs
minibatch-of-many: 90 rows in minibatches of 37, as parts of a usual size need them, and a last one of
  16; those of h, too
  given  d 2  ξ 90  ζ 30  a 1/4  η 1/32  K 2  T 7  B 37  Bζ 13  drawn  replacement  epochs  epochs-dropped
`).map(({ batchSize = 1, localBatchSize = 1, ...family }) => ({
  ...family,
  batchSize,
  localBatchSize,
  fitsBaselines: true,
  kinds: samplingKinds.filter((kind) => family.kinds.includes(kind)),
}));

/** One case for each family, kind of sampling and variant. */
export function createSampledCases(seed?: number): readonly ConstantCase[] {
  return sampledFamilies.flatMap((family, index) => {
    // the families' B is no size of an initial batch
    const { batchSize: _, ...plain } = family;
    return createCases([plain], 70 + index, seed).flatMap((given) =>
      family.kinds.map((kind): ConstantCase => {
        const sampling = planSampling(family, kind, createStream(seed ?? 0, 70 + index));
        const name = `${family.name}-${kind}`;
        const { roundCount, localStepCount } = given.parameters;
        return {
          ...given,
          id: `${given.variant}/${name}`,
          sampling,
          startsFromAny: true,
          otherUnits: 0,
          tape: {
            initial: [],
            rounds: Array.from({ length: roundCount }, (_round, t) => ({
              snapshot: t,
              local: Array.from({ length: localStepCount }, (_step, k) => t * family.localStepCount + k),
            })),
          },
        };
      }),
    );
  });
}

/**
 * The cases that are asked, of those that a program can follow: every kind of sampling that it has in every size, and every size in every
 * variant, but not all three with one another.
 */
export function spreadKinds(cases: readonly VerificationCase[]): readonly VerificationCase[] {
  const variants = [...new Set(cases.map(({ variant }) => variant))];
  return cases.filter(({ id, variant, sampling }) => {
    if (sampling === undefined) return true;
    const family = sampledFamilies.findIndex(({ name }) => id === `${variant}/${name}-${sampling.kind}`);
    const kinds = (sampledFamilies[family]?.kinds ?? []).filter((kind) =>
      cases.some((each) => each.sampling?.kind === kind),
    );
    const turn = variants.indexOf(variant) + family - kinds.indexOf(sampling.kind);
    return turn % Math.min(variants.length, kinds.length) === 0;
  });
}

/** The minibatches that the kit draws: of different rows, each another one than that before. */
function planSampling(
  { batchSize, localBatchSize, snapshotAtoms, localAtoms, roundCount, localStepCount }: SampledFamily,
  kind: Sampling['kind'],
  stream: RandomGenerator,
): Sampling {
  const planned =
    kind === 'drawn'
      ? {
          snapshot: drawMinibatches(stream, snapshotAtoms, batchSize, roundCount),
          local: drawMinibatches(stream, localAtoms, localBatchSize, roundCount * localStepCount),
        }
      : { snapshot: [], local: [] };
  return { kind, batchSize, localBatchSize, planned };
}

function drawMinibatches(
  stream: RandomGenerator,
  rowCount: number,
  size: number,
  count: number,
): readonly (readonly number[])[] {
  const drawn: (readonly number[])[] = [];
  while (drawn.length < count) {
    const left = Array.from({ length: rowCount }, (_, row) => row);
    const rows = Array.from({ length: size }, () =>
      left.splice(drawInteger(stream, 0, left.length - 1), 1),
    ).flat();
    if (size === rowCount || !isSameSet(rows, drawn.at(-1) ?? [])) drawn.push(rows);
  }
  return drawn;
}

function isSameSet(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((row) => right.includes(row));
}
