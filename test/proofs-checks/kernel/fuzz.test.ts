/** Random documents, and valid ones changed at random: the kernel refuses or proves, and what it proves holds in a model. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDerivation, RefusedError, type Fact } from '../../../proofs-checks/kernel/index.js';
import { createDerivations } from '../../../proofs-checks/theorems/registry.js';
import { holds, model } from './numeric-model.js';
import { head, read } from './small-documents.js';
import { firstOf } from '../../support/some-of.js';
import { forAll } from '../../support/for-all.js';

/** One of some formulas. */
const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts.map(read));
const index = oneOf('0', '1', '2', 't', 'k', 'K', 't+1', 'k+1', 't*k');
const { scalar, vector } = fc.letrec<{ scalar: unknown; vector: unknown }>((tie) => {
  const [number, member] = [tie('scalar'), tie('vector')];
  const node = (operation: string, ...parts: readonly fc.Arbitrary<unknown>[]) =>
    fc.tuple(fc.constant(operation), ...parts);
  const depth = { maxDepth: 3, depthIdentifier: 'formula' };
  return {
    scalar: fc.oneof(
      depth,
      fc.constantFrom('0', '1', '-1', '2', '1/2', 'a', 'abar', 'eta', 'L', 'theta', 'K', 'k', 't'),
      fc.tuple(fc.constantFrom('+', '*'), number, number),
      node('-', number),
      node('-', number, number),
      node('^', number, fc.constantFrom('0', '1', '2')),
      node('inner', member, member),
      node('norm2', member),
      node('value', fc.constant('F'), index),
      node('value', fc.constant('D'), oneOf('t+1'), index),
      node('use', fc.constant('twice'), index),
    ),
    vector: fc.oneof(
      depth,
      node('vector', fc.constantFrom('x', 'z'), index),
      node('vector', fc.constantFrom('y', 'w', 'N'), index, index),
      node('+', member, member),
      node('-', member),
      node('*', number, member),
      node('apply', fc.constantFrom('H', 'V'), member),
      node('use', fc.constant('gap'), index, index),
    ),
  };
});

const premises = fc.constantFrom('variance', 'small', 'induction hypothesis');
const certificate = fc.record(
  {
    terms: fc.array(
      fc.oneof(
        fc.record({ multiplier: scalar, square: vector }),
        fc.record({ multiplier: scalar, premise: premises }),
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
const factor = fc.oneof(nonnegative, oneOf('theta', '-1', '-2', '- 1 theta'));

/** A combination of members; `known` ones are born before w[t+1, k+1]. */
const combination = (members: readonly string[]) =>
  fc
    .array(fc.tuple(factor, oneOf(...members), fc.constantFrom('', 'H', 'V')), { minLength: 1, maxLength: 3 })
    .map((parts) => [
      '+',
      ...parts.map(([number, member, operator]) => [
        '*',
        number,
        operator === '' ? member : ['apply', operator, member],
      ]),
    ]);
const known = ['x[t]', 'z[t+1]', 'y[t+1,k]', 'N[t+1,k]', 'w[t+1,k]'];
const young = ['w[t+1,k+1]', 'N[t+1,k+1]', 'x[t+1]'];
const noise = read('w[t+1,k+1]');

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
    flaw: oneOf('0', '0', '0', '0', '-1', 'theta', '- L', '- (norm2 z[t])'),
  })
  .map(({ multiplier, square, slack, older, weight, flaw }) => ({
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
  }));

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
  firstOf(1, [[100], [400]])('are refused or hold in every model: %i steps', (count) => {
    let proved = 0;
    forAll(count * scaleOfRun, [step, fc.array(model, { minLength: 4, maxLength: 4 })], (one, models) => {
      for (const fact of factsOf({ ...head, steps: [one] })) {
        proved += 1;
        for (const candidate of models)
          expect(holds(fact, candidate), JSON.stringify(fact.statement)).toBe(true);
      }
    });
    expect(proved).toBeGreaterThan(count / 20);
  });

  it('would be caught by the model where the kernel was wrong (control)', () => {
    const failsAt = (text: string) => {
      const fact = { statement: read(text) } as unknown as Fact;
      return fc.check(fc.property(model, (one) => holds(fact, one))).failed;
    };
    const lies = ['-1', '- (norm2 x)', '- (norm2 x) (norm2 (apply V x))', '- (norm2 w) 1', 'inner next w'];
    for (const lie of lies) expect(failsAt(lie), lie).toBe(true);
    for (const truth of ['- L (norm2 w)', 'inner y w', '- 1 (* 2 L eta)'])
      expect(failsAt(truth), truth).toBe(false);
  });
});

type Path = readonly (string | number)[];

/** Every place in a document, as a path. */
function places(node: unknown, path: Path = []): readonly Path[] {
  if (typeof node !== 'object' || node === null) return [path];
  const entries = Array.isArray(node) ? [...node.entries()] : Object.entries(node);
  return [path, ...entries.flatMap(([key, part]) => places(part, [...path, key]))];
}

/** The document with the part at a path replaced. */
function replaceAt(node: unknown, [key, ...rest]: Path, part: unknown): unknown {
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
  const words = ['0', '-1', 't', 'J', 'K', '', 'V', 'zero', '__proto__', 'induction hypothesis'];
  const junk = fc.oneof(
    fc.constantFrom<unknown>(...words, [], {}, ['+'], ['zero'], null, 7),
    scalar,
    vector,
    fc.jsonValue({ maxDepth: 2 }),
  );
  /** Texts, and what a statement says: changing them may change what is proved. */
  const free = new Set([
    ...['title', 'latex', 'meaning', 'name', 'assumption', 'id', 'noise', 'statement', 'hypotheses'],
    ...['equations', 'definitions', 'families', 'parameters', 'operators', 'abbreviations'],
  ]);

  it('are refused, or prove the same', () => {
    forAll(60 * scaleOfRun, [fc.nat(documents.length - 1), fc.nat(), junk], (which, place, part) => {
      const document = documents[which];
      const paths = allPlaces[which] ?? [];
      const path = paths[place % paths.length] ?? [];
      const before = document === undefined ? [] : factsOf(document);
      const after = factsOf(replaceAt(document, path, part));
      if (after.length === 0 || path.some((key) => free.has(String(key)))) return;
      const same = before.filter(({ name }) => after.some((one) => one.name === name));
      expect(after.map(({ statement }) => statement)).toEqual(same.map(({ statement }) => statement));
    });
  });
});
