/** Random documents, and valid ones changed at random: the kernel refuses or proves, and what it proves holds in a model. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDerivation, RefusedError, type Fact } from '../../../proofs-checks/kernel/index.js';
import { createDerivations } from '../../../proofs-checks/theorems/registry.js';
import { holds, model } from './numeric-model.js';
import { head } from './small-documents.js';
import { firstOf } from '../../support/some-of.js';

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
  firstOf(1, [[100], [400]])('are refused or hold in every model: %i steps', (count) => {
    let proved = 0;
    fc.assert(
      fc.property(step, fc.array(model, { minLength: 4, maxLength: 4 }), (one, models) => {
        for (const fact of factsOf({ ...head, steps: [one] })) {
          proved += 1;
          for (const candidate of models)
            expect(holds(fact, candidate), JSON.stringify(fact.statement)).toBe(true);
        }
      }),
      { numRuns: count * scaleOfRun },
    );
    expect(proved).toBeGreaterThan(count / 20);
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
