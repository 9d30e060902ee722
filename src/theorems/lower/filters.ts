/** Methods with constant coefficients that start at rest, and what they do on their hard members, computed exactly and without LOW-LTI's link. */
import fc from 'fast-check';
import { absolute, fromInteger } from '../../../spec/algebra/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { decimalRatio, reduced } from '../../problems/constructed/decimal-ratio.js';

/**
 * A gradient filter, xᵗ = x⁰ − Σ_{i<t} c_{t−1−i}gⁱ, in units of 1/L: momentum from rest, v⁺ = βv + g, x⁺ = x − (pg + rv⁺)/L with
 * c_j = (p + r(1 + β + … + βʲ))/L, or any coefficients Lc_j.
 */
export type GradientFilter =
  | { readonly kind: 'momentum'; readonly direct: Ratio; readonly velocity: Ratio; readonly decay: Ratio }
  | { readonly kind: 'coefficients'; readonly coefficients: readonly Ratio[] };

const { add, subtract, multiply, divide, compare, zero, one } = reduced;
const square = (value: Ratio): Ratio => multiply(value, value);
const total = (values: readonly Ratio[]): Ratio => values.reduce(add, zero);

const steps = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3 }));
const decays = fc.integer({ min: 0, max: 19 }).map((twentieths) => createRatio(BigInt(twentieths), 20n));

/** Heavy ball with any ηL > 0 and 0 ≤ β < 1. */
export const arbitraryHeavyBall: fc.Arbitrary<GradientFilter> = fc
  .record({ share: fc.integer({ min: 1, max: 30 }), decay: decays })
  .map(({ share, decay }) => ({
    kind: 'momentum',
    direct: zero,
    // up to 3(1 + β): from 2(1 + β) on it swings out
    velocity: multiply(decimalRatio(share, 1), add(one, decay)),
    decay,
  }));

/** SGD, heavy ball (β < 0 too), Nesterov, dampened momentum, and coefficients of either sign. */
export const arbitraryFilter: fc.Arbitrary<GradientFilter> = fc.oneof(
  fc
    .record({
      step: steps.map((step) => decimalRatio(...step)),
      decay: fc.oneof(
        decays,
        decays.map((decay) => subtract(zero, decay)),
      ),
      method: fc.constantFrom('sgd', 'heavy-ball', 'nesterov', 'dampened'),
    })
    .map(({ step, decay, method }): GradientFilter => {
      const direct = method === 'sgd' || method === 'nesterov' ? step : zero;
      const share = { sgd: zero, 'heavy-ball': one, nesterov: decay, dampened: subtract(one, decay) }[method];
      return { kind: 'momentum', direct, velocity: multiply(step, share), decay };
    }),
  fc
    .array(fc.integer({ min: -8, max: 32 }), { minLength: 12, maxLength: 12 })
    .map((eighths): GradientFilter => ({
      kind: 'coefficients',
      coefficients: eighths.map((eighth) => createRatio(BigInt(eighth), 32n)),
    })),
);

/** Lc₀, …, Lc_{T−1}; a list that is too short goes on with zeros. */
export function coefficientsOf(filter: GradientFilter, roundCount: number): readonly Ratio[] {
  if (filter.kind === 'coefficients')
    return Array.from({ length: roundCount }, (_, j) => filter.coefficients[j] ?? zero);
  const { direct, velocity, decay } = filter;
  let [power, sum] = [one, zero];
  return Array.from({ length: roundCount }, () => {
    sum = add(sum, power);
    power = multiply(power, decay);
    return add(direct, multiply(velocity, sum));
  });
}

/** β, and M of LOW-HB-ITERATES: Σ_{i<T} (1 + β + … + β^{i−1}). */
export function momentumOf(
  { decay }: Extract<GradientFilter, { readonly kind: 'momentum' }>,
  roundCount: number,
): { readonly decay: Ratio; readonly travel: Ratio } {
  const unit = { kind: 'momentum', direct: zero, velocity: one, decay } as const;
  return { decay, travel: total(coefficientsOf(unit, roundCount - 1)) };
}

/** What a run is on ½Lx² with noise ±σ. */
interface FilterRun {
  /** L. */
  readonly smoothness: Ratio;
  readonly startingPoint: Ratio;
  /** σ_f². */
  readonly variance: Ratio;
  readonly roundCount: number;
}

/** G over T iterates: the response of Lxᵗ to x⁰ and its response to each noise, unrolled apart. */
export function averageOnParabola(filter: GradientFilter, run: FilterRun): Ratio {
  const { smoothness, startingPoint, variance, roundCount } = run;
  const coefficients = coefficientsOf(filter, roundCount);
  const unroll = (first: (t: number) => Ratio): readonly Ratio[] => {
    const responses: Ratio[] = [];
    for (let t = 0; t < roundCount; t += 1) {
      const back = responses.map((one, i) => multiply(one, coefficients[t - 1 - i] ?? zero));
      responses.push(subtract(first(t), total(back)));
    }
    return responses;
  };
  const ofStart = unroll(() => one);
  const ofNoise = unroll((t) => coefficients[t] ?? zero).map(square);
  const distance = square(multiply(smoothness, startingPoint));
  const squares = ofStart.map((response, t) =>
    add(multiply(distance, square(response)), multiply(variance, total(ofNoise.slice(0, t)))),
  );
  return divide(total(squares), fromInteger(reduced, roundCount));
}

/** The least f′(xᵗ)² of T iterates without noise on the member of LOW-HB-ITERATES, by a run, and F₀ there. */
export function leastOfHeavyBall(
  filter: GradientFilter,
  { smoothness, startingPoint, roundCount }: Omit<FilterRun, 'variance'>,
): { readonly quantity: Ratio; readonly suboptimality: Ratio } {
  if (filter.kind !== 'momentum') throw new RangeError('heavy ball is momentum');
  const { velocity, decay } = filter;
  const isStiff = compare(velocity, multiply(decimalRatio(2, 0), add(one, decay))) >= 0;
  // on the linear part, slope 1, the gradients are 1: Lx falls by Lc₀, Lc₁, … to 1
  const way = total(coefficientsOf(filter, roundCount - 1));
  const half = createRatio(1n, 2n);
  let [scaled, speed] = [isStiff ? multiply(smoothness, startingPoint) : add(one, way), zero];
  const suboptimality = isStiff
    ? divide(multiply(half, square(scaled)), smoothness)
    : divide(subtract(scaled, half), smoothness);
  const squares = Array.from({ length: roundCount }, () => {
    const gradient = isStiff ? scaled : clip(scaled);
    speed = add(multiply(decay, speed), gradient);
    scaled = subtract(scaled, multiply(velocity, speed));
    return square(gradient);
  });
  return { quantity: squares.reduce((least, one) => (compare(one, least) < 0 ? one : least)), suboptimality };
}

/** Within [−1, 1]. */
function clip(value: Ratio): Ratio {
  const isBeyond = compare(absolute(reduced, value), one) > 0;
  return isBeyond ? createRatio(value.numerator < 0n ? -1n : 1n, 1n) : value;
}
