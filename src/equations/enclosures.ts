/** Enclosures: everything that an honest program may compute for an expression that is not linear. */
import {
  createCompiler,
  holds,
  operatorOf,
  partsOf,
  typeOf,
  type Application,
  type Expression,
  type Frame,
  type Gradient,
  type Use,
} from '../../spec/language/index.js';
import type { Vector } from '../../spec/algebra/index.js';
import { parseExactNumber, type Ratio } from '../exact/exact-number.js';
import { ratioField } from '../exact/index.js';
import type { BoundLine } from './bounds.js';
import { asChain, asSum, isComputed, type Chain } from './chains.js';
import * as of from './interval.js';
import type { Dyadic, Interval } from './interval.js';
import { foldOf, wayOf, type Fold } from './folds.js';
import { memoized } from './memoized.js';
import {
  createRoundings,
  type EncloseAll,
  type Enclosure,
  type Remarks,
  type Roundings,
} from './roundings.js';
import { powerUlps, type Rounding, type ErrorOf } from './weights.js';

/** One evaluation, and what was found in it of scalars and of whole sums. */
interface Scene {
  readonly frame: Frame<Ratio>;
  readonly errorOf: ErrorOf<Ratio>;
  readonly remarks: Remarks;
  readonly scalars: Map<Expression<Use>, Enclosure | undefined>;
  readonly sums: Map<Expression<Use>, ReturnType<BoundLine<Ratio>>>;
}

const { nought } = of;
const exactly = (range: Interval): Enclosure => ({ range, size: of.farthest(range) });
const number = (value: number): Enclosure => exactly(of.only(of.dyadic(BigInt(value))));

/**
 * The enclosures of an arithmetic. An honest program makes
 *
 * - a product of factors, divisors and roots in any order, a divisor also by its reciprocal, a root of a product also as a product of roots;
 * - a sum in any order, with a factor of the whole multiplied into its terms, or a factor of a term taken out of the sum;
 * - a sum of vectors that is linear in them as {@link BoundLine} says;
 * - every operation rounded once to its format, or to a wider one before, or not rounded.
 *
 * Every rounding of a product is charged at the size of its terms; what underflows, at the largest product of the other factors.
 *
 * @param linear - the bounds of a sum of vectors.
 */
export function createEnclosures(
  rounding: Rounding,
  linear: (e: Expression<Use>) => BoundLine<Ratio>,
): (e: Expression<Use>) => EncloseAll {
  const roundings: Roundings = createRoundings(rounding);
  const { given, rounded, compound, loss, beyond, losesSums } = roundings;
  const compiler = createCompiler(ratioField);
  const type = memoized(typeOf);
  const chainOf = memoized(asChain);
  const termsOf = memoized(asSum);
  const lineOf = memoized(linear);
  const gradientOf = memoized((e: Expression<Use>) => compiler.vector(e));
  const countOf = memoized((e: Expression<Use>) => compiler.count(e));
  const isLinear = memoized((e: Expression<Use>) =>
    termsOf(e).every(({ value }) => type(value) === 'vector'),
  );
  const known = (value: Ratio, error: Ratio = ratioField.zero): Enclosure =>
    exactly(of.widened(of.intervalOf(value), of.intervalOf(error).high));
  const doubt = ({ remarks }: Scene, reason: string): Enclosure | undefined => {
    remarks.doubt ??= reason;
    return undefined;
  };
  const reached = ({ remarks }: Scene, size: Dyadic): void => {
    remarks.mayOverflow ||= of.order(size, beyond) >= 0;
  };

  const enclose = (e: Expression<Use>, i: number, scene: Scene): Enclosure | undefined => {
    if (type(e) === 'vector') return make(e, i, scene);
    if (!scene.scalars.has(e)) scene.scalars.set(e, make(e, 0, scene));
    return scene.scalars.get(e);
  };
  const make = (e: Expression<Use>, i: number, scene: Scene): Enclosure | undefined => {
    const { frame, errorOf } = scene;
    if (e.kind === 'number') return given(parseExactNumber(e.text));
    if (type(e) === 'count') return number(countOf(e)(frame));
    if (e.kind === 'gradient') return known(readGradient(e, scene)[i] ?? ratioField.zero, errorOf(e, i));
    if (e.kind === 'name') {
      if (type(e) === 'vector') {
        const vector = frame.values.get(e.name) as Vector<Ratio>;
        return known(vector[i] ?? ratioField.zero, errorOf(e, i));
      }
      const value = compiler.scalar(e)(frame);
      return isComputed(e) ? known(value, errorOf(e, 0)) : given(value);
    }
    const { operator, operands } = e;
    const [left = e, right = left] = operands;
    switch (operator) {
      case '+':
      case '−':
        return sum(e, i, scene);
      case '√':
        return squareRoot(left, i, scene);
      case '^':
        // what is not written out as factors is one factor, the power itself
        return chainOf(e).factors.some(({ base }) => base === e)
          ? power(left, right, i, scene)
          : chain(chainOf(e), i, scene);
      case 'abs': {
        const inner = enclose(left, i, scene);
        return inner && { ...inner, range: of.magnitude(inner.range) };
      }
      case 'index':
        return number(i + 1);
      case 'sign':
        return sign(left, i, scene);
      case 'max':
      case 'min': {
        const [one, other] = [enclose(left, i, scene), enclose(right, i, scene)];
        if (one === undefined || other === undefined) return undefined;
        const pick = operator === 'max' ? of.largest : of.smallest;
        const range = {
          low: pick(one.range.low, other.range.low),
          high: pick(one.range.high, other.range.high),
        };
        return { range, size: of.largest(one.size, other.size) };
      }
      case 'norm':
      case 'inner':
      case 'norm1':
      case 'normMax':
        return fold(operator, left, right, scene);
      default: {
        const { relation } = operatorOf(operator);
        return relation === undefined ? chain(chainOf(e), i, scene) : chosen(e, holds[relation], i, scene);
      }
    }
  };
  /** The first or the last operand; both, where rounding may decide which. */
  const chosen = (
    { operands }: Application<Use>,
    isHeld: (order: number) => boolean,
    i: number,
    scene: Scene,
  ): Enclosure | undefined => {
    const [left, right] = operands.slice(1, 3).map((operand) => enclose(operand, i, scene));
    if (left === undefined || right === undefined) return undefined;
    const way = wayOf(left, right, isHeld);
    const [first, , , last] = operands as [Expression<Use>, unknown, unknown, Expression<Use>];
    if (way !== undefined) return enclose(way ? first : last, i, scene);
    doubt(scene, 'a comparison that rounding may decide');
    const [one, other] = [first, last].map((operand) => enclose(operand, i, scene));
    return one && other && { range: of.hull(one.range, other.range), size: of.largest(one.size, other.size) };
  };
  const readGradient = (e: Gradient<Use>, { frame }: Scene): Vector<Ratio> => gradientOf(e)(frame);
  /** Of the first vector in it. */
  const lengthOf = (e: Expression<Use>, scene: Scene): number => {
    for (const part of partsOf(e)) {
      if (part.kind === 'gradient') return readGradient(part, scene).length;
      if (part.kind === 'name' && part.version.type === 'vector')
        return (scene.frame.values.get(part.name) as Vector<Ratio>).length;
    }
    return 1;
  };

  /** The product of the factors, each to its power. */
  const chain = ({ factors, isNegative }: Chain, i: number, scene: Scene): Enclosure | undefined => {
    let [range, size, other] = [of.only(of.unit), of.unit, of.unit];
    let count = -1;
    for (const { base, power: exponent } of factors) {
      const value = enclose(base, i, scene);
      if (value === undefined) return undefined;
      const raised = of.power(value.range, Math.abs(exponent));
      const share = of.productOf(...Array.from({ length: Math.abs(exponent) }, () => value.size));
      if (exponent > 0) [range, size] = [of.multiply(range, raised), of.productOf(size, share)];
      else {
        const quotient = of.divide(range, raised);
        if (quotient === undefined) return doubt(scene, 'a divisor may be 0');
        const least = of.nearest(raised);
        [range, size] = [quotient, of.quotientOf(of.productOf(size, share), of.productOf(least, least))];
      }
      // how large what this factor multiplies may become
      const reach = exponent > 0 ? of.farthest(raised) : of.quotientOf(of.unit, of.nearest(raised));
      other = of.productOf(other, of.largest(of.unit, reach), value.taken ?? of.unit);
      count += exponent > 0 ? exponent : -2 * exponent;
    }
    reached(scene, other);
    const signed = isNegative ? of.negate(range) : range;
    if (factors.length === 1 && count === 0) return { range: signed, size };
    // the coefficient of the whole may be multiplied in before
    return rounded({ range: signed, size }, count + 2, of.productOf(loss(count + 2), other));
  };

  const sum = (e: Expression<Use>, i: number, scene: Scene): Enclosure | undefined => {
    if (type(e) === 'vector' && isLinear(e)) {
      const { frame, errorOf, remarks, sums } = scene;
      if (!sums.has(e)) sums.set(e, lineOf(e)(frame, errorOf));
      const found = sums.get(e)?.[i];
      if (found === undefined) return undefined;
      remarks.mayOverflow ||= found.mayOverflow;
      if (found.bound === undefined || found.reach === undefined)
        return doubt(scene, found.doubt ?? 'a sum may be anything');
      const range = of.widened(of.intervalOf(found.value), of.intervalOf(found.bound).high);
      return { range, size: of.largest(of.farthest(range), of.intervalOf(found.reach).high) };
    }
    let [range, size, outer, taken] = [of.only(nought), nought, nought, of.unit];
    const terms = termsOf(e);
    for (const { sign: direction, value } of terms) {
      const one = enclose(value, i, scene);
      if (one === undefined) return undefined;
      range = of.add(range, direction === 1 ? one.range : of.negate(one.range));
      size = of.sumOf(size, one.size);
      if (type(e) !== 'vector') continue;
      // a factor may be taken out: it enters twice
      for (const factor of chainOf(value).scalars) {
        const { range: found } = enclose(factor, i, scene) ?? {};
        const least = found && of.nearest(found);
        if (found === undefined || least === undefined || of.signOf(least) === 0) continue;
        const { radius } = of.middleOf(found);
        taken = of.productOf(taken, of.largest(of.farthest(found), of.quotientOf(of.unit, least), of.unit));
        outer = of.sumOf(outer, of.productOf(of.dyadic(4n), of.quotientOf(radius, least)), compound(4));
      }
    }
    reached(scene, size);
    const charged = of.productOf(size, of.sumOf(outer, compound(terms.length - 2)));
    const lost = losesSums ? loss(terms.length) : nought;
    return { ...rounded({ range, size }, 1, of.sumOf(charged, lost), range), taken };
  };

  /** √ of the product, or the product of the roots. */
  const squareRoot = (e: Expression<Use>, i: number, scene: Scene): Enclosure | undefined => {
    const inner = enclose(e, i, scene);
    if (inner === undefined) return undefined;
    if (of.signOf(inner.range.low) < 0) return doubt(scene, 'what is under √ may be negative');
    const range = of.root(inner.range);
    const { factors } = chainOf(e);
    const other = factors.map(({ base, power: exponent }) => {
      const value = enclose(base, i, scene)?.range;
      if (value === undefined || factors.length === 1) return of.unit;
      const roots = of.root(of.power(of.magnitude(value), Math.abs(exponent)));
      if (exponent > 0) return of.largest(of.unit, roots.high);
      return of.signOf(roots.low) === 0 ? of.unit : of.largest(of.unit, of.quotientOf(of.unit, roots.low));
    });
    const lost = factors.length === 1 ? nought : of.productOf(loss(factors.length), ...other);
    const size = of.root(of.only(of.largest(inner.size, nought))).high;
    return rounded({ range, size }, 2 * factors.length - 1, lost);
  };

  const sign = (e: Expression<Use>, i: number, scene: Scene): Enclosure | undefined => {
    const inner = enclose(e, i, scene);
    if (inner === undefined) return undefined;
    const [low, high] = [of.signOf(inner.range.low), of.signOf(inner.range.high)];
    if (low === high) return number(low);
    doubt(scene, 'the sign of something that rounding cannot tell from 0');
    return { range: { low: of.dyadic(BigInt(low)), high: of.dyadic(BigInt(high)) }, size: of.unit };
  };

  const power = (
    base: Expression<Use>,
    exponent: Expression<Use>,
    i: number,
    scene: Scene,
  ): Enclosure | undefined => {
    const value = enclose(base, i, scene);
    if (value === undefined) return undefined;
    const whole = type(exponent) === 'count' ? countOf(exponent)(scene.frame) : undefined;
    if (whole !== undefined && !Number.isSafeInteger(whole)) return doubt(scene, 'an exponent is no count');
    if (whole === 0 || whole === 1) return whole === 0 ? number(1) : value;
    if (whole !== undefined) {
      const raised = of.power(value.range, Math.abs(whole));
      const range = whole > 0 ? raised : of.divide(of.only(of.unit), raised);
      if (range === undefined) return doubt(scene, 'a divisor may be 0');
      return rounded(exactly(range), Math.max(Math.abs(whole), 2 * powerUlps), loss(Math.abs(whole)));
    }
    const to = enclose(exponent, i, scene);
    if (to === undefined) return undefined;
    const range = of.realPower(value.range, to.range);
    if (range === undefined) return doubt(scene, 'a power of something that is not positive');
    return rounded(exactly(range), 2 * powerUlps, loss(1));
  };

  const fold = (operator: Fold, left: Expression<Use>, right: Expression<Use>, scene: Scene) => {
    const count = lengthOf(left, scene);
    const pairs = Array.from({ length: count }, (_, i) => [left, right].map((e) => enclose(e, i, scene)));
    const found = foldOf(operator, pairs, roundings);
    if (found !== undefined) reached(scene, found.reach);
    return found?.of;
  };
  return (e) => {
    const isVector = typeOf(e) === 'vector';
    return (frame, errorOf, remarks) => {
      const scene: Scene = { frame, errorOf, remarks, scalars: new Map(), sums: new Map() };
      const length = isVector ? lengthOf(e, scene) : 1;
      return Array.from({ length }, (_, i) => enclose(e, i, scene));
    };
  };
}
