/** Programs that do what a page says in another way pass; what looks like it and is not fails, and never the kit. */
import { describe, expect, it } from 'vitest';
import { verifyImplementation, type Implementation } from '../../../src/verify/index.js';
import { compilePage } from '../../../src/verify/pages/compile-page.js';
import { judgeArithmetic } from '../../../src/verify/protocol/numbers.js';
import { methodOf, readPage } from '../../support/pages.js';

type Vector = readonly number[];
type Prepare = NonNullable<Implementation<number>['methods']>[string];
const plus = (left: Vector, by: number, right: Vector): Vector =>
  left.map((value, i) => value + by * (right[i] ?? NaN));
const zeroOf = (x: Vector): Vector => x.map(() => 0);

const verify = (page: string, prepare: Prepare, seed = 2, explains = false) => {
  const name = /^method ([\w-]+)/m.exec(page)?.[1] ?? '';
  return verifyImplementation(
    { name: 'a program', variants: {}, methods: { [name]: prepare } },
    { page, seed, explains },
  );
};
const failuresOf = async (page: string, prepare: Prepare, seed?: number) => {
  const { results } = await verify(page, prepare, seed);
  return results
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ id, message }) => `${id}: ${message ?? ''}`);
};

const batch = `method batch
given  η > 0; B ≥ 1
state  x

sample ξ of B
x ← x − η ∇f(x, ξ)   1
`;
const inner = `method inner
given  η > 0; K ≥ 1
state  x

y ← x
repeat K
  sample ξ
  y ← y − η ∇f(y, ξ)   1
x ← y
`;

/** Steps along the mean of B gradients, summed from the end. */
const meanOf =
  (divisor: (count: number) => number): Prepare =>
  ({ parametersAt, states, drawSample }) => {
    const { η: eta = 0, B = 40 } = parametersAt(1) as Record<string, number>;
    let x: Vector = states['x'] ?? [];
    return () => {
      const gradients = Array.from({ length: B }, () => drawSample().f(x)).toReversed();
      const sum = gradients.reduce((all, one) => plus(all, 1, one), zeroOf(x));
      x = plus(x, -eta / divisor(B), sum);
      return { x };
    };
  };

/** Keeps the way from the beginning of the round; `lost` is what a wrong one does. */
const displaced =
  (lost = false): Prepare =>
  ({ parametersAt, states, drawSample }) => {
    const { η: eta = 0, K = 1 } = parametersAt(1) as Record<string, number>;
    let x: Vector = states['x'] ?? [];
    return () => {
      let way = zeroOf(x);
      for (let k = 1; k <= K; k += 1) {
        const gradient = drawSample().f(lost ? x : plus(x, 1, way));
        way = plus(way, -eta, gradient);
      }
      x = plus(x, 1, way);
      return { x };
    };
  };

/** STORM as published: the sample of the next round is drawn at the new point before the round is told. */
const ahead: Prepare = ({ parametersAt, states, drawSample }) => {
  const { η: eta = 0, a = 1 } = parametersAt(1) as Record<string, number>;
  let x: Vector = states['x'] ?? [];
  let d: Vector | undefined;
  return () => {
    d ??= drawSample().f(x);
    const w = x;
    x = plus(x, -eta, d);
    const told = { x, w, d };
    const next = drawSample();
    d = plus(next.f(x), 1 - a, plus(d, -1, next.f(w)));
    return told;
  };
};

describe.each([1, 2, 3])('with the data of seed %d', (seed) => {
  it.each([
    ['a mean in any order', batch, meanOf(Number)],
    [
      'a mean over as many draws as the page says',
      batch.replace('; B ≥ 1', '').replace('of B', 'of 40'),
      meanOf(Number),
    ],
    ['a way from the beginning of the round', inner, displaced()],
    ['a sample of the next round, drawn before this one is told,', readPage('storm'), ahead],
  ])('%s passes', async (_, page, prepare) => {
    expect(await failuresOf(page, prepare, seed)).toEqual([]);
  });
});

it('a sum in place of a mean fails, and so does an old point', async () => {
  const sum = meanOf(() => 1);
  const summed = await verify(batch, sum, 2, true);
  expect([summed.verdict, summed.diagnosis?.[0]?.formula?.is]).toEqual(['fail', 'x ← x − η (B ∇f(x, ξ))']);
  const { verdict, diagnosis } = await verify(inner, displaced(true), 2, true);
  expect([verdict, diagnosis?.[0]?.formula?.is]).toEqual(['fail', 'y ← y − η ∇f(x, ξ)']);
});

it('draws of f and h apart are told as another draw', async () => {
  const apart: Prepare = ({ parametersAt, states, drawSample }) => {
    const { η: eta = 0, a = 1, K = 1 } = parametersAt(1) as Record<string, number>;
    let [x = [], m = []]: readonly Vector[] = [states['x'] ?? [], states['m'] ?? []];
    return () => {
      const sample = plus(drawSample().f(x), -1, drawSample().h(x));
      m = plus(m, a, plus(sample, -1, m));
      for (let k = 1; k <= K; k += 1) x = plus(x, -eta, plus(drawSample().h(x), 1, m));
      return { x, m };
    };
  };
  const { verdict, results } = await verify(readPage('aux-mom'), apart);
  expect([verdict, results.some(({ violation }) => violation?.equation === 'AUDIT.9')]).toEqual([
    'fail',
    true,
  ]);
});

it('a run that breaks the protocol is told so, and not as a gradient too many', async () => {
  const misnamed: Prepare = ({ states, drawSample }) => {
    const x = states['x'] ?? [];
    return () => ({ x, velocity: drawSample().f(x) });
  };
  const { first } = await verify(batch, misnamed);
  expect(first?.message).toContain(
    '"velocity" is no vector of the page that lives to the end of a round: one of x.',
  );
});

it('a number that the format does not hold is told with the format', async () => {
  const methods = { batch: meanOf(Number) };
  const doubles = { name: 'a program', arithmetic: 'binary32', variants: {}, methods };
  const { first } = await verifyImplementation(doubles as Implementation<number>, { page: batch, seed: 2 });
  expect(first?.message).toMatch(/^REPORT\.4 .* expected a binary32 number/);
});

it('a round that asks without end is stopped', async () => {
  const endless: Prepare = ({ states, mean }) => {
    const x = states['x'] ?? [];
    return () => {
      for (;;) mean.f(x);
    };
  };
  const { first } = await verify(batch, endless);
  expect(first?.message).toMatch(/more than \d+ gradients were asked, over four times what the run takes\./);
});

it.each([
  ['given  2 < η < 1; B ≥ 1', /the parameter η: none of the numbers that were tried is in the domain/],
  ['given  η > 0; 5 < B < 6', /the parameter B: no whole number up to 5 is in the domain/],
])('the domain of "%s" is refused', async (given, message) => {
  await expect(verify(batch.replace(/^given.*$/m, given), meanOf(Number))).rejects.toThrow(message);
});

it('a page of a million passes is refused', async () => {
  const page = inner.replace('repeat K', 'repeat 1000000').replace('; K ≥ 1', '');
  await expect(verify(page, displaced())).rejects.toThrow(
    /the page of inner: a round has 200000\d lines to execute/,
  );
});

it('a root is refused with its place where numbers are exact', () => {
  const page = methodOf(batch.replace('η ∇f(x, ξ)', '√η ∇f(x, ξ)'));
  expect(() => compilePage(page, 'exact')).toThrow(
    /line 6, column 9 of the page of batch: √η is no fraction[^]*\n {2}x ← x − √η ∇f\(x, ξ\) {3}1\n {10}\^{2}$/,
  );
  expect(() => compilePage(page, judgeArithmetic('binary64', 'gradual'))).not.toThrow();
});

describe('SVRG at its snapshot', () => {
  /** Both gradients of the sample are at one point there, and cancel: the step is the full gradient alone. `wrong` does so in every round. */
  const svrg =
    (isWrong: boolean): Prepare =>
    ({ parametersAt, states, drawSample, mean }) => {
      const { η: eta = 0, q = 1 } = parametersAt(1) as Record<string, number>;
      let x: Vector = states['x'] ?? [];
      let [w, mu] = [x, zeroOf(x)];
      return (t) => {
        const isSnapshot = (t - 1) % q === 0;
        if (isSnapshot) [w, mu] = [x, mean.f(x)];
        if (isSnapshot || isWrong) {
          x = plus(x, -eta, mu);
          return { x };
        }
        const sample = drawSample();
        x = plus(x, -eta, plus(plus(sample.f(x), -1, sample.f(w)), 1, mu));
        return { x };
      };
    };

  it('may draw nothing', async () => {
    expect(await failuresOf(readPage('svrg'), svrg(false), 3)).toEqual([]);
  });
  it('draws elsewhere', async () => {
    expect((await verify(readPage('svrg'), svrg(true), 3)).verdict).toBe('fail');
  });
});

describe('there and back', () => {
  const page = `method there
given  η > 0; ρ > 0
state  x

sample ξ
x ← x − η ∇f(x + ρ ∇f(x, ξ), ξ)   1
`;
  const there =
    (back: number): Prepare =>
    ({ parametersAt, states, drawSample }) => {
      const { η: eta = 0, ρ: rho = 0 } = parametersAt(1) as Record<string, number>;
      let x: Vector = states['x'] ?? [];
      return () => {
        const sample = drawSample();
        const step = plus(zeroOf(x), rho, sample.f(x));
        x = plus(x, 1, step);
        const g = sample.f(x);
        x = plus(plus(x, -back, step), -eta, g);
        return { x };
      };
    };

  it('a program may move to the point of a gradient and come back by the same step', async () => {
    expect(await failuresOf(page, there(1))).toEqual([]);
    expect((await verify(page, there(1 - 1e-9))).verdict).toBe('fail');
  });
});

describe('what few programs do, and no small run shows', () => {
  const page = 'method sgd\ngiven  η > 0\nstate  x\n\nsample ξ\nx ← x − η ∇f(x, ξ)   1\n';
  const sgd =
    (wrong: (step: Vector) => Vector): Prepare =>
    ({ parametersAt, states, drawSample }) => {
      let x: Vector = states['x'] ?? [];
      return (t) => {
        x = plus(x, -Number(parametersAt(t)['η']), wrong(drawSample().f(x)));
        return { x };
      };
    };

  it.each<[string, (gradient: Vector) => Vector]>([
    ['a stop at a small gradient', (g) => (Math.hypot(...g) <= 1e-8 ? zeroOf(g) : g)],
    [
      'eight numbers at once',
      (g) => g.map((value, i) => (i < g.length - (g.length % 8) ? 2 * value : value)),
    ],
  ])('%s fails', async (_, wrong) => {
    expect((await verify(page, sgd(wrong))).verdict).toBe('fail');
  });
  it('nothing of the kind passes', async () => {
    const right = sgd((gradient) => gradient);
    expect(await failuresOf(page, right)).toEqual([]);
  });
});
