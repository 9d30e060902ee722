/** The cases of the kit, made from the families. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import { mapParameters, type Initialization, type VariantName } from '../../../spec/model/index.js';
import { parseExactNumber, type Ratio } from '../../exact/index.js';
import { createDataSource } from './case-data.js';
import {
  caseFamilies,
  cornerFamilies,
  reportedFamily,
  scheduledFamilies,
  startsWithoutAuxiliary,
  wideFamilies,
  type CaseFamily,
} from './families.js';
import { restrictProblem } from './restrict.js';
import type { ConstantCase, VerificationCase } from './verification-case.js';

/** Draws of the initialisation `batch` where a family does not say; decimals must hold the mean. */
const usualBatchSize = 2;

/**
 * The cases of the published vectors, variant by variant. The same family gives every variant the same problem and draws.
 *
 * @param seed - gives other data of the same shapes; without one, those of the vectors.
 */
export function createVerificationCases(seed?: number): readonly ConstantCase[] {
  return createCases(caseFamilies, 0, seed);
}

/** Every case: those of the vectors, a = 1 and h = 0 from several starts, those that are wide, long or slow, and schedules. */
export function createFullCases(seed?: number): readonly VerificationCase[] {
  return [
    ...createVerificationCases(seed),
    ...createCornerCases(seed),
    ...createWideCases(seed),
    ...createScheduledCases(seed),
  ];
}

/** Methods that are fixed to a = 1, and those without an auxiliary: a case from each start that they commonly have. */
function createCornerCases(seed?: number): readonly ConstantCase[] {
  return [
    ...createCases(cornerFamilies, 20, seed),
    ...createCases(startsWithoutAuxiliary, 30, seed).map((given) => ({
      ...given,
      problem: restrictProblem({ auxiliary: 'zero' }, given.problem),
    })),
  ];
}

/** A case of many coordinates, of many local steps, of many rounds, and of a small a. */
export function createWideCases(seed?: number): readonly ConstantCase[] {
  return createCases(wideFamilies, 40, seed).map((given) => ({
    ...given,
    startsFromAny: true,
    isLong: true,
  }));
}

/** Cases with schedules of η and a: given ones, and one that the implementation chooses and reports. */
export function createScheduledCases(seed?: number): readonly VerificationCase[] {
  const reported = createCases([reportedFamily], 60, seed).map((given): VerificationCase => ({
    ...given,
    startsFromAny: true,
    choosesSchedule: true,
  }));
  const followed = scheduledFamilies.flatMap(({ schedules, ...family }, index) =>
    createCases([family], 50 + index, seed).map((given): VerificationCase => {
      const parameters = mapParameters<string, Ratio>({ ...given.parameters, ...schedules }, (value) =>
        parseExactNumber(value),
      );
      return { ...given, parameters, startsFromAny: true };
    }),
  );
  return [...followed, ...reported];
}

function createCases(
  families: readonly CaseFamily[],
  label: number,
  seed: number | undefined,
): readonly ConstantCase[] {
  const data = families.map((family, index) => ({ family, drawn: drawData(family, label + index, seed) }));
  return variantNames.flatMap((variant) =>
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
