/** `auxopt advise --pilot … --write-training`: the loop does what the plan says, whichever method it is of, and goes on after a break. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  followPlan,
  type GradientDraw,
  type GradientSource,
  type PilotPlan,
} from '../../src/advise/index.js';
import { pythonWith } from '../support/python-with.js';
import { auxopt, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** f and h without noise, so that the names of samples do not matter. */
const curvature = [1, 0.4, 0.1, 0.02];
const quadratic = `
const curvature = ${JSON.stringify(curvature)};
export const gradient = (of, x) => x.map((xi, i) =>
  of === 'target' ? curvature[i] * xi : (curvature[i] + (i % 2 ? 0.01 : -0.01)) * (xi - 0.5));
export const value = (x) => x.reduce((sum, xi, i) => sum + (curvature[i] * xi ** 2) / 2, 0);
`;

type Gradient = (of: string, x: readonly number[], draw?: GradientDraw) => readonly number[];

interface PlanDocument extends Pick<PilotPlan, 'method' | 'origin'> {
  readonly parameters: Pick<PilotPlan, 'stepSize' | 'localStepCount' | 'roundCount'>;
  readonly weightPerStepSize: number | null;
  readonly startingPoint: readonly number[];
  readonly correction?: readonly number[];
  readonly velocity?: readonly number[];
  readonly previousPoint?: readonly number[];
}

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
let plans: readonly PlanDocument[] = [];
let written: Readonly<Record<'py' | 'mjs', string>> = { py: '', mjs: '' };
let gradient: Gradient;
let value: (x: readonly number[]) => number;

beforeAll(async () => {
  const adapter = pathToFileURL(join(root, 'dist/src/verify/index.js')).href;
  writeFileSync(path('quadratic.mjs'), quadratic);
  ({ gradient, value } = (await import(pathToFileURL(path('quadratic.mjs')).href)) as {
    gradient: typeof gradient;
    value: typeof value;
  });
  const program = `import { serveGradients } from ${JSON.stringify(adapter)};
import { gradient, value } from './quadratic.mjs';
await serveGradients({ name: 'q', dimension: 4, startingPoint: [1, 1, 1, 1], gradient, value });\n`;
  writeFileSync(path('program.mjs'), program);
  const ask = (loop: string): string =>
    auxopt(['advise', '--json', '--pilot', '160', '--target-gradients', '200', '--write-training', path(loop), '--', process.execPath, path('program.mjs')]).stdout; // prettier-ignore
  plans = (JSON.parse(ask('train_aux.py')) as { readonly plans: readonly PlanDocument[] }).plans;
  ask('train_aux.mjs');
  const [py = '', mjs = ''] = ['py', 'mjs'].map((end) => readFileSync(path(`train_aux.${end}`), 'utf8'));
  written = { py, mjs };
});

/** Where the engine comes to with this plan. */
async function expectedEnd(document: PlanDocument): Promise<readonly number[]> {
  const point = Float64Array.from(document.startingPoint);
  const memory = document.correction ?? document.velocity ?? point.map(() => 0);
  const state = {
    variant: document.method,
    point,
    previous: Float64Array.from(document.previousPoint ?? point),
    correction: Float64Array.from(memory),
    rounds: 5,
    isLost: false,
  };
  const weight = document.weightPerStepSize ?? undefined;
  const { parameters, method, origin } = document;
  const plan = { ...parameters, method, origin, weight, state } as unknown as PilotPlan;
  const source = { dimension: 4, gradient } as unknown as GradientSource;
  return [...(await followPlan(source, plan, 1)).point];
}

/** The loop with another plan in it. */
const withPlan = (text: string, plan: object): string =>
  text.replace(/\{"method".*\}(?=""|`)/u, () => JSON.stringify(plan));

const methods = ['sgd', 'momentum', 'aux-mom', 'aux-mvr'];

interface Loop {
  readonly train: (
    gradient: Gradient,
    options: { readonly state: string; readonly every?: number; readonly onRound?: (t: number) => void },
  ) => Promise<{ readonly x: readonly number[]; readonly factor: number }>;
}

describe('the loop in JavaScript', { tags: 'long' }, () => {
  const load = async (name: string, plan: object): Promise<Loop> => {
    writeFileSync(path(name), withPlan(written.mjs, plan));
    return (await import(pathToFileURL(path(name)).href)) as Loop;
  };

  it('comes to where the engine does with every plan, and after a break too', async () => {
    expect(plans.map(({ method }) => method).sort()).toEqual([...methods].sort());
    for (const plan of plans) {
      const { train } = await load(`${plan.method}.mjs`, plan);
      const { x } = await train(gradient, { state: path(`${plan.method}.json`) });
      expect(x).toEqual(await expectedEnd(plan));
      const options = { state: path(`${plan.method}-broken.json`), every: 7 };
      const stop = (t: number): void => {
        if (t === 20) throw new Error('stopped');
      };
      await expect(train(gradient, { ...options, onRound: stop })).rejects.toThrow('stopped');
      const rounds: number[] = [];
      const after = await train(gradient, { ...options, onRound: (t) => rounds.push(t) });
      expect([rounds[0], after.x]).toEqual([17, x]);
    }
  });

  it('goes back with half of the step size where a gradient is not finite', async () => {
    const plan = plans.find(({ method }) => method === 'sgd') as PlanDocument;
    const wild = { ...plan, parameters: { ...plan.parameters, stepSize: 40 } };
    const { train } = await load('wild.mjs', wild);
    const fenced: Gradient = (of, x, draw) =>
      Math.max(...x.map(Math.abs)) > 9 ? x.map(() => NaN) : gradient(of, x, draw);
    const { x, factor } = await train(fenced, { state: path('wild.json') });
    expect(factor).toBeLessThan(1);
    expect(Math.max(...x.map(Math.abs))).toBeLessThan(9);
    // f only grows, and every number stays finite
    const growing = { ...plan, startingPoint: plan.origin, parameters: { ...plan.parameters, stepSize: 3 } };
    for (const given of [{}, { value }]) {
      const options = { ...given, state: path(`growing-${Object.keys(given).length}.json`) };
      const end = await (await load('growing.mjs', growing)).train(gradient, options);
      expect(end.factor).toBeLessThan(1);
      expect(value(end.x)).toBeLessThanOrEqual(value(plan.startingPoint));
    }
    // nothing is below the least f: what was kept first is what is left
    const hopeless = { ...plan, origin: plan.startingPoint.map(() => 0) };
    const loop = await load('hopeless.mjs', hopeless);
    const start = await loop.train(gradient, { state: path('hopeless.json') });
    expect(start.factor).toBeLessThan(1e-6);
    expect(start.x).toEqual(plan.startingPoint);
    const other = train(gradient, { state: path('sgd.json') });
    await expect(other).rejects.toThrow('it is of another plan or seed');
  });
});

const python = pythonWith('torch');

describe.skipIf(python === undefined)('the loop in PyTorch', { tags: 'long' }, () => {
  it('comes to where the engine does with every plan, and after a break too', async () => {
    for (const plan of plans)
      writeFileSync(path(`loop_${plan.method.replace('-', '_')}.py`), withPlan(written.py, plan));
    const names = plans.map(({ method }) => method.replace('-', '_'));
    const program = `
import importlib, json, os, torch
torch.set_num_threads(1)
curvature = torch.tensor(${JSON.stringify(curvature)}, dtype=torch.float64)
other = curvature + torch.tensor([-0.01, 0.01, -0.01, 0.01], dtype=torch.float64)
ends = {}
for name in ${JSON.stringify(names)}:
    model = torch.nn.ParameterDict({"a": torch.nn.Parameter(torch.zeros(2, 1, dtype=torch.float64)), "b": torch.nn.Parameter(torch.zeros(2, dtype=torch.float64))})
    at = lambda: torch.cat([p.reshape(-1) for p in model.parameters()])
    f = lambda sample: (curvature * at() ** 2).sum() / 2
    h = lambda sample: (other * (at() - 0.5) ** 2).sum() / 2
    loop = importlib.import_module("loop_" + name)
    loop.train(model, f, h, state=name + ".pt")
    whole = at().tolist()
    def stop(t, loss):
        if t == 20:
            raise KeyboardInterrupt
    try:
        loop.train(model, f, h, state=name + "-broken.pt", every=7, on_round=stop)
    except KeyboardInterrupt:
        pass
    rounds = []
    loop.train(model, f, h, state=name + "-broken.pt", every=7, on_round=lambda t, loss: rounds.append(t))
    fenced = lambda sample: f(sample) if at().abs().max() < 9 else f(sample) * float("nan")
    plan = {**loop.PLAN, "parameters": {**loop.PLAN["parameters"], "stepSize": 40}}
    wild = loop.train(model, fenced, h, state=name + "-wild.pt", plan=plan) if name == "sgd" else {"factor": 0.5, "x": torch.zeros(1)}
    plan = {**loop.PLAN, "startingPoint": loop.PLAN["origin"], "parameters": {**loop.PLAN["parameters"], "stepSize": 3}}
    growing = loop.train(model, f, h, state=name + "-growing.pt", plan=plan) if name == "sgd" else {"factor": 0.5}
    assert growing["factor"] < 1, "f only grew, and nothing was done"
    ends[name] = {"whole": whole, "again": loop.train(model, f, h, state=name + "-broken.pt")["x"].tolist(), "first": rounds[0], "factor": wild["factor"], "wild": wild["x"].abs().max().item()}
print(json.dumps(ends))
`;
    const { stdout, stderr } = spawnSync(python ?? '', ['-c', program], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    const ends = JSON.parse(stdout) as Readonly<Record<string, { readonly whole: readonly number[]; readonly again: readonly number[]; readonly first: number; readonly factor: number; readonly wild: number }>>; // prettier-ignore
    for (const plan of plans) {
      const end = ends[plan.method.replace('-', '_')];
      const expected = await expectedEnd(plan);
      // sums of two products may be rounded otherwise
      expected.forEach((entry, i) => {
        expect(end?.whole[i]).toBeCloseTo(entry, 12);
      });
      expect([end?.again, end?.first]).toEqual([end?.whole, 17]);
      expect(end?.factor).toBeLessThan(1);
      expect(end?.wild).toBeLessThan(9);
    }
  });
});
