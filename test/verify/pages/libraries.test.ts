/** Pages of libraries' optimizers: the library passes, and options that make it another method fail and are named. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand, type VerifyReport } from '../../../src/verify/index.js';
import { readPage } from '../../support/pages.js';
import { pythonEnvironment } from '../../support/protocol-driver.js';
import { pythonWith } from '../../support/python-with.js';
import { root } from '../../support/run-cli.js';

beforeAll(() => {
  // the kit starts programs with the environment of its own
  Object.assign(process.env, { PYTHONPATH: pythonEnvironment['PYTHONPATH'], PYTHONDONTWRITEBYTECODE: '1' });
});

/** A page, the program and its words, words that make it another method, and what the report says of that. */
interface Row {
  readonly page: string;
  readonly library: string;
  readonly words: readonly string[];
  readonly wrong: readonly string[];
  readonly formula: { readonly should: string; readonly is: string };
}

const sgd = (page: string, options: string): readonly string[] => [
  ...['torch_method.py', page, `torch.optim.SGD([x], lr=1.0, ${options})`, 'dict(b=s["momentum_buffer"])'],
];
const sklearn = (options: string): readonly string[] => ['sklearn_nesterov.py', options, 'p.ell'];

const rows: readonly Row[] = [
  {
    ...{ page: 'heavy-ball-torch', library: 'torch' },
    words: sgd('heavy-ball-torch', 'momentum=p.mu, dampening=p.tau'),
    wrong: sgd('heavy-ball-torch', 'momentum=p.mu'),
    formula: { should: 'b ← μ b + (1 − τ) ∇f(x, ξ)', is: 'b ← μ b + ∇f(x, ξ)' },
  },
  {
    ...{ page: 'nesterov-torch', library: 'torch' },
    words: sgd('nesterov-torch', 'momentum=p.mu, nesterov=True'),
    wrong: sgd('nesterov-torch', 'momentum=p.mu'),
    formula: { should: 'x ← x − ℓ (g + μ b)', is: 'x ← x − ℓ b' },
  },
  {
    ...{ page: 'sgd-weight-decay', library: 'torch' },
    words: sgd('sgd-weight-decay', 'momentum=p.mu, weight_decay=p["λ"]'),
    wrong: sgd('sgd-weight-decay', 'momentum=p.mu'),
    formula: { should: 'g ← ∇f(x, ξ) + λ x', is: 'g ← ∇f(x, ξ)' },
  },
  {
    ...{ page: 'polyak-average', library: 'torch' },
    words: ['averaged_model.py'],
    wrong: ['averaged_model.py', 'average.module[0].data.copy_(model[0])'],
    formula: { should: 'x̄ ← x̄ + (x − x̄) / t', is: 'x̄ ← x' },
  },
  {
    ...{ page: 'nesterov-sutskever', library: 'sklearn' },
    words: sklearn('dict(momentum=p.mu, nesterov=True)'),
    wrong: sklearn('dict(momentum=p.mu, nesterov=False)'),
    formula: { should: 'v ← μ v − ℓ g', is: 'x ← x + μ v − ℓ g, and then this line' },
  },
];

describe.each(rows)('$page of $library', ({ page, library, words, wrong, formula }) => {
  const python = pythonWith(library);
  if (python === undefined) {
    it.skip(`skipped: ${library} is not installed`, () => undefined);
    return;
  }
  const verify = ([program = '', ...others]: readonly string[]): Promise<VerifyReport> =>
    verifyCommand([python, join(root, 'test/verify/pages', program), ...others], {
      page: readPage(page),
      seed: 1,
    });

  it('passes', { tags: 'long' }, async () => {
    const report = await verify(words);
    expect(report.first).toBeUndefined();
    expect(report.verdict).toBe('pass');
  });

  it('fails as another method, which is named', { tags: 'long' }, async () => {
    const report = await verify(wrong);
    expect(report.verdict).toBe('fail');
    expect(report.diagnosis?.map((found) => found.formula)).toContainEqual(formula);
  });
});
