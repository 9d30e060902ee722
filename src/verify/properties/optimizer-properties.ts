/** The ready suite: every property of every algorithm of an implementation, as data for any test runner. */
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { InputError, ContractError } from '../../errors.js';
import type { Implementation } from '../adapters/implementation.js';
import type { ArithmeticName } from '../protocol/message-parts.js';
import { agreement, askJudge } from './agreement.js';
import { limits } from './limit-cases.js';
import { noiseCorrelation } from './noise-correlation.js';
import {
  type OptimizerProperty,
  type PropertyDefinition,
  BrokenLaw,
  type PropertyCase,
  type PropertyContext,
} from './property.js';
import { rateBounds } from './rate-bounds.js';
import { createSubject, type CommandSubject, type Subject } from './subject.js';
import { symmetries } from './symmetries.js';
import fc from 'fast-check';
import { PeerFault } from '../peer/peer.js';
import { formatProblemFile, toProblemFile } from '../../problems/index.js';

/** What to check, and how hard. */
export interface OptimizerPropertyOptions {
  /** Those that an implementation in this process has, where it is left out; a command's must be named. */
  readonly variants?: readonly VariantName[];
  /** What the states are computed in; what the implementation declares, or `binary64`, where it is left out. */
  readonly arithmetic?: ArithmeticName;
  /** Seed of the cases; 1 where it is left out, so that a suite gives the same every time. */
  readonly seed?: number;
  /** Cases of one property; those that make many runs a case take fewer. 25 where it is left out. */
  readonly numRuns?: number;
  /** The path of a failure message: makes that one case again. Use it with `only`. */
  readonly path?: string;
  /** Only the property of this name. */
  readonly only?: string;
}

/** A definition whose cases are nobody else's business: what its arbitrary draws, its check gets. */
const definitions = [
  agreement,
  ...symmetries,
  limits,
  rateBounds,
  noiseCorrelation,
] as unknown as readonly PropertyDefinition[];

/**
 * The properties of an implementation, for whatever test runner there is.
 *
 * Agreement with the equations on random problems; homogeneity in units, translation, rotation, coordinate permutation;
 * limit cases and reductions; rate bounds and the effect of noise correlation over all draws. Apart from the first, the
 * problems are small whole numbers and powers of two, on which floating point does not round: these laws are asked to
 * the last bit. The first allows the rounding bounds of the judge, and rate bounds are inequalities.
 *
 * @param implementation - factories of algorithms in this process, or `{ command }` for a program that speaks the protocol
 *   (Node only); a program is cut off where it hangs.
 * @param options - variants, arithmetic, seed and number of cases.
 * @returns one entry for each variant and property; nothing has run yet.
 * @throws InputError for a variant that the implementation does not have, a command without variants, a number of runs
 *   below 1, and for `only` without a property of that name.
 * @example
 * ```ts
 * import { optimizerProperties } from 'auxopt/properties';
 *
 * const suite = optimizerProperties({
 *   name: 'mine',
 *   variants: {
 *     sgd: ({ stepSize, drawSnapshot }) => ({ x }) => {
 *       const gradient = drawSnapshot().f(x);
 *       return { x: x.map((value, i) => value - stepSize * (gradient[i] ?? 0)) };
 *     },
 *   },
 * });
 * for (const { run } of suite) await run();
 * suite[1]?.name; // 'sgd: homogeneity in units'
 * ```
 */
export function optimizerProperties<V = number>(
  implementation: Implementation<V> | CommandSubject,
  options: OptimizerPropertyOptions = {},
): readonly OptimizerProperty[] {
  const { seed = 1, numRuns = 25, path, only } = options;
  if (!Number.isSafeInteger(numRuns) || numRuns < 1) {
    throw new InputError({
      problem: `${numRuns} is not a number of cases`,
      where: 'numRuns',
      expected: 'a whole number from 1 on',
      fix: 'Leave it out for 25 cases per property.',
    });
  }
  const variants = variantsOf(implementation, options.variants);
  const declared = 'command' in implementation ? undefined : implementation.arithmetic;
  const arithmetic = options.arithmetic ?? declared ?? 'binary64';
  const given = 'command' in implementation ? implementation : { ...implementation, arithmetic };
  const properties = variants.flatMap((variant) =>
    definitions
      .filter(({ fits = () => true }) => fits(variant))
      .map((definition): OptimizerProperty => {
        const name = `${variant}: ${definition.id}`;
        const skipped = definition.skip?.(variant, arithmetic);
        if (skipped !== undefined) return { name, skipped, run: () => Promise.resolve() };
        const run = () =>
          runProperty({
            name,
            definition,
            variant,
            arithmetic,
            subject: createSubject(given),
            seed,
            path,
            numRuns,
          });
        return { name, run };
      }),
  );
  if (only === undefined) return properties;
  const chosen = properties.filter(({ name }) => name === only);
  if (chosen.length > 0) return chosen;
  throw new InputError({
    problem: `there is no property ${JSON.stringify(only)}`,
    where: 'only',
    expected: 'the name of a property, as the suite lists it',
    fix: `Take one of: ${properties.map(({ name }) => name).join(', ')}.`,
  });
}

function variantsOf<V>(
  implementation: Implementation<V> | CommandSubject,
  wanted: readonly VariantName[] | undefined,
): readonly VariantName[] {
  if ('command' in implementation) {
    if (wanted !== undefined && wanted.length > 0) return wanted;
    throw new InputError({
      problem: 'the variants of a command are not known before it runs',
      where: 'variants',
      expected: 'the variants to check',
      fix: "Name them, for example { variants: ['aux-mom'] }.",
    });
  }
  const own = variantNames.filter((variant) => implementation.variants[variant] !== undefined);
  const missing = wanted?.find((variant) => !own.includes(variant));
  if (missing !== undefined || own.length === 0 || wanted?.length === 0) {
    throw new InputError({
      problem:
        missing === undefined ? 'there is no variant to check' : `the implementation has no ${missing}`,
      where: 'variants',
      expected: own.length === 0 ? `at least one of ${variantNames.join(', ')}` : `some of ${own.join(', ')}`,
      fix: 'Give the implementation a factory for each variant to check.',
    });
  }
  return wanted ?? own;
}

/** One run of one property. */
interface PropertyRun {
  readonly name: string;
  readonly definition: PropertyDefinition;
  readonly variant: VariantName;
  readonly arithmetic: ArithmeticName;
  readonly subject: Subject;
  readonly seed: number;
  readonly path: string | undefined;
  readonly numRuns: number;
}

/** @throws Error where the property does not hold, or the implementation is not the one that was announced. */
async function runProperty(run: PropertyRun): Promise<void> {
  try {
    const { capabilities } = await run.subject.open();
    requireAnnounced(run, capabilities);
    await checkProperty(run, { ...run, capabilities });
  } finally {
    await run.subject.close();
  }
}

function requireAnnounced(
  { variant, arithmetic }: PropertyRun,
  capabilities: PropertyContext['capabilities'],
): void {
  if (capabilities.arithmetic !== arithmetic) {
    throw new ContractError(
      `the implementation computes in ${capabilities.arithmetic}, the suite was made for ${arithmetic}: name the arithmetic of the implementation in the options.`,
    );
  }
  if (!capabilities.variants.includes(variant)) {
    throw new ContractError(
      `the implementation has no ${variant}: name the variants that it has in the options.`,
    );
  }
}

async function checkProperty(run: PropertyRun, context: PropertyContext): Promise<void> {
  const { definition, seed, path } = run;
  let hasHung = false;
  const property = fc.asyncProperty(definition.arbitrary(context), async (given: PropertyCase) => {
    // every try of a smaller case would hang again: the first one is the counterexample
    if (hasHung) return;
    try {
      await definition.check(context, given);
    } catch (error) {
      hasHung = error instanceof PeerFault && error.verdict !== 'protocol';
      throw error;
    }
  });
  const details = await fc.check(property, {
    seed,
    numRuns: Math.max(1, Math.ceil(run.numRuns / (definition.share ?? 1))),
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed) return;
  const [given] = details.counterexample ?? [];
  const cause = details.errorInstance;
  if (given === undefined)
    throw new ContractError(`${run.name}: too few cases fit the arithmetic; seed ${seed}`, { cause });
  if (!(cause instanceof BrokenLaw) && !(cause instanceof PeerFault)) throw cause;
  // whatever the law, the judge may know which equation is broken on this case
  const isLawAlone = cause instanceof BrokenLaw && cause.equation === undefined;
  const judged = isLawAlone ? await askJudge(context, given.problem) : undefined;
  const laws = [cause, judged].filter((law) => law instanceof BrokenLaw);
  const equation = laws.map((law) => law.equation).find((named) => named !== undefined);
  const [likely] = (await Promise.all(laws.map((law) => law.diagnose()))).flat();
  const again = `seed: ${seed}, path: ${JSON.stringify(details.counterexamplePath ?? '')}`;
  const lines = [
    `${run.name} does not hold.`,
    `  law       ${definition.law}`,
    ...(equation === undefined ? [] : [`  equation  ${equation}`]),
    `  seen      ${cause.message}`,
    ...(likely === undefined ? [] : [`  likely    ${likely.mistake}. ${likely.fix}`]),
    ...(given.note === undefined ? [] : [`  case      ${given.note}`]),
    `  again     { ${again}, only: ${JSON.stringify(run.name)} } (found after ${details.numRuns} cases)`,
    'The smallest case found, as a problem file for `auxopt run`:',
    formatProblemFile(toProblemFile(given.problem)),
  ];
  throw new ContractError(lines.join('\n'), { cause });
}
