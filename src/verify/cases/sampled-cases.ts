/** Cases whose draws are minibatches. */
import { createStream, drawInteger, type RandomGenerator } from '../../problems/draws.js';
import { createCases } from './family-cases.js';
import { sampledFamilies, type SampledFamily } from './sampled-families.js';
import type { ConstantCase, Sampling } from './verification-case.js';

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
          isLong: true,
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
