/** Units by inference: those of the symbols of the paper, and the methods that depend on the scale of x or f. */
import { expect, it } from 'vitest';
import { inferUnits } from '../../../spec/language/index.js';
import { symbols } from '../../../spec/symbols.js';
import { methodOf, pageNames, readPage } from '../../support/pages.js';

/** The unit of each name whose versions have one, and the warnings with their lines. */
function unitsOf(text: string): {
  readonly units: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
} {
  const method = methodOf(text);
  const { of, warnings } = inferUnits(method);
  return {
    units: Object.fromEntries(method.versions.map((version) => [version.name, of(version)])),
    warnings: warnings.map(({ span, problem }) => `${span.line}: ${problem}`),
  };
}

const letters = {
  η: '\\eta',
  a: 'a',
  x: 'x^t',
  y: 'y^{t,k}',
  m: 'm^t',
  u: 'u^t',
  d: 'd^{t,k}',
  K: 'K',
  t: 't',
  k: 'k',
};

/** Methods that do depend on the scale of x or f, as published or as libraries have them, and where. */
const scaled: Readonly<Record<string, readonly string[]>> = {
  adabelief: ['a sum of value/point and value²/point²'],
  lamb: ['a sum of point and 1', 'a sum of 1 and value/point', 'φ in the two branches: point and 1'],
  'mars-adamw': ['a sum of 1 and value/point'],
  sam: ['a sum of value/point and 1'],
  'sgd-clipped': ['a sum of value/point and 1'],
};

it.each(pageNames)('%s has the units of the symbols, and adds no two but where it is known to', (name) => {
  const { units, warnings } = unitsOf(readPage(name));
  expect(warnings.map((warning) => warning.replace(/^\d+: /u, ''))).toEqual(scaled[name] ?? []);
  for (const [letter, latex] of Object.entries(letters)) {
    if (units[letter] !== undefined)
      expect([letter, units[letter]]).toEqual([letter, symbols.find((row) => row.latex === latex)?.unit]);
  }
  expect(Object.values(units)).not.toContain('any');
});

const rmsprop = (move: string): string => `method rmsprop
given  η > 0; 0 ≤ α < 1; ε > 0
state  x; v from 0

sample ξ
v ← α v + (1 − α) ∇f(x, ξ)²
x ← x − η ∇f(x, ξ) ⊘ ${move}`;

it("tells torch's ε from Keras' ε", () => {
  const torch = unitsOf(rmsprop('(√v + ε)'));
  const keras = unitsOf(rmsprop('√(v + ε)'));
  expect([torch.units['ε'], torch.units['η'], torch.units['v'], torch.warnings]).toEqual([
    'value/point',
    'point',
    'value²/point²',
    [],
  ]);
  expect([keras.units['ε'], keras.units['η'], keras.warnings]).toEqual(['value²/point²', 'point', []]);
});

const given = 'method m\ngiven  η > 0; c > 0\nstate  x; m from 0\n\nsample ξ\n';
const end = '\nm ← c m + ∇f(x, ξ)\nx ← x − η m';

it.each([
  [
    'a step without a step size',
    'm ← c m + ∇f(x, ξ)\nx ← x − η m − ∇f(x, ξ)',
    '7: a sum of point and value/point',
  ],
  ['a norm against a number', `if ‖∇f(x, ξ)‖ > 1\n  m ← m / 2${end}`, '6: a comparison of value/point and 1'],
  ['a power of a unit', 'm ← c m + ∇f(x, ξ)\nx ← x − η^t m − η m', '7: a sum of point and value/point'],
  [
    'a state that changes its unit',
    'y ← m + ∇f(x, ξ)\nx ← x − η c y\nm ← 2 x',
    '8: m at the start and at the end of a round: value/point and point',
  ],
  [
    'two branches',
    `if t > 2\n  g ← ∇f(x, ξ)\notherwise\n  g ← x${end} + g`,
    '6: g in the two branches: value/point and point',
  ],
  [
    'a gradient at a gradient',
    'm ← c m + ∇f(∇h(x, ξ), ξ)\nx ← x − η m',
    '6: a gradient at value/point and point',
  ],
  [
    'a loop',
    'y ← m\nrepeat 2\n  y ← y − ∇f(x, ξ)\nrepeat 2\n  y ← y + x\nm ← c y\nx ← x − η m',
    '10: a sum of value/point and point',
  ],
])('warns of %s', (_title, round, warning) => {
  expect(unitsOf(given + round).warnings).toContain(warning);
});

it('solves for roots and quotients, and says what nothing determines', () => {
  const { units, warnings } = unitsOf(`method m
given  η > 0; c > 0; e > 0
state  x; scalar s from 0

sample ξ
s ← s + √‖∇f(x, ξ)‖
x ← x − (η / s) ∇f(x, ξ) − (c^3 e / e) ∇f(x, ξ)`);
  expect(warnings).toEqual([]);
  expect(units).toMatchObject({ s: 'value^(1/2)/point^(1/2)', e: 'any', c: 'point^(2/3)/value^(1/3)' });
});
