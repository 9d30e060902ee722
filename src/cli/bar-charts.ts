/** Static SVG charts of bars: a histogram, counts in rows, and factors. */
import * as Plot from '@observablehq/plot';
import { draw, formatTick, logTicks } from './chart.js';

/** Stacked bars: their parts in the order of the groups. */
interface Bars {
  readonly title: string;
  /** What the chart shows, in words. */
  readonly description: string;
  readonly groups: readonly { readonly name: string; readonly colour: string }[];
}

/** How many values of a group fall into a bin. */
export interface HistogramBin {
  readonly low: number;
  readonly high: number;
  readonly group: string;
  readonly count: number;
}

/** A histogram over equal bins. */
export interface Histogram extends Bars {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xDomain: readonly [number, number];
  readonly bins: readonly HistogramBin[];
  /** A line that no value should cross. */
  readonly limit: { readonly x: number; readonly label: string };
}

/** The histogram as an SVG element, small enough to be read on a phone. */
export function renderHistogram({ bins, limit, groups, ...chart }: Histogram): string {
  return draw({
    width: 350,
    height: 230,
    marginLeft: 42,
    marginRight: 14,
    marginTop: 30,
    marginBottom: 38,
    ariaLabel: chart.title,
    ariaDescription: chart.description,
    x: { label: `${chart.xLabel} →`, labelAnchor: 'center', domain: [...chart.xDomain], ticks: 6 },
    y: { label: `↑ ${chart.yLabel}`, grid: true, ticks: 4, nice: true },
    color: colourScale(groups),
    marks: [
      Plot.rectY(
        bins.filter(({ count }) => count > 0),
        { x1: 'low', x2: 'high', y: 'count', ...stackOf(groups), insetLeft: 0.5, insetRight: 0.5 },
      ),
      Plot.ruleY([0], { stroke: 'currentColor' }),
      Plot.ruleX([limit.x], { stroke: 'currentColor', strokeWidth: 1.5, strokeDasharray: '4 3' }),
      // Above the frame, so that no bar meets it.
      Plot.text([limit], { x: 'x', text: 'label', frameAnchor: 'top', dy: -10, fill: 'currentColor' }),
    ],
  });
}

/** Horizontal bars, one a row. */
export interface RowBars extends Bars {
  readonly xLabel: string;
  readonly rows: readonly string[];
  readonly bars: readonly { readonly row: string; readonly group: string; readonly count: number }[];
}

/** The bars as an SVG element. */
export function renderRowBars({ title, description, groups, xLabel, rows, bars }: RowBars): string {
  return draw({
    width: 520,
    height: 54 + 26 * rows.length,
    marginLeft: 130,
    marginRight: 20,
    marginTop: 8,
    marginBottom: 40,
    ariaLabel: title,
    ariaDescription: description,
    x: { label: `${xLabel} →`, labelAnchor: 'center', grid: true, ticks: 5, tickFormat: 'd' },
    y: { label: null, domain: [...rows], padding: 0.25 },
    color: colourScale(groups),
    marks: [
      Plot.barX(
        bars.filter(({ count }) => count > 0),
        { x: 'count', y: 'row', ...stackOf(groups), insetRight: 0.5 },
      ),
      Plot.ruleX([0], { stroke: 'currentColor' }),
    ],
  });
}

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

function colourScale(groups: Bars['groups']): Plot.ScaleOptions {
  return { domain: groups.map(({ name }) => name), range: groups.map(({ colour }) => colour) };
}

function stackOf(groups: Bars['groups']): { fill: string; order: string[] } {
  return { fill: 'group', order: groups.map(({ name }) => name) };
}
