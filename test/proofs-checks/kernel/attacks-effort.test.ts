/** Documents that are too much work: each is refused in a few seconds. */
import { describe, it } from 'vitest';
import { certified, check, head, one, prove, refused, x } from './small-documents.js';
import { firstOf } from '../../support/some-of.js';

describe('work without end', () => {
  it('is refused: powers of powers, long sums, nested abbreviations, large numbers', { tags: 'long' }, () => {
    const sum = ['+', 'a', 'eta', 'L', 'theta', 'k', 't', 'j', 'n'];
    refused(() => prove(['-', ['^', ['^', sum, '12'], '12'], '1'], {}), /too many terms|too high a degree/);
    refused(() => prove(['^', 'a', '13'], {}), /exponent/);
    refused(() => prove(['^', 'a', '-1'], {}), /exponent/);
    refused(() => prove(['^', 'a', 'k'], {}), /exponent/);
    let nested: unknown = 'a';
    for (let i = 0; i < 5; i += 1) nested = ['^', nested, '12'];
    refused(() => prove(nested, {}), /degree/);
    let large: unknown = '9'.repeat(60);
    for (let i = 0; i < 5; i += 1) large = ['^', large, '12'];
    refused(() => prove(large, {}), /too large/);
    refused(() => prove('9'.repeat(61), {}));
    const abbreviations = Array.from({ length: 20 }, (_, at) => ({
      name: `b${at}`,
      indices: [],
      scalar: at === 0 ? 'a' : ['+', ...Array.from({ length: 9 }, () => ['use', `b${at - 1}`])],
      latex: 'b',
    }));
    refused(() => check([one], { abbreviations }), /too much work/);
    const many = Array.from({ length: 22 }, (_, at) => ({
      name: `c${at}`,
      indices: [],
      scalar: 'a',
      latex: 'c',
    }));
    refused(() => check([one], { abbreviations: many }), /too many abbreviations/);
  });
});

describe('a document that is too much work', () => {
  const many = <Item>(count: number, item: (at: number) => Item) =>
    Array.from({ length: count }, (_, at) => item(at));
  const sumOfLetters = ['+', 'b', 'c', 'd', 'e'];
  const letters = {
    parameters: [
      ...head.parameters,
      ...many(4, (at) => ({ name: 'bcde'[at], domain: 'positive', latex: 'b' })),
    ],
  };
  const families = [
    ...head.families,
    { name: 'val', kind: 'value', indices: ['n'], latex: 'v', meaning: 'v' },
  ];
  const equations = ['0', '1'].map((from) => ({
    name: `q${from}`,
    assumption: 'e',
    title: 'q',
    kind: 'value',
    left: ['value', 'val', from],
    right: ['value', 'val', from === '0' ? '1' : '0'],
  }));
  const back = many(40_000, (at) => ({ equation: `q${at % 2}` }));
  const product = ['*', ['^', sumOfLetters, '11'], ['^', sumOfLetters, '8']];
  firstOf<readonly [string, unknown, object, object]>(1, [
    ['a sum', ['+', '-1', ...many(200_000, () => '0')], {}, {}],
    ['a product', ['*', '-1', ...many(200_000, () => '1')], {}, {}],
    ['a norm', ['norm2', ['+', ...many(3_000, (at) => ['vector', 'x', String(at)])]], {}, {}],
    ['a norm of fewer vectors', ['norm2', ['+', ...many(400, (at) => ['vector', 'x', String(at)])]], {}, {}],
    ['products of long sums', ['+', ...many(5_000, () => product)], {}, letters],
    ['terms', '-1', { terms: many(140_000, () => ({ multiplier: '1' })) }, {}],
    [
      'rewritings',
      ['+', ['value', 'val', '0'], ...many(3_000, (at) => ['value', 'val', String(at + 2)])],
      { rewrite: back },
      { families, equations },
    ],
  ])('is refused: %s', (_what, statement, certificate, parts) => {
    const attempt = () => check([certified(statement, { terms: [], ...certificate })], parts);
    refused(attempt, /too much work|too many terms|leaves/);
  });

  it(
    'is refused: a member or a word of operators with a key that is longer than a text can be',
    { tags: 'long' },
    () => {
      const letters = (name: string, count: number) => many(count, (at) => `${name}${at}${'Q'.repeat(30)}`);
      const [xs, ys, zs] = [letters('x', 62), letters('y', 62), letters('z', 190)];
      const parts = {
        indices: [...xs, ...ys, ...zs],
        families: [
          { name: 'F', kind: 'value', indices: many(20, (at) => `i${at}`), latex: 'F', meaning: 'F' },
        ],
        abbreviations: [
          { name: 'A', indices: ['p'], latex: 'A', scalar: ['value', 'F', ...many(20, () => 'p')] },
        ],
        ...{ definitions: [], hypotheses: [], equations: [] },
      };
      const index = ['*', ...zs, ['+', ...xs], ['+', ...ys]];
      refused(() => check([certified(['use', 'A', index], { terms: [] })], parts), /too long/);
      const squared = ['apply', 'V', x];
      const square = certified(
        ['norm2', squared],
        { terms: [{ multiplier: '1', square: squared }] },
        'square',
      );
      const long = (count: number) => ({
        terms: [{ multiplier: '1', premise: 'square', at: { operator: many(count, () => 'V') } }],
      });
      refused(() => check([square, certified('-1', long(2))]), /leaves/);
      refused(() => check([square, certified('-1', long(600_000))]), /too long/);
    },
  );
});
