/** What a program may do otherwise than its page says it, each beside a mistake that looks like it. */
import { expect, it } from 'vitest';
import { verifyImplementation, type Implementation } from '../../../src/verify/index.js';
import { servePage } from './support/serve-page.js';
import { createFloatField } from '../../../src/exact/float-field.js';
import { methodOf } from '../../support/pages.js';
import { firstOf } from '../../support/some-of.js';

type Vector = readonly number[];
type Prepare = NonNullable<Implementation<number>['methods']>[string];
const plus = (left: Vector, by: number, right: Vector): Vector =>
  left.map((value, i) => value + by * (right[i] ?? NaN));
const numbersAt = (task: Parameters<Prepare>[0], round = 1) =>
  task.parametersAt(round) as Readonly<Record<string, number>>;

const judged = async (page: string, prepare: Prepare, seed: number) => {
  const name = /^method ([\w-]+)/m.exec(page)?.[1] ?? '';
  const program = { name: 'a program', variants: {}, methods: { [name]: prepare } };
  const { verdict, first } = await verifyImplementation(program, { page, seed, explains: false });
  return { verdict, equation: first?.violation?.equation, message: first?.message };
};

const extrapolated = `method extrapolated
given  η > 0
state  x; w from x

d ← 2 ∇f(x) − ∇f(w)   1
w ← x
x ← x − η d           2
`;

/** Keeps exact gradients for `age` rounds. */
const keeping =
  (age: number): Prepare =>
  (task) => {
    const { η: eta = 0 } = numbersAt(task);
    let x = task.states['x'] ?? [];
    const kept: Vector[] = [];
    return () => {
      kept.unshift(task.mean.f(x));
      const [new_ = [], old = new_] = [kept[0], kept[Math.min(age, kept.length - 1)]];
      const [d, w] = [plus(plus(new_, 1, new_), -1, old), x];
      x = plus(x, -eta, d);
      return { x, w, d };
    };
  };

const batch = `method batch
given  η > 0; B ≥ 1
state  x

sample ξ of B
x ← x − η ∇f(x, ξ)   1
`;

/** Applies a mean one draw after the other; `last` is the weight of the last draw. */
const drawByDraw =
  (last = 1, rateOf = (eta: number, _: number): number => eta): Prepare =>
  (task) => {
    const { η: eta = 0, B = 1 } = numbersAt(task);
    let x = task.states['x'] ?? [];
    return (round) => {
      const rate = rateOf(eta, round) / B;
      const gradients = Array.from({ length: B }, () => task.drawSample().f(x));
      x = gradients.reduce((at, g, i) => plus(at, -rate * (i === B - 1 ? last : 1), g), x);
      return { x };
    };
  };

const decaying = `method decaying
given  η > 0; B ≥ 1
state  x

c ← η / t
sample ξ of B
x ← x − c ∇f(x, ξ)   1
`;

const settling = `method settling
given  η > 0
state  x; m

c ← 1 / t
sample ξ
m ← (1 − c) m + c ∇f(x, ξ)   1
x ← x − η m                  2
`;

/** m + c (g − m), all of whose error is that of m in round 1. */
const settled =
  (slip = 0): Prepare =>
  (task) => {
    const { η: eta = 0 } = numbersAt(task);
    let [x = [], m = []] = [task.states['x'], task.states['m']];
    return (round) => {
      const g = task.drawSample().f(x);
      m = plus(m, (1 / round) * (1 + slip), plus(g, -1, m));
      x = plus(x, -eta, m);
      return { x, m };
    };
  };

const corrected = `method corrected
given  η > 0; 0 < β < 1
state  x; m from 0; scalar p from 1

sample ξ
m ← β m + (1 − β) ∇f(x, ξ)   1
c ← 1 − β^t
p ← β p
x ← x − (η / c) m + p m        2
`;

/** Powers of β as the function gives them. */
const correcting =
  (powerOf: (beta: number, round: number) => number): Prepare =>
  (task) => {
    const { η: eta = 0, β: beta = 0 } = numbersAt(task);
    let [x = [], m = []]: readonly Vector[] = [task.states['x'] ?? [], (task.states['x'] ?? []).map(() => 0)];
    return (round) => {
      m = plus(m, 1 - beta, plus(task.drawSample().f(x), -1, m));
      const power = powerOf(beta, round);
      x = plus(plus(x, -eta / (1 - power), m), power, m);
      return { x, m };
    };
  };
const product = (beta: number, count: number): number =>
  Array.from({ length: count }, () => beta).reduce((one, other) => one * other, 1);

const rows: readonly (readonly [string, string, Prepare, string, Prepare])[] = [
  ['an exact gradient is kept for a round', extrapolated, keeping(1), 'EXTRAPOLATED.1', keeping(2)],
  ['a mean is applied draw by draw', batch, drawByDraw(), 'BATCH.1', drawByDraw(1 + 2 ** -40)],
  [
    'a mean is applied draw by draw, with a rate of the page',
    ...([decaying, drawByDraw(1, (eta, t) => eta / t)] as const),
    ...(['DECAYING.1', drawByDraw(1 + 2 ** -40, (eta, t) => eta / t)] as const),
  ],
  ['an average moves by a rate of the page', settling, settled(), 'SETTLING.1', settled(2 ** -20)],
  ['a power is a product', corrected, correcting(product), 'CORRECTED.2', correcting((b, t) => b ** (t + 1))],
  ['a power is of a library', corrected, correcting(Math.pow), 'CORRECTED.2', correcting((b) => b)],
];
firstOf(
  rows.length,
  [1, 2, 3].flatMap((seed) => rows.map((row) => [...row, seed] as const)),
)('%s', async (_, page, right, equation, wrong, seed) => {
  expect(await judged(page, right, seed)).toMatchObject({ verdict: 'pass' });
  expect(await judged(page, wrong, seed)).toMatchObject({ verdict: 'fail', equation });
});

const averaged = `method averaged
given  η > 0
state  z; s from 0
returns x

sample ξ
z ← z − η ∇f(z, ξ)   1
s ← s + z
x ← s / t            2
`;

it('what a page returns is to be reported', async () => {
  const averaging =
    (tells: boolean): Prepare =>
    (task) => {
      const { η: eta = 0 } = numbersAt(task);
      let [z = [], s = []]: readonly Vector[] = [
        task.states['z'] ?? [],
        (task.states['z'] ?? []).map(() => 0),
      ];
      return (round) => {
        z = plus(z, -eta, task.drawSample().f(z));
        s = plus(s, 1, z);
        return { z, s, ...(tells && { x: s.map((value) => value / round) }) };
      };
    };
  expect(await judged(averaged, averaging(true), 1)).toMatchObject({ verdict: 'pass' });
  expect((await judged(averaged, averaging(false), 1)).message).toContain('the state of round 1 lacks x.');
  const served = servePage(methodOf(averaged), createFloatField('binary64'));
  expect(await judged(averaged, served, 1)).toMatchObject({ verdict: 'pass' });
});

it('a state that starts from another one may stay as it is, and must', async () => {
  const page = 'method anchored\ngiven  η > 0\nstate  x; a from x\n\nx ← x − η (x − a) − η ∇f(x)   1\n';
  const program =
    (drift: number): Prepare =>
    (task) => {
      const { η: eta = 0 } = numbersAt(task);
      let x = task.states['x'] ?? [];
      let a = x;
      return () => {
        x = plus(plus(x, -eta, plus(x, -1, a)), -eta, task.mean.f(x));
        a = plus(a, drift, x);
        return { x, a };
      };
    };
  expect(await judged(page, program(0), 1)).toMatchObject({ verdict: 'pass' });
  expect((await judged(page, program(0.5), 1)).message).toContain('a stays as it is');
});

it.each([
  [
    'state  x; m from 0; scalar p',
    /line 3, column 28 of the page of corrected: p is a scalar that is given; expected a start/,
  ],
  [
    'state  x; m from ∇f(x); scalar p from 1',
    /line 3, column 18 .*: a start asks for a gradient[^]*\n {19}\^{5}$/,
  ],
])('"%s" is refused with its place', async (state, message) => {
  await expect(judged(corrected.replace(/^state.*$/m, state), correcting(product), 1)).rejects.toThrow(
    message,
  );
});
