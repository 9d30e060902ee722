/** Lines of pages, and inputs that are hard for them. */
import {
  fingerprint,
  residues,
  typeOf,
  type Expression,
  type Factor,
  type Frame,
  type Method,
  type Use,
} from '../../../spec/language/index.js';
import { presentationsOf, type Presentation, type Rounding } from '../../../src/equations/index.js';
import {
  createRatio,
  floatFormats,
  parseExactNumber,
  ratioField,
  type Ratio,
} from '../../../src/exact/index.js';
import { powerOfTwo } from '../../../src/exact/binary-ratio.js';
import { methodOf, readPage } from '../../support/pages.js';
import { isZero, pick, roundTo, type Known, type Random } from './honest-trees.js';

const { add, multiply, negate, divide, zero, one } = ratioField;

/** A line with everything that programs make of it. */
export interface KnownLine {
  readonly title: string;
  /** The line as it is written. */
  readonly value: Expression<Use>;
  readonly presentations: readonly Presentation[];
  readonly leaves: readonly Expression<Use>[];
  readonly parameters: readonly string[];
}

/** The line of a method that sets `name` last; lines before it are not reported. */
export function lineOf(
  title: string,
  method: Method,
  name: string,
  ...reported: readonly string[]
): KnownLine {
  const line = method.lines.findLast(({ target }) => target.name === name);
  if (line === undefined) throw new Error(`no line sets ${name}`);
  const isThrough = (version: Use['version']): boolean => !reported.includes(version.name);
  const presentations = presentationsOf(line, isThrough);
  const all = presentations.flatMap(({ terms }) => terms.flatMap(({ sum }) => sum.map(({ leaf }) => leaf)));
  const leaves = [...new Map(all.map((leaf) => [fingerprint(leaf), leaf])).values()];
  const parameters = method.parameters.flatMap(({ name: { name, version } }) =>
    version.type === 'scalar' ? [name] : [],
  );
  return { title, value: line.value, presentations, leaves, parameters };
}

const page = (given: string, line: string, states = 'x; m'): string =>
  `method page\ngiven ${given}\nstate ${states}\nm ← ∇f(x) + m\n${line}`;

const seven = 'x ← η x + (∇f(x) + ∇h(x) + ∇f(m) + ∇h(m) + ∇f(x + m) + ∇h(x + m) + m) / 7';

/** Of the paper: the estimates and the step; and lines with a product of parameters, 1 − ηλ, an interpolation under a factor, a mean, four terms. */
export const knownLines: readonly KnownLine[] = [
  lineOf('m of aux-mom', methodOf(readPage('aux-mom')), 'm'),
  lineOf('m of aux-mvr', methodOf(readPage('aux-mvr')), 'm'),
  lineOf('u of aux-mvr-target', methodOf(readPage('aux-mvr-target')), 'u'),
  lineOf('y of aux-mom', methodOf(readPage('aux-mom')), 'y', 'm', 'y'),
  lineOf('weight decay', methodOf(page('η > 0; λ ≥ 0', 'x ← x − η (λ x + m)')), 'x', 'm'),
  lineOf('quasi-hyperbolic', methodOf(page('η > 0; 0 < ν < 1', 'x ← x − η ((1 − ν) ∇f(x) + ν m)')), 'x', 'm'),
  lineOf('mean of 7', methodOf(page('η > 0', seven)), 'x', 'm'),
  lineOf('four terms', methodOf(page('η > 0; κ > 0; δ > 0', 'x ← x − η (∇f(x) + κ m + δ ∇h(x))')), 'x', 'm'),
];

/** Every arithmetic: four formats, two of them also with subnormals flushed. */
export const roundings: readonly Rounding[] = [
  ...Object.values(floatFormats).map((format): Rounding => ({ format, subnormals: 'gradual' })),
  { format: floatFormats.binary32, subnormals: 'flushed' },
  { format: floatFormats.bfloat16, subnormals: 'flushed' },
];

/** Values of leaves and parameters, by key. */
export interface Inputs {
  readonly leaves: readonly Ratio[];
  readonly parameters: readonly Ratio[];
}

/** A parameter: near 0, ½ or 1, a power of two or not, in the format or a decimal. */
function drawParameter(random: Random, { format: { precision, minimumExponent } }: Rounding): Ratio {
  const near = powerOfTwo(-Math.floor(random() * (precision + 2)));
  const made = [
    (): Ratio => near,
    (): Ratio => add(one, negate(near)),
    (): Ratio => parseExactNumber(pick(random, ['0.1', '0.9', '0.001', '0.999', '0.3'])),
    (): Ratio =>
      roundTo(precision, minimumExponent, createRatio(BigInt(Math.ceil(random() * 1e9)), 10n ** 9n)),
    (): Ratio => createRatio(1n, BigInt(1 + Math.floor(random() * 40))),
  ];
  return pick(random, made)();
}

/** A number of the format: all, few, or no bits set below the first; near `exponent`. */
function drawNumber(random: Random, { format }: Rounding, exponent: number): Ratio {
  const { precision, minimumExponent } = format;
  const last = powerOfTwo(1 - precision);
  const few = multiply(createRatio(BigInt(Math.floor(random() * 4)), 1n), last);
  const mantissa = pick(random, [
    () => add(one, few),
    () => add(createRatio(2n, 1n), negate(add(few, last))),
    () => add(one, createRatio(BigInt(Math.floor(random() * 2 ** 52)), 2n ** 52n)),
  ])();
  const signed = random() < 0.5 ? mantissa : negate(mantissa);
  return roundTo(precision, minimumExponent, multiply(signed, powerOfTwo(exponent)));
}

/** Inputs of a line: exponents alike or far apart, subnormal, near overflow; some 0; a third with a sum that cancels. */
export function drawInputs(line: KnownLine, rounding: Rounding, random: Random): Inputs {
  const { precision, minimumExponent, maximumExponent } = rounding.format;
  const parameters = line.parameters.map(() => drawParameter(random, rounding));
  const middle = pick(random, [0, 0, 0, minimumExponent + 2, maximumExponent - precision - 8]);
  const width = pick(random, [0, 1, 2, 5, precision]);
  const leaves = line.leaves.map(() =>
    random() < 0.08 ? zero : drawNumber(random, rounding, middle + Math.round((random() * 2 - 1) * width)),
  );
  if (random() < 0.4) {
    const inputs = { leaves, parameters };
    const place = Math.floor(random() * leaves.length);
    const leaf = line.leaves[place] as Expression<Use>;
    const at = (value: Ratio): Ratio => exactOf(line, { ...inputs, leaves: leaves.with(place, value) });
    const [without, by] = [at(zero), add(at(one), negate(at(zero)))];
    if (!isZero(by)) {
      const cancelling = roundTo(precision, minimumExponent, divide(negate(without), by));
      if (
        Math.abs(Number(cancelling.numerator) / Number(cancelling.denominator)) <
        2 ** (maximumExponent - 3)
      )
        leaves[place] = typeOf(leaf) === 'vector' ? cancelling : zero;
    }
  }
  return { leaves, parameters };
}

/** What a program and a bound know of inputs. */
export function knownOf(line: KnownLine, { leaves, parameters }: Inputs): Known {
  const values = new Map(line.leaves.map((leaf, i) => [fingerprint(leaf), leaves[i] as Ratio]));
  const factors = line.presentations.flatMap(({ terms }) => terms.flatMap((term) => term.factors));
  const all = new Set(factors.map(({ value }) => fingerprint(value)));
  return {
    hasComplement: (e) => all.has(residues.subtract(residues.one, fingerprint(e))),
    leaf: (leaf) => values.get(fingerprint(leaf)) as Ratio,
    scalar: (e) => {
      if (e.kind === 'number') return parseExactNumber(e.text);
      if (e.kind !== 'name') throw new Error('a name or a number was expected');
      return parameters[line.parameters.indexOf(e.name)] as Ratio;
    },
  };
}

/** Σ of the merged presentation, exactly. */
export function exactOf(line: KnownLine, inputs: Inputs): Ratio {
  const known = knownOf(line, inputs);
  const scalar = (e: Expression<Use>): Ratio => {
    if (e.kind !== 'apply') return known.scalar(e);
    const [left = zero, right = zero] = e.operands.map(scalar);
    if (e.operator === 'negate') return negate(left);
    return { '+': add, '−': ratioField.subtract, '·': multiply }[e.operator as '+'](left, right);
  };
  const by = ({ value, divides }: Factor): Ratio => (divides ? divide(one, scalar(value)) : scalar(value));
  const terms = line.presentations[0]?.terms ?? [];
  const value = terms.reduce((total, { sign, factors, sum }) => {
    const leaf = sum.reduce(
      (all, one) => add(all, one.sign === 1 ? known.leaf(one.leaf) : negate(known.leaf(one.leaf))),
      zero,
    );
    const term = factors.reduce((product, factor) => multiply(product, by(factor)), leaf);
    return add(total, sign === 1 ? term : negate(term));
  }, zero);
  return createRatio(value.numerator, value.denominator);
}

/** A frame in which many inputs with the same parameters are the coordinates. */
export function frameOf(line: KnownLine, inputs: readonly Inputs[]): Frame<Ratio> {
  const values = new Map<string, unknown>(line.parameters.map((name, i) => [name, inputs[0]?.parameters[i]]));
  const asked = new Map<bigint, readonly Ratio[]>();
  for (const [place, leaf] of line.leaves.entries()) {
    const vector = inputs.map(({ leaves }) => leaves[place] as Ratio);
    if (leaf.kind === 'name') values.set(leaf.name, vector);
    else asked.set(fingerprint(leaf), vector);
    if (leaf.kind === 'gradient' && leaf.sample !== undefined) values.set(leaf.sample.name, ['a draw']);
  }
  for (const name of ['x', 'w', 'y', 'm', 'u']) if (!values.has(name)) values.set(name, []);
  return { values, passes: [], gradient: (gradient) => asked.get(fingerprint(gradient)) as readonly Ratio[] };
}
