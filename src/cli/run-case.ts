/** Runs a resolved problem on either engine and brings the result into one form. */
import type { Vector } from '../../spec/algebra/index.js';
import { createVectorSpace } from '../../spec/algebra/index.js';
import { algorithms } from '../../spec/algorithms/index.js';
import {
  createQuadraticOracle,
  evaluateGradient,
  evaluateQuadratic,
  type AtomTape,
  type Trace,
} from '../../spec/model/index.js';
import { floatFormats, formatRatio, runExact, type Ratio } from '../exact/index.js';
import { createFastQuadraticOracle, recordFastTrace, toFastProblem } from '../fast/index.js';
import { judgeTrace, readDouble, type JudgeReport } from '../judge/index.js';
import {
  drawTapeFor,
  radixFieldFor,
  toNumberCase,
  withExactCase,
  type ResolvedProblem,
} from '../problems/index.js';

/** The engines of `auxopt run`. */
export type EngineName = 'exact' | 'fast';

/** One round of a run; round 0 is the start. */
export interface RoundResult {
  readonly round: number;
  /** xᵗ as text: exact, or a double that reads back as itself. */
  readonly iterate: readonly string[];
  /** mᵗ as text, for variants that have one. */
  readonly correction?: readonly string[];
  /** f(xᵗ), exactly, at the iterate as it is; absent where the iterate is not finite. */
  readonly targetValue?: Ratio;
  /** ‖∇f(xᵗ)‖², likewise. */
  readonly squaredGradient?: Ratio;
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
export function drawResolved(resolved: ResolvedProblem): AtomTape {
  return drawTapeFor(ratios, resolved);
}

/** Runs `resolved` exactly, in the simplest arithmetic that never rounds on it. */
export function runExactly(resolved: ResolvedProblem, tape: AtomTape = drawResolved(resolved)): RunResult {
  return withExactCase(resolved, (field, { variant, problem, ...run }) => {
    const oracle = createQuadraticOracle(field, problem);
    const trace = runExact(field, variant, { ...run, tape, oracle });
    const rounds = summarize(resolved, trace, field.toRatio, field.format);
    return { engine: 'exact', arithmetic: field.name, rounds };
  });
}

/** Runs `resolved` in doubles. */
export function traceFast(resolved: ResolvedProblem, tape: AtomTape): Trace<number> {
  const { variant, problem, ...run } = toNumberCase(ratios, resolved);
  const oracle = createFastQuadraticOracle(toFastProblem(problem));
  return recordFastTrace(variant, { ...run, tape, oracle });
}

/** Judges a trace in doubles against the exact problem. */
export function judgeDoubles(resolved: ResolvedProblem, tape: AtomTape, trace: Trace<number>): JudgeReport {
  const arithmetic = { format: floatFormats.binary64, subnormals: 'gradual' } as const;
  return judgeTrace({ ...resolved, tape, arithmetic }, trace, readDouble);
}

/** Runs `resolved` in doubles and judges the run. */
export function runFastJudged(resolved: ResolvedProblem, tape: AtomTape = drawResolved(resolved)): RunResult {
  const trace = traceFast(resolved, tape);
  return {
    engine: 'fast',
    arithmetic: 'binary64',
    rounds: summarize(resolved, trace, readDouble, String),
    judgement: judgeDoubles(resolved, tape, trace),
  };
}

/** f(at) and ‖∇f(at)‖² at any exact point. */
export function measureTarget({
  problem: { target },
}: ResolvedProblem): (at: Vector<Ratio>) => Required<Pick<RoundResult, 'targetValue' | 'squaredGradient'>> {
  const half: Ratio = { numerator: 1n, denominator: 2n };
  const data = [...target.matrix.flat(), ...target.vector, target.constant, half];
  return (at) => {
    // The iterate may bring denominators of its own, for example a double's powers of two.
    const field = radixFieldFor([...data, ...at]);
    const quadratic = {
      matrix: target.matrix.map((row) => row.map(field.fromRatio)),
      vector: target.vector.map(field.fromRatio),
      constant: field.fromRatio(target.constant),
    };
    const point = at.map(field.fromRatio);
    const gradient = evaluateGradient(field, quadratic, point);
    return {
      targetValue: field.toRatio(evaluateQuadratic(field, quadratic, point)),
      squaredGradient: field.toRatio(createVectorSpace(field).squaredNorm(gradient)),
    };
  };
}

/** A trace round by round, with the value of f and what each round has cost. */
function summarize<V>(
  resolved: ResolvedProblem,
  trace: Trace<V>,
  toRatio: (value: V) => Ratio | undefined,
  format: (value: V) => string,
): readonly RoundResult[] {
  const measure = measureTarget(resolved);
  const { targetGradientsInRound } = algorithms[resolved.variant];
  const { initialization } = resolved;
  // An exact ∇D(x⁰) or a given m⁰ has a price of its own that no count of samples expresses.
  let targetGradients = initialization.kind === 'batch' ? initialization.size : 0;
  return [trace.start, ...trace.rounds].map(({ iterate, correction }, round) => {
    if (round > 0) targetGradients += targetGradientsInRound(round);
    const point = iterate.map(toRatio).filter((value) => value !== undefined);
    return {
      round,
      iterate: iterate.map(format),
      ...(correction === undefined ? {} : { correction: correction.map(format) }),
      ...(point.length === iterate.length ? measure(point) : {}),
      targetGradients,
    };
  });
}

/** One number of a run as exact text. */
export function exactText(value: Ratio | undefined): string | null {
  return value === undefined ? null : formatRatio(value);
}
