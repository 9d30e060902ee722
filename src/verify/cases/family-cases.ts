/** From families to cases. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { Initialization, VariantName } from '../../../spec/model/index.js';
import { parseExactNumber, type Ratio } from '../../exact/index.js';
import { createDataSource } from './case-data.js';
import type { CaseFamily } from './families.js';
import type { ConstantCase } from './verification-case.js';

/** Draws of the initialisation `batch` where a family does not say; decimals must hold the mean. */
const usualBatchSize = 2;

/** One case for each family and variant that it fits. The same family gives every variant the same problem and draws. */
export function createCases(
  families: readonly CaseFamily[],
  label: number,
  seed: number | undefined,
  variants: readonly VariantName[] = variantNames,
): readonly ConstantCase[] {
  const data = families.map((family, index) => ({ family, drawn: drawData(family, label + index, seed) }));
  return variants.flatMap((variant) =>
    data.flatMap(({ family, drawn }) =>
      algorithms[variant].estimates === 'nothing' && !family.fitsBaselines
        ? []
        : [createCase(variant, family, drawn)],
    ),
  );
}

type FamilyData = ReturnType<typeof drawData>;

function drawData(family: CaseFamily, label: number, seed: number | undefined) {
  const source = createDataSource(label, seed);
  const { dimension, roundCount, batchSize = usualBatchSize } = family;
  return {
    problem: source.problem(family),
    startingPoint: source.vector(dimension, 16),
    correction: source.vector(dimension, 16),
    snapshots: source.atoms(family.snapshotAtoms, batchSize + roundCount),
    locals: source.atoms(family.localAtoms, family.localStepCount * roundCount),
  };
}

function createCase(variant: VariantName, family: CaseFamily, data: FamilyData): ConstantCase {
  const { problem, startingPoint, correction, snapshots, locals } = data;
  const { roundCount, batchSize = usualBatchSize } = family;
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
      stepSize: parseExactNumber(family.stepSize),
      momentumWeight: parseExactNumber(family.momentumWeight),
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
