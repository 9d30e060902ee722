/** Runs a resolved problem on either engine and brings the result into one form. */
import type { Vector } from '../../../spec/algebra/index.js';
import { createVectorSpace } from '../../../spec/algebra/index.js';
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  createQuadraticOracle,
  evaluateGradient,
  evaluateQuadratic,
  type AtomTape,
  type QuadraticFunction,
  type Trace,
} from '../../../spec/model/index.js';
import type { Fraction } from 'fraction.js';
import {
  createRationalField,
  floatFormats,
  liftDouble,
  runExact,
  type ExactField,
  type Ratio,
} from '../../exact/index.js';
import { createFastQuadraticOracle, recordFastTrace, toFastProblem } from '../../fast/index.js';
import { judgeTrace, readDouble, type JudgeReport } from '../../judge/index.js';
import { drawTapeFor, withExactCase, type ResolvedRun } from '../../problems/index.js';
import { createHuberOracle, huberValue, type HuberProblem } from '../../problems/huber-problem.js';
import { instantiate, radixFieldFor, toNumberCase } from '../../problems/arithmetic.js';

/** The engines of `auxopt run`. */
export type EngineName = 'exact' | 'fast';

/** A number as a ratio (not necessarily in lowest terms) and as its shortest exact text. */
export interface ExactValue {
  readonly ratio: Ratio;
  readonly text: string;
}

/** One round of a run; round 0 is the start. */
export interface RoundResult {
  readonly round: number;
  /** xᵗ as text: exact, or a double that reads back as itself. */
  readonly iterate: readonly string[];
  /** mᵗ as text, for variants that have one. */
  readonly correction?: readonly string[];
  /** f(xᵗ), exactly, at the iterate as it is; absent where the iterate is not finite. */
  readonly targetValue?: ExactValue;
  /** ‖∇f(xᵗ)‖², likewise. */
  readonly squaredGradient?: ExactValue;
  /** Target gradients that the initialisation and rounds 1 … t have cost. */
  readonly targetGradients: number;
}

/** A run on one engine. */
export interface RunResult {
  readonly engine: EngineName;
  /** `decimal`, `radix q` or `binary64`. */
  readonly arithmetic: string;
  readonly rounds: readonly RoundResult[];
  /** Fast runs are judged as they are made. */
  readonly judgement?: JudgeReport;
}

const ratios = { toRatio: (value: Ratio): Ratio => value };

/** The draws of a resolved problem, by its seed. */
export function drawResolved(resolved: ResolvedRun): AtomTape {
  return drawTapeFor(ratios, resolved);
}

/** Runs `resolved` exactly, in the simplest arithmetic that never rounds on it. */
export function runExactly(resolved: ResolvedRun, tape: AtomTape = drawResolved(resolved)): RunResult {
  return withExactCase(resolved, (field, { variant, problem, ...run }) => {
    const oracle = createQuadraticOracle(field, problem);
    const trace = runExact(field, variant, { ...run, tape, oracle });
    const rounds = summarize(resolved, trace, field.format, measureIn(field, problem.target));
    return { engine: 'exact', arithmetic: field.name, rounds };
  });
}

/** Runs a problem with Huber terms, exactly, over the rationals. */
export function runHuberExactly(problem: HuberProblem): RunResult {
  const { quadratic, target } = problem;
  const field = createRationalField();
  const { variant, problem: plain, ...run } = instantiate(field, quadratic);
  const oracle = createHuberOracle(field, problem);
  const trace = runExact(field, variant, { ...run, tape: drawResolved(quadratic), oracle });
  const { squaredNorm } = createVectorSpace(field);
  const valueOf = (value: Fraction): ExactValue => ({
    ratio: field.toRatio(value),
    text: field.format(value),
  });
  const rounds = summarize(quadratic, trace, field.format, (at) => {
    const [x = field.zero] = at;
    const added = target === undefined ? field.zero : field.fromRatio(huberValue(target, field.toRatio(x)));
    return {
      targetValue: valueOf(field.add(evaluateQuadratic(field, plain.target, at), added)),
      squaredGradient: valueOf(squaredNorm(oracle.gradient({ function: 'f', draw: 'mean', atom: 0, at }))),
    };
  });
  return { engine: 'exact', arithmetic: field.name, rounds };
}

/** Runs `resolved` in doubles. */
export function traceFast(resolved: ResolvedRun, tape: AtomTape): Trace<number> {
  const { variant, problem, ...run } = toNumberCase(ratios, resolved);
  const oracle = createFastQuadraticOracle(toFastProblem(problem));
  return recordFastTrace(variant, { ...run, tape, oracle });
}

/** Judges a trace in doubles against the exact problem. */
export function judgeDoubles(resolved: ResolvedRun, tape: AtomTape, trace: Trace<number>): JudgeReport {
  const arithmetic = { format: floatFormats.binary64, subnormals: 'gradual' } as const;
  return judgeTrace({ ...resolved, tape, arithmetic }, trace, readDouble);
}

/** Runs `resolved` in doubles, and judges the run unless that is not wanted. */
export function runInDoubles(
  resolved: ResolvedRun,
  tape: AtomTape = drawResolved(resolved),
  isJudged = true,
): RunResult {
  const trace = traceFast(resolved, tape);
  return {
    engine: 'fast',
    arithmetic: 'binary64',
    rounds: summarize(resolved, trace, String, measureDoubles(resolved)),
    ...(isJudged && { judgement: judgeDoubles(resolved, tape, trace) }),
  };
}

/** f and ‖∇f‖² at a point. */
type Measures = Required<Pick<RoundResult, 'targetValue' | 'squaredGradient'>>;

/** f(at) and ‖∇f(at)‖² in an exact field. */
function measureIn<S>(field: ExactField<S>, target: QuadraticFunction<S>): (at: Vector<S>) => Measures {
  const { squaredNorm } = createVectorSpace(field);
  const valueOf = (value: S): ExactValue => ({
    ratio: field.toUnreducedRatio(value),
    text: field.format(value),
  });
  return (at) => ({
    targetValue: valueOf(evaluateQuadratic(field, target, at)),
    squaredGradient: valueOf(squaredNorm(evaluateGradient(field, target, at))),
  });
}

/** f(at) and ‖∇f(at)‖², exactly, at a point of doubles; undefined where one is not finite. */
function measureDoubles({ problem: { target } }: ResolvedRun): (at: Vector<number>) => Measures | undefined {
  const half: Ratio = { numerator: 1n, denominator: 2n };
  // A double brings powers of two, which every base of these rings has.
  const field = radixFieldFor([...target.matrix.flat(), ...target.vector, target.constant, half]);
  const measure = measureIn(field, {
    matrix: target.matrix.map((row) => row.map(field.fromRatio)),
    vector: target.vector.map(field.fromRatio),
    constant: field.fromRatio(target.constant),
  });
  return (at) =>
    at.every(Number.isFinite) ? measure(at.map((value) => field.fromRatio(liftDouble(value)))) : undefined;
}

/** A trace round by round, with the value of f and what each round has cost. */
function summarize<V>(
  resolved: ResolvedRun,
  trace: Trace<V>,
  format: (value: V) => string,
  measure: (at: Vector<V>) => Measures | undefined,
): readonly RoundResult[] {
  const spent = countTargetGradients(resolved);
  return [trace.start, ...trace.rounds].map(({ iterate, correction }, round) => ({
    round,
    iterate: iterate.map(format),
    ...(correction === undefined ? {} : { correction: correction.map(format) }),
    ...measure(iterate),
    targetGradients: spent[round] ?? 0,
  }));
}

/** The target gradients that the initialisation and rounds 1 … t have cost, for t = 0 … T. */
export function countTargetGradients({ variant, initialization, parameters }: ResolvedRun): number[] {
  // An exact ∇D(x⁰) or a given m⁰ has a price of its own that no count of samples expresses.
  let spent = initialization.kind === 'batch' ? initialization.size : 0;
  return Array.from({ length: parameters.roundCount + 1 }, (_, round) => {
    if (round > 0) spent += algorithms[variant].targetGradientsInRound(round);
    return spent;
  });
}
