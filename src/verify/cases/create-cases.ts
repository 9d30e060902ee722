/** The cases of the kit, made from the families. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { Initialization, VariantName } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { createDataSource } from './case-data.js';
import { caseFamilies, cornerFamilies, startsWithoutAuxiliary, type CaseFamily } from './families.js';
import type { VerificationCase } from './verification-case.js';

/** Draws of the initialisation `batch`; a power of two, so that decimals hold the mean. */
const batchSize = 2;

/** Every case, variant by variant. The same family gives every variant the same problem and the same draws. */
export function createVerificationCases(): readonly VerificationCase[] {
  return createCases(caseFamilies, 0);
}

/** Methods that are fixed to a = 1, and those without an auxiliary: a case from each start that they commonly have. */
export function createCornerCases(): readonly VerificationCase[] {
  const [fixed, plain] = [cornerFamilies, startsWithoutAuxiliary].map((families, index) =>
    createCases(families, 20 + 10 * index),
  );
  return [...(fixed ?? []), ...(plain ?? []).map(withoutAuxiliary)];
}

function createCases(families: readonly CaseFamily[], seed: number): readonly VerificationCase[] {
  return variantNames.flatMap((variant) =>
    families.flatMap((family, index) =>
      algorithms[variant].estimates === 'nothing' && !family.fitsBaselines
        ? []
        : [createCase(variant, family, seed + index)],
    ),
  );
}

const zero = createRatio(0n, 1n);

/** The case with h = 0, in the mean and in every sample. */
export function withoutAuxiliary(given: VerificationCase): VerificationCase {
  const { problem } = given;
  const { target, snapshotAtoms, localAtoms } = problem;
  const auxiliary = {
    matrix: target.matrix.map((row) => row.map(() => zero)),
    vector: target.vector.map(() => zero),
  };
  return {
    ...given,
    problem: {
      ...problem,
      auxiliary: { ...auxiliary, constant: zero },
      snapshotAtoms: snapshotAtoms.map((atom) => ({ ...atom, auxiliary })),
      localAtoms: localAtoms.map((atom) => ({ ...atom, auxiliary })),
    },
  };
}

function createCase(variant: VariantName, family: CaseFamily, seed: number): VerificationCase {
  const source = createDataSource(seed);
  const { dimension, roundCount } = family;
  const problem = source.problem(family);
  const startingPoint = source.vector(dimension, 16);
  const correction = source.vector(dimension, 16);
  const snapshots = source.atoms(family.snapshotAtoms, batchSize + roundCount);
  const locals = source.atoms(family.localAtoms, family.localStepCount * roundCount);
  const localStepCount = variant === 'sgd' ? 1 : family.localStepCount;
  const initialization: Initialization<Ratio> =
    algorithms[variant].estimates === 'nothing'
      ? { kind: 'none' }
      : family.start === 'given'
        ? { kind: 'given', correction }
        : family.start === 'batch'
          ? { kind: 'batch', size: batchSize }
          : { kind: family.start };
  return {
    id: `${variant}/${family.name}`,
    purpose: family.purpose,
    variant,
    problem,
    parameters: {
      stepSize: createRatio(BigInt(family.stepInThirtySeconds), 32n),
      momentumWeight: createRatio(BigInt(family.weightInEighths), 8n),
      localStepCount,
      roundCount,
    },
    initialization,
    startingPoint,
    tape: {
      // the draws before round 1 come first, so that reusing the first of a round for the batch shows
      initial: initialization.kind === 'batch' ? snapshots.slice(0, batchSize) : [],
      rounds: Array.from({ length: roundCount }, (_, t) => ({
        snapshot: snapshots[batchSize + t] ?? 0,
        local: locals.slice(t * family.localStepCount, t * family.localStepCount + localStepCount),
      })),
    },
  };
}
