/** Groups of coordinates: each is judged by the page alone, with parameters of its own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand, type VerifyReport } from '../../../src/verify/index.js';
import { readPage } from '../../support/pages.js';
import { provideAdapter } from '../../support/protocol-driver.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
beforeAll(provideAdapter);

function verify(method: string, prepare: string, options: string, explains = false): Promise<VerifyReport> {
  const file = join(folder, 'program.py');
  const text = `from auxopt_adapter import Vector, serve_method\ndef prepare(task):\n${prepare}\nserve_method("${method}", prepare, name="groups", ${options})\n`;
  writeFileSync(file, text);
  return verifyCommand(['python3', file], { page: readPage(method), seed: 3, explains });
}

/** Momentum, ℓ = 0.1 in the first half and `used` in the second, which says `told`. */
const halves = (used: string, told: string, options = 'own_parameters=True', explains = false) =>
  verify(
    'nesterov-torch',
    `
    d = task.dimension
    h = (d + 1) // 2
${told}
    def rounds():
        x, b = task.states["x"], 0 * task.states["x"]
        for t in range(task.round_count):
            g = task.sample().f(x)
            b = 0.9 * b + g
            x = Vector([x[i] - (0.1 if i < h else ${used}) * (g[i] + 0.9 * b[i]) for i in range(d)])
            yield {"x": x, "b": b}
    return rounds()`,
    options,
    explains,
  );
const both = `
    task.use({"ℓ": 0.1, "μ": 0.9}, coordinates=range(h))
    if d > 1: task.use({"ℓ": 0.01, "μ": 0.9}, coordinates=range(h, d))`;
const said = ({ first }: VerifyReport) => first?.message ?? '';

describe('groups with parameters of their own', () => {
  it('pass by those that they say', async () => {
    const report = await halves('0.01', both);
    expect([said(report), report.verdict, report.counts.pass]).toEqual(['', 'pass', report.cases]);
  });

  it('fail where one is moved with the rate of another, and it is named with the coordinates of the whole', async () => {
    const report = await halves('0.1', both, undefined, true);
    expect(report.verdict).toBe('fail');
    expect(said(report)).toMatch(/^NESTEROV-TORCH\.2 is violated at round 1, coordinate [2-4] of x/);
    expect(report.diagnosis?.[0]?.mistake).toMatch(
      /^the ℓ of coordinates? 1(, 2)?(, 3)? is used for coordinates? [2-5](, [3-5])*$/,
    );
  });

  it('fail where the first is wrong too', async () => {
    expect((await halves('0.01', both.replace('"ℓ": 0.1,', '"ℓ": 0.2,'))).verdict).toBe('fail');
  });

  it.each([
    [
      'one left out',
      'task.use({"ℓ": 0.1, "μ": 0.9}, coordinates=[0])',
      undefined,
      /has groups of the coordinates 0, and each of 0, 1 is expected/,
    ],
    [
      'one twice',
      'task.use({"ℓ": 0.1, "μ": 0.9}, coordinates=[0, 0])',
      undefined,
      /and each of 0, 1 is expected in one group/,
    ],
    [
      'one that there is not',
      'task.use({"ℓ": 0.1, "μ": 0.9}, coordinates=[0, 1, 7])',
      undefined,
      /the coordinates 0, 1, 7/,
    ],
    ['without parameters', 'task.use(coordinates=range(d))', undefined, /lacks ℓ/],
    [
      'in tape mode',
      'task.use({"ℓ": 0.1, "μ": 0.9}, coordinates=range(d))',
      'own_parameters=True, oracle_modes=("tape",)',
      /has "groups" in tape mode/,
    ],
  ])('%s are refused', { tags: 'long' }, async (_, told, options, problem) => {
    expect(said(await halves('0.01', `    ${told}`, options))).toMatch(problem);
  });
});

describe('groups of a page that reads all coordinates', () => {
  /** Each coordinate, or all, with its own norm. */
  const normalised = (told: string, groups: string): Promise<VerifyReport> =>
    verify(
      'sgd-normalised',
      `
    p, d = task.parameters, task.dimension
${told}
    def rounds():
        x, m = task.states["x"], 0 * task.states["x"]
        for t in range(task.round_count):
            m = p["β"] * m + (1 - p["β"]) * task.sample().f(x)
            x = list(x)
            for part in ${groups}:
                norm = max(sum(m[i] ** 2 for i in part) ** 0.5, p["ε"])
                for i in part: x[i] = x[i] - p["ℓ"] * m[i] / norm
            x = Vector(x)
            yield {"x": x, "m": m}
    return rounds()`,
      'schedules=()',
    );
  const each = '    for i in range(d): task.use(coordinates=[i])';

  it('have norms of their own', async () => {
    const report = await normalised(each, '[[i] for i in range(d)]');
    expect([said(report), report.verdict]).toEqual(['', 'pass']);
  });

  it('fail where the program has the norm of the whole, or says no groups', { tags: 'long' }, async () => {
    expect((await normalised(each, '[range(d)]')).verdict).toBe('fail');
    expect((await normalised('    pass', '[[i] for i in range(d)]')).verdict).toBe('fail');
    expect((await normalised('    pass', '[range(d)]')).verdict).toBe('pass');
  });
});

it('is not judged where two points differ in other groups alone', async () => {
  // a coordinate that stays: ∇f(x, ξ) and ∇f(w, ξ) are asked at what looks like one point
  const report = await verify(
    'storm',
    `
    p, d = task.parameters, task.dimension
    for i in range(d): task.use({"η": 2.0**-1074 if i == 0 else 0.125, "a": 0.5}, coordinates=[i])
    def rounds():
        x = w = task.states["x"]
        m = None
        for t in range(task.round_count):
            s = task.sample()
            m = s.f(x) if m is None else s.f(x) + 0.5 * (m - s.f(w))
            w = x
            x = Vector([x[i] - (2.0**-1074 if i == 0 else 0.125) * m[i] for i in range(d)])
            yield {"x": x}
    return rounds()`,
    'own_parameters=True',
  );
  const doubts = report.results.filter(({ verdict }) => verdict === 'unsupported');
  expect(doubts.length).toBeGreaterThan(0);
  expect(new Set(doubts.map(({ message }) => message))).toEqual(
    new Set(['two points at which a gradient is asked differ in other groups alone']),
  );
  expect(report.counts.fail).toBe(0);
});

describe('groups that have no gradient in some rounds', () => {
  /** Adam, coordinate i without a gradient where t + i is a multiple of 3; `skip` is what a program does then. */
  const adam = (
    skip: string,
    rounds = '[t for t in range(1, T + 1) if (t + i) % 3]',
    count = 'n[i] += 1',
  ): Promise<VerifyReport> =>
    verify(
      'adam',
      `
    p, d, T = task.parameters, task.dimension, task.round_count
    for i in range(d): task.use(coordinates=[i], rounds=${rounds})
    def rounds():
        x = list(task.states["x"])
        m, v, n = [0.0] * d, [0.0] * d, [0] * d
        for t in range(1, T + 1):
            g = task.sample().f(Vector(x))
            for i in range(d):
                if (t + i) % 3 == 0:
                    ${skip}
                ${count}
                m[i] = p.beta1 * m[i] + (1 - p.beta1) * g[i]
                v[i] = p.beta2 * v[i] + (1 - p.beta2) * g[i] * g[i]
                x[i] = x[i] - p.ell * (m[i] / (1 - p.beta1 ** n[i])) / ((v[i] / (1 - p.beta2 ** n[i])) ** 0.5 + p["ε"])
            yield {"x": x, "m": m, "v": v}
    return rounds()`,
      'schedules=()',
      true,
    );

  it('pass where they stay as they are', async () => {
    const report = await adam('continue');
    expect([said(report), report.verdict]).toEqual(['', 'pass']);
  });

  it('fail where a state decays, and it is said', { tags: 'long' }, async () => {
    const report = await adam('m[i] *= p.beta1; continue');
    expect([report.verdict, report.diagnosis?.[0]?.id]).toEqual(['fail', 'group/idle']);
    expect(said(report)).toMatch(
      /^ADAM is violated at round \d+, coordinate \d of m: .*m stays as it is without a gradient/,
    );
  });

  it('fail where the counter counts every step, and it is said', { tags: 'long' }, async () => {
    const report = await adam('n[i] = t; continue', undefined, 'n[i] = t');
    expect([report.verdict, report.diagnosis?.[0]?.id]).toEqual(['fail', 'group/counter']);
  });

  it('must say rounds that there are, in order', { tags: 'long' }, async () => {
    expect(said(await adam('continue', '[2, 1]'))).toMatch(
      /a group with the rounds 2, 1, and some of 1 to \d+ are expected, in order/,
    );
    expect(said(await adam('continue', '[T + 1]'))).toMatch(/has a group with the rounds \d+, and some/);
  });
});
