/** All levels together: everything that an implementation with given capabilities is asked. */
import { methods, type MethodName } from '../../../spec/methods/index.js';
import { parsePage, resolvePage } from '../../../spec/language/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { InputError } from '../../errors.js';
import { highestLevel } from '../cases/random-sizes.js';
import { asDeclared, canFollow } from '../cases/declared.js';
import { createFullCases } from '../cases/create-cases.js';
import { spreadKinds } from '../cases/sampled-cases.js';
import { createMethodCases, methodStarts } from '../cases/method-cases.js';
import type { VerificationCase } from '../cases/verification-case.js';
import { pageTasks } from '../pages/page-tasks.js';
import type { Capabilities } from '../protocol/replies.js';
import { level1Tasks } from './level-1.js';
import { level2Tasks } from './level-2.js';
import { level3Tasks, level4Tasks } from './levels-3-4.js';
import { level5Searches, type RandomOptions, type Search } from './level-5.js';
import type { LevelTask } from './level.js';
import type { Peer, RequestBody } from '../peer/peer.js';

export { highestLevel };
/** The level that a verification goes up to unless told otherwise: what every implementation can be asked in seconds. */
export const defaultLevel = 3;

/** What decides what is asked. */
export interface TaskOptions extends RandomOptions {
  /** Levels 0 to this one. */
  readonly level?: number | undefined;
  /** Only these variants, of those that the implementation has. */
  readonly variants?: readonly VariantName[] | undefined;
  /**
   * The implementation is this method: only its variant is asked, with what the method fixes, and no level 3, because the domain of a
   * library's own parameters is its own matter.
   */
  readonly method?: MethodName | undefined;
  /** The implementation is the method of this page, a text as in spec/methods: nothing else is asked. */
  readonly page?: string | undefined;
  /** The texts of pages that a failure is compared with: the program may be right, and of another one. */
  readonly otherPages?: readonly string[] | undefined;
  /** Replaces the cases of level 2. */
  readonly cases?: readonly VerificationCase[] | undefined;
  /** Only results whose id fits. */
  readonly only?: ((id: string) => boolean) | undefined;
}

/** Everything that is asked, in the order of the report. */
export interface AllTasks {
  /** Levels 0 to 4. */
  readonly asked: readonly LevelTask[];
  /** Level 5. */
  readonly searches: readonly Search[];
}

/**
 * The tasks for an implementation.
 *
 * @throws InputError where it has none of the variants.
 */
export function listTasks(capabilities: Capabilities, options: TaskOptions): AllTasks {
  const { level = defaultLevel, seed, only = () => true, page } = options;
  const fits = ({ id }: LevelTask): boolean => only(id);
  if (page !== undefined) {
    const asked = [...level0Tasks(), ...pageTasks(capabilities, resolvePage(parsePage(page)), seed)];
    return { asked: asked.filter((task) => task.level <= level && fits(task)), searches: [] };
  }
  const variants = wantedVariants(capabilities, options);
  if (variants.length === 0 && level > 0) throw noVariant(capabilities, options);
  const method = options.method && methods[options.method];
  const all =
    options.cases ??
    (method === undefined
      ? createFullCases(seed)
      : createMethodCases(method, methodStarts(method, capabilities), seed));
  const known = all
    .filter(({ variant }) => variants.includes(variant))
    .map((given) => asDeclared(capabilities, given))
    .filter((given) => given.isFixed === true || canFollow(capabilities, given));
  const cases = options.cases === undefined ? spreadKinds(known) : known;
  const levels: readonly (() => readonly LevelTask[])[] = [
    level0Tasks,
    () => level1Tasks(capabilities, variants, seed, method),
    () => level2Tasks(capabilities, cases),
    () => (method === undefined ? level3Tasks(capabilities, variants, cases, seed) : []),
    () => level4Tasks(capabilities, variants, seed, method),
  ];
  return {
    asked: levels
      .slice(0, level + 1)
      .flatMap((tasks) => tasks())
      .filter(fits),
    searches:
      level < highestLevel
        ? []
        : level5Searches(capabilities, variants, options).filter(({ problem }) => fits(problem(0))),
  };
}

/** The variants that are asked, of those that an implementation has. */
function wantedVariants(
  { variants }: Capabilities,
  { variants: wanted, method }: Pick<TaskOptions, 'variants' | 'method'>,
): readonly VariantName[] {
  const own =
    method === undefined ? variants : variants.filter((variant) => variant === methods[method].variant);
  return own.filter((variant) => wanted?.includes(variant) ?? true);
}

/** The variants of which a run must be judged: all that are asked, unless `only` chooses cases by their ids. */
export function variantsToJudge(
  capabilities: Capabilities,
  options: Pick<TaskOptions, 'variants' | 'method' | 'page'> & { readonly only?: unknown },
): readonly VariantName[] | undefined {
  if (options.page !== undefined) return [];
  return options.only === undefined ? wantedVariants(capabilities, options) : undefined;
}

function noVariant(
  { variants: declared, methods: served = [] }: Capabilities,
  { method }: TaskOptions,
): InputError {
  if (method !== undefined) {
    const { variant } = methods[method];
    return new InputError({
      problem: `the implementation has no ${variant}, and ${method} is a case of it`,
      where: '--method',
      expected: `${variant} among its variants, which are ${declared.join(', ') || 'none'}, or ${method} among its methods`,
      fix: `Declare ${variant} in its answer to hello, or choose another method (docs/guide/methods.md).`,
    });
  }
  if (declared.length === 0 && served.length > 0)
    return new InputError({
      problem: 'the implementation has methods and none of the variants',
      where: '--method',
      expected: `one of its methods: ${served.join(', ')}`,
      fix: `Add --method ${served[0]}.`,
    });
  return new InputError({
    problem: 'the implementation has none of the variants that were asked for',
    where: '--variant',
    expected: `of ${declared.join(', ')}, which it declares`,
    fix: 'Ask for one of these, or declare what it has in its answer to hello.',
  });
}

/** The tasks after the handshake itself, which comes first and without which nothing else runs. */
function level0Tasks(): readonly LevelTask[] {
  return [
    { id: 'L0/handshake', level: 0, run: () => Promise.resolve({ verdict: 'pass' }) },
    { id: 'L0/unknown-request', level: 0, run: askUnknown },
  ];
}

/** A later minor version may ask something new: that must not end an implementation of this one. */
async function askUnknown(peer: Peer): ReturnType<LevelTask['run']> {
  const response = await peer.request({ type: 'auxopt-test-unknown' } as unknown as RequestBody);
  if (response.type === 'unsupported') return { verdict: 'pass' };
  return {
    verdict: 'fail',
    message: `a request of an unknown type was answered with "${response.type}"; "unsupported" was expected, so that later versions can ask more.`,
  };
}
