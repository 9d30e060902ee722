/** Cases of so few bits that in every format, and in every order of evaluation, their first rounds are exact. */
import type { AffineGradient, QuadraticProblem } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { createStream, drawInteger } from '../../problems/draws.js';
import { readFamilies, type CaseFamily } from './families.js';
import { createCases } from './family-cases.js';
import type { ConstantCase } from './verification-case.js';

/** A family whose gradients are whole numbers up to `largest` in size, the same at every point. */
interface FewBitsFamily extends CaseFamily {
  readonly largest: number;
}

/**
 * The largest gradients and the least a that p = 8 bits allow, so that M ≤ 2^(q+8) in the judge's terms (`createErrorField`).
 *
 * With v = `largest`, g = g_f − g_h has M = 2v. For a = 2^−k the moving average has M = 2v + (1 + a)(|m| + 2v), on the grid of a·m.
 * `few-bits`: from m¹ in halves, variance reduction adds (1 + a)·4v, which with k = 1, |m¹| ≤ v makes M ≤ 13.5v ≤ 2⁶, so v = 4.
 * `few-bits-slow`: from m⁰ = 0, M = (2 + a)(v + 1) ≤ 2^(8−k) with v = 2, so k = 5.
 */
const families: readonly FewBitsFamily[] = readFamilies(`
few-bits: steps that no format rounds: an η or a that is off by little more than half a unit in its last
  place
  zero  d 4  ξ 2  ζ 2  a 1/2  η 3/16  K 1  T 2  baselines
few-bits-slow: the least a whose steps no format rounds: bounds on a that a narrow format would hide
  zero  d 4  ξ 2  ζ 2  a 1/32  η 1/4  K 2  T 2
`).map((family) => ({ ...family, largest: family.name === 'few-bits' ? 4 : 2 }));

/**
 * One case for each family and variant.
 *
 * @param seed - gives other data of the same shapes.
 */
export function createFewBitsCases(seed?: number): readonly ConstantCase[] {
  return families.flatMap((family, index) => {
    const problem = createProblem(family, createStream(seed ?? 0, 45 + index));
    return createCases([family], 45 + index, seed).map((given) => ({
      ...given,
      problem,
      // where x is 0, x − ηd shows every digit of η
      startingPoint: given.startingPoint.map((value, i) => (i < 2 ? whole(0) : value)),
      startsFromAny: true,
      otherUnits: 0,
    }));
  });
}

/**
 * Linear functions: the two samples of each differ by a deviation on either side of the mean.
 *
 * In coordinate 0 every mean is 0, so that m begins as 0 from every start or becomes it, and then shows every digit of a. There g_f and g_h
 * have other signs, and an odd number in all, while that of g_h in a local step is even: directions are never 0.
 */
function createProblem(
  { dimension, largest }: FewBitsFamily,
  stream: ReturnType<typeof createStream>,
): QuadraticProblem<Ratio> {
  const sign = (): number => 2 * drawInteger(stream, 0, 1) - 1;
  const first = sign();
  const target = drawInteger(stream, 1, largest);
  const auxiliary = 2 * drawInteger(stream, 1, largest >> 1) - ((target + 1) % 2);
  const local = 2 * drawInteger(stream, 1, largest >> 1);
  const others = (draw: () => number): number[] => Array.from({ length: dimension - 1 }, draw);
  const mean = (): number[] => [0, ...others(() => sign() * drawInteger(stream, 1, largest - 1))];
  const deviation = (begin: number): number[] => [begin, ...others(sign)];
  const [f, h] = [mean(), mean()];
  const [ofTarget, ofAuxiliary, ofLocal] = [first * target, -first * auxiliary, local].map(deviation) as [
    number[],
    number[],
    number[],
  ];
  const half = createRatio(1n, 2n);
  const samples = [1, -1].map((side) => ({
    probability: half,
    target: linear(f, ofTarget, side),
    auxiliary: linear(h, ofAuxiliary, side),
    local: linear(h, ofLocal, side),
  }));
  return {
    dimension,
    target: { ...linear(f), constant: whole(0) },
    auxiliary: { ...linear(h), constant: whole(0) },
    snapshotAtoms: samples.map(({ local: _, ...atom }) => atom),
    localAtoms: samples.map(({ probability, local: sample }) => ({ probability, auxiliary: sample })),
  };
}

/** The function with the gradient mean + side·deviation at every point. */
function linear(mean: readonly number[], deviation: readonly number[] = [], side = 0): AffineGradient<Ratio> {
  return {
    matrix: mean.map(() => mean.map(() => whole(0))),
    vector: mean.map((value, i) => whole(-value - side * (deviation[i] ?? 0))),
  };
}

/** A whole number: the same object for the same number. */
const known = new Map<number, Ratio>();
function whole(value: number): Ratio {
  const before = known.get(value) ?? createRatio(BigInt(value), 1n);
  known.set(value, before);
  return before;
}
