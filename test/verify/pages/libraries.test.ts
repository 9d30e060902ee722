/** Pages of libraries' optimizers: the library passes, and options that make it another method fail and are named. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand, type VerifyReport } from '../../../src/verify/index.js';
import { readPage } from '../../support/pages.js';
import { provideAdapter } from '../../support/protocol-driver.js';
import { pythonWith } from '../../support/python-with.js';
import { root } from '../../support/run-cli.js';

beforeAll(provideAdapter);

/** A page, the program and its words, words that make it another method, and what the report says of that. */
interface Row {
  readonly page: string;
  readonly library: string;
  readonly words: readonly string[];
  readonly wrong: readonly string[];
  readonly formula: { readonly should: string; readonly is: string; readonly condition?: string };
}

const sgd = (page: string, options: string): readonly string[] => [
  ...['torch_method.py', page, `torch.optim.SGD([x], lr=1.0, ${options})`, 'dict(b=s["momentum_buffer"])'],
];
const sklearn = (options: string): readonly string[] => ['sklearn_nesterov.py', options, 'p.ell'];

/** An adaptive optimizer of PyTorch: its page, its options, and the names of its averages. */
const adaptive = (page: string, make: string, states: string): readonly string[] => [
  ...['torch_method.py', page, `torch.optim.${make}`, states],
];
const moments = 'dict(m=s["exp_avg"], v=s["exp_avg_sq"])';
const betas = 'lr=1.0, betas=(p["β1"], p["β2"]), eps=p.eps';

const rows: readonly Row[] = [
  ...['foreach=False', 'foreach=True'].map((way) => ({
    ...{ page: 'adam', library: 'torch' },
    words: adaptive('adam', `Adam([x], ${betas}, ${way})`, moments),
    wrong: adaptive('adam', `Adam([x], lr=1.0, betas=(p["β2"], p["β1"]), eps=p.eps, ${way})`, moments),
    formula: {
      should: 'm ← β1 m + (1 − β1) g',
      is: 'm ← β2 m + (1 − β2) g, with β1 and β2 exchanged in all lines',
    },
  })),
  {
    ...{ page: 'adamw', library: 'torch' },
    words: adaptive('adamw', `AdamW([x], ${betas}, weight_decay=p["λ"])`, moments),
    wrong: adaptive('adamw', `AdamW([x], ${betas}, weight_decay=0)`, moments),
    formula: {
      should: 'x ← (1 − ℓ λ) x − ℓ (m / (1 − β1^t)) ⊘ (√(v / (1 − β2^t)) + ε)',
      is: 'x ← x − ℓ (m / (1 − β1^t)) ⊘ (√(v / (1 − β2^t)) + ε)',
    },
  },
  {
    ...{ page: 'adam-l2', library: 'torch' },
    words: adaptive('adam-l2', `Adam([x], ${betas}, weight_decay=p["λ"])`, moments),
    wrong: adaptive('adam-l2', `Adam([x], ${betas})`, moments),
    formula: { should: 'g ← ∇f(x, ξ) + λ x', is: 'g ← ∇f(x, ξ)' },
  },
  {
    ...{ page: 'adam-amsgrad', library: 'torch' },
    words: adaptive(
      'adam-amsgrad',
      `Adam([x], ${betas}, amsgrad=True)`,
      'dict(m=s["exp_avg"], v=s["exp_avg_sq"], V=s["max_exp_avg_sq"])',
    ),
    wrong: adaptive('adam-amsgrad', `Adam([x], ${betas})`, moments),
    formula: { should: 'V ← max(V, v)', is: 'V ← v' },
  },
  {
    ...{ page: 'rmsprop', library: 'torch' },
    words: adaptive(
      'rmsprop',
      'RMSprop([x], lr=1.0, alpha=p.alpha, eps=p.eps, momentum=p.mu)',
      'dict(v=s["square_avg"], b=s["momentum_buffer"])',
    ),
    wrong: adaptive(
      'rmsprop',
      'RMSprop([x], lr=1.0, alpha=1 - p.alpha, eps=p.eps, momentum=p.mu)',
      'dict(v=s["square_avg"], b=s["momentum_buffer"])',
    ),
    formula: { should: 'v ← α v + (1 − α) g²', is: 'v ← (1 − α) v + α g²' },
  },
  {
    ...{ page: 'adagrad', library: 'torch' },
    words: adaptive('adagrad', 'Adagrad([x], lr=1.0, lr_decay=p.delta, eps=p.eps)', 'dict(s=s["sum"])'),
    wrong: adaptive('adagrad', 'Adagrad([x], lr=1.0, eps=p.eps)', 'dict(s=s["sum"])'),
    formula: { should: 'x ← x − (ℓ / (1 + (t − 1) δ)) g ⊘ (√s + ε)', is: 'x ← x − ℓ g ⊘ (√s + ε)' },
  },
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
    formula: { should: 'v ← μ v − ℓ g', is: 'v ← μ v − ℓ g', condition: 'after x ← x + μ v − ℓ g' },
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
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
  });

  it('fails as another method, which is named', { tags: 'long' }, async () => {
    const report = await verify(wrong);
    expect(report.verdict).toBe('fail');
    expect(report.diagnosis?.map((found) => found.formula)).toContainEqual(formula);
  });
});
