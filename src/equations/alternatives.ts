/** What may stand in the place of one part of a formula. */
import {
  operatorNames,
  operatorOf,
  printExpression,
  typeOf,
  type Expression,
  type Use,
} from '../../spec/language/index.js';
import { asIfLinear } from './as-if-linear.js';
import { apply, cut, numeral, ones, rest, type NamesOf } from './parts.js';

/** What a scalar is often taken for. */
const scaled = (e: Expression<Use>): readonly Expression<Use>[] => {
  const one = numeral('1', e);
  return [rest(e), ...(isNever(e, '0') ? [apply('/', one, e)] : []), apply('·', e, e), apply('√', e), one];
};

/** Whether a parameter, or a counter, is never this end of its domain: nobody divides by what may be 0. */
function isNever(e: Expression<Use>, end: '0' | '1'): boolean {
  const origin = e.kind === 'name' ? e.version.origin : undefined;
  if (origin?.kind === 'counter') return end === '0';
  if (origin?.kind !== 'parameter') return false;
  return origin.parameter.bounds.some(({ relation, value }) =>
    end === '1'
      ? relation === '<' && Number(value) <= 1
      : relation === '>'
        ? Number(value) >= 0
        : relation === '≥' && Number(value) > 0,
  );
}

/** The vector multiplied and divided by 2, by scalars and by what they leave of 1; its direction, and its signs. */
function weighedBy(e: Expression<Use>, names: NamesOf): readonly Expression<Use>[] {
  const two = numeral('2', e);
  const scalars = [...names('scalar'), ...names('count')];
  const rests = names('scalar').map((one) => ({ by: rest(one), divides: isNever(one, '1') }));
  const all = [...scalars.map((by) => ({ by, divides: isNever(by, '0') })), ...rests];
  const weighed = [{ by: two, divides: true }, ...all].flatMap(({ by, divides }) => [
    apply('·', by, e),
    ...(divides ? [apply('/', e, by)] : []),
  ]);
  const unit = normalised(e);
  return [...weighed, ...clamped(e, names), unit, apply('/', unit, two), apply('sign', e)];
}

/** v / ‖v‖, and 0 for 0: the gradient of a norm, where that of half its square is meant. */
function normalised(e: Expression<Use>): Expression<Use> {
  const [norm, zero] = [apply('norm', e), numeral('0', e)];
  return apply('where =', zero, norm, zero, apply('/', e, norm));
}

/** Another function of the same operands: ‖v‖₁ for ‖v‖, min for max. */
function alikeTo(e: Extract<Expression<Use>, { readonly kind: 'apply' }>): readonly Expression<Use>[] {
  const { types, level, isOver } = operatorOf(e.operator);
  if (level < 5) return [];
  // the root of the mean of squares
  const mean = e.operator === 'norm' ? [apply('/', e, apply('√', { ...e, operator: 'dim' }))] : [];
  const others = operatorNames
    .filter((name) => {
      const other = operatorOf(name);
      return name !== e.operator && other.types === types && other.level === 5 && other.isOver === isOver;
    })
    .map((operator) => ({ ...e, operator }));
  return [...others, ...mean];
}

/** A vector that is cut off at a scalar, or at 1, below, or on both sides; below at 0. */
function clamped(e: Expression<Use>, names: NamesOf): readonly Expression<Use>[] {
  const ends = [numeral('1', e), ...names('scalar')];
  return [...ends.flatMap((end) => [apply('max', end, e), cut(e, end)]), apply('max', numeral('0', e), e)];
}

/** Of a vector by a factor that limits it: the vector limited in another way. */
function otherLimits(
  factor: Expression<Use>,
  vector: Expression<Use>,
  names: NamesOf,
): readonly Expression<Use>[] {
  const isLimit = (e: Expression): boolean => e.kind === 'apply' && operatorOf(e.operator).level === 5;
  const factors = factor.kind === 'apply' && factor.operator === '·' ? factor.operands : [factor];
  const [other] = factors.filter((one) => !isLimit(one));
  if (!factors.some(isLimit)) return [];
  return clamped(vector, names).map((limited) => (other ? apply('·', other, limited) : limited));
}

/** One part of a formula, changed: another sign, function, sample, name or coefficient; a part less; a counter that is off by one. */
export function alternatives(e: Expression<Use>, names: NamesOf): readonly Expression<Use>[] {
  const type = typeOf(e);
  const others = names(type).filter((name) => printExpression(name) !== printExpression(e));
  const shifted = (['+', '−'] as const).map((operator) => apply(operator, e, numeral('1', e)));
  if (e.kind === 'number') {
    if (type !== 'count') return scaled(e);
    return [Number(e.text) + 1, Number(e.text) - 1].map((value) => numeral(String(Math.abs(value)), e));
  }
  const weighed = (): readonly Expression<Use>[] => weighedBy(e, names);
  if (e.kind === 'gradient') {
    const { sample, ...exact } = e;
    const samples = names('sample').filter(({ name }) => name !== sample?.name);
    return [
      { ...e, function: e.function === 'f' ? 'h' : 'f' },
      ...(sample === undefined ? [] : [exact]),
      ...samples.map((one) => ({ ...e, sample: one })),
      ...weighed(),
    ];
  }
  if (e.kind === 'name') {
    if (type === 'vector') return [...others, ...weighed(), ones(e)];
    const products = others.map((other) => apply('·', other, e));
    const [one, two] = [numeral('1', e), numeral('2', e)];
    if (type === 'count') return [...others, ...shifted, one, two, apply('·', two, e), ...products];
    return [...others, ...scaled(e), ...products];
  }
  const [left, right] = e.operands;
  const alike = alikeTo(e);
  if (left === undefined) return [];
  if (right === undefined) {
    const square = type === 'vector' ? apply('⊙', left, left) : apply('^', left, numeral('2', left));
    const other = e.operator === '√' ? [square] : [];
    return [...alike, left, ...other, ...asIfLinear(e), ...(type === 'scalar' ? scaled(e) : [])];
  }
  // of a product the scalar may go, of a sum either part
  const kept = [left, right].filter((operand) => typeOf(operand) === type || type === 'count');
  const numbers =
    right.kind === 'number' && (e.operator === '+' || e.operator === '−')
      ? alternatives(right, names).map((other) => ({ ...e, operands: [left, other] }))
      : shifted;
  const more = type === 'count' ? numbers : type === 'scalar' ? [...scaled(e), ...others] : others;
  const sign = e.operator === '+' ? '−' : '+';
  if (e.operator === '·' && type === 'vector')
    return [...kept, apply('/', right, left), ...more, ...otherLimits(left, right, names)];
  // |v| in place of a power of v
  if (e.operator === '^' && type === 'vector') return [...kept, apply('abs', left), ...more];
  if (e.operator === '/') return [...kept, apply('·', left, right), ...more];
  if (e.operator !== '+' && e.operator !== '−') return [...alike, ...kept, ...more];
  const swapped = e.operator === '−' ? [{ ...e, operands: [right, left] }] : [];
  const scaledSums = type === 'vector' ? weighed() : [];
  return [{ ...e, operator: sign }, ...swapped, ...kept, ...asIfLinear(e), ...more, ...scaledSums];
}

/** What may stand in all places of a part. */
export const instead = (part: Expression<Use>, names: NamesOf): readonly Expression<Use>[] =>
  typeOf(part) === 'sample'
    ? names('sample').filter(({ name }) => name !== printExpression(part))
    : alternatives(part, names);
