/** Expected distances from the optimum against cost. */
import * as Plot from '@observablehq/plot';
import type { Expected } from '../model/answer.js';
import { lookOf, note, put, widthOf } from './drawing.js';
import { formatShort, formatTick } from './format.js';

/** A curve of the first chart. */
export interface GapCurve {
  readonly role: 'main' | 'sgd' | 'uncorrelated' | 'naive';
  readonly name: string;
  readonly expected: Expected;
}

/** Expected gaps against cost, on a logarithmic scale. */
export function drawGaps(box: HTMLElement, curves: readonly GapCurve[]): void {
  const drawn = curves.map(({ role, name, expected }) => ({
    role,
    name,
    points: expected.curve.filter(({ gap }) => gap > 0 && Number.isFinite(gap)),
  }));
  const all = drawn.flatMap(({ points }) => points.map(({ gap }) => gap));
  if (all.length === 0) {
    put(box, note('Nothing to draw: every gap is 0 or not finite.'));
    return;
  }
  const width = widthOf(box);
  const low = 10 ** Math.floor(Math.log10(Math.min(...all)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...all)));
  const exponents = spread(Math.log10(low), Math.log10(high));
  const ends = apart(
    drawn.map(({ points }) => points.at(-1)?.gap ?? 1),
    low,
    high,
  );
  put(
    box,
    Plot.plot({
      width,
      height: 340,
      marginLeft: 52,
      marginRight: width < 480 ? 126 : 150,
      marginTop: 28,
      marginBottom: 40,
      ariaLabel: 'Expected distance from the optimum against target gradients',
      ariaDescription: `On a logarithmic scale. ${drawn
        .map(({ name, points }) => `${name} ends at ${formatShort(points.at(-1)?.gap ?? 0)}`)
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
        ...drawn.flatMap(({ role, points }) => [
          Plot.lineY(points, {
            x: 'cost',
            y: 'gap',
            stroke: lookOf(role).colour,
            strokeDasharray: lookOf(role).dash,
            strokeWidth: role === 'main' ? 3 : 2,
          }),
        ]),
        ...drawn.map(({ role, name, points }, index) =>
          Plot.text(points.slice(-1), {
            x: 'cost',
            y: () => ends[index] ?? 1,
            text: () => name,
            textAnchor: 'start',
            dx: 7,
            fill: lookOf(role).colour,
            fontWeight: 600,
          }),
        ),
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
