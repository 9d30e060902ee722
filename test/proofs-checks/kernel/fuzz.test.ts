/**
 * Random documents, and valid ones changed at random: the kernel refuses or proves, and what it proves holds in a
 * model. The model is small: vectors in ℚ³ whose first two coordinates are known from the start; a noise has only a
 * third coordinate of its own birth, so it is orthogonal to everything that is born earlier.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDerivation, RefusedError, type Fact } from '../../../proofs-checks/kernel/index.js';
import { createDerivations } from '../../../proofs-checks/theorems/registry.js';
import { head } from './small-documents.js';

const index = fc.constantFrom(
  '0',
  '1',
  '2',
  't',
  'k',
  'K',
  ['+', 't', '1'],
  ['+', 'k', '1'],
  ['*', 't', 'k'],
);
const { scalar, vector } = fc.letrec<{ scalar: unknown; vector: unknown }>((tie) => ({
  scalar: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'formula' },
    fc.constantFrom('0', '1', '-1', '2', '1/2', 'a', 'abar', 'eta', 'L', 'theta', 'K', 'k', 't'),
    fc.tuple(fc.constantFrom('+', '*'), tie('scalar'), tie('scalar')),
    fc.tuple(fc.constant('-'), tie('scalar')),
    fc.tuple(fc.constant('-'), tie('scalar'), tie('scalar')),
    fc.tuple(fc.constant('^'), tie('scalar'), fc.constantFrom('0', '1', '2')),
    fc.tuple(fc.constant('inner'), tie('vector'), tie('vector')),
    fc.tuple(fc.constant('norm2'), tie('vector')),
    fc.tuple(fc.constant('value'), fc.constant('F'), index),
    fc.tuple(fc.constant('value'), fc.constant('D'), fc.constant(['+', 't', '1']), index),
    fc.tuple(fc.constant('use'), fc.constant('twice'), index),
  ),
  vector: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'formula' },
    fc.tuple(fc.constant('vector'), fc.constantFrom('x', 'z'), index),
    fc.tuple(fc.constant('vector'), fc.constantFrom('y', 'w', 'N'), index, index),
    fc.tuple(fc.constant('+'), tie('vector'), tie('vector')),
    fc.tuple(fc.constant('-'), tie('vector')),
    fc.tuple(fc.constant('*'), tie('scalar'), tie('vector')),
    fc.tuple(fc.constant('apply'), fc.constantFrom('H', 'V'), tie('vector')),
    fc.tuple(fc.constant('use'), fc.constant('gap'), index, index),
  ),
}));

/** The numbers of a model: what parameters, indices, coordinates and undefined values are. */
interface Model {
  readonly numbers: Readonly<Record<string, number>>;
  readonly H: number;
  readonly V: number;
  /** A number between −3 and 3 for each name. */
  readonly pick: (name: string) => number;
}

type Coordinates = Readonly<Record<string, number>>;

/** Evaluates formulas of the small head in a model, in doubles that are whole numbers over a power of 2. */
function createEvaluator({ numbers, H, V, pick }: Model) {
  const known = (name: string): Coordinates => ({ first: pick(`${name}.1`), second: pick(`${name}.2`) });
  const combine = (parts: readonly (readonly [number, Coordinates])[]): Coordinates => {
    const result: Record<string, number> = {};
    for (const [factor, part] of parts) {
      for (const [key, value] of Object.entries(part)) result[key] = (result[key] ?? 0) + factor * value;
    }
    return result;
  };
  const dot = (u: Coordinates, v: Coordinates): number =>
    Object.entries(u).reduce((sum, [key, value]) => sum + value * (v[key] ?? 0), 0);
  type Scope = Readonly<Record<string, number>>;
  const member = (name: string, at: readonly number[]): Coordinates => {
    const [t = 0, k = 0] = at;
    if (name === 'w') return { [`noise ${t},${k}`]: pick(`w${t},${k}`) };
    if (name === 'N' && t > 0) {
      return combine(Array.from({ length: k }, (_, j) => [1, member('w', [t, j + 1])] as const));
    }
    if (name === 'y' && t > 0 && k > 0) {
      return combine([
        [1, member('y', [t, k - 1])],
        [-(numbers['eta'] ?? 0), member('w', [t, k])],
      ]);
    }
    return known(`${name}${at.join()}`);
  };
  const scalarOf = (node: unknown, scope: Scope): number => {
    if (typeof node === 'string') {
      const [numerator = '', denominator = '1'] = node.split('/');
      return /^-?\d/.test(node)
        ? Number(numerator) / Number(denominator)
        : (scope[node] ?? numbers[node] ?? NaN);
    }
    const [operation, ...parts] = node as readonly [string, ...unknown[]];
    const values = (): number[] => parts.map((part) => scalarOf(part, scope));
    switch (operation) {
      case '+':
        return values().reduce((sum, value) => sum + value, 0);
      case '*':
        return values().reduce((product, value) => product * value, 1);
      case '-': {
        const [first = 0, second] = values();
        return second === undefined ? -first : first - second;
      }
      case '^':
        return scalarOf(parts[0], scope) ** Number(parts[1]);
      case 'inner':
        return dot(vectorOf(parts[0], scope), vectorOf(parts[1], scope));
      case 'norm2': {
        const value = vectorOf(parts[0], scope);
        return dot(value, value);
      }
      case 'use':
        return 2 * scalarOf(['value', 'F', parts[1]], scope);
      default: {
        const [t = 0, n = 0] = parts.slice(1).map((part) => scalarOf(part, scope));
        if (parts[0] === 'F') return pick('F0') + t * (numbers['a'] ?? 0);
        return Array.from({ length: n }, (_, j) => member('y', [t, j])).reduce(
          (sum, v) => sum + dot(v, v),
          0,
        );
      }
    }
  };
  const vectorOf = (node: unknown, scope: Scope): Coordinates => {
    const [operation, ...parts] = node as readonly [string, ...unknown[]];
    switch (operation) {
      case '+':
        return combine(parts.map((part) => [1, vectorOf(part, scope)] as const));
      case '-':
        return combine(
          parts.map((part, at) => [parts.length === 1 || at === 1 ? -1 : 1, vectorOf(part, scope)] as const),
        );
      case '*':
        return combine([[scalarOf(parts[0], scope), vectorOf(parts[1], scope)]]);
      case 'apply':
        return combine([[parts[0] === 'H' ? H : V, vectorOf(parts[1], scope)]]);
      case 'use': {
        const [t, k] = parts.slice(1);
        return combine([
          [1, vectorOf(['vector', 'x', t], scope)],
          [-1, vectorOf(['vector', 'y', ['+', t, '1'], k], scope)],
        ]);
      }
      default:
        return member(
          parts[0] as string,
          parts.slice(1).map((part) => scalarOf(part, scope)),
        );
    }
  };
  return scalarOf;
}

const model: fc.Arbitrary<Model> = fc
  .record({
    seed: fc.nat(),
    t: fc.nat(2),
    k: fc.nat(2),
    J: fc.nat(2),
    H: fc.integer({ min: -2, max: 2 }),
    V: fc.integer({ min: -2, max: 2 }),
  })
  .map(({ seed, t, k, J, H, V }) => {
    const pick = (name: string): number => {
      let state = seed;
      for (const letter of name) state = (Math.imul(state, 31) + letter.charCodeAt(0)) | 0;
      return (Math.abs(Math.imul(state, 2_654_435_761) >> 8) % 7) - 3;
    };
    const a = (1 + (seed % 4)) / 4;
    // L bounds the variance of every noise, and 2Lη ≤ 1: what the hypotheses say
    const numbers = {
      a,
      abar: 1 - a,
      eta: 1 / 32,
      L: 9,
      theta: pick('theta'),
      K: J + 1,
      J,
      t,
      k,
      j: 1,
      n: 2,
    };
    return { numbers, H, V, pick };
  });

/** Whether a fact holds in a model. Without noise in the hypotheses' way: |noise|² ≤ 9 = L, and 2 · 9/32 ≤ 1. */
const holds = ({ statement }: Fact, one: Model): boolean => createEvaluator(one)(statement, {}) >= -1e-9;

const certificate = fc.record(
  {
    terms: fc.array(
      fc.oneof(
        fc.record({ multiplier: scalar, square: vector }),
        fc.record({
          multiplier: scalar,
          premise: fc.constantFrom('variance', 'small', 'induction hypothesis'),
        }),
        fc.record({ multiplier: scalar }),
      ),
      { maxLength: 2 },
    ),
    orthogonal: fc.array(fc.record({ weight: scalar, older: vector, noise: vector }), { maxLength: 1 }),
    rewrite: fc.array(
      fc.oneof(
        fc.record({ equation: fc.constantFrom('D', 'N'), case: fc.constantFrom('zero', 'successor') }),
        fc.record({ equation: fc.constantFrom('step', 'value') }),
      ),
      { maxLength: 1 },
    ),
    cancel: scalar,
  },
  { requiredKeys: ['terms'] },
);

const nonnegative = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom('1', '2', '1/2', 'a', 'abar', 'eta', 'L', 'K', 'k', 't'),
    fc.tuple(fc.constantFrom('+', '*'), tie('node'), tie('node')),
  ),
})).node;
const factor = fc.oneof(nonnegative, fc.constantFrom('theta', '-1', '-2', ['-', '1', 'theta']));

/** A combination of members; `known` ones are born before w[t+1, k+1]. */
const combination = (members: readonly unknown[]) =>
  fc
    .array(fc.tuple(factor, fc.constantFrom(...members), fc.constantFrom('', 'H', 'V')), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => [
      '+',
      ...parts.map(([number, member, operator]) => [
        '*',
        number,
        operator === '' ? member : ['apply', operator, member],
      ]),
    ]);
const next = ['+', 't', '1'];
const known = [
  ['vector', 'x', 't'],
  ['vector', 'z', next],
  ['vector', 'y', next, 'k'],
  ['vector', 'N', next, 'k'],
  ['vector', 'w', next, 'k'],
];
const young = [
  ['vector', 'w', next, ['+', 'k', '1']],
  ['vector', 'N', next, ['+', 'k', '1']],
  ['vector', 'x', next],
];

/** A statement made out of its certificate, so that random steps are accepted; sometimes with a flaw. */
const fitting = fc
  .record({
    multiplier: nonnegative,
    square: combination([...known, ...young]),
    slack: nonnegative,
    older: fc.oneof(
      { weight: 4, arbitrary: combination(known) },
      { weight: 1, arbitrary: combination(young) },
    ),
    weight: factor,
    flaw: fc.constantFrom(
      '0',
      '0',
      '0',
      '0',
      '-1',
      'theta',
      ['-', 'L'],
      ['-', ['norm2', ['vector', 'z', 't']]],
    ),
  })
  .map(({ multiplier, square, slack, older, weight, flaw }) => {
    const noise = ['vector', 'w', next, ['+', 'k', '1']];
    return {
      statement: [
        '+',
        ['*', multiplier, ['norm2', square]],
        ['*', slack, ['-', 'L', ['norm2', noise]]],
        ['*', weight, ['inner', older, noise]],
        flaw,
      ],
      certificate: {
        terms: [
          { multiplier, square },
          { multiplier: slack, premise: 'variance' },
        ],
        orthogonal: [{ weight, older, noise }],
      },
    };
  });

const step = fc.oneof(
  fc
    .record({ statement: scalar, certificate })
    .map((parts) => ({ name: 'P', rule: 'certificate', ...parts })),
  fitting.map((parts) => ({ name: 'P', rule: 'certificate', ...parts })),
  fc
    .record({ statement: scalar, base: certificate, step: certificate })
    .map((parts) => ({ name: 'P', rule: 'induction', over: 'k', ...parts })),
);

/** The facts of a document; none where it is refused, and any other exception goes through. */
function factsOf(document: unknown): readonly Fact[] {
  try {
    return [...checkDerivation(document).facts.values()];
  } catch (error) {
    if (error instanceof RefusedError) return [];
    throw error;
  }
}

const scaleOfRun = Number(process.env['AUXOPT_FUZZ_RUNS'] ?? '1');

describe('random steps', () => {
  it('are refused or hold in every model', () => {
    let proven = 0;
    fc.assert(
      fc.property(step, fc.array(model, { minLength: 4, maxLength: 4 }), (one, models) => {
        for (const fact of factsOf({ ...head, steps: [one] })) {
          proven += 1;
          for (const candidate of models)
            expect(holds(fact, candidate), JSON.stringify(fact.statement)).toBe(true);
        }
      }),
      { numRuns: 400 * scaleOfRun },
    );
    expect(proven).toBeGreaterThan(20);
  });

  it('would be caught by the model where the kernel was wrong (control)', () => {
    const noise = ['vector', 'w', ['+', 't', '1'], ['+', 'k', '1']];
    const lies = [
      '-1',
      ['-', ['norm2', ['vector', 'x', 't']]],
      ['-', ['norm2', ['vector', 'x', 't']], ['norm2', ['apply', 'V', ['vector', 'x', 't']]]],
      ['-', ['norm2', noise], '1'],
      ['inner', ['vector', 'y', ['+', 't', '1'], ['+', 'k', '1']], noise],
    ];
    for (const statement of lies) {
      const lie = { statement } as unknown as Fact;
      expect(fc.check(fc.property(model, (one) => holds(lie, one))).failed, JSON.stringify(statement)).toBe(
        true,
      );
    }
    const truths = [
      ['-', 'L', ['norm2', noise]],
      ['inner', ['vector', 'y', ['+', 't', '1'], 'k'], noise],
      ['-', '1', ['*', '2', 'L', 'eta']],
    ];
    for (const statement of truths) {
      const truth = { statement } as unknown as Fact;
      fc.assert(fc.property(model, (one) => holds(truth, one)));
    }
  });
});

/** Every place in a document, as a path. */
function places(
  node: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof node !== 'object' || node === null) return [path];
  const entries = Array.isArray(node) ? [...node.entries()] : Object.entries(node);
  return [path, ...entries.flatMap(([key, part]) => places(part, [...path, key]))];
}

/** The document with the part at a path replaced. */
function replaceAt(node: unknown, [key, ...rest]: readonly (string | number)[], part: unknown): unknown {
  if (key === undefined) return part;
  if (Array.isArray(node)) {
    const items: readonly unknown[] = node;
    return items.map((item, at) => (at === key ? replaceAt(item, rest, part) : item));
  }
  const record = node as Record<string, unknown>;
  return { ...record, [key]: replaceAt(record[key as string], rest, part) };
}

describe('changed proofs', () => {
  const documents = createDerivations().filter(({ id }) => id === 'SGD-1' || id === 'CORR');
  const allPlaces = documents.map((document) => places(document));
  const junk = fc.oneof(
    fc.constantFrom(
      '0',
      '-1',
      't',
      'J',
      'K',
      '',
      'V',
      'zero',
      '__proto__',
      'induction hypothesis',
      [],
      {},
      ['+'],
      ['zero'],
      null,
      7,
    ),
    scalar,
    vector,
    fc.jsonValue({ maxDepth: 2 }),
  );

  it('are refused, or prove the same', () => {
    fc.assert(
      fc.property(fc.nat(documents.length - 1), fc.nat(), junk, (which, place, part) => {
        const document = documents[which];
        const paths = allPlaces[which] ?? [];
        const path = paths[place % paths.length] ?? [];
        const texts = new Set(['title', 'latex', 'meaning', 'name', 'assumption', 'id', 'noise']);
        const before = document === undefined ? [] : factsOf(document);
        const after = factsOf(replaceAt(document, path, part));
        const isStatement = path.some((key) =>
          [
            'statement',
            'hypotheses',
            'equations',
            'definitions',
            'families',
            'parameters',
            'operators',
            'abbreviations',
          ].includes(String(key)),
        );
        if (after.length === 0 || isStatement || path.some((key) => texts.has(String(key)))) return;
        expect(after.map(({ statement }) => statement)).toEqual(
          before
            .filter(({ name }) => after.some((one) => one.name === name))
            .map(({ statement }) => statement),
        );
      }),
      { numRuns: 60 * scaleOfRun },
    );
  });
});
