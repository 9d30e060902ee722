/** The cases of a method: those of its variant, with everything fixed that the method fixes. */
import type { Method } from '../../../spec/methods/index.js';
import { isPerStep } from '../../../spec/model/index.js';
import type { Capabilities } from '../protocol/replies.js';
import { createScheduledCases, createVerificationCases, createWideCases } from './create-cases.js';
import { createExactCases, type ExactCase } from './exact-cases.js';
import { createFewBitsCases } from './few-bits.js';
import { createSampledCases } from './sampled-cases.js';
import { createSizedCases } from './sized-cases.js';
import { restrictProblem, restrictRun } from './restrict.js';
import type { VerificationCase } from './verification-case.js';

/** A kind of m⁰ that methods start from. */
export type MethodStart = Method['starts'][number];

/**
 * The starts that are asked: those of the method that the implementation has, or all where it has none, so that the report says
 * what is missing. With a = 1 all starts do the same, and one is enough.
 */
export function methodStarts(
  { starts, restriction }: Method,
  { initializations }: Pick<Capabilities, 'initializations'>,
): readonly MethodStart[] {
  const known = starts.filter((kind) => kind === 'none' || (initializations?.includes(kind) ?? true));
  const asked = known.length === 0 ? starts : known;
  return restriction.momentumWeight === 1 ? asked.slice(0, 1) : asked;
}

/** The cases of level 2: every family of the kit that the method leaves something to see of, from each of these starts. */
export function createMethodCases(
  method: Method,
  starts: readonly MethodStart[],
  seed?: number,
): readonly VerificationCase[] {
  const isOneStep = method.restriction.localStepCount === 1;
  return [
    ...createVerificationCases(seed),
    ...createWideCases(seed),
    ...createSizedCases(seed),
    ...createScheduledCases(seed),
    ...createSampledCases(seed),
    ...createFewBitsCases(seed),
  ]
    .filter(
      ({ variant, id, parameters }) =>
        variant === method.variant &&
        !(isOneStep && (isPerStep(parameters) || /\/many-(?:steps|of-both)$/.test(id))),
    )
    .flatMap((given) => starts.map((kind) => restrictCase(method, given, kind, starts.length > 1)));
}

/** The cases of level 4, without theorems: their constants are those of the unrestricted problem. */
export function createExactMethodCases(
  method: Method,
  starts: readonly MethodStart[],
  seed?: number,
): readonly ExactCase[] {
  return createExactCases(method.variant, seed)
    .filter(({ constants }) => constants === undefined)
    .flatMap(({ given }) =>
      starts.map((kind) => ({ given: restrictCase(method, given, kind, starts.length > 1) })),
    );
}

/** The case with all that the method fixes, and with this kind of m⁰. */
function restrictCase<C extends VerificationCase>(
  { restriction }: Method,
  given: C,
  kind: MethodStart,
  isNamed: boolean,
) {
  const { startsFromAny: _, ...restricted } = restrictRun(restriction, given);
  return {
    ...restricted,
    id: isNamed ? `${given.id}-${kind}` : given.id,
    problem: restrictProblem(restriction, given.problem),
    initialization: { kind },
    tape: { ...restricted.tape, initial: [] },
  };
}
