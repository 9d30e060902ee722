/** Round 1 of aux-mvr in the form of STORM: the bracket of AUX-MVR.2 is 0 there, but whoever regroups its terms rounds them. */
import { expect, it } from 'vitest';
import { caseOfProblem } from '../../src/verify/cases/verification-case.js';
import { verifyImplementation, type Implementation } from '../../src/verify/index.js';
import { readProblem } from '../../src/problems/index.js';

const text = JSON.stringify({
  format: 'auxopt-problem/1',
  name: 'cancels',
  dimension: 1,
  target: { matrix: [['0.4']], vector: ['-0.8'] },
  auxiliary: { matrix: [['3.46']], vector: ['-8.92'] },
  variant: 'aux-mvr',
  parameters: { stepSize: '0.02', momentumWeight: '0.1', localStepCount: 1, roundCount: 1 },
  initialization: { kind: 'zero' },
  startingPoint: ['0'],
  seed: 0,
});

/** m¹ = g_D + (1 − a)(m⁰ − g_D), and `excess` on top. */
const stormForm = (excess: number): Implementation<number> => ({
  name: 'storm',
  variants: {
    'aux-mvr':
      ({ stepSize, momentumWeight: a, drawSnapshot, drawLocal }) =>
      ({ x, m = [] }) => {
        const sample = drawSnapshot();
        const [f, h] = [sample.f(x), sample.h(x)];
        const difference = f.map((value, i) => value - (h[i] ?? 0));
        const next = difference.map((value, i) => value + (1 - a) * ((m[i] ?? 0) - value) + excess);
        const local = drawLocal().h(x);
        return { x: x.map((value, i) => value - stepSize * ((local[i] ?? 0) + (next[i] ?? 0))), m: next };
      },
  },
});

it.each([
  ['is allowed', 0, 'pass'],
  ['is no excuse for more than rounding', 1e-12, 'fail'],
] as const)('%s', async (_name, excess, verdict) => {
  const cases = [caseOfProblem(readProblem(text, 'cancels.json', () => ''))];
  const only = (id: string): boolean => id.startsWith('L2/');
  const { verdict: actual, cases: count } = await verifyImplementation(stormForm(excess), {
    level: 2,
    cases,
    only,
  });
  expect([actual, count]).toEqual([verdict, 2]);
});
