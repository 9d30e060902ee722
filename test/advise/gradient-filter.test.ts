/** Whether a page is a gradient filter, read from its terms; each verdict stands beside a page that differs in one place. */
import { describe, expect, it } from 'vitest';
import { parsePage, resolvePage } from '../../spec/language/index.js';
import { describeFilter, filterVerdict } from '../../src/advise/gradient-filter.js';
import { readPage } from '../../src/cli/read-page.js';
import { auxopt } from '../support/run-cli.js';

const verdictOf = (page: string) => filterVerdict(resolvePage(parsePage(page)));
const heavyBall = `method p
given η > 0; 0 ≤ β < 1
state x; v from 0
sample ξ
v ← β v + ∇f(x, ξ)
x ← x − η v`;
const changed = (from: string, to: string): string => {
  expect(heavyBall).toContain(from);
  return heavyBall.replace(from, to);
};
const filter = { isFilter: true, constant: [], atRest: [] };

describe('a page is a gradient filter', () => {
  it.each([
    ['heavy ball', heavyBall],
    ['dampened', changed('+ ∇f', '+ (1 − β) ∇f')],
    ['Nesterov', changed('x − η v', 'x − η (∇f(x, ξ) + β v)')],
    ['an exact gradient', changed('∇f(x, ξ)', '∇f(x)').replace('sample ξ\n', '')],
    [
      'by the last point instead of a velocity',
      'method p\ngiven 0 ≤ β < 1\nstate x; z from x\nsample ξ\ny ← x + β (x − z) − ∇f(x, ξ)\nz ← x\nx ← y',
    ],
    ['a weight by a name of its own', changed('v ← β v', 'b ← 1 − β\nv ← (1 − b) v')],
    ['a leaky velocity', changed('v ← β v', 'v ← (β / (1 + η)) v')],
  ])('%s', (_name, page) => {
    expect(verdictOf(page)).toEqual(filter);
  });

  it('under conditions that the page leaves open', () => {
    expect(verdictOf(changed('η > 0;', 'η > 0 each round;'))).toEqual({ ...filter, constant: ['η'] });
    expect(verdictOf(changed('v from 0', 'v'))).toEqual({ ...filter, atRest: ['v'] });
    const sentence = describeFilter('p.md', { isFilter: true, constant: ['η'], atRest: ['v', 'w'] });
    expect(sentence).toContain('in runs where η is the same in all rounds and v, w start at 0');
  });

  it.each([
    ['weight decay', changed('x − η v', 'x − η v − η β x'), /x does not move along/],
    ['a velocity that remembers x', changed('β v', 'β v + x'), /does not move along/],
    ['a gradient at a point that lags', changed('∇f(x, ξ)', '∇f(β x, ξ)'), /point of its gradient/],
    ['a schedule in t', changed('η v', '(η / t) v'), /depend on the round: t/],
    ['a start that asks', changed('v from 0', 'v from ∇f(x)'), /2 gradients of f|start asks/],
    ['two gradients', changed('η v', 'η (v + ∇f(x + v, ξ))'), /2 gradients of f/],
    ['no gradient', changed(' + ∇f(x, ξ)', '').replace('sample ξ\n', ''), /0 gradients of f/],
    ['an auxiliary', changed('η v', 'η (v + ∇h(x, ξ))'), /gradients of h/],
    ['coordinates by themselves', changed('η v', 'η v ⊙ v'), /is not linear/],
    [
      'another first round',
      changed('v ← β v + ∇f(x, ξ)', 'in round 1\n  v ← ∇f(x, ξ)\nafterwards\n  v ← β v + (1 − β) ∇f(x, ξ)'),
      /not the same formula in every round/,
    ],
  ])('not with %s', (_name, page, reason) => {
    const verdict = verdictOf(page);
    expect(verdict).toMatchObject({ isFilter: false, reason: expect.stringMatching(reason) as string });
    expect(describeFilter('p', verdict)).toContain('nothing is proved against it');
  });

  it('of the pages that ship, for those that are momentum', () => {
    const isFilter = (name: string) => filterVerdict(readPage(name).method).isFilter;
    const filters = 'sgd heavy-ball nesterov-sutskever nesterov-torch qhm aggmo sgd-ema'.split(' ');
    for (const name of filters) expect(isFilter(name), name).toBe(true);
    for (const name of ['aux-mom', 'sgdw', 'heavy-ball-torch', 'storm', 'svrg', 'mars', 'polyak-average'])
      expect(isFilter(name), name).toBe(false);
  });
});

describe('advise --against', () => {
  const constants = `--smoothness 1 --hessian-similarity 0.01 --suboptimality 1
     --snapshot-variance 0 --local-variance 0 --target-variance 0`.split(/\s+/u);

  it('says whether the floor holds for a page, in words and as JSON', () => {
    const words = auxopt(['advise', ...constants, '--against', 'heavy-ball']);
    expect(words.stdout).toContain(
      'heavy-ball is a gradient filter in runs where ℓ is the same in all rounds',
    );
    const json = auxopt(['advise', ...constants, '--against', 'sgdw', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      against: {
        page: 'sgdw',
        isFilter: false,
        reason: 'x does not move along when x⁰ is moved, so it forgets or adds something else',
      },
    });
  });

  it('refuses a page that is none, and has no effect with --pilot', () => {
    const missing = auxopt(['advise', ...constants, '--against', 'no-such-page']);
    expect(missing.stderr).toContain('there is no page "no-such-page"');
    expect(missing.code).not.toBe(0);
    const pilot = auxopt(['advise', '--pilot', '10', '--against', 'sgd', '--', 'true']);
    expect(pilot.stderr).toContain('--against');
    expect(pilot.code).not.toBe(0);
  });
});
