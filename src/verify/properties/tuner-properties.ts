/** The suite for a tuner: whoever chooses η and a from the constants of a class is held to what the theorems promise. */
import fc from 'fast-check';
import { ContractError, InputError } from '../../errors.js';
import { liftDouble, nearestDouble, type Ratio } from '../../exact/index.js';
import { reduced } from '../../problems/index.js';
import { BrokenLaw, type OptimizerProperty } from './property.js';
import {
  arbitraryClass,
  choose,
  describeChoice,
  describeClass,
  show,
  type Chosen,
  type DrawnClass,
  type Tuner,
} from './tuner-cases.js';
import { closedForm, guaranteeOf, type TunerClass } from './tuner-guarantee.js';
import { measureMembers } from './tuner-members.js';

/** How a tuner is checked. */
export interface TunerPropertyOptions {
  /** How many times the closed-form rate the guarantee may be; 1, as good as the parameters of RATE-*, where it is left out. */
  readonly factor?: number;
  /** Whether ∇f − ∇h is affine, as for quadratics, so that MOM-2 and RATE-MOM apply; true where it is left out. */
  readonly affineDifference?: boolean;
  /** Seed of the cases; 1 where it is left out. */
  readonly seed?: number;
  /** Cases of one property; 100 where it is left out. */
  readonly numRuns?: number;
  /** The path of a failure message: makes that one case again. */
  readonly path?: string;
}

/** One law of a tuner. */
interface TunerLaw {
  readonly id: string;
  readonly law: string;
  readonly mostRounds: number;
  readonly mostSteps: number;
  readonly check: (drawn: DrawnClass, chosen: Chosen) => void;
}

function lawsOf(of: TunerClass, factor: Ratio): readonly TunerLaw[] {
  const within = (value: Ratio, rate: Ratio): boolean =>
    reduced.compare(value, reduced.multiply(factor, rate)) <= 0;
  return [
    {
      id: 'domain',
      law: 'η > 0 and 0 < a ≤ 1',
      mostRounds: 1_000_000,
      mostSteps: 1000,
      check: () => undefined, // reading the choice has checked it
    },
    {
      id: 'guarantee',
      law: 'a theorem covers η and a, and its bound is at most the factor times the closed-form rate',
      mostRounds: 1_000_000,
      mostSteps: 1000,
      check: ({ exact }, { parameters, initialization }) => {
        const rate = closedForm(of, exact, parameters, initialization);
        const { stepSize, momentumWeight } = rate.parameters;
        const own = `${rate.theorem} takes η = ${show(stepSize)} and a = ${show(momentumWeight)}`;
        const found = guaranteeOf(of, exact, parameters, initialization);
        if (found === undefined)
          throw new BrokenLaw(`no theorem covers these parameters: its condition fails; ${own}`);
        if (within(found.bound, rate.bound)) return;
        const times = nearestDouble(reduced.divide(found.bound, rate.bound)).toPrecision(6);
        throw new BrokenLaw(
          `${found.theorem} guarantees only ${times} times the rate of ${rate.theorem}; ${own}`,
        );
      },
    },
    {
      id: 'runs',
      law: 'G of exact runs on members of the class is at most the factor times the closed-form rate',
      mostRounds: 8,
      mostSteps: 6,
      check: ({ exact }, { parameters, initialization }) => {
        const rate = closedForm(of, exact, parameters, initialization);
        for (const { what, averageSquaredGradient, file } of measureMembers(
          of,
          exact,
          parameters,
          initialization,
        )) {
          if (within(averageSquaredGradient, rate.bound)) continue;
          const times = nearestDouble(reduced.divide(averageSquaredGradient, rate.bound)).toPrecision(6);
          throw new BrokenLaw(
            `on ${what} G is ${times} times the rate of ${rate.theorem}. As a problem file for \`auxopt run\`:\n${file()}`,
          );
        }
      },
    },
  ];
}

/**
 * The properties of a tuner, for whatever test runner there is.
 *
 * For random L, δ, F₀, σ_D², σ_h², K and T: η > 0 and a ∈ (0, 1]; a theorem (MOM-1 to MOM-3, RATE-DET, MVR-1) covers them, and its
 * bound is at most `factor` times the closed form
 *
 * $$\frac{4P}{T}\Bigl(\frac LK + \delta\Bigr) + 2\sqrt{\frac{2PV}{KT}} \text{ (RATE-MOM), or that of RATE-DET, RATE-MOM-G, RATE-MVR;}$$
 *
 * and so is G of exact runs on random and on hard members of the class. All of it is decided exactly: the numbers given are such that
 * a tuner in doubles that takes the closed form itself passes with the factor 1.
 *
 * @param tuner - chooses η and a for a class; `aux-mvr` is asked without local noise.
 * @param options - the factor > 0, and which cases.
 * @returns one entry for each property; nothing has run yet. `run` throws an error with the shrunk class and the choice.
 * @throws InputError for a factor that is not positive, and for a number of cases below 1.
 * @example
 * ```ts
 * import { tunerProperties } from 'auxopt/properties';
 *
 * const suite = tunerProperties({
 *   name: 'too bold',
 *   variant: 'aux-mom',
 *   tune: ({ hessianSimilarity, localStepCount }) => ({
 *     stepSize: 1 / (hessianSimilarity * localStepCount),
 *     momentumWeight: 1,
 *   }),
 * });
 * const messages: string[] = [];
 * for (const { run } of suite) await run().catch((error: Error) => messages.push(error.message));
 * messages.length; // 2: it forgets L
 * ```
 */
export function tunerProperties(
  tuner: Tuner,
  options: TunerPropertyOptions = {},
): readonly OptimizerProperty[] {
  const { factor = 1, affineDifference = true, seed = 1, numRuns = 100, path } = options;
  requirePositive('factor', factor, Number.isFinite(factor) && factor > 0, 'a number > 0');
  requirePositive(
    'numRuns',
    numRuns,
    Number.isSafeInteger(numRuns) && numRuns >= 1,
    'a whole number from 1 on',
  );
  const of = { variant: tuner.variant, affineDifference };
  return lawsOf(of, liftDouble(factor)).map(({ id, law, mostRounds, mostSteps, check }) => {
    const name = `${tuner.name}: ${id}`;
    const property = fc.property(arbitraryClass(of, mostRounds, mostSteps), (drawn) => {
      check(drawn, choose(tuner, drawn));
    });
    const run = (): Promise<void> => {
      const details = fc.check(property, { seed, numRuns, ...(path === undefined ? {} : { path }) });
      const [drawn] = details.counterexample ?? [];
      if (!details.failed || drawn === undefined) return Promise.resolve();
      const cause = details.errorInstance;
      const message = [
        `${name} does not hold.`,
        `  law       ${law}`,
        `  class     ${describeClass(drawn)}`,
        `  tuner     ${describeChoice(tuner, drawn)}`,
        `  again     { seed: ${seed}, path: ${JSON.stringify(details.counterexamplePath ?? '')} } (found after ${details.numRuns} cases)`,
        `  seen      ${cause instanceof Error ? cause.message : String(cause)}`,
      ];
      return Promise.reject(new ContractError(message.join('\n'), { cause }));
    };
    return { name, run };
  });
}

function requirePositive(name: string, value: number, isFine: boolean, expected: string): void {
  if (isFine) return;
  throw new InputError({
    problem: `it is ${value}`,
    where: name,
    expected,
    fix: 'Leave it out for the default.',
  });
}
