/** Cases whose draws are minibatches. */
import { createStream, drawInteger, type RandomGenerator } from '../../problems/draws.js';
import { createCases } from './family-cases.js';
import { sampledFamilies, type SampledFamily } from './sampled-families.js';
import type { ConstantCase, Sampling, VerificationCase } from './verification-case.js';

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
