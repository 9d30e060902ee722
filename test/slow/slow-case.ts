/** The case of the speed figures: three dimensions, three-digit data, T·K = 200, four atoms of each kind. */
import { drawTape } from '../../src/problems/draws.js';
import { createStream, drawInteger } from '../../src/problems/draws.js';
import { parseExactNumber, type Ratio } from '../../src/exact/index.js';
import type { AffineGradient, QuadraticProblem, VariantName } from '../../spec/model/index.js';
import { algorithms } from '../../spec/algorithms/index.js';
import type { TestCase } from '../support/cases.js';

/** How the case is varied. */
export interface SlowShape {
  readonly dimension?: number;
  readonly roundCount?: number;
  readonly localStepCount?: number;
  /** Whether the atoms' matrices differ, or only their vectors. */
  readonly isMultiplicative?: boolean;
  /** The size of the noise in thousandths. */
  readonly spread?: number;
}

const thousandths = (value: number): Ratio => parseExactNumber(`${value}/1000`);

/** A case with entries of three decimals, η = 0.125, a = 0.375, four equally likely atoms of each kind. */
export function slowCase(variant: VariantName, shape: SlowShape = {}): TestCase {
  const {
    dimension = 3,
    roundCount = 20,
    localStepCount = 10,
    isMultiplicative = false,
    spread = 250,
  } = shape;
  const stream = createStream(2206, dimension);
  const whole = (bound: number): number => drawInteger(stream, -bound, bound);
  const vector = (bound: number): number[] => Array.from({ length: dimension }, () => whole(bound));
  const symmetric = (diagonal: number, bound: number): number[][] => {
    const rows = Array.from({ length: dimension }, () => vector(bound));
    return rows.map((row, i) =>
      row.map((value, j) => (i === j ? diagonal + whole(99) : j > i ? value : (rows[j]?.[i] ?? 0))),
    );
  };
  const [A, B, b, c] = [symmetric(1200, 150), symmetric(1300, 150), vector(999), vector(999)];
  const spreads = [1, 2].map(() => ({
    matrix: Array.from({ length: dimension }, () => vector(isMultiplicative ? spread : 0)),
    vector: vector(spread),
  }));
  const signs = [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ] as const;
  const sample = (
    matrix: number[][],
    mean: number[],
    which: number,
    sign: number,
  ): AffineGradient<Ratio> => ({
    matrix: matrix.map((row, i) =>
      row.map((value, j) => thousandths(value + sign * (spreads[which]?.matrix[i]?.[j] ?? 0))),
    ),
    vector: mean.map((value, i) => thousandths(value + sign * (spreads[which]?.vector[i] ?? 0))),
  });
  const constant = thousandths(0);
  const probability = parseExactNumber('1/4');
  const problem: QuadraticProblem<Ratio> = {
    dimension,
    target: { ...sample(A, b, 0, 0), constant },
    auxiliary: { ...sample(B, c, 0, 0), constant },
    snapshotAtoms: signs.map(([first, second]) => ({
      probability,
      target: sample(A, b, 0, first),
      auxiliary: sample(B, c, 1, second),
    })),
    localAtoms: signs.map(([first, second]) => ({
      probability,
      auxiliary: sample(B, c, first === second ? 0 : 1, first),
    })),
  };
  const isSgd = variant === 'sgd';
  const parameters = {
    stepSize: parseExactNumber('0.125'),
    momentumWeight: parseExactNumber('0.375'),
    localStepCount: isSgd ? 1 : localStepCount,
    roundCount: isSgd ? roundCount * localStepCount : roundCount,
  };
  const probabilities = signs.map(() => probability);
  const tape = drawTape(
    {
      snapshotProbabilities: probabilities,
      localProbabilities: probabilities,
      roundCount: parameters.roundCount,
      localStepCount: parameters.localStepCount,
      initialDraws: 0,
    },
    1,
  );
  return {
    variant,
    problem,
    parameters,
    initialization: algorithms[variant].estimates === 'nothing' ? { kind: 'none' } : { kind: 'zero' },
    startingPoint: vector(999).map(thousandths),
    tape,
  };
}

/** The median of the wall times of `repetitions` calls, in milliseconds. */
export function medianTime(repetitions: number, call: () => void): number {
  const times = Array.from({ length: repetitions }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  }).sort((left, right) => left - right);
  return times[Math.floor(times.length / 2)] ?? Infinity;
}
