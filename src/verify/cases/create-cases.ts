/** The cases of the kit, made from the families. */
import type { Vector } from '../../../spec/algebra/index.js';
import { mapParameters, withOneStep } from '../../../spec/model/index.js';
import { parseExactNumber, type Ratio } from '../../exact/index.js';
import {
  caseFamilies,
  cornerFamilies,
  reportedFamily,
  sameFunction,
  scheduledFamilies,
  startsWithoutAuxiliary,
  wideFamilies,
} from './families.js';
import { createCases } from './family-cases.js';
import { createFewBitsCases } from './few-bits.js';
import { restrictProblem } from './restrict.js';
import { createSampledCases } from './sampled-cases.js';
import { createSizedCases } from './sized-cases.js';
import type { ConstantCase, VerificationCase } from './verification-case.js';

/**
 * The cases of the published vectors, variant by variant. The same family gives every variant the same problem and draws.
 *
 * @param seed - gives other data of the same shapes; without one, those of the vectors.
 */
export function createVerificationCases(seed?: number): readonly ConstantCase[] {
  return createCases(caseFamilies, 0, seed);
}

/**
 * Every case: those of the vectors, a = 1 and h = 0 from several starts, those that are wide, long or slow, those of drawn sizes, schedules,
 * minibatches, and those of few bits.
 */
export function createFullCases(seed?: number): readonly VerificationCase[] {
  const plain = createVerificationCases(seed);
  return [
    ...plain,
    ...createCornerCases(plain[0]?.startingPoint ?? [], seed),
    ...createWideCases(seed),
    ...createSizedCases(seed),
    ...createScheduledCases(seed),
    ...createSampledCases(seed),
    ...createFewBitsCases(seed),
  ];
}

/** Methods that are fixed to a = 1, and those without an auxiliary: a case from each start that they commonly have; and h = f. */
function createCornerCases(planarPoint: Vector<Ratio>, seed?: number): readonly ConstantCase[] {
  return [
    ...createCases(cornerFamilies, 20, seed),
    ...createCases(startsWithoutAuxiliary, 30, seed).map((given) => ({
      ...given,
      problem: restrictProblem({ auxiliary: 'zero' }, given.problem),
    })),
    ...createCases(sameFunction, 35, seed).map((given) => ({
      ...given,
      // from a point where another case began: what is kept by the point alone shows
      startingPoint: planarPoint,
      problem: withSameSamples(restrictProblem({ auxiliary: 'target' }, given.problem)),
    })),
  ].map((given) => ({ ...given, otherUnits: 1 as const }));
}

/** h = f for every ξ. */
function withSameSamples(problem: ConstantCase['problem']): ConstantCase['problem'] {
  return {
    ...problem,
    snapshotAtoms: problem.snapshotAtoms.map((atom) => ({ ...atom, auxiliary: atom.target })),
  };
}

/** A case of many coordinates, of many local steps, of many rounds, and of a small a. */
export function createWideCases(seed?: number): readonly ConstantCase[] {
  return createCases(wideFamilies, 40, seed).map((given) => ({
    ...given,
    startsFromAny: true,
    otherUnits: 0,
  }));
}

/** Cases with schedules of η and a: given ones, and one that the implementation chooses and reports. */
export function createScheduledCases(seed?: number): readonly VerificationCase[] {
  const reported = createCases(reportedFamily, 60, seed).map((given): VerificationCase => ({
    ...given,
    startsFromAny: true,
    choosesSchedule: true,
  }));
  const followed = scheduledFamilies.flatMap(({ schedules, ...family }, index) =>
    createCases([family], 50 + index, seed).map((given): VerificationCase => {
      const { stepSize, momentumWeight } = schedules;
      const parameters = mapParameters<string, Ratio>(
        { ...given.parameters, stepSize, momentumWeight },
        (value) => parseExactNumber(value),
      );
      const isOneStep = given.parameters.localStepCount === 1;
      return { ...given, parameters: isOneStep ? withOneStep(parameters) : parameters, startsFromAny: true };
    }),
  );
  return [...followed, ...reported].map((given) => ({ ...given, otherUnits: 1 }));
}
