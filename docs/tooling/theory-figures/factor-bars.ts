/** A static SVG chart of factors as bars. */
import * as Plot from '@observablehq/plot';
import { draw, formatTick, logTicks } from '../../../src/cli/chart.js';

/** Factors as bars from 1, to the left where they are below it, under the name of their row. */
export interface FactorBars {
  readonly title: string;
  readonly description: string;
  readonly xLabel: string;
  readonly rows: readonly {
    readonly name: string;
    readonly bars: readonly { readonly text: string; readonly factor: number; readonly colour: string }[];
  }[];
}

/** The bars on a logarithmic axis, as an SVG element that a phone shows in full. */
export function renderFactorBars({ title, description, xLabel, rows }: FactorBars): string {
  let line = 0;
  const names: { name: string; y: number }[] = [];
  const bars = rows.flatMap(({ name, bars: own }) => {
    names.push({ name, y: line + 0.9 });
    const placed = own.map((bar, index) => ({ ...bar, y: line + 1.1 + index, end: Math.max(1, bar.factor) }));
    line += own.length + 1.6;
    return placed;
  });
  const factors = bars.map(({ factor }) => factor);
  const domain = [Math.min(0.5, ...factors) / 1.1, Math.max(2, ...factors) * 1.1] as const;
  return draw({
    width: 400,
    height: 60 + 17 * line,
    marginTop: 44,
    marginBottom: 16,
    marginLeft: 8,
    marginRight: 100,
    ariaLabel: title,
    ariaDescription: description,
    x: {
      type: 'log',
      domain: [...domain],
      axis: 'top',
      label: xLabel,
      labelAnchor: 'left',
      ticks: logTicks(...domain),
      tickFormat: formatTick,
      grid: true,
    },
    y: { domain: [line, 0], axis: null },
    marks: [
      Plot.rect(bars, {
        x1: 1,
        x2: 'factor',
        y1: 'y',
        y2: ({ y }: { y: number }) => y + 0.86,
        fill: 'colour',
      }),
      Plot.ruleX([1], { stroke: 'currentColor', strokeWidth: 1.5 }),
      Plot.text(bars, {
        x: 'end',
        y: ({ y }: { y: number }) => y + 0.43,
        text: 'text',
        textAnchor: 'start',
        dx: 6,
        fill: 'currentColor',
      }),
      Plot.text(names, {
        frameAnchor: 'left',
        y: 'y',
        text: 'name',
        lineAnchor: 'bottom',
        dy: -2,
        fontWeight: 600,
        fill: 'currentColor',
        stroke: 'var(--paper, white)',
        strokeWidth: 4,
      }),
    ],
    color: { type: 'identity' },
  });
}
