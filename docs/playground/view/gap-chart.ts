/** Expected gaps to the optimum against cost. */
import * as Plot from '@observablehq/plot';
import { isDivergent, type Expected } from '../model/answer.js';
import { lookOf, note, put, widthOf } from './drawing.js';
import { formatShort, formatTick } from './format.js';

/** A curve of the first chart. */
export interface GapCurve {
  /** The chosen method is thick; the one without correlation is thin and pale. */
  readonly role: 'main' | 'beside' | 'uncorrelated';
  readonly name: string;
  readonly expected: Expected;
}

/** Expected gaps against cost, on a logarithmic scale. */
export function drawGaps(box: HTMLElement, curves: readonly GapCurve[]): void {
  // What diverges leaves the picture at the top: ten times the start is enough to see it go.
  const starts = curves.flatMap(({ expected }) => expected.curve[0]?.gap ?? []);
  const ceiling = 10 * Math.max(...starts);
  const drawn = curves.map(({ role, name, expected }) => {
    const shown = expected.curve.filter(({ gap }) => gap > 0 && Number.isFinite(gap));
    const end = shown.findIndex(({ gap }) => gap > ceiling);
    return {
      role,
      variant: expected.variant,
      name: isDivergent(expected) ? `${name}: diverges` : name,
      points: end < 0 ? shown : shown.slice(0, end),
      finalGap: expected.finalGap,
    };
  });
  const all = drawn.flatMap(({ points }) => points.map(({ gap }) => gap));
  if (all.length === 0) {
    put(box, note('Nothing to draw on a logarithmic scale: every gap is 0 or negative.'));
    return;
  }
  const width = widthOf(box);
  const low = Math.max(1e-30, 10 ** Math.floor(Math.log10(Math.min(...all))));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...all)));
  const exponents = spread(Math.log10(low), Math.log10(high));
  const ends = apart(
    drawn.map(({ points, name }) => (name.endsWith('diverges') ? high : (points.at(-1)?.gap ?? low))),
    low,
    high,
  );
  const end = Math.max(...drawn.flatMap(({ points }) => points.map(({ cost }) => cost)));
  const nameWidth = 22 + 7.2 * Math.max(...drawn.map(({ name }) => name.length));
  put(
    box,
    Plot.plot({
      width,
      height: 340,
      marginLeft: 52,
      marginRight: Math.min(nameWidth, width / 2.2),
      marginTop: 28,
      marginBottom: 40,
      ariaLabel: 'Expected gap to the optimum against target gradients',
      ariaDescription: `On a logarithmic scale. ${drawn
        .map(({ name, finalGap }) => `${name}, ends at ${formatShort(finalGap)}`)
        .join('; ')}.`,
      x: { label: 'target gradients →', labelAnchor: 'center' },
      y: {
        type: 'log',
        domain: [low, high],
        label: '↑ E f(x) − inf f',
        grid: true,
        ticks: exponents.map((e) => 10 ** e),
        tickFormat: formatTick,
      },
      marks: [
        ...drawn.map(({ role, variant, points }) =>
          Plot.lineY(points, {
            x: 'cost',
            y: 'gap',
            stroke: lookOf(variant).colour,
            strokeDasharray: role === 'uncorrelated' ? '1 4' : lookOf(variant).dash,
            strokeWidth: role === 'main' ? 3 : 2,
          }),
        ),
        // A name in ink beside the end of its curve, with a dot in its colour.
        ...drawn.flatMap(({ role, variant, name }, index) => {
          const place = [{ cost: end, gap: ends[index] ?? 1 }];
          return [
            Plot.dot(place, { x: 'cost', y: 'gap', dx: 9, r: 4, fill: lookOf(variant).colour }),
            Plot.text(place, {
              x: 'cost',
              y: 'gap',
              text: () => name,
              textAnchor: 'start',
              dx: 17,
              fill: 'currentColor',
              fontWeight: role === 'main' ? 700 : 400,
            }),
          ];
        }),
        Plot.tip(
          drawn.flatMap(({ name, points }) => points.map((point) => ({ ...point, name }))),
          Plot.pointer({
            x: 'cost',
            y: 'gap',
            title: ({ name, cost, gap }: { name: string; cost: number; gap: number }) =>
              `${name}\nafter ${cost} target gradients: ${formatShort(gap)}`,
            fill: 'var(--paper)',
          }),
        ),
      ],
    }),
  );
}

/** Whole exponents, at most seven of them. */
function spread(low: number, high: number): readonly number[] {
  const step = Math.max(1, Math.ceil((high - low) / 7));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
}

/** Places for labels on a logarithmic axis that do not meet. */
function apart(values: readonly number[], low: number, high: number): readonly number[] {
  const gap = (Math.log(high) - Math.log(low)) / 16;
  const order = values.map((value, index) => ({ index, at: Math.log(value) })).sort((a, b) => a.at - b.at);
  let floor = -Infinity;
  for (const label of order) {
    label.at = Math.max(label.at, floor);
    floor = label.at + gap;
  }
  const over = Math.max(0, (order.at(-1)?.at ?? 0) - Math.log(high));
  return values.map((_, index) => Math.exp((order.find((label) => label.index === index)?.at ?? 0) - over));
}
