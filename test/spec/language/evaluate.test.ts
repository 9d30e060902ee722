/** Evaluation: every operator over doubles and rationals, batches, schedules, starts, and what a program hands over wrongly. */
import { expect, it } from 'vitest';
import { compileMethod, outsideDomain, type DrawRequest, type World } from '../../../spec/language/index.js';
import { createRationalField } from '../../../src/exact/index.js';
import { doubles, methodOf, readPage, runPage } from '../../support/pages.js';

/** f(x) = ½ Σ i xᵢ², shifted by the draw. */
const world: World<number, number> = {
  draw: ({ round, member }) => round + member / 4,
  gradient: (_, at, draw = 0) => at.map((x, i) => (i + 1) * x - draw),
};

const adam = `method adam
given  η > 0 each round; 0 ≤ β1 < 1; 0 ≤ β2 < 1; ε > 0
state  x; m from 0; v from 0

sample ξ
g ← ∇f(x, ξ)
m ← β1 m + (1 − β1) g
v ← β2 v + (1 − β2) g²
x ← x − η (m / (1 − β1^t)) ⊘ (√(v / (1 − β2^t)) + ε)`;

it('Adam is Adam, written out', () => {
  const [eta, b1, b2, eps] = [0.1, 0.9, 0.99, 1e-8];
  const page = runPage(
    compileMethod(methodOf(adam), doubles, Math.sqrt),
    9,
    world,
    () => ({ η: eta, β1: b1, β2: b2, ε: eps }),
    { x: [1, -2] },
  );
  let [x, m, v] = [
    [1, -2],
    [0, 0],
    [0, 0],
  ];
  for (const [i, { states }] of page.entries()) {
    const t = i + 1;
    const g = x.map((value, j) => (j + 1) * value - (t + 1 / 4));
    m = m.map((value, j) => b1 * value + (1 - b1) * (g[j] ?? 0));
    v = v.map((value, j) => b2 * value + (1 - b2) * ((g[j] ?? 0) * (g[j] ?? 0)));
    x = x.map(
      (value, j) =>
        value - (eta * ((m[j] ?? 0) / (1 - b1 ** t))) / (Math.sqrt((v[j] ?? 0) / (1 - b2 ** t)) + eps),
    );
    for (const [j, value] of (states['x'] as number[]).entries()) expect(value).toBeCloseTo(x[j] ?? 0, 10);
  }
});

/** The value that a line sets from x = (3, −4), c = 2, K = 3, in round 2. */
function valueOf(expression: string, type: 'scalar' | 'vector'): unknown {
  const used = type === 'scalar' ? 's x' : 's';
  const method = methodOf(
    `method m\ngiven  c > 0; K ≥ 1\nstate  x\n\ns ← ${expression}\nx ← x + ${used} + c^K x`,
  );
  let found: unknown;
  compileMethod(method, doubles, Math.sqrt).round({
    ...{ round: 2, parameters: { c: 2, K: 3 }, states: { x: [3, -4] }, world },
    observe: ({ target }, value) => {
      if (target.name === 's') found = value;
      return undefined;
    },
  });
  return found;
}

it.each([
  ['‖x‖ + ‖x‖₁ + ‖x‖∞', 5 + 7 + 4],
  ['⟨x, 2 x⟩ / dim(x)', 25],
  ['|−c| + |c|', 4],
  ['max(c, 3) + min(c, 3) + min(K, t)', 7],
  ['sign(c) − sign(−c) + sign(c − c)', 2],
  ['c^−K + 0.5', 0.625],
  ['(7 − K) mod K + (−1) mod K', 3],
  ['√(c^2 + 12)', 4],
])('%s is %d', (expression, value) => {
  expect(valueOf(expression, 'scalar')).toBe(value);
});

it.each([
  ['√(x² + c)', [Math.sqrt(11), Math.sqrt(18)]],
  ['max(x, 0) + min(0, x)', [3, -4]],
  ['x ⊙ x ⊘ x', [3, -4]],
  ['c ⊘ (c + x)', [2 / 5, -1]],
  ['sign(x) + |x|', [4, 3]],
  ['−x / c + x^3', [25.5, -62]],
])('%s by coordinate', (expression, value) => {
  expect(valueOf(expression, 'vector')).toEqual(value);
});

it('a gradient of a batch is the mean over its draws; an index has its range; passes are numbered', () => {
  const asked: unknown[] = [];
  const method = methodOf(`method m
given  η > 0 each step; B ≥ 1
state  x

sample ξ of B
y ← x − ∇f(x, ξ)
repeat 2 as j
  sample i in 1..B + 1
  y ← y − η ∇f(y, i)
x ← y`);
  const draws = {
    ...world,
    draw: (request: DrawRequest) => (asked.push({ ...request, sampling: 0 }), request.member),
  };
  const { round } = compileMethod(method, doubles);
  const { x } = round({ round: 5, parameters: { η: [1, 2], B: 3 }, states: { x: [10] }, world: draws });
  // 10 − (10 − 2) = 2, then 2 − (2 − 1) = 1, then 1 − 2 (1 − 1) = 1
  expect(x).toEqual([1]);
  expect(() => round({ round: 5, parameters: { η: 1, B: 0 }, states: { x: [10] }, world: draws })).toThrow(
    'a round has from 1 to 1000000 draws, and 0 are asked for',
  );
  const outside = { sampling: 0, round: 5, passes: [] };
  const within = { sampling: 0, round: 5, member: 1, range: [1, 4] };
  expect(asked).toEqual([
    ...[1, 2, 3].map((member) => ({ ...outside, member })),
    ...[[1], [2]].map((passes) => ({ ...within, passes })),
  ]);
});

it('goes on from what an observer gives back', () => {
  const method = compileMethod(methodOf(readPage('aux-mom')), doubles);
  const reported = { m: [8], d: [1] } as Readonly<Record<string, number[]>>;
  const shown: unknown[] = [];
  const { x, m } = method.round({
    ...{ round: 1, parameters: { η: 0.5, a: 0.5, K: 1 }, states: { x: [1], m: [4] }, world },
    observe: ({ target: { name } }, value) => {
      shown.push([name, value]);
      return reported[name];
    },
  });
  // m = ½ 4 + ½ 0 is reported as 8; then d = (1 − 1.25) + 8, reported as 1; then y = 1 − ½ 1
  expect(shown).toEqual([
    ['m', [2]],
    ['y', [1]],
    ['d', [7.75]],
    ['y', [0.5]],
    ['x', [0.5]],
  ]);
  expect([x, m]).toEqual([[0.5], [8]]);
});

it('a sample that a repeat draws again is, after it, the last one drawn', () => {
  const method = methodOf(`method m
given  K ≥ 1
state  x

sample ξ
x ← x − ∇f(x, ξ)
repeat K
  sample ξ
  x ← x − ∇f(x, ξ)
x ← x − ∇h(x, ξ)`);
  const asked: unknown[] = [];
  const own: World<number, string> = {
    draw: ({ passes }) => `pass ${passes.join()}`,
    gradient: ({ function: name }, at, draw) => (asked.push([name, draw]), at),
  };
  compileMethod(method, doubles).round({ round: 1, parameters: { K: 2 }, states: { x: [1] }, world: own });
  expect(asked).toEqual([
    ['f', 'pass '],
    ['f', 'pass 1'],
    ['f', 'pass 2'],
    ['h', 'pass 2'],
  ]);
  const samples = method.versions.filter(({ name }) => name === 'ξ').map(({ origin }) => origin.kind);
  expect(samples).toEqual(['sample', 'pass', 'sample', 'after']);
});

it('tells domains, and refuses what a round cannot be made of', () => {
  const method = methodOf(readPage('aux-mom'));
  const field = createRationalField();
  const [half, two] = ['1/2', '2'].map(field.fromString) as [typeof field.zero, typeof field.zero];
  const outside = (values: Parameters<typeof outsideDomain<typeof half>>[2]) =>
    outsideDomain(method, field, values).map(({ name }) => name.name);
  expect(outside({ η: [half, two], a: field.one, K: 2 })).toEqual([]);
  expect(outside({ η: [half, field.zero], a: two, K: 0 })).toEqual(['η', 'a', 'K']);
  expect(outside({ η: half, a: field.zero, K: 1.5 })).toEqual(['a', 'K']);

  const { round, start } = compileMethod(method, doubles);
  const input = { round: 1, parameters: { η: 0.5, a: 0.5, K: 2 }, states: { x: [1], m: [1] }, world };
  expect(round(input)).toEqual({ x: expect.anything() as unknown, m: expect.anything() as unknown });
  expect(() => start({ ...input, parameters: { η: 1, a: 1 } })).toThrow('the value of K is not given');
  const refused: readonly (readonly [change: object, message: string])[] = [
    [{ states: { x: [1] } }, 'the value of m is not given'],
    [{ parameters: { ...input.parameters, a: [1] } }, 'a has one value a round'],
    [{ parameters: { ...input.parameters, η: [1] } }, 'η has 1 values, and this is pass 2'],
    [{ states: { x: [1], m: [1, 2] } }, 'm has 2 coordinates, and x has 1'],
    [{ world: { ...world, gradient: () => [] } }, '∇f has 0 coordinates, and x has 1'],
    [{ parameters: { ...input.parameters, K: -1 } }, 'and -1 are asked for'],
  ];
  for (const [change, message] of refused) expect(() => round({ ...input, ...change })).toThrow(message);
  expect(() =>
    compileMethod(methodOf(adam), field).round({
      ...{ round: 1, parameters: { η: half, β1: half, β2: half, ε: half } },
      world: { draw: () => 0, gradient: (_, at) => at },
      states: { x: [half], m: [half], v: [half] },
    }),
  ).toThrow('√ has no exact value in the field rational');
});
