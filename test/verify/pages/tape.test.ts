/** A program that gets the problem and all draws, and asks nothing, reports its states by the names of the page. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyCommand, verifyImplementation, type Implementation } from '../../../src/verify/index.js';
import { doubleFormat } from '../../../src/verify/adapters/create-task.js';
import { servePage } from './support/serve-page.js';
import { createFloatField } from '../../../src/exact/float-field.js';
import { methodOf, pageNames, readPage } from '../../support/pages.js';
import { provideAdapter } from '../../support/protocol-driver.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

type Prepare = NonNullable<Implementation<number>['methods']>[string];
const folder = temporaryFolder();

const verify = (page: string, prepare: Prepare, arithmetic: 'binary64' | 'binary32' = 'binary64') => {
  const { name } = methodOf(page);
  const program = { name: 'from a tape', variants: {}, methods: { [name]: prepare }, arithmetic };
  const { affine } = doubleFormat;
  const numbers: typeof doubleFormat = {
    ...doubleFormat,
    affine: (...given) => affine(...given).map(arithmetic === 'binary32' ? Math.fround : Number),
  };
  return verifyImplementation(
    { ...program, numbers, oracleModes: ['tape'] },
    { page, seed: 3, explains: false },
  );
};

const sarahLike = `method two-draws
given  η > 0; K ≥ 1
state  x; m from 0

sample ξ
m ← 1/2 m + ∇f(x, ξ)            1
y ← x
repeat K
  sample ζ
  y ← y − η (∇h(y, ζ) + m)      2
x ← y                           3
`;

/** Keeps its way from the beginning of the round; may draw ζ first, or take another point. */
const own =
  (wrong?: 'order' | 'point' | 'rounding'): Prepare =>
  ({ parametersAt, states, drawSample }) => {
    const { η: eta = 0, K = 1 } = parametersAt(1) as Record<string, number>;
    let x = states['x'] ?? [];
    let m = x.map(() => 0);
    return () => {
      const early = wrong === 'order' ? drawSample() : undefined;
      const g = drawSample().f(x);
      m = m.map((value, i) => value / 2 + (g[i] ?? 0));
      let way = x.map(() => 0);
      for (let k = 1; k <= K; k += 1) {
        const at = wrong === 'point' ? x : x.map((value, i) => value + (way[i] ?? 0));
        const h = (k === 1 ? (early ?? drawSample()) : drawSample()).h(at);
        way = way.map((value, i) => value - eta * ((h[i] ?? 0) + (m[i] ?? 0)));
      }
      const off = wrong === 'rounding' ? 1 + 2 ** -40 : 1;
      x = x.map((value, i) => value + off * (way[i] ?? 0));
      return { x, m };
    };
  };

describe('a run of a page in tape mode', () => {
  it('passes where the program computes every gradient itself and is right', async () => {
    const report = await verify(sarahLike, own());
    expect([report.verdict, report.counts.pass]).toEqual(['pass', report.cases]);
    expect(report.capabilities.oracleModes).toEqual(['tape']);
  });

  it.each([
    ['order', 'TWO-DRAWS.1'],
    ['point', 'TWO-DRAWS.3'],
    ['rounding', 'TWO-DRAWS.3'],
  ] as const)('fails by its %s, at the line that it breaks', { tags: 'long' }, async (wrong, equation) => {
    const { verdict, first } = await verify(sarahLike, own(wrong));
    expect(verdict).toBe('fail');
    expect(first?.message).toContain(equation);
  });

  it.each(pageNames)('%s: the page served as a program passes', { tags: 'long' }, async (name) => {
    const page = readPage(name);
    for (const arithmetic of ['binary64', 'binary32'] as const) {
      const field = createFloatField(arithmetic);
      const report = await verify(page, servePage(methodOf(page), field), arithmetic);
      expect(report.results.filter(({ verdict }) => !['pass', 'unsupported'].includes(verdict))).toEqual([]);
      expect(report.counts.pass).toBeGreaterThan(0);
    }
  });

  it('is served by the adapter for Python, which sees every field of the message', async () => {
    const file = join(folder, 'program.py');
    const check =
      'assert task.message["case"].endswith("-%d" % task.message["position"]["number"]) and task.message["position"]["of"] == 30';
    const program = (g: string) => `
from auxopt_adapter import serve_method
def nesterov(task):
    mu, lr = task.parameters["μ"], task.parameters["ℓ"]
    def rounds():
        x, b = task.states["x"], 0 * task.states["x"]
        for t in range(task.round_count):
            g = ${g}
            b = mu * b + g
            x = x - lr * (g + mu * b)
            yield {"x": x, "b": b}
    ${check}
    return rounds()
serve_method("nesterov-torch", nesterov, name="from a tape", oracle_modes=["tape"])
`;
    provideAdapter();
    const judged = async (g: string) => {
      writeFileSync(file, program(g));
      return verifyCommand(['python3', file], { page: readPage('nesterov-torch'), seed: 5, explains: false });
    };
    const right = await judged('task.sample().f(x)');
    expect([right.verdict, right.counts.pass]).toEqual(['pass', right.cases]);
    const wrong = await judged('task.mean.f(x)');
    expect(wrong.first?.message).toMatch(/NESTEROV-TORCH\.1 is violated at round 1/);
    const asking = await judged('task._ask_kit("f", "snapshot", x, None)[0]');
    expect(asking.first?.message).toContain('a gradient was asked in tape mode');
  });
});
