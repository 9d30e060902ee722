import { describe, expect, it } from 'vitest';
import { verifyImplementation, type Implementation } from '/tmp/wt/h-adam/src/verify/index.js';
import { readPage, pageNames } from '/tmp/wt/h-adam/test/support/pages.js';
type Vector = readonly number[];
type Prepare = NonNullable<Implementation<number>['methods']>[string];
const zip = (f: (...v: number[]) => number, ...vs: Vector[]): Vector => vs[0]!.map((_, i) => f(...vs.map((v) => v[i]!)));
const adam = (o: Record<string, boolean>): Prepare => ({ parametersAt, states, drawSample }) => {
  const { ℓ, β1: b1o, β2: b2o, ε } = parametersAt(1) as Record<string, number>;
  let [b1, b2] = o['swapped'] ? [b2o!, b1o!] : [b1o!, b2o!];
  let x: Vector = states['x']!; let m: Vector = x.map(() => 0); let v: Vector = m;
  return (t) => {
    const g = drawSample().f(x);
    m = zip((m, g) => b1 * m + (1 - b1) * g, m, g);
    v = zip((v, g) => b2 * v + (1 - b2) * (o['nosq'] ? Math.abs(g) : g * g), v, g);
    const k = o['offbyone'] ? t + 1 : o['late'] ? Math.max(t-1,1) : t;
    const [c1, c2] = o['nobias'] ? [1, 1] : [1 - b1 ** k, 1 - b2 ** k];
    const [p, q] = o['exchanged'] ? [v, m] : [m, v];
    x = zip((x, m, v) => {
      if (o['epsin']) return x - ℓ! * (m / c1) / Math.sqrt(v / c2 + ε!);
      if (o['epskeras']) return x - ℓ! * Math.sqrt(c2) / c1 * m / (Math.sqrt(v) + ε!);
      if (o['noroot']) return x - ℓ! * (m / c1) / (v / c2 + ε!);
      if (o['folded']) return x - ℓ! * Math.sqrt(c2) / c1 * m / (Math.sqrt(v) + ε! * Math.sqrt(c2));
      return x - ℓ! * (m / c1) / (Math.sqrt(o['exchanged'] ? Math.abs(v / c2) : v / c2) + ε!);
    }, x, p, q);
    return { x, m, v };
  };
};
const names = process.env['WHICH']?.split(',') ?? ['right','folded','epsin','epskeras','offbyone','late','nobias','noroot','nosq','swapped','exchanged'];
describe('adam', () => {
  for (const name of names) it(name, async () => {
    const begin = Date.now();
    const r = await verifyImplementation({ name: 'p', variants: {}, methods: { adam: adam({ [name]: true }) } }, { otherPages: pageNames.map(readPage), page: readPage('adam'), seed: 2 });
    console.log(name, r.verdict, Date.now() - begin, 'ms', r.results.map((x) => x.verdict[0]).join(''), JSON.stringify(r.diagnosis?.map((d) => d.formula?.is ?? d.mistake)), r.results.find((x) => x.verdict === 'error')?.message ?? '');
  }, 120000);
});
