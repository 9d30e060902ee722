/** Optimizers of PyTorch by pages: as they are configured, and with parameters of the kit. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand, type VerifyReport } from '../../src/verify/index.js';
import { blocksOf } from '../support/markdown-examples.js';
import { readPage } from '../support/pages.js';
import { provideAdapter } from '../support/protocol-driver.js';
import { pythonWith } from '../support/python-with.js';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
beforeAll(provideAdapter);
const python = pythonWith('torch');

function verify(text: string, method: string, explains = true): Promise<VerifyReport> {
  const file = join(folder, 'program.py');
  writeFileSync(file, text);
  return verifyCommand([python ?? '', file], { page: readPage(method), seed: 7, explains });
}
const optimizer = (make: string, method: string, options = '', explains = true): Promise<VerifyReport> =>
  verify(
    `import torch\nfrom auxopt_torch import verify_method\nverify_method(${make}, method="${method}"${options})`,
    method,
    explains,
  );
const formulas = ({ diagnosis = [] }: VerifyReport) => diagnosis.map(({ formula }) => formula?.is);

describe.skipIf(python === undefined)('PyTorch by pages', { tags: 'long' }, () => {
  it('passes as the example of the guide, with the parameters that it has', async () => {
    const page = 'docs/guide/real-optimizers.md';
    const block = blocksOf(page, readFileSync(join(root, page), 'utf8')).find(({ code }) =>
      code.includes('verify_method('),
    );
    const report = await verify(block?.code ?? '', 'heavy-ball-torch');
    expect(report.first).toBeUndefined();
    expect([report.verdict, report.capabilities.only]).toEqual(['pass', { schedule: 'reported' }]);
  });

  it.each([
    ['nesterov-torch', 'SGD(p, nesterov=True, **o)', ''],
    ['heavy-ball-torch', 'SGD(p, **o)', ', schedules=True, states={"b": "momentum_buffer"}'],
    ['heavy-ball-torch', 'SGD(p, **o)', ', dtype=torch.float32, schedules=True, closure=True'],
    ['sgd-weight-decay', 'SGD(p, **o)', ''],
    ['sgd', 'SGD(p, **o)', ', dtype=torch.float32'],
  ] as const)('%s is %s %s', async (method, make, options) => {
    const report = await optimizer(`lambda p, o: torch.optim.${make}`, method, options);
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
    expect(report.capabilities.only).toBeUndefined();
  });

  it('passes with tensors that have no gradient in some rounds, and what changes them fails', async () => {
    const states = ', states={"b": "momentum_buffer"}, missing_gradients=True';
    const right = await optimizer('lambda p, o: torch.optim.SGD(p, **o)', 'heavy-ball-torch', states);
    expect([right.first, right.verdict]).toEqual([undefined, 'pass']);
    const zero = `class Zero(torch.optim.SGD):
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                p.grad = torch.zeros_like(p) if p.grad is None else p.grad
        super().step(closure)
`;
    const text = `import torch\nfrom auxopt_torch import verify_method\n${zero}verify_method(lambda p, o: Zero(p, **o), method="heavy-ball-torch"${states})`;
    const wrong = await verify(text, 'heavy-ball-torch');
    expect([wrong.verdict, wrong.diagnosis?.[0]?.id]).toEqual(['fail', 'group/idle']);
  });

  it('tells a velocity that keeps the rate of its own step from one that does not, by schedules alone', async () => {
    // heavy-ball has the rate in v; PyTorch multiplies the whole buffer
    const make = 'lambda p, o: torch.optim.SGD(p, lr=o.lr, momentum=o.momentum)';
    expect((await optimizer(make, 'heavy-ball')).verdict).toBe('pass');
    expect((await optimizer(make, 'heavy-ball', ', schedules=True', false)).verdict).toBe('fail');
  });

  it('has the rates of its own scheduler, round by round', async () => {
    const cosine = 'lambda o, n: torch.optim.lr_scheduler.CosineAnnealingLR(o, n)';
    const run = (make: string, scheduler = cosine, method = 'nesterov-torch'): Promise<VerifyReport> => {
      const call = `verify_method(lambda p: ${make}, method="${method}", scheduler=${scheduler})`;
      return verify(`import torch\nfrom auxopt_torch import verify_method\n${deaf}\n${call}`, method, false);
    };
    // keeps the rate that it was made with
    const deaf = `
class Deaf(torch.optim.SGD):
    def step(self, closure=None):
        rate, self.param_groups[0]["lr"] = self.param_groups[0]["lr"], self.defaults["lr"]
        super().step(closure)
        self.param_groups[0]["lr"] = rate`;
    const right = await run('torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True)');
    expect([right.verdict, right.counts.pass]).toEqual(['pass', right.cases]);
    const broken = await run('Deaf(p, lr=0.1, momentum=0.9, nesterov=True)');
    expect(broken.first?.message).toMatch(/^NESTEROV-TORCH\.2 is violated at round 2/);
    // μ has one value on the page
    const warming = `lambda o, n: torch.optim.lr_scheduler.OneCycleLR(o, 0.1, total_steps=n + 1)`;
    const { first } = await run('torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True)', warming);
    expect(first?.message).toContain('values of μ, and one is expected');
  });

  it('has groups with parameters of their own', async () => {
    // reads the rate of its first group for all
    const first = `
class First(torch.optim.SGD):
    def step(self, closure=None):
        rates = [group["lr"] for group in self.param_groups]
        for group in self.param_groups:
            group["lr"] = rates[0]
        super().step(closure)
        for group, rate in zip(self.param_groups, rates):
            group["lr"] = rate`;
    const cosine = ', scheduler=lambda o, n: torch.optim.lr_scheduler.CosineAnnealingLR(o, n)';
    const run = (make: string, options = ''): Promise<VerifyReport> =>
      verify(
        `import torch\nfrom auxopt_torch import verify_method${first}
verify_method(lambda p: ${make}([{"params": p[:1], "lr": 0.1}, {"params": p[1:], "lr": 0.01, "momentum": 0.5}], momentum=0.9, nesterov=True),
              method="nesterov-torch", states={"b": "momentum_buffer"}${options})`,
        'nesterov-torch',
      );
    for (const options of ['', cosine]) {
      const report = await run('torch.optim.SGD', options);
      expect(report.first).toBeUndefined();
      expect([report.verdict, report.counts.pass]).toEqual(['pass', report.cases]);
    }
    const wrong = await run('First');
    expect(wrong.verdict).toBe('fail');
    expect(wrong.diagnosis?.[0]?.mistake).toMatch(/^the ℓ of coordinates? 1.* is used for coordinates? /);
  });

  it('takes the norm of each tensor where it says so, and only there', async () => {
    const normalised = (options: string): Promise<VerifyReport> =>
      verify(
        `
import torch
from auxopt_torch import verify_method
class Normalised(torch.optim.SGD):
    def step(self, closure=None):
        for p in self.param_groups[0]["params"]:
            m = self.state[p].setdefault("m", torch.zeros_like(p)).mul_(0.9).add_(p.grad, alpha=1 - 0.9)
            p.data.sub_(0.1 * m / max(m.norm(), 0.001))
verify_method(lambda p: Normalised(p, lr=0.1), method="sgd-normalised", parameters={"β": 0.9, "ε": 0.001}, states={"m": "m"}${options})`,
        'sgd-normalised',
        false,
      );
    const report = await normalised(', per_tensor=True');
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
    expect((await normalised('')).verdict).toBe('fail');
  });

  it('names what it computes in place of the page', async () => {
    const report = await optimizer(
      'lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9)',
      'sgd-weight-decay',
      ', parameters={"λ": 0.25}',
    );
    expect(report.verdict).toBe('fail');
    expect(formulas(report)).toContain('g ← ∇f(x, ξ)');
  });

  it('is told where it keeps a gradient in place of a copy', async () => {
    const text = `
import torch
from auxopt_torch import verify_method
class Keeps(torch.optim.SGD):
    def step(self, closure=None):
        for p in self.param_groups[0]["params"]:
            old = self.state[p].get("g")
            self.state[p]["g"] = p.grad
            p.data.add_(p.grad if old is None else 0.5 * (p.grad + old), alpha=-self.param_groups[0]["lr"])
verify_method(lambda p: Keeps(p, lr=0.1), method="sgd")
`;
    const said = async (program: string): Promise<string> =>
      (await verify(program, 'sgd')).results.map(({ message }) => message).join('\n');
    expect(await said(text)).toContain('an aliased buffer');
    // the sign of what is not a number is 0: x stays one
    const signs = text
      .replace('p.data.add_(', 'self.state[p]["m"] = ')
      .replace(
        ', alpha=-self.param_groups[0]["lr"])',
        '\n            p.data.sub_(0.1 * self.state[p]["m"].sign())',
      );
    expect(signs).not.toBe(text);
    expect(await said(signs)).toMatch(
      /m is not a number after round 2: state\['g'\].* of the optimizer is the memory/,
    );
  });
});
