/** What a proof may start from, and what is refused as a start. */
import { describe, expect, it } from 'vitest';
import { constant, product, scale, sum, type Polynomial } from '../../../proofs-checks/kernel/polynomial.js';
import {
  declareHypothesis,
  declareValueEquation,
  declareVectorEquation,
  defineSequence,
  defineVectors,
  isDeclared,
  type RecursionSpec,
} from '../../../proofs-checks/kernel/premises.js';
import { rational } from '../../../proofs-checks/kernel/rational.js';
import {
  generator,
  indexVariable,
  sequence,
  sequenceValue,
  type SequenceSymbol,
} from '../../../proofs-checks/kernel/symbols.js';
import {
  applyWord,
  atomVector,
  combine,
  createAtom,
  innerProduct,
  type Atom,
  type Vector,
  type VectorSymbol,
} from '../../../proofs-checks/kernel/vectors.js';

const [zero, one] = [constant(0), constant(1)];
const [n, k, t, J] = ['n', 'k', 't', 'J'].map(indexVariable) as [
  Polynomial,
  Polynomial,
  Polynomial,
  Polynomial,
];
const next = sum(n, one);
let count = 0;
/** A new symbol each time: names are never used twice. */
const values = (deterministic = false): SequenceSymbol => ({
  name: `ps${(count += 1)}`,
  latex: 's',
  deterministic,
});
const vectors = (
  noise = false,
  birth: VectorSymbol['birth'] = ([round = zero]) => [round, zero],
): VectorSymbol => ({
  name: `pv${(count += 1)}`,
  latex: 'v',
  noise,
  birth,
});
const vector = (symbol: VectorSymbol, ...indices: Polynomial[]) => atomVector(createAtom(symbol, indices));

describe('a hypothesis', () => {
  it('keeps what it says, unchangeably', () => {
    const hypothesis = declareHypothesis('A9', 'a ≥ 0', generator('a'));
    expect(hypothesis).toEqual({ kind: 'inequality', id: 'A9', title: 'a ≥ 0', statement: generator('a') });
    expect(Object.isFrozen(hypothesis)).toBe(true);
  });

  it('is linear in the symbols', () => {
    const s = sequence(values(), [k]);
    expect(() => declareHypothesis('A9', 'no', product(s, s))).toThrow(
      new RangeError('A9: a statement is linear in the symbols'),
    );
  });
});

describe('an equation between numbers', () => {
  const symbol = values();
  const left = sequenceValue(symbol, [k]);

  it('is a hypothesis, not a definition', () => {
    const equation = declareValueEquation('E1', 'title', left, one);
    expect(equation).toEqual({
      kind: 'equation',
      id: 'E1',
      title: 'title',
      definition: false,
      sides: { left, right: one },
    });
    expect(Object.isFrozen(equation)).toBe(true);
    expect(isDeclared(equation)).toBe(true);
    expect(isDeclared({ ...equation })).toBe(false);
  });

  it('is linear in the symbols', () => {
    const s = sequence(values(), [k]);
    expect(() => declareValueEquation('E1', 'no', left, product(s, s))).toThrow(
      new RangeError('E1: a statement is linear in the symbols'),
    );
  });
});

describe('an equation between vectors', () => {
  const old = vectors();
  const birth: VectorSymbol['birth'] = ([round = zero, step = zero]) => [round, step];
  const dated = vectors(false, birth);
  const declare = (left: Atom, right: Vector) => () => declareVectorEquation('E2', 'title', left, right);

  it('is a hypothesis', () => {
    const [left, right] = [createAtom(old, [next]), vector(old, n)];
    expect(declare(left, right)()).toEqual({
      kind: 'equation',
      id: 'E2',
      title: 'title',
      definition: false,
      sides: { left, right },
    });
  });

  it('has a vector on the left, not the image of one', () => {
    expect(declare(createAtom(old, [next], ['H']), vector(old, n))).toThrow(
      new RangeError('E2: the left side is a vector, not its image'),
    );
    expect(declare(createAtom(old, [next]), applyWord(['H'], vector(old, n)))).not.toThrow();
  });

  it('does not make a vector older than its parts', () => {
    const late = combine([one, vector(old, n)], [one, vector(old, sum(next, one))]);
    expect(declare(createAtom(old, [next]), late)).toThrow(
      new RangeError(`${old.name} is declared older than ${old.name}, which it contains`),
    );
    // of the same birth is old enough; of the same round or the same step alone is not
    expect(declare(createAtom(dated, [t, k]), vector(dated, t, k))).not.toThrow();
    expect(declare(createAtom(dated, [t, k]), vector(dated, t, sum(k, one)))).toThrow(/older/);
    expect(declare(createAtom(dated, [t, k]), vector(dated, sum(t, one), k))).toThrow(/older/);
    expect(declare(createAtom(dated, [t, sum(k, one)]), vector(dated, t, k))).not.toThrow();
  });
});

describe('a definition by recursion', () => {
  const define = (symbol: SequenceSymbol, spec: Partial<RecursionSpec<Polynomial>>) => () =>
    defineSequence(symbol, { title: 'sum', indices: [n], position: 0, zero, successor: zero, ...spec });

  it('gives two equations, of the first value and of the next', () => {
    const symbol = values();
    const { zero: first, successor } = define(symbol, {
      indices: [sum(t, one), n],
      position: 1,
      successor: sum(sequence(symbol, [sum(t, one), n]), t),
    })();
    const shared = { kind: 'equation', id: symbol.name, title: 'sum', definition: true };
    expect(first).toEqual({
      ...shared,
      sides: { left: sequenceValue(symbol, [sum(t, one), zero]), right: zero },
    });
    expect(successor).toEqual({
      ...shared,
      sides: {
        left: sequenceValue(symbol, [sum(t, one), next]),
        right: sum(sequence(symbol, [sum(t, one), n]), t),
      },
    });
    expect(isDeclared(first) && isDeclared(successor)).toBe(true);
  });

  it('comes once, and before anything is built on the symbol', () => {
    const [symbol, user] = [values(), values()];
    define(user, { successor: sequence(symbol, [n]) })();
    for (const known of [symbol, user]) {
      expect(define(known, {})).toThrow(new RangeError(`${known.name} is already defined or in use`));
    }
    const [inner, outer, used] = [vectors(), vectors(), values()];
    define(used, { successor: innerProduct(vector(inner, n), vector(outer, n)) })();
    for (const known of [inner, outer]) {
      expect(() =>
        defineVectors(known, {
          title: 'v',
          indices: [n],
          position: 0,
          zero: new Map(),
          successor: new Map(),
        }),
      ).toThrow(/already defined or in use/);
    }
  });

  it('makes a value from its predecessor only', () => {
    const symbol = values();
    const message = new RangeError(`${symbol.name} must be defined from its predecessor only`);
    expect(define(symbol, { successor: sequence(symbol, [next]) })).toThrow(message);
    expect(define(symbol, { zero: sequence(symbol, [n]) })).toThrow(message);
    expect(define(symbol, { successor: sequence(symbol, [zero]) })).toThrow(message);
    const [t1, both] = [sum(t, one), values()];
    expect(define(both, { indices: [t1, n], position: 1, successor: sequence(both, [n, t1]) })).toThrow(
      /predecessor/,
    );
    expect(define(symbol, { successor: sequence(symbol, [n]) })).not.toThrow();
  });

  it.each<[string, readonly Polynomial[], number]>([
    ['two indices on one name', [n, n], 1],
    ['a product', [product(t, k), n], 1],
    ['a sum of two names', [sum(t, k), n], 1],
    ['a multiple', [scale(2, t), n], 1],
    ['a number', [one, n], 1],
    ['K − 1', [J, n], 1],
    ['a parameter', [generator('a'), n], 1],
    ['no recursion index', [t, k], 1],
    ['no index at the position', [n], 3],
    ['a square', [product(t, t), n], 1],
  ])('tells the indices of the left side apart: not %s', (_name, indices, position) => {
    const symbol = values();
    expect(define(symbol, { indices, position })).toThrow(
      new RangeError(`${symbol.name}: the left side must tell its indices apart`),
    );
  });

  it('takes an index plus any number', () => {
    expect(define(values(), { indices: [n, sum(t, constant(2)), sum(k, one)], position: 0 })).not.toThrow();
    expect(define(values(), { indices: [sum(t, constant(rational(1, 2))), n], position: 1 })).not.toThrow();
  });

  it('has no index on the right only', () => {
    const symbol = values();
    const only = (names: string) => new RangeError(`${symbol.name}: index ${names} occurs on the right only`);
    expect(define(symbol, { successor: k })).toThrow(only('k'));
    expect(define(symbol, { zero: n })).toThrow(only('n'));
    expect(define(symbol, { zero: sum(k, t) })).toThrow(only('k,t'));
    expect(define(symbol, { successor: sequence(values(true), [k]) })).toThrow(only('k'));
    expect(define(symbol, { zero: sequence(values(true), [n]) })).toThrow(only('n'));
    const u = vectors();
    expect(define(symbol, { successor: innerProduct(vector(u, k), vector(u, n)) })).toThrow(only('k'));
    // n, K − 1, parameters and the other indices of the left side are known
    expect(
      define(symbol, {
        indices: [t, n],
        position: 1,
        zero: sum(t, J, generator('a')),
        successor: sum(n, t, J, generator('K')),
      }),
    ).not.toThrow();
  });

  it('is linear in the symbols', () => {
    const [symbol, s] = [values(), sequence(values(), [n])];
    const message = new RangeError(`${symbol.name}: not linear in the symbols`);
    expect(define(symbol, { successor: product(s, s) })).toThrow(message);
    const [other, first] = [values(), sequence(values(), [zero])];
    expect(define(other, { zero: product(first, first) })).toThrow(/not linear/);
  });
});

describe('a definition of vectors', () => {
  const define = (symbol: VectorSymbol, spec: Partial<RecursionSpec<Vector>>) => () =>
    defineVectors(symbol, {
      title: 'sum',
      indices: [n],
      position: 0,
      zero: new Map(),
      successor: new Map(),
      ...spec,
    });

  it('gives two equations', () => {
    const symbol = vectors();
    const successor = combine([generator('a'), vector(symbol, n)]);
    const recursion = define(symbol, { successor })();
    const shared = { kind: 'equation', id: symbol.name, title: 'sum', definition: true };
    expect(recursion.zero).toEqual({
      ...shared,
      sides: { left: createAtom(symbol, [zero]), right: new Map() },
    });
    expect(recursion.successor).toEqual({
      ...shared,
      sides: { left: createAtom(symbol, [next]), right: successor },
    });
  });

  it('keeps to what is known at its birth, and is no noise', () => {
    const [symbol, young, noise] = [vectors(), vectors(), vectors(true)];
    expect(define(symbol, { successor: vector(young, sum(next, one)) })).toThrow(/is declared older than/);
    expect(define(noise, {})).toThrow(new RangeError(`${noise.name}: noise is declared, not defined`));
  });

  it('has no index on the right only, in atoms or in coefficients', () => {
    const [symbol, u] = [vectors(), vectors()];
    const only = (name: string) => new RangeError(`${symbol.name}: index ${name} occurs on the right only`);
    expect(define(symbol, { successor: vector(u, k) })).toThrow(only('k'));
    expect(define(symbol, { successor: combine([k, vector(u, n)]) })).toThrow(only('k'));
    expect(define(symbol, { zero: combine([n, vector(u, zero)]) })).toThrow(only('n'));
    expect(define(symbol, { successor: combine([sequence(values(true), [k]), vector(u, n)]) })).toThrow(
      only('k'),
    );
    expect(define(symbol, { successor: vector(symbol, next) })).toThrow(/predecessor/);
  });
});
