/** Honest programs of a presentation: random trees of sums, products and fused products, in any format. */
import { fingerprint, type Expression, type Factor, type Use } from '../../../spec/language/index.js';
import { createRatio, ratioField, type FloatFormat, type Ratio } from '../../../src/exact/index.js';
import { floorLog2, powerOfTwo } from '../../../src/exact/binary-ratio.js';
import type { Presentation, Rounding, SignedLeaf } from '../../../src/equations/index.js';

const { add, multiply, negate, divide, zero, one, compare } = ratioField;

/** Numbers in [0, 1) that depend on the seed alone. */
export type Random = () => number;

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of them. */
export const pick = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;

export const isZero = ({ numerator }: Ratio): boolean => numerator === 0n;
export const size = (value: Ratio): Ratio => (compare(value, zero) < 0 ? negate(value) : value);

/** To nearest, ties to even, with as many bits as one likes; no range above. */
export function roundTo(precision: number, minimumExponent: number, value: Ratio): Ratio {
  if (isZero(value)) return zero;
  const unit = powerOfTwo(Math.max(floorLog2(value), minimumExponent) - precision + 1);
  const [above, below] = [value.numerator * unit.denominator, value.denominator * unit.numerator];
  const magnitude = above < 0n ? -above : above;
  const floor = magnitude / below;
  const rest = 2n * (magnitude - floor * below);
  const rounded = rest > below || (rest === below && floor % 2n === 1n) ? floor + 1n : floor;
  const signed = above < 0n ? -rounded : rounded;
  return createRatio(signed * unit.numerator, unit.denominator);
}

/** How a program rounds: after each operation, or first to a wider format, all operations or the whole expression. */
export type Style = 'each' | 'twice' | 'wide';

/** Bits of the wider format: x87's for binary64. */
const widerBits = ({ precision }: FloatFormat): number => ({ 53: 64, 24: 53, 11: 24, 8: 24 })[precision] ?? 0;

interface Arithmetic {
  /** An operation of states. */
  readonly round: (value: Ratio) => Ratio;
  /** What is stored. */
  readonly store: (value: Ratio) => Ratio;
}

function arithmeticOf({ format, subnormals }: Rounding, style: Style = 'each'): Arithmetic {
  const { precision, minimumExponent } = format;
  const least = powerOfTwo(minimumExponent);
  const flush = (value: Ratio): Ratio =>
    subnormals === 'flushed' && compare(size(value), least) < 0 ? zero : value;
  const wider = (value: Ratio): Ratio => roundTo(widerBits(format), minimumExponent - 200, value);
  const store = (value: Ratio): Ratio => flush(roundTo(precision, minimumExponent, value));
  const twice = (value: Ratio): Ratio => store(wider(value));
  return { store: style === 'each' ? store : twice, round: { each: store, twice, wide: wider }[style] };
}

/** What a program knows: the values of leaves and of names, by their fingerprints. */
export interface Known {
  readonly scalar: (e: Expression<Use>) => Ratio;
  readonly leaf: (leaf: Expression<Use>) => Ratio;
  /** Whether the line has 1 − e too. */
  readonly hasComplement: (e: Expression<Use>) => boolean;
}

/** A factor that is still to be applied. */
interface Pending {
  readonly id: string;
  readonly value: Ratio;
  /** What may be divided by instead of multiplying by `value`. */
  readonly divisor?: Ratio;
}

interface Item {
  readonly pending: readonly Pending[];
  readonly value: Ratio;
}

const idOf = (pending: readonly Pending[]): string =>
  pending
    .map(({ id }) => id)
    .sort()
    .join();

/** A random tree over a presentation, evaluated. The same seed makes the same tree. */
export function evaluateTree(
  { terms, interpolation }: Presentation,
  rounding: Rounding,
  known: Known,
  random: Random,
): Ratio {
  const style = pick<Style>(random, ['each', 'each', 'twice', 'wide']);
  const fuses = random() < 0.5;
  const keepsComplements = random() < 0.25;
  const { round, store } = arithmeticOf(rounding, style);
  const formed = new Map<string, Ratio>();
  /** A scalar, rounded at each step; a − b c fused where products are. */
  const scalar = (e: Expression<Use>): Ratio => {
    if (e.kind !== 'apply') return round(known.scalar(e));
    const [first, second] = e.operands as [Expression<Use>, Expression<Use>];
    const [left, right] = [scalar(first), e.operands.length > 1 ? scalar(second) : zero];
    if (fuses && e.operator === '−' && second.kind === 'apply' && second.operator === '·') {
      const [u, v] = second.operands.map(scalar) as [Ratio, Ratio];
      return round(add(left, negate(multiply(u, v))));
    }
    if (e.operator === 'negate') return negate(left);
    if (e.operator === '·') return round(multiply(left, right));
    if (e.operator === '/') return round(divide(left, right));
    return round(add(left, e.operator === '+' ? right : negate(right)));
  };
  const pendingOf = ({ value: e, divides }: Factor): Pending => {
    const id = `${divides ? '/' : ''}${fingerprint(e)}`;
    const before = formed.get(id);
    const divided = divides ? { divisor: scalar(e) } : {};
    if (before !== undefined) return { id, value: before, ...divided };
    let value = scalar(e);
    // a program that is given a and keeps β = 1 − a takes 1 − β for a
    if (keepsComplements && known.hasComplement(e)) {
      const complement = round(add(one, negate(value)));
      value = round(add(one, negate(complement)));
    }
    if (divides) value = round(divide(one, value));
    formed.set(id, value);
    return { id, value, ...divided };
  };
  const stored = ({ sign, leaf }: SignedLeaf): Ratio => {
    const value = arithmeticOf(rounding).store(known.leaf(leaf));
    return sign === 1 ? value : negate(value);
  };
  const sumOf = (values: readonly Ratio[]): Ratio => {
    const left = [...values];
    while (left.length > 1) {
      const [u] = left.splice(Math.floor(random() * left.length), 1) as [Ratio];
      const [v] = left.splice(Math.floor(random() * left.length), 1) as [Ratio];
      left.push(round(add(u, v)));
    }
    return left[0] ?? zero;
  };
  const ends = interpolation?.ends.map(({ sum }) => sumOf(sum.map(stored)));
  const items: Item[] = terms.map(({ sign, factors, sum }, place) => {
    const [x = zero, y = zero] = ends ?? [];
    const made = ends && place === 0 ? x : ends && place === 1 ? round(add(y, negate(x))) : undefined;
    const value = made ?? stored(sum[0] as SignedLeaf);
    return { pending: factors.map(pendingOf), value: sign === 1 ? value : negate(value) };
  });
  const without = (pending: readonly Pending[], id: string): readonly Pending[] => {
    const at = pending.findIndex((one) => one.id === id);
    return [...pending.slice(0, at), ...pending.slice(at + 1)];
  };
  while (items.length > 1 || (items[0]?.pending.length ?? 0) > 0) {
    const [item] = items.splice(Math.floor(random() * items.length), 1) as [Item];
    const { pending, value } = item;
    const factor = pending.length > 0 ? pick(random, pending) : undefined;
    const rest = factor === undefined ? [] : without(pending, factor.id);
    const partner = (wanted: readonly Pending[]): Item | undefined => {
      const fitting = items.filter((other) => idOf(other.pending) === idOf(wanted));
      const found = fitting.length === 0 ? undefined : pick(random, fitting);
      if (found !== undefined) items.splice(items.indexOf(found), 1);
      return found;
    };
    const way = random();
    if (way < 0.4) {
      const other = partner(pending);
      items.push(other === undefined ? item : { pending, value: round(add(value, other.value)) });
    } else if (factor === undefined) items.push(item);
    else if (way < 0.55 && fuses) {
      const other = partner(rest);
      const product = multiply(factor.value, value);
      items.push(other === undefined ? item : { pending: rest, value: round(add(product, other.value)) });
    } else if (way < 0.65 && rest.length > 0) {
      const second = pick(random, rest);
      const folded = {
        id: `(${idOf([factor, second])})`,
        value: round(multiply(factor.value, second.value)),
      };
      items.push({ pending: [...without(rest, second.id), folded], value });
    } else {
      const { divisor } = factor;
      const applied = divisor && random() < 0.5 ? divide(value, divisor) : multiply(factor.value, value);
      items.push({ pending: rest, value: round(applied) });
    }
  }
  return store((items[0] as Item).value);
}
