/** The kit's verdicts on programs behind the Python adapter, and on real optimizers: right ones pass, wrong ones fail. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyCommand, type VerifyOptions, type VerifyReport } from '../../src/verify/index.js';
import { readBlocks } from '../support/fenced-blocks.js';
import { pythonIsMissing } from '../support/protocol-driver.js';
import { root } from '../support/run-cli.js';

const docs = join(root, 'docs');
const adapter = join(root, 'src/verify/adapters/assets/auxopt_adapter.py');

// The folder of the Python programs holds the adapter and nothing else.
const folder = mkdtempSync(join(tmpdir(), 'auxopt-kit-'));
copyFileSync(adapter, join(folder, 'auxopt_adapter.py'));
// Inside the checkout, so that `auxopt/verify` resolves to the package itself.
mkdirSync(join(root, 'test/docs/.generated'), { recursive: true });
const inside = mkdtempSync(join(root, 'test/docs/.generated/kit-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(inside, { recursive: true, force: true });
});

/** A program of the docs, copied, with one text in place of another. */
function program(file: string, place: string, right = '', wrong = ''): string {
  const source = readFileSync(join(docs, file), 'utf8');
  expect(source).toContain(right);
  const path = join(place, file.replaceAll('/', '-'));
  writeFileSync(path, source.replace(right, wrong));
  return path;
}

const python = (file: string, right?: string, wrong?: string, options: VerifyOptions = {}) =>
  verifyCommand(['python3', program(`examples/adapters/${file}`, folder, right, wrong)], {
    ...options,
    explains: false,
  });

const untested = ({ results }: VerifyReport): readonly (string | undefined)[] =>
  results.filter(({ verdict }) => verdict === 'unsupported').map(({ message }) => message);

describe.skipIf(pythonIsMissing !== undefined)('a Python program under the kit', () => {
  it('passes, in a folder that holds it and the adapter', { tags: ['long', 'gate'] }, async () => {
    const report = await python('aux_mom_plain.py');
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
    expect(report.levels).toEqual([0, 1, 2, 3]);
    expect(report.counts.pass).toBeGreaterThan(60);
    // what it does not declare is not tested, and nothing else
    expect(new Set(untested(report))).toEqual(
      new Set(['exact', 'batch', 'first-snapshot'].map((kind) => `not supported: initialization ${kind}`)),
    );
  });

  it.each(['binary64', 'rational'])(
    'passes with all variants and starts in %s, untested: nothing',
    { tags: 'long' },
    async (name) => {
      const path = program('examples/adapters/all_variants_plain.py', folder);
      const report = await verifyCommand(['python3', path, name]);
      expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
      expect(report.capabilities.arithmetic).toBe(name);
      expect(report.counts.pass).toBe(report.cases);
    },
  );

  it.each([
    ['a ↔ 1 − a', '(1 - a) * m + a * (', 'a * m + (1 - a) * (', 'AUX-MOM.2'],
    ['the sign of the correction', '.h(x) + m)', '.h(x) - m)', 'AUX-MOM.5'],
    ['f and h swapped', 'sample.f(x) - sample.h(x))', 'sample.h(x) - sample.f(x))', 'AUX-MOM.2'],
    [
      'one local step too many',
      'range(task.local_step_count)',
      'range(task.local_step_count + 1)',
      undefined,
    ],
  ])('fails with %s', { tags: 'long' }, async (_name, right, wrong, equation) => {
    const options = { variants: ['aux-mom'], level: 2 } as const;
    const report = await python('aux_mom_plain.py', right, wrong, options);
    expect(report.verdict).toBe('fail');
    expect(report.counts.pass).toBeLessThan(report.cases / 2);
    if (equation !== undefined) expect(report.first?.violation?.equation).toBe(equation);
    expect(report.counts.crash + report.counts.timeout + report.counts.protocol).toBe(0);
  });

  it('fails where bad parameters are accepted', { tags: 'long' }, async () => {
    const report = await python('aux_mom_plain.py', 'if not task.step_size > 0:', 'if False:', {
      only: (id) => id.startsWith('L3/'),
    });
    expect(report.verdict).toBe('fail');
    const failed = report.results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
    expect(failed).toEqual(
      ['aux-mom', 'aux-mvr'].flatMap((variant) =>
        ['zero-step-size', 'negative-step-size'].map((fault) => `L3/${variant}/${fault}`),
      ),
    );
  });

  it('fails with NaN, in the round where it appears', async () => {
    const wrong = 'sample = task.draw_snapshot(); x = x * float("nan") if t == 2 else x';
    const report = await python('aux_mom_plain.py', 'sample = task.draw_snapshot()', wrong, {
      only: (id) => id.startsWith('L2/aux-mom/planar/'),
    });
    expect([report.verdict, report.first?.violation?.round]).toEqual(['fail', 2]);
  });

  it('passes where it prints', async () => {
    const wrong = 'print("hello"); sample = task.draw_snapshot()';
    const report = await python('aux_mom_plain.py', 'sample = task.draw_snapshot()', wrong, {
      only: (id) => id.startsWith('L2/aux-mom/planar/'),
    });
    expect(report.verdict).toBe('pass');
  });
});

describe.skipIf(pythonIsMissing !== undefined)('a Python program of the guides', { tags: 'long' }, () => {
  const verify = (lines: readonly string[], options: VerifyOptions): Promise<VerifyReport> => {
    const path = join(folder, 'written.py');
    writeFileSync(path, lines.join('\n'));
    return verifyCommand(['python3', path], { ...options, explains: false });
  };
  const ofTheGuide = (text: string): string =>
    readBlocks('docs/guide/real-optimizers.md').find(({ code }) => code.includes(text))?.code ?? '';

  it('whose loop is its own passes with its check, bad parameters too', async () => {
    const loop = ofTheGuide('check=check');
    const only = (id: string) => /^L3\/|\/zero\/callback$/u.test(id);
    const report = await verify([loop], { only });
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
    expect(report.results.some(({ id, verdict }) => id.startsWith('L3/') && verdict === 'pass')).toBe(true);
    const wrong = await verify([loop.replace(', check=check', '')], { only });
    const failed = wrong.results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
    expect(failed).toContain('L3/aux-mom/zero-step-size');
    expect(failed.filter((id) => !id.startsWith('L3/'))).toEqual([]);
  });

  it.each(['self', 'self.init, self.update'])('makes an optimizer of pure functions: %s', async (made) => {
    const lines = (sign: string) => [
      'from auxopt_adapter import serve_optimizer',
      'class HeavyBall:',
      '    def __init__(self, options):',
      '        self.options = options',
      '    def init(self, x):',
      '        return 0 * x',
      '    def update(self, gradient, state, x):',
      `        state = self.options.momentum * state ${sign} self.options.lr * gradient`,
      '        return state, state',
      '    def made(self):',
      `        return ${made}`,
      'serve_optimizer(lambda options: HeavyBall(options).made(), method="heavy-ball", name="mine")',
    ];
    const options = { method: 'heavy-ball', only: (id: string) => id.includes('/planar/') } as const;
    expect((await verify(lines('-'), options)).verdict).toBe('pass');
    expect((await verify(lines('+'), options)).first?.violation?.equation).toBe('AUX-MOM.6');
  });
});

describe('convnetjs under the kit', { tags: 'long' }, () => {
  const verify = (options: VerifyOptions, right?: string, wrong?: string): Promise<VerifyReport> =>
    verifyCommand(['node', program('gallery/wrappers/convnetjs.mjs', inside, right, wrong)], options);

  it('is plain momentum from zero', async () => {
    const report = await verify({ method: 'heavy-ball' });
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
    // nine families in two other units, three of them in both oracle modes; three wide ones, eight of drawn sizes, two of few bits; and the handshake
    expect(report.counts.pass).toBe(3 * 9 + 3 + 3 + 8 + 2 + 2);
    expect(new Set(untested(report))).toEqual(new Set(['not supported: single rounds']));
  });

  it.each([
    ['another start', "method: 'heavy-ball'", "method: 'sgd-ema'", 'sgd-ema'],
    ['the rate η', 'learning_rate: lr', 'learning_rate: lr / (1 - momentum)', 'heavy-ball'],
    ['the momentum a', 'lr, momentum,', 'lr, momentum: 1 - momentum,', 'heavy-ball'],
  ] as const)('fails with %s', async (_name, right, wrong, method) => {
    const report = await verify({ method, only: (id) => id.includes('/planar/') }, right, wrong);
    expect(report.verdict).toBe('fail');
    // it tells xᵗ alone, and that is where it differs
    expect(report.first?.violation?.equation).toBe('AUX-MOM.6');
  });
});
