/** The unit of every quantity of a method, inferred: x is a point, f and h have values, numbers have no unit. */
import type { Span } from './complaints.js';
import { residues } from './identity.js';
import type { Method, Use, Version } from './method.js';
import { operatorOf } from './operators.js';
import { everyStatement, type Expression, type Line } from './page.js';

/** Exponents of `point`, of `value` and of units that are not known yet: residues, which hold every small fraction exactly. */
type Unit = ReadonlyMap<string, bigint>;

/** Two units in one sum, in one comparison, or at the two ends of a pass: the method depends on the scale of x or f. */
export interface UnitWarning {
  readonly span: Span;
  /** For example `a sum of point²/value and 1`. */
  readonly problem: string;
}

/** What is known about the units of a method. */
export interface Units {
  /** The unit of a version as text, for example `point²/value`; `any` where nothing determines it. */
  readonly of: (version: Version) => string;
  /** The same by name, of every scalar and vector; a name that is set more than once has the unit of its last version. */
  readonly named: ReadonlyMap<string, string>;
  readonly warnings: readonly UnitWarning[];
}

const none: Unit = new Map();
const point: Unit = new Map([['point', 1n]]);
const slope: Unit = new Map([['value', 1n], ['point', -1n]]); // prettier-ignore
const isBase = (name: string): boolean => name === 'point' || name === 'value';

/** left · right^exponent. */
function multiply(left: Unit, right: Unit, exponent: bigint): Unit {
  const product = new Map(left);
  for (const [name, power] of right) {
    const total = residues.add(product.get(name) ?? 0n, residues.multiply(power, exponent));
    if (total === 0n) product.delete(name);
    else product.set(name, total);
  }
  return product;
}

/**
 * The units of a method. Every operation is an equation between exponents, solved by elimination; what cannot hold is a warning,
 * never an error: scale-dependent methods exist.
 */
export function inferUnits(method: Method): Units {
  /** What unknown units are, in terms of others. */
  const solved = new Map<string, Unit>();
  const mixed: { readonly span: Span; readonly what: string; readonly units: readonly [Unit, Unit] }[] = [];
  const found = new Map<Version, Unit>();
  let unknowns = 0;
  const unknown = (): Unit => new Map([[`?${(unknowns += 1)}`, 1n]]);
  const reduce = (unit: Unit): Unit => {
    const [name, power] = [...unit].find(([name]) => solved.has(name)) ?? [];
    if (name === undefined || power === undefined) return unit;
    return reduce(multiply(multiply(unit, new Map([[name, power]]), -1n), solved.get(name) ?? none, power));
  };
  const equate = (span: Span, what: string, left: Unit, right: Unit): void => {
    const quotient = reduce(multiply(left, right, -1n));
    const [name, power] = [...quotient].find(([name]) => !isBase(name)) ?? [];
    if (name !== undefined && power !== undefined) {
      const rest = multiply(quotient, new Map([[name, power]]), -1n);
      solved.set(name, multiply(none, rest, residues.divide(-1n, power)));
    } else if (quotient.size > 0) mixed.push({ span, what, units: [left, right] });
  };
  const unitOf = (e: Expression<Use>): Unit => {
    if (e.kind === 'number') return Number(e.text) === 0 ? unknown() : none;
    if (e.kind === 'name') return unitOfVersion(e.version);
    if (e.kind === 'gradient') {
      equate(e.point.span, 'a gradient at', unitOf(e.point), point);
      return slope;
    }
    const { unit, isAlike, relation } = operatorOf(e.operator);
    const [left = none, right = none] = e.operands.map(unitOf);
    if (relation !== undefined) {
      const [, , third = none, last = none] = e.operands.map(unitOf);
      equate(e.span, 'a comparison of', right, third);
      equate(e.span, 'a choice of', left, last);
      return left;
    }
    if (isAlike) equate(e.span, 'a sum of', left, right);
    const exponent = e.operands[1];
    if (e.operator === '^' && exponent?.kind === 'number') return multiply(none, left, BigInt(exponent.text));
    if (e.operator === '^') {
      equate(e.span, 'a variable power of', left, none);
      equate(e.span, 'an exponent of', right, none);
    }
    const [one = 0, two = 0] = unit;
    return multiply(multiply(none, left, halves(one)), right, halves(two));
  };
  const unitOfVersion = (version: Version): Unit => {
    const { origin, type } = version;
    const known = found.get(version);
    if (known !== undefined) return known;
    const isPoint = version === method.states[0]?.name.version;
    const make = (): Unit => {
      if (type === 'count' || type === 'sample') return none;
      if (origin.kind === 'line') return unitOf(origin.line.value);
      if ('first' in origin) return unitOfVersion(origin.first);
      return isPoint ? point : unknown();
    };
    const unit = make();
    found.set(version, unit);
    return unit;
  };

  for (const version of method.versions) unitOfVersion(version);
  for (const statement of everyStatement(method.body)) {
    const coin = statement.kind === 'sample' ? statement.probability : undefined;
    if (coin !== undefined) equate(coin.span, 'a probability of', unitOf(coin), none);
    if (statement.kind !== 'choice') continue;
    const [left, right] = statement.sides;
    equate(statement.span, 'a comparison of', unitOf(left), unitOf(right));
  }
  for (const { from, name } of method.states) {
    if (from !== undefined)
      equate(from.span, `the start of ${name.name}:`, unitOf(from), unitOfVersion(name.version));
  }
  for (const version of method.versions) {
    const { origin, name } = version;
    if (!('last' in origin)) continue;
    const declared =
      origin.kind === 'state' ? origin.state.name : origin.kind === 'choice' ? origin.choice : origin.repeat;
    const { span } = (origin.kind === 'choice' ? undefined : setterOf(origin.last)) ?? declared;
    equate(span, `${name} ${meetings[origin.kind]}:`, unitOfVersion(version), unitOfVersion(origin.last));
  }
  const textOf = (unit: Unit): string => formatUnit(reduce(unit));
  const of = (version: Version): string => textOf(unitOfVersion(version));
  const quantities = method.versions.filter(({ type }) => type === 'scalar' || type === 'vector');
  return {
    of,
    named: new Map(quantities.map((version) => [version.name, of(version)])),
    warnings: mixed.map(({ span, what, units }) => ({
      span,
      problem: `${what} ${units.map(textOf).join(' and ')}`,
    })),
  };
}

/** Where two flows of values meet. */
const meetings = {
  state: 'at the start and at the end of a round',
  pass: 'before and after a pass',
  after: 'before and after a loop',
  choice: 'in the two branches',
} as const;

/** The line that a version has its value from, where it is one line. */
function setterOf({ origin }: Version): Line<Use> | undefined {
  if (origin.kind === 'line') return origin.line;
  return origin.kind === 'after' ? setterOf(origin.last) : undefined;
}

/** Exponents are whole, or ½ for √. */
const halves = (exponent: number): bigint => residues.divide(BigInt(2 * exponent), 2n);

/** point²/value, and `any` for a unit that is not determined. */
function formatUnit(unit: Unit): string {
  if (![...unit.keys()].every(isBase)) return 'any';
  const parts = [...unit].sort().map(([name, power]) => ({ name, ...fractionOf(power) }));
  const side = (sign: 1 | -1): string =>
    parts
      .filter(({ numerator }) => numerator * sign > 0)
      .map(({ name, numerator, denominator }) => {
        const size = Math.abs(numerator);
        if (denominator > 1) return `${name}^(${size}/${denominator})`;
        return name + (['', '', '²', '³'][size] ?? `^${size}`);
      })
      .join('·');
  const [above, below] = [side(1) || '1', side(-1)];
  return below === '' ? above : `${above}/${below.includes('·') ? `(${below})` : below}`;
}

/** The fraction with the smallest denominator that a residue stands for. */
function fractionOf(residue: bigint): { readonly numerator: number; readonly denominator: number } {
  for (let denominator = 1; ; denominator += 1) {
    const product = residues.multiply(residue, BigInt(denominator));
    const opposite = residues.negate(product);
    const [size, sign] = product < opposite ? [product, 1] : [opposite, -1];
    if (size < 1_000_000n) return { numerator: sign * Number(size), denominator };
  }
}
