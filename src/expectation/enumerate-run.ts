/** Expectations by brute force: one exact run for every sequence of draws. */
import { createVectorSpace, type Vector } from '../../spec/algebra/index.js';
import { algorithms } from '../../spec/algorithms/index.js';
import {
  createQuadraticOracle,
  evaluateQuadratic,
  type Trace,
  type VariantName,
} from '../../spec/model/index.js';
import { createRatio, runExact, type ExactField, type ExactRun, type Ratio } from '../exact/index.js';
import { withExactCase, type ResolvedRun } from '../problems/index.js';
import { countTapes, defaultSequenceLimit, enumerateTapes } from './enumerate-tapes.js';

/** A run over any oracle of finite support. */
export interface OracleRun<S> extends Omit<ExactRun<S>, 'tape'> {
  /** p_j of the snapshot atoms. */
  readonly snapshotProbabilities: readonly Ratio[];
  /** q_i of the local atoms. */
  readonly localProbabilities: readonly Ratio[];
  /** Greatest number of sequences; 100 000 where absent. */
  readonly limit?: number;
}

/** The first two moments of what was measured. */
export interface EnumeratedMoments<S> {
  /** E measure, entry by entry. */
  readonly mean: Vector<S>;
  /** E (measure − E measure)², entry by entry. */
  readonly variance: Vector<S>;
}

/**
 * The exact mean and variance of any functionals of a run, over all its draws. For objectives that are not quadratic.
 *
 * $$\mathbb{E}\,\varphi = \sum_{\xi, \zeta} \Bigl(\prod p\Bigr)\,\varphi(\text{run with these draws})$$
 *
 * Works for any oracle, quadratic or not, over any field that holds its gradients.
 *
 * @param measure - functionals of a whole run; the same number of them for every run.
 * @throws InputError where there are more sequences than the limit.
 */
export function enumerateOracleRun<S>(
  field: ExactField<S>,
  variant: VariantName,
  run: OracleRun<S>,
  measure: (trace: Trace<S>) => Vector<S>,
): EnumeratedMoments<S> {
  const { add, subtract, scale } = createVectorSpace(field);
  const square = (values: Vector<S>): Vector<S> => values.map((value) => field.multiply(value, value));
  const {
    limit = defaultSequenceLimit,
    parameters,
    initialization,
    snapshotProbabilities,
    localProbabilities,
  } = run;
  const space = { variant, parameters, initialization, snapshotProbabilities, localProbabilities };
  let mean: Vector<S> | undefined;
  let second: Vector<S> | undefined;
  for (const { probability, tape } of enumerateTapes(space, limit)) {
    const weight = field.fromRatio(probability);
    const values = measure(runExact(field, variant, { ...run, tape }));
    const [first, squares] = [scale(weight, values), scale(weight, square(values))];
    mean = mean === undefined ? first : add(mean, first);
    second = second === undefined ? squares : add(second, squares);
  }
  if (mean === undefined || second === undefined) return { mean: [], variance: [] };
  return { mean, variance: subtract(second, square(mean)) };
}

/** One local step of {@link EnumerationResult}. */
export interface EnumeratedStep {
  readonly step: number;
  /** E‖∇f(y^{t,k−1})‖². */
  readonly squaredGradient: Ratio;
  /** E f(y^{t,k}). */
  readonly targetValue: Ratio;
  /** The variance of f(y^{t,k}) over the noise: second moments of the state do not determine it, enumeration does. */
  readonly targetValueVariance: Ratio;
}

/** What enumeration says about a run. */
export interface EnumerationResult {
  readonly variant: VariantName;
  /** How many sequences of draws there were. */
  readonly sequenceCount: bigint;
  readonly rounds: readonly {
    readonly round: number;
    readonly steps: readonly EnumeratedStep[];
    /** E‖mᵗ − ∇D(x^{t−1})‖² (∇f for -target variants); absent where nothing is estimated. */
    readonly correctionError?: Ratio;
  }[];
  /** G, as in `expectRun`. */
  readonly averageSquaredGradient: Ratio;
}

/**
 * The exact expectation of a run on a quadratic problem, by enumeration of all its draws.
 *
 * Agrees with `expectRun` to the last digit, and knows the variance of f besides; only for tiny runs.
 *
 * @param limit - greatest number of sequences.
 * @throws InputError where there are more.
 * @example
 * ```ts
 * import { enumerateRun } from 'auxopt/expectation';
 * import { readProblem } from 'auxopt/problems';
 *
 * declare const text: string;
 * enumerateRun(readProblem(text, 'tiny.json', () => '')).sequenceCount;
 * ```
 */
export function enumerateRun(resolved: ResolvedRun, limit: number = defaultSequenceLimit): EnumerationResult {
  return withExactCase(resolved, (field, { variant, problem, ...run }) => {
    const space = createVectorSpace(field);
    const oracle = createQuadraticOracle(field, problem);
    const { estimates } = algorithms[variant];
    const gradient = (name: 'f' | 'h', at: Vector<typeof field.zero>) =>
      oracle.gradient({ function: name, draw: 'mean', atom: 0, at });
    const estimated = (at: Vector<typeof field.zero>) =>
      estimates === 'target' ? gradient('f', at) : space.subtract(gradient('f', at), gradient('h', at));
    const { localStepCount, roundCount } = run.parameters;

    /** Round by round: the error of the estimate (0 where there is none), then two numbers a step. */
    const measure = (trace: Trace<typeof field.zero>) => {
      let snapshot = trace.start.iterate;
      return trace.rounds.flatMap(({ correction, steps, iterate }) => {
        const error =
          correction === undefined
            ? field.zero
            : space.squaredNorm(space.subtract(correction, estimated(snapshot)));
        let from = snapshot;
        const measured = steps.flatMap(({ point }) => {
          const squared = space.squaredNorm(gradient('f', from));
          from = point;
          return [squared, evaluateQuadratic(field, problem.target, point)];
        });
        snapshot = iterate;
        return [error, ...measured];
      });
    };
    const probabilities = {
      snapshotProbabilities: problem.snapshotAtoms.map(({ probability }) => field.toRatio(probability)),
      localProbabilities: problem.localAtoms.map(({ probability }) => field.toRatio(probability)),
    };
    const { mean, variance } = enumerateOracleRun(
      field,
      variant,
      { ...run, ...probabilities, oracle, limit },
      measure,
    );
    const at = (values: Vector<typeof field.zero>, index: number): Ratio =>
      field.toRatio(values[index] ?? field.zero);
    const width = 1 + 2 * localStepCount;
    const squaredGradients = mean.filter((_, index) => (index % width) % 2 === 1);
    const total = squaredGradients.reduce(field.add, field.zero);
    const sum = field.toRatio(total);
    return {
      variant,
      sequenceCount: countTapes({ variant, ...run, ...probabilities }),
      rounds: Array.from({ length: roundCount }, (_, t) => ({
        round: t + 1,
        steps: Array.from({ length: localStepCount }, (_unused, k) => ({
          step: k + 1,
          squaredGradient: at(mean, t * width + 1 + 2 * k),
          targetValue: at(mean, t * width + 2 + 2 * k),
          targetValueVariance: at(variance, t * width + 2 + 2 * k),
        })),
        ...(estimates === 'nothing' ? {} : { correctionError: at(mean, t * width) }),
      })),
      averageSquaredGradient: createRatio(
        sum.numerator,
        sum.denominator * BigInt(roundCount * localStepCount),
      ),
    };
  });
}
