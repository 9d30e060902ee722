/** Documents that are too much work: each is refused in a few seconds. */
import { describe, it } from 'vitest';
import {
  abbreviation,
  certified,
  check,
  equation,
  head,
  notProved,
  one,
  premise,
  read,
  refused,
  squareOf,
  value,
} from './small-documents.js';
import { firstOf } from '../../support/some-of.js';

const many = <Item>(count: number, item: (at: number) => Item) =>
  Array.from({ length: count }, (_, at) => item(at));
/** A formula, and five times its 12th power. */
const raised = (node: unknown) => many(5, () => '12').reduce((power, by) => ['^', power, by], node);

describe('work without end', { tags: 'long' }, () => {
  const nested = many(20, (at) =>
    abbreviation(`b${at}`, [], { scalar: at === 0 ? 'a' : ['+', ...many(9, () => ['use', `b${at - 1}`])] }),
  );
  it.each<[unknown, RegExp]>([
    ['^ (^ (+ a eta L theta k t j n) 12) 12', /too many terms|too high a degree/],
    ...['^ a 13', '^ a -1', '^ a k'].map((power): [string, RegExp] => [power, /exponent/]),
    [raised('a'), /degree/],
    [raised('9'.repeat(60)), /too large/],
    ['9'.repeat(61), /./],
  ])('is refused: powers of powers and large numbers, %j', (statement, reason) => {
    notProved(statement, {}, reason);
  });

  it.each([
    ['nested', nested, /too much work/],
    ['many', many(22, (at) => abbreviation(`c${at}`, [], { scalar: 'a' })), /too many abbreviations/],
  ])('is refused: %s abbreviations', (_, abbreviations, reason) => {
    refused(() => check([one], { abbreviations }), reason);
  });
});

describe('a document that is too much work', () => {
  const letters = many(4, (at) => ({ name: 'bcde'[at], domain: 'positive', latex: 'b' }));
  const norm = (count: number) => ['norm2', ['+', ...many(count, (at) => ['vector', 'x', String(at)])]];
  const swapping = {
    families: [...head.families, value('val', ['n'])],
    equations: [equation('q0', 'val{0}', 'val{1}', 'value'), equation('q1', 'val{1}', 'val{0}', 'value')],
  };
  const back = { rewrite: many(40_000, (at) => ({ equation: `q${at % 2}` })) };
  const product = read('* (^ (+ b c d e) 11) (^ (+ b c d e) 8)');
  firstOf<readonly [string, unknown, object?, object?]>(1, [
    ['a sum', ['+', '-1', ...many(200_000, () => '0')]],
    ['a product', ['*', '-1', ...many(200_000, () => '1')]],
    ['a norm', norm(3_000)],
    ['a norm of fewer vectors', norm(400)],
    [
      'products of long sums',
      ['+', ...many(5_000, () => product)],
      {},
      { parameters: [...head.parameters, ...letters] },
    ],
    ['terms', '-1', { terms: many(140_000, () => ({ multiplier: '1' })) }],
    ['rewritings', ['+', ...many(3_000, (at) => ['value', 'val', String(at)])], back, swapping],
  ])('is refused: %s', (_what, statement, proof = {}, parts = {}) => {
    notProved(statement, proof, /too much work|too many terms|leaves/, parts);
  });

  it('is refused: a member with a key that is longer than a text can be', { tags: 'long' }, () => {
    const long = (name: string, count: number) => many(count, (at) => `${name}${at}${'Q'.repeat(30)}`);
    const [xs, ys, zs] = [long('x', 62), long('y', 62), long('z', 190)];
    const far = ['value', 'F', ...many(20, () => 'p')];
    const parts = {
      indices: [...xs, ...ys, ...zs],
      families: [
        value(
          'F',
          many(20, (at) => `i${at}`),
        ),
      ],
      abbreviations: [abbreviation('A', ['p'], { scalar: far })],
      ...{ definitions: [], hypotheses: [], equations: [] },
    };
    notProved(['use', 'A', ['*', ...zs, ['+', ...xs], ['+', ...ys]]], {}, /too long/, parts);
  });

  it('is refused: a word of operators that is longer than a text can be', { tags: 'long' }, () => {
    const square = certified('norm2 (apply V x)', [squareOf('1', 'apply V x')], 'square');
    const using = (count: number) => () => {
      const term = { ...premise('1', 'square'), at: { operator: many(count, () => 'V') } };
      return check([square, certified('-1', [term])]);
    };
    refused(using(2), /leaves/);
    refused(using(600_000), /too long/);
  });
});
