/** G of a scalar case, exactly, a round at a time: three second moments instead of a matrix, however large K is. */
import type { Field } from '../../../spec/algebra/index.js';
import { algorithms } from '../../../spec/algorithms/index.js';
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';

/**
 * f = ½Ax², D = ½Δx², h = f − D, minimiser 0; numbers of a field, or their texts.
 *
 * $$g_f(x, \xi) = Ax \pm s,\quad g_h(x, \xi) = (A - \Delta)x,\quad g_h(y, \zeta) = (A - \Delta)y \pm r$$
 *
 * with equally likely signs, so σ_D² = σ_f² = s² and σ_h² = r². A linear part of D changes nothing but the name of m⁰.
 */
export interface ScalarRun<S> {
  /** A > 0, in value/point²; L = A. */
  readonly curvature: S;
  /** Δ, in value/point²; δ = |Δ|. For SGD-1 it does not matter. */
  readonly difference: S;
  /** γ, φ and ω of the family between AuxMOM and AuxMVR; no other theorem has them. */
  readonly family?: { readonly carry: S; readonly share: S; readonly excess: S };
  /** η, in point²/value. */
  readonly stepSize: S;
  /** a. */
  readonly momentumWeight: S;
  readonly localStepCount: number;
  readonly roundCount: number;
  /** x⁰, in point. */
  readonly startingPoint: S;
  /** m⁰, or u⁰ of a -target variant, in value/point; SGD-1 has none. */
  readonly correction: S;
  /** s, in value/point. */
  readonly snapshotDeviation: S;
  /** r, in value/point. */
  readonly localDeviation: S;
}

/** The same run with its numbers in another form. */
export function mapScalarRun<S, R>(run: ScalarRun<S>, to: (value: S) => R): ScalarRun<R> {
  return {
    curvature: to(run.curvature),
    difference: to(run.difference),
    ...(run.family && {
      family: {
        carry: to(run.family.carry),
        share: to(run.family.share),
        excess: to(run.family.excess),
      },
    }),
    stepSize: to(run.stepSize),
    momentumWeight: to(run.momentumWeight),
    localStepCount: run.localStepCount,
    roundCount: run.roundCount,
    startingPoint: to(run.startingPoint),
    correction: to(run.correction),
    snapshotDeviation: to(run.snapshotDeviation),
    localDeviation: to(run.localDeviation),
  };
}

/**
 * G·K·T of a scalar case.
 *
 * With r = 1 − ηB and s_k = Σ_{j<k} rʲ the local points are y^k = rᵏx − ηs_k m plus noise of variance η²σ_h²Σ_{j<k} r^{2j}. In
 * one dimension with additive noise AuxMVR's error obeys Eᵗ = āE^{t−1} + aν, so (x, E) is a Markov state as AuxMOM's (x, m)
 * is. SGD is K = 1 with m = 0 and all noise in g_f. It needs no division.
 *
 * @returns Σ_t Σ_k E f′(y^{t,k−1})², unit (value/point)²; exact where the field is.
 */
export function sumSquaredGradients<S>(field: Field<S>, theorem: RateTheoremId, input: ScalarRun<S>): S {
  // operations of two numbers: a search in doubles spends its time here
  const { add, subtract, multiply, one, zero } = field;
  const square = (value: S): S => multiply(value, value);
  const twice = (left: S, right: S): S => {
    const product = multiply(left, right);
    return add(product, product);
  };
  /** E (px + qy)². */
  const form = (p: S, q: S, xx: S, xy: S, yy: S): S =>
    add(add(multiply(square(p), xx), multiply(twice(p, q), xy)), multiply(square(q), yy));
  const { curvature, stepSize: eta, momentumWeight: a, startingPoint } = input;
  const isSgd = theorem === 'SGD-1';
  const variant = rateTheorems[theorem].variants[0] ?? 'sgd';
  const carry = input.family?.carry ?? (variant.startsWith('aux-mvr') ? one : zero);
  const isTarget = algorithms[variant].estimates === 'target';
  const difference = isSgd ? zero : input.difference;
  // a -target variant takes every local draw at two points, so additive noise cancels
  const deviation = isSgd ? input.snapshotDeviation : isTarget ? zero : input.localDeviation;
  const factor = subtract(one, multiply(eta, subtract(curvature, difference)));
  const stepNoise = square(multiply(eta, deviation));
  let [power, series, spread] = [one, zero, zero];
  let [squares, mixed, ofSeries, noise] = [zero, zero, zero, zero];
  for (let k = 1; k <= input.localStepCount; k += 1) {
    squares = add(squares, square(power));
    mixed = subtract(mixed, twice(power, series));
    ofSeries = add(ofSeries, square(series));
    noise = add(noise, spread);
    spread = add(multiply(square(factor), spread), stepNoise);
    series = add(eta, multiply(factor, series)); // η is in it
    power = multiply(power, factor);
  }
  const decay = subtract(one, a);
  // the direction is g_h(y) + m with m = e + shift·x; e is the state m, u of a -target variant, less γ times what it estimates
  const estimated = isTarget ? curvature : difference;
  const left = multiply(subtract(one, carry), estimated);
  const shift = isTarget ? subtract(difference, left) : multiply(carry, difference);
  const pull = multiply(a, left);
  const start = multiply(multiply(carry, estimated), startingPoint);
  const kept = isSgd ? zero : subtract(input.correction, start);
  const fresh = isSgd ? zero : square(multiply(a, input.snapshotDeviation));
  const ofX = subtract(power, multiply(series, shift));
  const ofE = subtract(zero, series);
  let [xx, xe, ee] = [square(startingPoint), multiply(startingPoint, kept), square(kept)];
  let total = zero;
  for (let t = 1; t <= input.roundCount; t += 1) {
    ee = add(form(decay, pull, ee, xe, xx), fresh);
    xe = add(multiply(decay, xe), multiply(pull, xx));
    const xm = add(xe, multiply(shift, xx));
    const mm = form(one, shift, ee, xe, xx);
    total = add(add(total, multiply(squares, xx)), multiply(mixed, xm));
    total = add(add(total, multiply(ofSeries, mm)), noise);
    xx = add(form(ofX, ofE, xx, xe, ee), spread);
    xe = add(multiply(ofX, xe), multiply(ofE, ee));
  }
  return multiply(square(curvature), total);
}
