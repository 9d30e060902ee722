/** A problem together with the run to make on it, in one arithmetic. */
import type { Vector } from '../../spec/algebra/index.js';
import {
  isConstant,
  isSchedule,
  mapInitialization,
  mapParameters,
  mapProblem,
  scheduledNames,
  type Initialization,
  type Parameters,
  type QuadraticProblem,
  type RunParameters,
  type VariantName,
} from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import type { Ratio } from '../exact/index.js';

/**
 * A problem, the algorithm, and everything else that a run needs except the draws. Its η and a are constants, which the theorems
 * need; those of a {@link ScheduledCase} may be schedules.
 */
export interface ProblemCase<S, P extends RunParameters<S> = Parameters<S>> {
  /** A short name for reports. */
  readonly name: string;
  readonly variant: VariantName;
  readonly problem: QuadraticProblem<S>;
  readonly parameters: P;
  readonly initialization: Initialization<S>;
  /** x⁰. */
  readonly startingPoint: Vector<S>;
  /** Seed of the draws, a whole number within ±(2⁵³ − 1). */
  readonly seed: number;
}

/** A case whose η and a may change from round to round: whatever only runs takes it. */
export type ScheduledCase<S> = ProblemCase<S, RunParameters<S>>;

export { mapProblem };

/** A checked case whose numbers are ratios, before an arithmetic is chosen. */
export type ResolvedProblem = ProblemCase<Ratio>;

/**
 * The case as one with constants.
 *
 * @param what - what needs them, for the error.
 * @param source - the name of the file, for the error.
 * @throws InputError where η or a is a schedule.
 */
export function requireConstants<S>(
  problemCase: ScheduledCase<S>,
  what: string,
  source: string = problemCase.name,
): ProblemCase<S> {
  const { parameters } = problemCase;
  if (isConstant(parameters)) return { ...problemCase, parameters };
  const name = scheduledNames.find((parameter) => isSchedule(parameters[parameter]));
  throw new InputError({
    problem: `${what} does not take a schedule`,
    where: `$.parameters.${name} of ${source}`,
    expected: 'one value for all rounds: theorems are for constants',
    fix: 'Give one value. auxopt run (also with --engine expectation) and auxopt verify --problem do take schedules.',
  });
}

/** {@link ResolvedProblem} whose η and a may be schedules: what a problem file means. */
export type ResolvedRun = ScheduledCase<Ratio>;

/** The same case with every number mapped. */
export function mapCase<S, R>(problemCase: ProblemCase<S>, to: (value: S) => R): ProblemCase<R>;
export function mapCase<S, R>(problemCase: ScheduledCase<S>, to: (value: S) => R): ScheduledCase<R>;
export function mapCase<S, R>(problemCase: ScheduledCase<S>, to: (value: S) => R): ScheduledCase<R> {
  const { parameters, initialization } = problemCase;
  return {
    name: problemCase.name,
    variant: problemCase.variant,
    problem: mapProblem(problemCase.problem, to),
    parameters: mapParameters(parameters, to),
    initialization: mapInitialization(initialization, to),
    startingPoint: problemCase.startingPoint.map(to),
    seed: problemCase.seed,
  };
}

/** Every number of a problem, in no particular order. */
export function numbersOf<S>(problem: QuadraticProblem<S>): readonly S[] {
  const numbers: S[] = [];
  mapProblem(problem, (value) => numbers.push(value));
  return numbers;
}
