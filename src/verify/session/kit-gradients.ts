/** The kit's own gradients, in the arithmetic of the implementation: exact, or rounded once. */
import type { Vector } from '../../../spec/algebra/index.js';
import {
  createQuadraticOracle,
  mapProblem,
  sampleFor,
  type AffineGradient,
  type GradientQuery,
  type Oracle,
  type QuadraticProblem,
} from '../../../spec/model/index.js';
import { createPlaces } from '../../exact/factored-scale.js';
import {
  createRadixField,
  nearestDouble,
  roundToFormat,
  type ExactField,
  type FloatFormat,
  type RadixNumber,
  type Ratio,
} from '../../exact/index.js';
import { baseForDenominators } from '../../exact/radix-field.js';
import { numbersOf } from '../../problems/problem-case.js';
import { baseForNumbers } from '../../problems/arithmetic.js';
import type { WireVector } from '../protocol/message-parts.js';
import { formatDouble, formatOf, isNotFinite, parseDouble, type NumberCodec } from '../protocol/numbers.js';

/** Answers questions about one problem. */
export interface GradientSource {
  /** The gradient as text; undefined where the question has no answer (an unknown atom, f of a local draw). */
  readonly answer: (question: Omit<GradientQuery<never>, 'at'>, at: WireVector) => WireVector | undefined;
  /** A text that is the same for equal vectors, however they are written; undefined where one is not finite. */
  readonly keyOf: (vector: WireVector) => string | undefined;
}

/**
 * The source for a problem whose numbers the arithmetic holds.
 *
 * @param base - has every prime factor of the denominators of the points of a run, where a run is asked for.
 */
export function createGradientSource(
  problem: QuadraticProblem<Ratio>,
  codec: NumberCodec,
  base = baseForNumbers(numbersOf(problem)),
): GradientSource {
  const format = formatOf(codec.arithmetic);
  return format === undefined ? createExactSource(problem, codec, base) : createFloatSource(problem, format);
}

/** A ring that holds a problem and the points asked so far, with the problem in it. */
interface ExactOracle {
  readonly base: bigint;
  readonly field: ExactField<RadixNumber>;
  readonly oracle: Oracle<RadixNumber>;
  /** The factors of denominators that the ring has not. */
  readonly foreignTo: (point: readonly Ratio[]) => readonly bigint[];
}

function createExactOracle(problem: QuadraticProblem<Ratio>, base: bigint): ExactOracle {
  const field = createRadixField(base);
  const places = createPlaces(base);
  return {
    base,
    field,
    oracle: createQuadraticOracle(field, mapProblem(problem, field.fromRatio)),
    foreignTo: (point) =>
      point.map(({ denominator }) => places(denominator).foreign).filter((factor) => factor !== 1n),
  };
}

/** Further factors, of points that no run reaches, are kept up to here; a longer one has no gradient, because it would take minutes. */
const longestBase = 1n << 512n;

/** Without a gcd of long numbers: a point of many digits, right or wrong, is answered in a moment. */
function createExactSource(
  problem: QuadraticProblem<Ratio>,
  codec: NumberCodec,
  base: bigint,
): GradientSource {
  let known: ExactOracle | undefined;
  const oracleFor = (point: readonly Ratio[]): ExactOracle | undefined => {
    known ??= createExactOracle(problem, base);
    const foreign = known.foreignTo(point);
    if (foreign.length === 0) return known;
    if (foreign.some((factor) => factor >= longestBase)) return undefined;
    const extended = createExactOracle(problem, baseForDenominators([known.base, ...foreign]));
    if (extended.base < longestBase) known = extended;
    return extended;
  };
  const read = (vector: WireVector): readonly Ratio[] | undefined => {
    const values = vector.map(codec.read);
    return values.includes(undefined) ? undefined : (values as readonly Ratio[]);
  };
  return {
    answer: (question, at) => {
      // before its numbers are read, which may be many and long
      if (at.length !== problem.dimension) return undefined;
      const point = read(at);
      if (point === undefined) return answerBeyond(at);
      const exact = oracleFor(point);
      if (exact === undefined) return at.map(() => 'nan');
      const { field, oracle } = exact;
      const query = { ...question, at: point.map(field.fromRatio) };
      if (oracle.canAnswer?.(query) === false) return undefined;
      return oracle.gradient(query).map((value) => codec.write(field.toRatio(value)));
    },
    keyOf: (vector) =>
      read(vector)
        ?.map(({ numerator, denominator }) => `${numerator}/${denominator}`)
        .join(' '),
  };
}

/** At a point that is not finite no gradient is; the run goes on, and the judge names the round. */
function answerBeyond(at: WireVector): WireVector | undefined {
  return at.some(isNotFinite) ? at.map(() => 'nan') : undefined;
}

/**
 * Doubles, rounded once more to narrower formats: the value that the implementation is given is the one that the judge
 * uses, so nothing more exact is needed here.
 */
function createFloatSource(problem: QuadraticProblem<Ratio>, format: FloatFormat): GradientSource {
  const doubles = mapProblem(problem, nearestDouble);
  const read = (vector: WireVector): Vector<number> | undefined => {
    const values = vector.map(parseDouble);
    return values.includes(undefined) ? undefined : (values as readonly number[]);
  };
  return {
    answer: (question, at) => {
      const sample = sampleFor<AffineGradient<number>>(doubles, question);
      const point = read(at);
      if (sample === undefined || at.length !== doubles.dimension) return undefined;
      if (point === undefined) return answerBeyond(at);
      return sample.matrix.map((row, i) => {
        let sum = -(sample.vector[i] ?? 0);
        for (let j = 0; j < row.length; j += 1) sum += (row[j] ?? 0) * (point[j] ?? 0);
        const value = roundToFormat(format, sum);
        return Number.isFinite(value) ? formatDouble(value) : String(value);
      });
    },
    keyOf: (vector) =>
      read(vector)
        ?.map((value) => (value === 0 ? 0 : value))
        .join(' '),
  };
}
