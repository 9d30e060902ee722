/** The parameters that the bridges hand to optimizers, in JavaScript and in Python: by exact runs they make the method's own steps. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createVectorSpace, type Vector } from '../../spec/algebra/index.js';
import { methods } from '../../spec/methods/index.js';
import { createRatio, ratioField, type Ratio } from '../../src/exact/index.js';
import { reference, type State } from '../../src/reference/index.js';
import { describeOptimizer, type PlainMethod, type Task } from '../../src/verify/index.js';
import { libraryOptimizers, type OptimizerValues } from '../support/library-optimizers.js';
import { pythonEnvironment } from '../support/protocol-driver.js';

type Options = Readonly<Record<string, number>>;

/** η and a whose products and complements are doubles. */
const pairs = [
  [1 / 8, 1 / 4],
  [1 / 2, 3 / 4],
  [1 / 4, 1 / 2],
] as const;
const names: readonly PlainMethod[] = ['sgd', 'sgd-ema', 'heavy-ball', 'storm'];

const script = [
  'import json',
  'from auxopt_adapter import METHODS',
  `pairs = ${JSON.stringify(pairs)}`,
  'print(json.dumps({name: [variant, starts, [own(*pair) for pair in pairs]] for name, (variant, starts, own) in METHODS.items()}))',
].join('\n');
const python = JSON.parse(
  spawnSync('python3', ['-c', script], {
    env: pythonEnvironment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).stdout,
) as Readonly<Record<string, readonly [string, readonly string[], readonly Options[]]>>;

/** What `describeOptimizer` hands to `create`. */
function optionsInJavaScript(method: PlainMethod, eta: number, a: number): Options {
  let seen: Options = {};
  const create = (options: Options) => {
    seen = options;
    return () => [0];
  };
  const { variants } = describeOptimizer({ name: 'seen', method, create });
  const task = { stepSize: eta, momentumWeight: a, localStepCount: 1, roundCount: 1, startingPoint: [0] };
  void variants[methods[method].variant]?.(task as unknown as Task<number>);
  return seen;
}

const ratio = (value: number): Ratio => createRatio(BigInt(value * 1024), 1024n);
const space = createVectorSpace(ratioField);
const start = [ratio(1), ratio(-3)];
/** The gradient of f in the sample of round t. */
const gradientOf = (t: number) => (x: Vector<Ratio>) =>
  space.subtract(space.scale(ratio(1 + t / 4), x), [ratio(t), ratio(1)]);

/** Whether the library's optimizer with these options, and the method with η and a, go through the same points. */
function isSame(method: PlainMethod, options: Options, [eta, a]: readonly [number, number]): boolean {
  const { a: weight, ...rest } = options;
  const values: OptimizerValues<Ratio> = Object.fromEntries(
    Object.entries({ ...rest, ...(weight === undefined ? {} : { weight }) }).map(([name, value]) => [
      name,
      ratio(value),
    ]),
  );
  const create = libraryOptimizers[method === 'storm' ? 'storm' : 'torch'];
  const step = create(ratioField, values);
  const zero = start.map(() => ratioField.zero);
  let [x, state, t]: [Vector<Ratio>, State<Ratio>, number] = [start, { x: start }, 1];
  if (methods[method].starts[0] === 'zero') state = { x: start, m: zero };
  const draws = {
    snapshot: () => ({ f: gradientOf(t), h: () => zero }),
    local: () => ({ f: () => zero, h: () => zero }),
  };
  const parameters = { stepSize: ratio(eta), momentumWeight: ratio(a), localStepCount: 1 };
  const round = reference[methods[method].variant](ratioField, parameters, draws);
  for (; t <= 5; t += 1) {
    [x, state] = [step(x, gradientOf(t)), round(state)];
    if (!x.every((value, i) => ratioField.compare(value, state.x[i] ?? ratioField.zero) === 0)) return false;
  }
  return true;
}

describe.each(names)('%s', (method) => {
  it('has the variant, the starts and the parameters of the specification in Python', () => {
    const [variant, starts, options] = python[method] ?? [];
    expect([variant, starts]).toEqual([methods[method].variant, methods[method].starts]);
    expect(options).toEqual(pairs.map((pair) => optionsInJavaScript(method, ...pair)));
  });

  it.each(pairs)('makes the steps of the method, with η = %s and a = %s', (eta, a) => {
    const options = optionsInJavaScript(method, eta, a);
    expect(isSame(method, options, [eta, a])).toBe(true);
    // the control: any parameter that is another makes other steps
    for (const [name, value] of Object.entries(options))
      expect(isSame(method, { ...options, [name]: value + 1 / 64 }, [eta, a]), name).toBe(false);
  });
});

it('no method of the bridges is left out', () => {
  expect(Object.keys(python)).toEqual(names);
});
