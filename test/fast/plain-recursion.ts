/**
 * The algorithms once more in doubles, with fresh arrays and a line for each equation: what the fast version is held to, bit for
 * bit, because no other form fixes the order in which doubles are rounded.
 */
import type { AffineGradient, Trace } from '../../spec/model/index.js';
import type { RandomRun } from './arbitraries.js';
import { present } from './present.js';

type Numbers = readonly number[];

const zip = (left: Numbers, right: Numbers, combine: (l: number, r: number) => number): number[] =>
  left.map((value, i) => combine(value, right[i] ?? NaN));
const plus = (left: Numbers, right: Numbers): number[] => zip(left, right, (l, r) => l + r);
const minus = (left: Numbers, right: Numbers): number[] => zip(left, right, (l, r) => l - r);
const times = (factor: number, vector: Numbers): number[] => vector.map((value) => factor * value);

/** How a gradient M x − v is summed. */
export type Gradient = (affine: AffineGradient<number>, x: Numbers) => number[];

/** M x − v, column after column. */
export const sequentialGradient: Gradient = ({ matrix, vector }, x) =>
  minus(
    matrix.map((row) =>
      zip(row, x, (entry, coordinate) => entry * coordinate).reduce((sum, term) => sum + term, 0),
    ),
    vector,
  );

/** M x − v, the even columns summed, the odd columns summed, and then both. */
export function plainGradient({ matrix, vector }: AffineGradient<number>, x: Numbers): number[] {
  const product = matrix.map((row) => {
    const terms = zip(row, x, (entry, coordinate) => entry * coordinate);
    const sumOf = (parity: number): number =>
      terms.filter((_, j) => j % 2 === parity).reduce((sum, term) => sum + term, 0);
    return sumOf(0) + sumOf(1);
  });
  return minus(product, vector);
}

/** States only: m, y and x of every round. */
export function runPlainly(run: RandomRun, gradient: Gradient = plainGradient): Trace<number> {
  const { variant, problem, initialization, startingPoint, tape } = run;
  const { stepSize, momentumWeight, localStepCount } = run.parameters;
  const gf = (atom: number, x: Numbers) =>
    gradient(present(problem.snapshotAtoms[atom], 'the atom').target, x);
  const gh = (atom: number, x: Numbers) =>
    gradient(present(problem.snapshotAtoms[atom], 'the atom').auxiliary, x);
  const gD = (atom: number, x: Numbers) => minus(gf(atom, x), gh(atom, x));
  const local = (atom: number, y: Numbers) =>
    gradient(present(problem.localAtoms[atom], 'the atom').auxiliary, y);
  const onTarget = variant === 'aux-mom-target' || variant === 'aux-mvr-target';
  const estimated = onTarget ? gf : gD;

  const initialCorrection = (): number[] | undefined => {
    const x = startingPoint;
    const zero = x.map(() => 0);
    switch (initialization.kind) {
      case 'given':
        return [...initialization.correction];
      case 'zero':
        return zero;
      case 'exact': {
        const mean = gradient(problem.target, x);
        return onTarget ? mean : minus(mean, gradient(problem.auxiliary, x));
      }
      case 'batch': {
        const sum = tape.initial.map((atom) => estimated(atom, x)).reduce(plus, zero);
        return sum.map((value) => value / initialization.size);
      }
      default:
        return undefined;
    }
  };

  let x: Numbers = startingPoint;
  let xOld: Numbers = startingPoint;
  let m: number[] | undefined = initialCorrection();
  const start = { iterate: x, ...(m === undefined ? {} : { correction: m }), gradients: [] };
  const rounds = tape.rounds.map((draws, index) => {
    const xi = draws.snapshot;
    const a = index === 0 && initialization.kind === 'first-snapshot' ? 1 : momentumWeight;
    const old = m ?? x.map(() => 0);
    if (variant !== 'naive' && variant !== 'sgd') {
      const sample = estimated(xi, x);
      const average = plus(times(1 - a, old), times(a, sample));
      if (a === 1) m = sample;
      else if (variant === 'aux-mom' || variant === 'aux-mom-target') m = average;
      else if (variant === 'aux-mvr') {
        // In round 1 xOld = x, so the bracket is 0.
        m = plus(average, times(1 - a, minus(sample, estimated(xi, xOld))));
      } else m = plus(sample, times(1 - a, minus(old, estimated(xi, xOld))));
    }
    let y = x;
    const steps = Array.from({ length: localStepCount }, (_, k) => {
      const zeta = draws.local[k] ?? NaN;
      let d: number[];
      if (variant === 'sgd' || (variant === 'naive' && k === 0)) d = gf(xi, x);
      else if (variant === 'naive') d = local(zeta, y);
      else if (onTarget) d = plus(minus(local(zeta, y), local(zeta, x)), present(m, 'm'));
      else d = plus(local(zeta, y), present(m, 'm'));
      y = minus(y, times(stepSize, d));
      return { gradients: {}, point: y };
    });
    xOld = x;
    x = y;
    return { gradients: {}, ...(m === undefined ? {} : { correction: m }), steps, iterate: x };
  });
  return { start, rounds };
}
