/** Terms: their sum is the right-hand side they were read from, and that of the premises of the proofs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentumCorrection, varianceReducedCorrection } from '../../../proofs-checks/premises/algorithm.js';
import { createCompiler, type Frame } from '../../../spec/language/compile.js';
import {
  expressionOf,
  fingerprint,
  mergeTerms,
  partsOf,
  printExpression,
  termsOf,
  writeOut,
  type Expression,
  type MergedTerm,
  type Term,
  type Use,
} from '../../../spec/language/index.js';
import { createRationalField } from '../../../src/exact/index.js';
import { methodOf, pageNames, readPage } from '../../support/pages.js';
import { forAll } from '../../support/for-all.js';

const field = createRationalField();
type Rational = typeof field.zero;
// any function of one and of two numbers stands for √ and for real powers: what is compared has them in the same places
const { multiply, add } = field;
const compiler = createCompiler(
  field,
  (value) => multiply(value, value),
  (base, exponent) => add(base, exponent),
);
const random = (seed: number): Rational =>
  field.fromString(`${(((seed * 7919) % 997) + 1) % 89}/${(seed % 13) + 1}`);
/** A frame in which every name of an expression and every gradient has a value of its own, which depends on `seed` alone. */
function frameOf(seed: number, e: Expression<Use>): Frame<Rational> {
  const hash = (text: string): number =>
    Array.from(text).reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 9973, seed);
  const vector = (text: string): readonly Rational[] => [random(hash(text)), random(hash(`${text}'`))];
  const valueOf = ({ name, version: { type } }: Use): unknown =>
    ({ vector: vector(name), scalar: random(hash(name)), count: (hash(name) % 5) + 1, sample: [name] })[type];
  const uses = partsOf(e).flatMap((part) =>
    part.kind === 'name' ? [part] : part.kind === 'gradient' && part.sample ? [part.sample] : [],
  );
  return {
    values: new Map(uses.map((use) => [use.name, valueOf(use)])),
    passes: [2],
    gradient: ({ function: name }, at, draw) => vector([name, ...at.map(field.format), String(draw)].join()),
  };
}
const valueOf = (e: Expression<Use>, seed: number): string[] =>
  compiler.vector(e)(frameOf(seed, e)).map(field.format);

/** The sum of terms, and of merged terms, as an expression. */
const sumOf = (terms: readonly Term[], { span }: Expression): Expression<Use> => expressionOf(terms, span);
const mergedSum = (terms: readonly MergedTerm[], { span }: Expression): Expression<Use> =>
  expressionOf(
    terms.map(({ leaf, coefficient }) => ({
      ...{ sign: 1, leaf },
      factors: [{ value: expressionOf(coefficient, span), divides: false }],
    })),
    span,
  );

describe.each(pageNames)('%s', (name) => {
  const method = writeOut(methodOf(readPage(name)), (e) => (e.kind === 'number' ? Number(e.text) : 2));
  const vectors = method.lines.filter(({ target }) => target.version.type === 'vector');
  it.each(vectors.map((line) => [printExpression(line.value), line] as const))('%s', (_text, { value }) => {
    const terms = termsOf(value);
    for (const sum of [sumOf(terms, value), mergedSum(mergeTerms(terms), value)]) {
      expect(fingerprint(sum)).toBe(fingerprint(value));
      for (const seed of [1, 2, 3]) expect(valueOf(sum, seed)).toEqual(valueOf(value, seed));
    }
  });
});

/** Right-hand sides over a scalar page: sums, products with scalars, quotients, signs, in any order. */
const { vector } = fc.letrec<{ vector: string; scalar: string }>((tie) => ({
  scalar: fc.oneof(
    { maxDepth: 2, depthIdentifier: 's' },
    fc.constantFrom('η', 'a', '2', '0.5', 'K', '(1 − a)'),
    fc
      .tuple(tie('scalar'), fc.constantFrom(' ', ' / ', ' + ', ' − '), tie('scalar'))
      .map(([l, by, r]) => `((${l})${by}(${r}))`),
    tie('scalar').map((s) => `(−${s})`),
  ),
  vector: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'v' },
    fc.constantFrom('x', 'm', 'w', '∇f(x, ξ)', '∇h(x, ξ)', '∇f(w, ξ)', '∇f(x + a m, ξ)', 'm ⊙ x'),
    fc
      .tuple(tie('vector'), fc.constantFrom(' + ', ' − '), tie('vector'))
      .map((parts) => `(${parts.join('')})`),
    fc.tuple(tie('scalar'), tie('vector')).map(([s, v]) => `(${s} ${v})`),
    fc.tuple(tie('vector'), tie('scalar')).map(([v, s]) => `(${v} ${s})`),
    fc.tuple(tie('vector'), tie('scalar')).map(([v, s]) => `(${v} / ${s})`),
    tie('vector').map((v) => `(−${v})`),
  ),
}));
const pageWith = (value: string) =>
  methodOf(
    `method m\ngiven  η > 0; a > 0; K ≥ 1\nstate  x; m; w\n\nsample ξ\nv ← ${value}\nw ← w + η a x / 2^K\nm ← m + v + w\nx ← 2 x + m + ∇f(x, ξ)`,
  ).lines[0]?.value as Expression<Use>;

it('sums of any grouping have terms with the same sum, each of them a product', () => {
  forAll(300, [vector, fc.nat(1000)], (text, seed) => {
    const value = pageWith(text);
    const terms = termsOf(value);
    const tryValue = (e: Expression<Use>): string[] | string => {
      try {
        return valueOf(e, seed);
      } catch (error) {
        return (error as Error).message;
      }
    };
    const expected = tryValue(value);
    fc.pre(typeof expected !== 'string');
    expect(tryValue(sumOf(terms, value))).toEqual(expected);
    expect(tryValue(mergedSum(mergeTerms(terms), value))).toEqual(expected);
    for (const { leaf } of terms) expect(leaf.kind !== 'apply' || leaf.operator === '⊙').toBe(true);
  });
});

it('are as written: in their order, with whole coefficients, products taken apart and signs in front', () => {
  const shown = (text: string): readonly string[] =>
    termsOf(pageWith(text)).map(({ sign, factors, leaf }) =>
      [
        sign < 0 ? '−' : '+',
        ...factors.map(({ value, divides }) => `${divides ? '/ ' : ''}${printExpression(value)}`),
        printExpression(leaf),
      ].join(' | '),
    );
  expect(shown('(1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ))')).toEqual([
    '+ | 1 − a | m',
    '+ | a | ∇f(x, ξ)',
    '− | a | ∇h(x, ξ)',
  ]);
  expect(shown('x − (η / K) (−a) (m + x) / (2 η)')).toEqual([
    '+ | x',
    '+ | / 2 η | η | / K | a | m',
    '+ | / 2 η | η | / K | a | x',
  ]);
});

/** The coefficients of the vectors of a premise at numbers for a and 1 − a. */
function coefficientsOf(
  node: unknown,
  numbers: Readonly<Record<string, Rational>>,
  by = field.one,
): ReadonlyMap<string, Rational> {
  const [head, ...parts] = node as readonly [string, ...unknown[]];
  const found = new Map<string, Rational>();
  const join = (more: ReadonlyMap<string, Rational>): void => {
    for (const [key, value] of more) found.set(key, field.add(found.get(key) ?? field.zero, value));
  };
  if (head === '+') for (const part of parts) join(coefficientsOf(part, numbers, by));
  else if (head === '-') join(coefficientsOf(parts[0], numbers, field.negate(by)));
  else if (head === '*')
    join(coefficientsOf(parts[1], numbers, field.multiply(by, numbers[parts[0] as string] ?? field.zero)));
  else found.set(JSON.stringify(parts), by);
  return found;
}

it.each([
  ['aux-mom', momentumCorrection],
  ['aux-mvr', varianceReducedCorrection],
] as const)('equation 2 of %s is the premise of its proofs', (name, premise) => {
  const method = methodOf(readPage(name));
  const line = method.lines.find(({ number }) => number === '2');
  const merged = mergeTerms(termsOf(line?.value as Use, ({ name }) => name.startsWith('g')));
  for (const a of ['1/3', '1', '2/7'].map(field.fromString)) {
    const coefficientOf = (leaf: string): Rational => {
      const term = merged.find((term) => printExpression(term.leaf) === leaf);
      if (term === undefined) return field.zero;
      return compiler.scalar(expressionOf(term.coefficient, term.leaf.span))({
        ...frameOf(1, term.leaf),
        values: new Map([['a', a]]),
      });
    };
    // g_D at a point is ∇D + ν there; at both points with one atom the noise of the difference is ρ
    const [now, before] = [coefficientOf('∇f(x, ξ)'), coefficientOf('∇f(w, ξ)')];
    const expected = coefficientsOf(premise.right, { a, abar: field.subtract(field.one, a) });
    const of = (...key: readonly unknown[]): string =>
      field.format(expected.get(JSON.stringify(key)) ?? field.zero);
    const [next, last] = [
      ['+', 't', '1'],
      ['+', 't', '2'],
    ];
    expect(
      [coefficientOf('m'), now, before, field.add(now, before), field.negate(before)].map(field.format),
    ).toEqual([of('m', next), of('gDx', next), of('gDx', 't'), of('nu', last), of('rho', last)]);
    expect([coefficientOf('∇h(x, ξ)'), coefficientOf('∇h(w, ξ)')]).toEqual([now, before].map(field.negate));
  }
});

it('a wrong premise would show', () => {
  expect(
    [...coefficientsOf(momentumCorrection.right, { a: field.one, abar: field.one }).values()].map(
      field.format,
    ),
  ).toEqual(['1', '1', '1']);
});
