/** Programs that own their loop: in JavaScript, in Python, and training loops of PyTorch. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeLoop, type LoopDescription } from '../../src/verify/adapters/describe-loop.js';
import { verifyCommand, verifyImplementation, type VerifyReport } from '../../src/verify/index.js';
import { pythonIsMissing, provideAdapter } from '../support/protocol-driver.js';
import { pythonWith } from '../support/python-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const steps = `method steps
given  η > 0; 0 < μ < 1; K ≥ 1
state  x; v from 0

y ← x
repeat K
  sample ξ
  v ← μ v + ∇f(y, ξ)
  y ← y − η v
x ← y
`;
const told = ({ verdict, results }: VerifyReport) => [
  verdict,
  results.find((one) => one.verdict !== 'pass')?.message?.split(':')[0],
];

describe('a loop in JavaScript', () => {
  /** Makes all rounds and `more`, with this factor on the gradient. */
  const loopOf =
    (more = 0, factor = 1): LoopDescription['loop'] =>
    (task, gradient) => {
      const { η: eta = 0, μ: mu = 0, K = 1 } = task.parametersAt(1) as Record<string, number>;
      const x = task.states['x'] as number[];
      const v = x.map(() => 0);
      for (let t = 0; t < task.roundCount * K + more; t += 1) {
        for (const [i, value] of gradient(x).entries()) {
          v[i] = mu * (v[i] ?? 0) + factor * value;
          x[i] = (x[i] ?? 0) - eta * (v[i] ?? 0);
        }
      }
      return x;
    };
  const verify = (loop: LoopDescription['loop']) =>
    verifyImplementation(
      describeLoop({ name: 'loop', method: 'steps', samples: ({ K }) => Number(K), loop }),
      { page: steps, seed: 2, explains: false },
    );

  it('passes, also if it would go on, and fails for what it does', async () => {
    expect(told(await verify(loopOf()))).toEqual(['pass', undefined]);
    expect(told(await verify(loopOf(3)))).toEqual(['pass', undefined]);
    const waiting: LoopDescription['loop'] = async (...given) => Promise.resolve(loopOf()(...given));
    expect(told(await verify(waiting))).toEqual(['pass', undefined]);
    expect((await verify(loopOf(0, 1.5))).verdict).toBe('fail');
  });

  it('is told where it ends early', async () => {
    const { results } = await verify(loopOf(-1));
    expect(results.find(({ verdict }) => verdict === 'error')?.message).toContain('the loop ended after');
  });
});

const theirs = `
def theirs(gradient, x, count, eta, mu, factor=1):
    v = 0 * x
    for _ in range(count):
        v = mu * v + factor * gradient(x)
        x = x - eta * v
    return x
`;

describe.skipIf(pythonIsMissing !== undefined)('a loop in Python', { tags: 'long' }, () => {
  const verify = (body: string, page = steps, start = 'python3') => {
    const file = join(folder, 'loop.py');
    writeFileSync(file, body);
    provideAdapter();
    return verifyCommand([start, file], { page, seed: 2, explains: false });
  };
  const served = (call: string, more = '', head = '') =>
    verify(`${head}from auxopt_adapter import serve_loop
${theirs}
def loop(task, run):
    p, x = task.parameters, task.states["x"]
    ${call}
serve_loop("steps", loop, name="loop", samples=lambda p: p.K${more})`);
  const call = 'return theirs(run.gradient, x, task.round_count * p.K';

  it('passes, also if it would go on, and fails for what it does', async () => {
    expect(told(await served(`${call}, p.eta, p.mu)`))).toEqual(['pass', undefined]);
    expect(told(await served(`${call} + 3, p.eta, p.mu)`))).toEqual(['pass', undefined]);
    expect((await served(`${call}, p.eta, p.mu, 1.5)`)).verdict).toBe('fail');
  });

  it('is told where it ends early, gives no x, or raises', async () => {
    for (const [line, words] of [
      [`${call} - p.K, p.eta, p.mu)`, 'the loop ended too early'],
      [`${call} - 1, p.eta, p.mu)`, 'the loop ended after'],
      [call.replace('return ', '') + ', p.eta, p.mu)', 'the last x'],
      [`${call}, p.eta, "text")`, 'TypeError'],
    ] as const) {
      const { results } = await served(line);
      expect(results.find(({ verdict }) => verdict === 'error')?.message).toContain(words);
    }
  });

  it('rejects parameters before its first gradient', async () => {
    const checks = `if not (p.eta > 0 and 0 < p.mu < 1 and p.K >= 1): raise ValueError("out of domain")\n    `;
    const report = await served(`${checks}${call}, p.eta, p.mu)`, ', checks_parameters=True');
    expect(told(report)).toEqual(['pass', undefined]);
    expect(report.levels).toContain(3);
    const without = await served(`${call}, p.eta, p.mu)`, ', checks_parameters=True');
    expect(without.verdict).toBe('fail');
  });

  it('ends rounds itself where it asks for samples', async () => {
    const line = (factor: string) =>
      `for _ in range(task.round_count):
        w, full = x, task.mean.f(x)
        x = x - p.eta * full
        sample = task.sample()
        x = x - ${factor}p.eta * (sample.f(x) - sample.f(w) + full)
        run.end_round(x)`;
    const page = `method steps
given  η > 0
state  x

w ← x
g ← ∇f(w)
x ← x − η g
sample ξ
x ← x − η (∇f(x, ξ) − ∇f(w, ξ) + g)
`;
    const program = (factor: string) =>
      `from auxopt_adapter import serve_loop\ndef loop(task, run):\n    p, x = task.parameters, task.states["x"]\n    ${line(factor)}\nserve_loop("steps", loop, name="loop")`;
    expect(told(await verify(program(''), page))).toEqual(['pass', undefined]);
    expect((await verify(program('2 * '), page)).verdict).toBe('fail');
  });

  const torch = pythonWith('torch');
  it.skipIf(torch === undefined)('may train a model of PyTorch', async () => {
    const trainer = (momentum: string) => `
import torch
from auxopt_torch import verify_loop
class Trainer:
    def __init__(self, model, optimizer, criterion):
        self.model, self.optimizer, self.criterion = model, optimizer, criterion
    def fit(self, loader, epochs):
        for _ in range(epochs):
            for data, label in loader:
                self.optimizer.zero_grad()
                self.criterion(self.model(data.to("cpu")), label).backward()
                self.optimizer.step()
def loop(task, model, loader):
    p = task.parameters
    optimizer = torch.optim.SGD(model.parameters(), lr=p.eta, momentum=${momentum})
    Trainer(model, optimizer, lambda loss, _: loss).fit(loader, task.round_count)
verify_loop(loop, method="steps", samples=lambda p: p.K)`;
    expect(told(await verify(trainer('p.mu'), steps, torch))).toEqual(['pass', undefined]);
    expect((await verify(trainer('p.mu / 2'), steps, torch)).verdict).toBe('fail');
  });
});
