/**
 * Problems on the line whose f or h has a Huber term: piecewise quadratic, with rational data, so that the exact engine runs them.
 *
 * They are no quadratic problems: expectations by second moments, the fast engine and the theorem checks do not take them, and a
 * {@link HuberProblem} is no `ResolvedProblem`, so that none of these can get one by mistake.
 */
import { absolute } from '../../spec/algebra/index.js';
import { createQuadraticOracle, type FunctionName, type Oracle } from '../../spec/model/index.js';
import type { ExactField, Ratio } from '../exact/index.js';
import type { CertifiedBound } from './certified-bound.js';
import { largestMagnitude, reduced } from './constructed/decimal-ratio.js';
import type { Optimum, ProblemDescription } from './describe-problem.js';
import { problemError } from './json-path.js';
import { mapProblem, type ResolvedProblem } from './problem-case.js';
import type { ExplicitProblemFile, ProblemFile } from './problem-file.js';
import { createNumberReader } from './read-number.js';

/** Huber(c, g): ½cx² where |cx| ≤ g, and g|x| − g²/(2c) elsewhere; its gradient is cx, cut at ±g. */
export interface HuberTerm {
  /** c > 0, in value/point². */
  readonly curvature: Ratio;
  /** g > 0, in value/point. */
  readonly slope: Ratio;
}

/** A problem of one dimension, with the run to make on it: a quadratic one, and what is added to f and to h. */
export interface HuberProblem {
  /** The problem without the terms. */
  readonly quadratic: ResolvedProblem;
  readonly target?: HuberTerm;
  readonly auxiliary?: HuberTerm;
}

/** The paths of the Huber terms of a file. */
const termPaths = (file: ProblemFile): readonly ('target' | 'auxiliary')[] =>
  'leastSquares' in file
    ? []
    : (['target', 'auxiliary'] as const).filter((name) => file[name].huber !== undefined);

/** @throws InputError for a file with a Huber term, where a quadratic problem is needed. */
export function refuseHuberTerms(file: ProblemFile, source: string): void {
  const [name] = termPaths(file);
  if (name === undefined) return;
  throw problemError(source, [name, 'huber'], {
    problem: `the ${name} has a Huber term`,
    expected: 'a quadratic problem: only a run on the exact engine knows Huber terms',
    fix: 'Use `auxopt run` with neither another --engine than exact nor --tape, or leave the term out.',
  });
}

/**
 * The terms of a file; undefined for a file without any.
 *
 * @throws InputError where the dimension is not 1, and for a curvature or a slope that is not positive.
 */
export function readHuberTerms(
  file: ProblemFile,
  source: string,
): Omit<HuberProblem, 'quadratic'> | undefined {
  const names = termPaths(file);
  const [first] = names;
  if (first === undefined || 'leastSquares' in file) return undefined;
  if (file.dimension !== 1) {
    throw problemError(source, [first, 'huber'], {
      problem: `a Huber term, and the dimension is ${file.dimension}`,
      expected: 'dimension 1, in which Huber terms are defined',
      fix: 'Leave the term out, or give a problem of one dimension.',
    });
  }
  const read = createNumberReader(source);
  const terms = names.map((name) => {
    const positive = (key: keyof HuberTerm): Ratio => {
      const path = [name, 'huber', key];
      const value = read.number(file[name].huber?.[key] ?? '', path);
      if (value.numerator > 0n) return value;
      throw problemError(source, path, {
        problem: 'it is not positive',
        expected: 'a number > 0',
        fix: 'Correct it, or leave the Huber term out.',
      });
    };
    return [name, { curvature: positive('curvature'), slope: positive('slope') }] as const;
  });
  return Object.fromEntries(terms);
}

/** The file without its Huber terms. */
export function withoutHuberTerms(file: ProblemFile): ProblemFile {
  if ('leastSquares' in file) return file;
  const plain = ({ huber: _huber, ...quadratic }: ExplicitProblemFile['target']) => quadratic;
  return { ...file, target: plain(file.target), auxiliary: plain(file.auxiliary) };
}

/** The oracle over a field: every draw of a function gets its Huber term, so the noise is that of the quadratic part. */
export function createHuberOracle<S>(field: ExactField<S>, { quadratic, ...terms }: HuberProblem): Oracle<S> {
  const oracle = createQuadraticOracle(field, mapProblem(quadratic.problem, field.fromRatio));
  const gradientOf = (term: HuberTerm | undefined): ((x: S) => S) => {
    if (term === undefined) return () => field.zero;
    const [curvature, most] = [field.fromRatio(term.curvature), field.fromRatio(term.slope)];
    const least = field.negate(most);
    return (x) => {
      const slope = field.multiply(curvature, x);
      if (field.compare(slope, most) > 0) return most;
      return field.compare(slope, least) < 0 ? least : slope;
    };
  };
  const added: Readonly<Record<FunctionName, (x: S) => S>> = {
    f: gradientOf(terms.target),
    h: gradientOf(terms.auxiliary),
  };
  return {
    ...oracle,
    gradient: (query) => {
      const [slope = field.zero] = oracle.gradient(query);
      const [x = field.zero] = query.at;
      return [field.add(slope, added[query.function](x))];
    },
  };
}

const { zero, one, add, subtract, multiply, divide, negate, compare } = reduced;
const half: Ratio = { numerator: 1n, denominator: 2n };
const magnitude = (value: Ratio): Ratio => absolute(reduced, value);

/** Huber(c, g) at a point. */
export function huberValue({ curvature, slope }: HuberTerm, x: Ratio): Ratio {
  const distance = magnitude(x);
  const reach = divide(slope, curvature);
  return compare(distance, reach) <= 0
    ? multiply(half, multiply(curvature, multiply(x, x)))
    : multiply(slope, subtract(distance, multiply(half, reach)));
}

/** What is known of a problem with Huber terms; every number exact. `optimum` is absent where f is not bounded below. */
export type HuberDescription = Pick<ProblemDescription, 'dimension' | 'smoothness' | 'hessianSimilarity'> & {
  readonly optimum?: Pick<Optimum, 'value'>;
};

const exactly = (value: Ratio): CertifiedBound => ({ lower: value, upper: value, exact: true });

/** L = max |f″|, δ = max |f″ − h″| and inf f, by the finitely many pieces. */
export function describeHuberProblem({ quadratic, target, auxiliary }: HuberProblem): HuberDescription {
  const { target: f, auxiliary: h } = quadratic.problem;
  const [A = zero] = f.matrix[0] ?? [];
  const [B = zero] = h.matrix[0] ?? [];
  const reachOf = (term: HuberTerm | undefined): Ratio =>
    term === undefined ? zero : divide(term.slope, term.curvature);
  // between the points where a term becomes linear nothing changes: 0, half-way between them, and far out
  const reaches = [reachOf(target), reachOf(auxiliary)];
  const [near, far] = [...reaches].sort(compare) as [Ratio, Ratio];
  const places = [divide(near, add(one, one)), multiply(half, add(near, far)), add(far, one)];
  const curvatureAt = (term: HuberTerm | undefined, x: Ratio): Ratio =>
    term !== undefined && compare(x, reachOf(term)) < 0 ? term.curvature : zero;
  const greatest = (of: (x: Ratio) => Ratio): Ratio => largestMagnitude(places.map(of));
  const ofTarget = (x: Ratio): Ratio => add(A, curvatureAt(target, x));
  const least = leastValue(quadratic, target);
  return {
    dimension: 1,
    smoothness: exactly(greatest(ofTarget)),
    hessianSimilarity: exactly(greatest((x) => subtract(ofTarget(x), add(B, curvatureAt(auxiliary, x))))),
    ...(least === undefined ? {} : { optimum: { value: least } }),
  };
}

/** inf f = inf ½Ax² − bx + c + Huber(x): the value at the zero of the gradient, which is one of three pieces'. */
function leastValue({ problem }: ResolvedProblem, term: HuberTerm | undefined): Ratio | undefined {
  const { matrix, vector, constant } = problem.target;
  const [A = zero] = matrix[0] ?? [];
  const [b = zero] = vector;
  const { curvature = zero, slope = zero } = term ?? {};
  if (compare(A, zero) < 0) return undefined;
  if (A.numerator === 0n && compare(magnitude(b), slope) > 0) return undefined;
  const sum = add(A, curvature);
  // on the inner piece (A + c)x = b; else Ax = b ∓ g, and A > 0 because |b| ≤ g leads to the inner one
  const inner = sum.numerator === 0n ? zero : divide(b, sum);
  const isInner = term === undefined || compare(magnitude(multiply(curvature, inner)), slope) <= 0;
  const x = isInner ? inner : divide(subtract(b, b.numerator > 0n ? slope : negate(slope)), A);
  const value = subtract(multiply(half, multiply(A, multiply(x, x))), multiply(b, x));
  return add(add(value, constant), term === undefined ? zero : huberValue(term, x));
}
