/** Methods by their names: a program that is one passes, whatever else it cannot do; a wrong one fails, and the mistake is named. */
import { describe, expect, it } from 'vitest';
import { parametersAt, valueAt } from '../../spec/model/index.js';
import { methodNames, methods, type MethodName } from '../../spec/methods/index.js';
import { firstOf } from '../support/some-of.js';
import { formatVerifyText } from '../../src/verify/report/format-text.js';
import { reference } from '../../src/reference/index.js';
import {
  verifyImplementation,
  type Implementation,
  type RoundFunction,
  type Task,
  type VerifyReport,
} from '../../src/verify/index.js';

type Vector = readonly number[];
type Program = (task: Task<number>) => RoundFunction<number>;

const plus = (x: Vector, step: number, direction: Vector): Vector =>
  x.map((value, i) => value + step * (direction[i] ?? NaN));
const minus = (left: Vector, right: Vector): Vector => plus(left, -1, right);

/** Each as its source writes it, from f alone where there is no auxiliary; `mistake` is what a control changes. */
const programs: Record<MethodName, (mistake?: string) => Program> = {
  sgd: (mistake) => (task) => {
    let old: Vector | undefined;
    return ({ x }) => {
      const g = task.drawSnapshot().f(x);
      const used = mistake === 'stale' ? (old ?? g) : g;
      old = g;
      return { x: plus(x, -task.stepSize, used) };
    };
  },
  'sgd-ema': (mistake) => (task) => {
    const a = task.momentumWeight;
    let m: Vector | undefined;
    return ({ x }) => {
      const g = task.drawSnapshot().f(x);
      const kept = mistake === 'plus' ? 1 + a : 1 - a;
      const weight = mistake === 'undamped' ? 1 : mistake === 'plus' ? a : 1 - kept;
      m = m === undefined ? g : g.map((value, i) => kept * (m?.[i] ?? 0) + weight * value);
      return { x: plus(x, -task.stepSize, m) };
    };
  },
  'heavy-ball': (mistake) => (task) => {
    const a = task.momentumWeight;
    const rate = task.stepSize * (mistake === 'rate' ? 1 : a);
    let v: Vector = task.startingPoint.map(() => 0);
    return ({ x }) => {
      const g = task.drawSnapshot().f(x);
      v = v.map((value, i) => (1 - a) * value - rate * (g[i] ?? NaN));
      return { x: plus(x, 1, v) };
    };
  },
  storm: (mistake) => (task) => {
    const a = task.momentumWeight;
    let d: Vector | undefined;
    let before: Vector = [];
    let remembered: Vector = [];
    return ({ x }) => {
      const sample = task.drawSnapshot();
      const g = sample.f(x);
      const old = d === undefined ? g : mistake === 'remembered' ? remembered : sample.f(before);
      d = d === undefined ? g : plus(g, 1 - a, minus(d, old));
      [before, remembered] = [x, g];
      return { x: plus(x, -task.stepSize, d) };
    };
  },
  'svrg-step':
    (mistake) =>
    (task) =>
    ({ x }) => {
      const full = task.drawSnapshot().f(x);
      let y: Vector = x;
      for (let k = mistake === 'short' ? 2 : 1; k <= task.localStepCount; k += 1) {
        const component = task.drawLocal();
        y = plus(y, -task.stepSize, plus(minus(component.h(y), component.h(x)), 1, full));
      }
      return { x: y };
    },
  'dane-step':
    (mistake) =>
    (task) =>
    ({ x }) => {
      const sample = task.drawSnapshot();
      const correction = minus(sample.f(x), sample.h(x));
      let y: Vector = x;
      for (let k = 1; k <= task.localStepCount; k += 1) {
        y = plus(y, -task.stepSize, plus(task.drawLocal().h(y), mistake === 'sign' ? -1 : 1, correction));
      }
      return { x: y };
    },
  'scaffold-step':
    (mistake) =>
    (task) =>
    ({ x }) => {
      const sample = task.drawSnapshot();
      const [server, own] = [sample.f(x), sample.h(x)];
      let y: Vector = x;
      for (let k = 1; k <= task.localStepCount; k += 1) {
        const rate = mistake === 'decay' ? task.stepSize / k : task.stepSize;
        y = plus(y, -rate, plus(minus(task.drawLocal().h(y), own), 1, server));
      }
      return { x: y };
    },
};

const serve = (method: MethodName, mistake?: string): Implementation<number> => ({
  name: method,
  variants: { [methods[method].variant]: programs[method](mistake) },
  initializations: methods[method].starts.slice(0, 1),
  singleRounds: false,
});

const verify = (method: MethodName, mistake?: string, explains = true): Promise<VerifyReport> =>
  verifyImplementation(serve(method, mistake), {
    ...{ method, explains },
    level: mistake === undefined ? 5 : 2,
    seed: 7,
    randomCases: 10,
  });

firstOf(
  1,
  methodNames.map((method) => [method] as const),
)('%s passes, though its program has no check of parameters and no other start', async (method) => {
  const report = await verify(method);
  expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
  const { meaning, letters } = methods[method];
  expect(report.method).toEqual({ name: method, meaning, letters });
  expect(report.levels).toEqual([0, 1, 2, 4, 5]);
  const { localStepCount, momentumWeight } = methods[method].restriction as {
    localStepCount?: number;
    momentumWeight?: number;
  };
  if (localStepCount !== undefined) expect(report.covered?.localStepCount).toEqual({ least: 1, greatest: 1 });
  else expect(report.covered?.localStepCount.greatest).toBeGreaterThan(10);
  if (momentumWeight !== undefined) expect(report.covered?.momentumWeight).toEqual({ least: 1, greatest: 1 });
});

firstOf(1, [
  ['sgd', 'stale', 'computes d ← g⁻ where SGD.2 has d ← ∇f(x, ξ), where g⁻ is ∇f(x, ξ) in the round before'],
  ['heavy-ball', 'rate', 'computes m ← (1 − a) m + ∇f(x, ξ) where'],
  ['sgd-ema', 'plus', 'm ← (1 + a) m + a ∇f(x, ξ) where AUX-MOM.2 has m ← (1 − a) m + a ∇f(x, ξ)'],
  ['sgd-ema', 'undamped', 'computes m ← (1 − a) m + ∇f(x, ξ) where'],
  // the gradient that is remembered cancels: what is left is SGD
  ['storm', 'remembered', 'sgd runs in place of aux-mvr'],
  ['svrg-step', 'short', 'computes repeat K − 1 where'],
  ['dane-step', 'sign', 'computes m ← (1 − a) m − '],
  ['scaffold-step', 'decay', 'computes d ← (∇h(y, ζ) + m) / k where'],
] as const)('%s with the mistake "%s" fails: %s', async (method, mistake, words) => {
  const report = await verify(method, mistake);
  expect(report.verdict).toBe('fail');
  expect(report.first?.violation).toBeDefined();
  expect(report.diagnosis?.map((found) => found.mistake).join('\n')).toContain(words);
});

/** SGD along a moving average that follows given schedules and chooses its own, η/t; `shift` is by how many rounds what it uses, or says, is off. */
function followSchedules(shift: { readonly used?: number; readonly said?: number }): Implementation<number> {
  const program: Program = (task) => {
    const given = task.parameters;
    const first = parametersAt(given, 1);
    const etaOf = (round: number): number =>
      task.choosesSchedule
        ? valueAt(first.stepSize, 1) / Math.max(round, 1)
        : valueAt(parametersAt(given, round).stepSize, 1);
    let m: Vector | undefined;
    return ({ x, round }) => {
      const g = task.drawSnapshot().f(x);
      const a = valueAt(given.momentumWeight, round);
      m = m === undefined ? g : plus(plus(m, -a, m), a, g);
      const reported = task.choosesSchedule
        ? { stepSize: etaOf(round + (shift.said ?? 0)), momentumWeight: a }
        : {};
      return { x: plus(x, -etaOf(round + (shift.used ?? 0)), m), ...reported };
    };
  };
  return { ...serve('sgd-ema'), schedules: ['given', 'reported'], variants: { 'aux-mom': program } };
}

describe('a method with schedules', { tags: 'long' }, () => {
  const report = (shift: Parameters<typeof followSchedules>[0]) =>
    verifyImplementation(followSchedules(shift), { method: 'sgd-ema', level: 2, seed: 7 });

  it('is asked those that it declares, and passes where it follows them', async () => {
    const { verdict, results } = await report({});
    const asked = results.filter(({ id }) => /cosine|step-decay|warm-up|reported-schedule/.test(id));
    expect([verdict, asked.length]).toEqual(['pass', 4 * 2]); // asked, and in other units on a tape
  });

  it.each<[Parameters<typeof followSchedules>[0], string]>([
    [{ used: -1 }, 'η of the round before'],
    [{ used: 1 }, 'η of the round after'],
    [{ said: 1 }, 'η of the round before'],
  ])('fails and is named where a round is off: %j', async (shift, words) => {
    const { verdict, diagnosis } = await report(shift);
    expect([verdict, diagnosis?.[0]?.mistake]).toEqual(['fail', expect.stringContaining(words)]);
  });
});

/** Heavy-ball momentum with the rate of a step inside its velocity, as in Keras, or before all of it. */
const heavyBall =
  (isInside: boolean): Program =>
  (task) => {
    let v: Vector | undefined;
    return ({ x, round }) => {
      const { stepSize, momentumWeight: a } = parametersAt(task.parameters, round);
      const [eta, g] = [valueAt(stepSize, 1), task.drawSnapshot().f(x)];
      v = plus(
        x.map((_, i) => (1 - a) * (v?.[i] ?? 0)),
        isInside ? eta * a : a,
        g,
      );
      return { x: plus(x, isInside ? -1 : -eta, v) };
    };
  };

it.each([
  ['inside', [], 'pass'],
  ['before', ['given'], 'pass'],
  ['inside', ['given'], 'fail'],
] as const)(
  'heavy ball with the rate %s its velocity, schedules %j: %s',
  { tags: 'long' },
  async (place, schedules, verdict) => {
    const implementation = {
      ...serve('heavy-ball'),
      schedules,
      variants: { 'aux-mom': heavyBall(place === 'inside') },
    };
    const report = await verifyImplementation(implementation, {
      ...{ method: 'heavy-ball', level: 2, explains: false },
    });
    expect(report.verdict).toBe(verdict);
  },
);

it('a fix is said in the letters of the method that was named', { tags: 'long' }, async () => {
  const { diagnosis = [] } = await verify('sgd-ema', 'plus');
  expect(diagnosis[0]?.fix).toBe(`Make every step ${methods['sgd-ema'].meaning}.`);
  expect(diagnosis.map(({ fix }) => fix).join('\n')).not.toMatch(/g_h|K/u);
});

it('what fails is said with how its words are to be read for the method', { tags: 'long' }, async () => {
  const text = formatVerifyText(await verify('heavy-ball', 'rate', false));
  expect(text).toContain('Here the estimate m is −v/η with η = ℓ/(1 − μ) and a = 1 − μ');
  expect(formatVerifyText(await verify('heavy-ball'))).not.toContain('Here the estimate');
});

it('a program of another variant is refused with what to do', async () => {
  await expect(verifyImplementation(serve('sgd'), { method: 'storm' })).rejects.toThrow(
    'the implementation has no aux-mvr, and storm is a case of it',
  );
});

it('a start that the method does not have is not judged, and so nothing passes', async () => {
  const other = { ...serve('heavy-ball'), initializations: ['first-snapshot'] as const };
  expect((await verifyImplementation(other, { method: 'heavy-ball', explains: false })).verdict).toBe(
    'incomplete',
  );
});

it('every method names a variant that there is, and a start of it', () => {
  for (const name of methodNames) {
    const { variant, starts } = methods[name];
    expect(reference).toHaveProperty(variant);
    expect(starts.length).toBeGreaterThan(0);
  }
});
