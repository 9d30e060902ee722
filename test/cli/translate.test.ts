/** `auxopt translate`: parameters are solved for from pages, and the points of both agree with any gradients. */
import { describe, expect, it } from 'vitest';
import { methodOf, readPage } from '../support/pages.js';
import { createRatio, parseExactNumber, ratioField } from '../../src/exact/index.js';
import { firstDifference, parametersOf, solveParameters } from '../../src/cli/translate/solve-parameters.js';
import { auxopt } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';

const pageOf = (name: string) => methodOf(readPage(name));
const valuesOf = (text: string) => ({
  values: new Map(
    text.split(' ').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name, parseExactNumber(value)] as const;
    }),
  ),
  first: new Map(),
});

firstOf(3, [
  ['heavy-ball-torch', 'ℓ=0.1 μ=0.9 τ=0.1', 'heavy-ball', 'ℓ=9/100 μ=9/10; ℓ=1/10'],
  ['heavy-ball-torch', 'ℓ=0.05 μ=0.8 τ=0', 'sgd-ema', 'η=1/4 a=1/5; '],
  ['heavy-ball', 'ℓ=0.1 μ=0.7', 'sgd-ema', 'η=1/3 a=3/10; '],
  ['sgd-ema', 'η=0.25 a=0.2', 'heavy-ball', 'ℓ=1/20 μ=4/5; '],
  ['nesterov-torch', 'ℓ=0.1 μ=0.9', 'qhm', 'α=1/1 β=9/10 ν=9/10; '],
  ['nesterov-torch', 'ℓ=0.1 μ=0.9', 'nesterov-sutskever', 'ℓ=1/10 μ=9/10; '],
  ['storm', 'η=0.1 a=1', 'sgd', 'η=1/10; '],
])('from %s with %s to %s', (from, given, to, expected) => {
  const [source, target] = [pageOf(from), pageOf(to)];
  const found = solveParameters(source, valuesOf(given), target, new Map());
  const shown = (values: ReadonlyMap<string, unknown>): string =>
    [...values]
      .map(([name, value]) => {
        const { numerator, denominator } = ratioField.toRatio(value as never);
        return `${name}=${numerator}/${denominator}`;
      })
      .join(' ');
  expect(found && `${shown(found.values)}; ${shown(found.first)}`).toBe(expected);
  if (found === undefined) return;
  // the control: a little more in one parameter, and the points differ
  const [name = '', value] = [...found.values][0] ?? [];
  const other = ratioField.add(value as never, createRatio(1n, 1_000_000n));
  const changed = { ...found, values: new Map([...found.values, [name, other] as const]) };
  const sides = [found, changed].map((one) =>
    firstDifference([source, parametersOf(source, valuesOf(given))], [target, parametersOf(target, one)]),
  );
  expect([sides[0], sides[1] !== undefined]).toEqual([undefined, true]);
});

firstOf(1, [
  ['heavy-ball', 'ℓ=0.1 μ=0.7', 'nesterov-torch'],
  ['storm', 'η=0.1 a=0.5', 'heavy-ball'],
  ['nesterov-torch', 'ℓ=0.1 μ=0.9', 'heavy-ball'],
])('from %s with %s there is nothing in %s', (from, given, to) => {
  expect(solveParameters(pageOf(from), valuesOf(given), pageOf(to), new Map())).toBeUndefined();
});

describe('the command', () => {
  const translateTo = (words: string) => auxopt(['translate', ...words.split(' ')]);

  it('prints the parameters, exactly, and what breaks the equality', () => {
    const { code, stdout } = translateTo('--from torch lr=0.1 momentum=0.9 dampening=0.1 --to keras');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'keras (page heavy-ball): learning_rate = 0.09, momentum = 0.9, and learning_rate = 0.1 in round 1 only',
    );
    const text = stdout.replaceAll('\n', ' ');
    expect(text).toContain('Proof: with any gradients');
    expect(text).toContain(
      'in torch, the rate of a round multiplies the whole momentum vector; in keras, the rate of a round multiplies only the new gradient',
    );
  });

  it('says why where there are none', () => {
    const { code, stdout } = translateTo('--from storm eta=0.1 a=0.1 --to torch');
    expect([code, stdout.replaceAll('\n', ' ')]).toEqual([
      1,
      expect.stringContaining('In four rounds storm asks for 7 gradients and torch for 4.'),
    ]);
  });

  it('prints one document', () => {
    const { stdout } = translateTo('--from keras learning_rate=0.1 momentum=0.7 --to sgd-ema --json');
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'auxopt-translate/2',
      to: { name: 'sgd-ema', page: 'sgd-ema', parameters: { η: '1/3', a: '0.3' } },
      isEquivalent: true,
      rounds: 6,
    });
  });
});
