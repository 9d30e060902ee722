/** What an implementation says that it alone supports, as cases: those that it is asked, and what the others have that it has not. */
import type { MethodRestriction } from '../../../spec/methods/index.js';
import { isConstant, isPerStep, valuesOf } from '../../../spec/model/index.js';
import { ratioField } from '../../exact/index.js';
import type { InitializationKind } from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import type { CaseRanges } from './ranges.js';
import { restrictDimension, restrictRun } from './restrict.js';
import type { VerificationCase } from './verification-case.js';

/** What of K and a is fixed: by a method, and by what the implementation supports. */
export function restrictionOf(
  { only }: Capabilities,
  restriction: MethodRestriction = {},
): MethodRestriction {
  return {
    ...restriction,
    ...(only?.localStepCount === undefined ? {} : { localStepCount: 1 }),
    ...(only?.momentumWeight === undefined ? {} : { momentumWeight: 1 }),
  };
}

/** The case with K, a and d inside what the implementation supports. */
export function withinLimits<C extends VerificationCase>(capabilities: Capabilities, given: C): C {
  const { largestDimension = Infinity } = capabilities.only ?? {};
  return restrictDimension(largestDimension, restrictRun(restrictionOf(capabilities), given));
}

/** The case as the implementation is asked it. A problem that somebody has given stays as it is. */
export function asDeclared<C extends VerificationCase>(capabilities: Capabilities, given: C): C {
  const { only } = capabilities;
  if (only === undefined) return given;
  const restricted = given.isFixed === true ? given : withinLimits(capabilities, given);
  return only.schedule !== undefined && isConstant(restricted.parameters)
    ? { ...restricted, choosesSchedule: true }
    : restricted;
}

/** Starts that take no draws, the plainest first. */
const plainStarts = ['zero', 'first-snapshot', 'exact'] as const;

/** The plainest start that takes no draws and that the implementation has. */
export function plainStartOf(capabilities: Capabilities): (typeof plainStarts)[number] | undefined {
  return plainStarts.find((start) => hasInitialization(capabilities, start));
}

/** Whether an implementation has a kind of m⁰. */
export function hasInitialization({ initializations }: Capabilities, kind: InitializationKind): boolean {
  return kind === 'none' || initializations === undefined || initializations.includes(kind);
}

/**
 * Whether an implementation can be asked a case: schedules only where it declares them, its own only where it reports them, and
 * minibatches only by a law that it declares.
 */
export function canFollow(
  { schedules = [], minibatches = [], oracleModes, snapshotDraws }: Capabilities,
  given: VerificationCase,
): boolean {
  if (given.sampling !== undefined) {
    const { kind } = given.sampling;
    return minibatches.includes(kind) && oracleModes.includes('callback') && snapshotDraws === 'joint';
  }
  if (given.choosesSchedule === true) return schedules.includes('reported');
  const { parameters } = given;
  return isConstant(parameters) || schedules.includes(isPerStep(parameters) ? 'given-per-step' : 'given');
}

/** What of a case the implementation has said that it does not have; undefined where it has all of it. */
export function findGap(capabilities: Capabilities, given: VerificationCase): string | undefined {
  const { only = {} } = capabilities;
  const { initialization, parameters, problem, choosesSchedule = false } = given;
  const { compare, one } = ratioField;
  const isWeighted = valuesOf(parameters.momentumWeight).some((weight) => compare(weight, one) !== 0);
  const gaps: readonly (readonly [boolean, string])[] = [
    [!canFollow(capabilities, given), 'given schedules of η and a'],
    [!hasInitialization(capabilities, initialization.kind), `initialization ${initialization.kind}`],
    [only.schedule !== undefined && !choosesSchedule, 'given η and a'],
    [problem.dimension > (only.largestDimension ?? Infinity), `d > ${only.largestDimension}`],
    [only.localStepCount !== undefined && parameters.localStepCount > 1, 'K > 1'],
    [only.momentumWeight !== undefined && isWeighted, 'a < 1'],
  ];
  return gaps.find(([isThere]) => isThere)?.[1];
}

/**
 * What a verdict on such an implementation is about, in words, such as "for a = 1 and d ≤ 20 only"; undefined where it declares no limit.
 *
 * @param covered - what its runs were of: of rates of its own it alone says which.
 */
export function describeDeclared(
  { only = {} }: Pick<Capabilities, 'only'>,
  covered?: Pick<CaseRanges, 'momentumWeight'>,
): string | undefined {
  const { momentumWeight, localStepCount, largestDimension, schedule } = only;
  const isWithoutMomentum = schedule !== undefined && covered?.momentumWeight?.least === 1;
  const parts = [
    ...(momentumWeight === undefined && !isWithoutMomentum ? [] : ['a = 1']),
    ...(localStepCount === undefined ? [] : ['K = 1']),
    ...(largestDimension === undefined ? [] : [`d ≤ ${largestDimension}`]),
    ...(schedule === undefined ? [] : ["the program's own rates"]),
  ];
  const [last = '', ...others] = parts.toReversed();
  if (parts.length === 0) return undefined;
  return `for ${others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`} only`;
}
