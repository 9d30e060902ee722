/** Static SVG histograms, small enough to be read on a phone: stacked groups over equal bins. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** How many values of a group fall into a bin. */
export interface HistogramBin {
  readonly low: number;
  readonly high: number;
  readonly group: string;
  readonly count: number;
}

/** A histogram. */
export interface Histogram {
  readonly title: string;
  /** What the picture shows, in words, for whoever does not see it. */
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xDomain: readonly [number, number];
  /** Groups from the lowest of a stack to the highest, with their colours. */
  readonly groups: readonly { readonly name: string; readonly colour: string }[];
  readonly bins: readonly HistogramBin[];
  /** A line that no value should cross. */
  readonly limit: { readonly x: number; readonly label: string };
}

const style = 'background: transparent; color: currentColor; font: 12px system-ui, sans-serif;';

/** The histogram as an SVG element for an HTML page. */
export function renderHistogram(histogram: Histogram): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const { groups, bins, limit } = histogram;
  const drawing = Plot.plot({
    document,
    width: 350,
    height: 230,
    marginLeft: 42,
    marginRight: 14,
    marginTop: 30,
    marginBottom: 38,
    ariaLabel: histogram.title,
    ariaDescription: histogram.description,
    x: { label: `${histogram.xLabel} →`, labelAnchor: 'center', domain: [...histogram.xDomain], ticks: 6 },
    y: { label: `↑ ${histogram.yLabel}`, grid: true, ticks: 4, nice: true },
    color: { domain: groups.map(({ name }) => name), range: groups.map(({ colour }) => colour) },
    marks: [
      Plot.rectY(
        bins.filter(({ count }) => count > 0),
        {
          x1: 'low',
          x2: 'high',
          y: 'count',
          fill: 'group',
          order: groups.map(({ name }) => name),
          insetLeft: 0.5,
          insetRight: 0.5,
        },
      ),
      Plot.ruleY([0], { stroke: 'currentColor' }),
      Plot.ruleX([limit.x], { stroke: 'currentColor', strokeWidth: 1.5, strokeDasharray: '4 3' }),
      // Above the frame, so that no bar meets it.
      Plot.text([limit], { x: 'x', text: 'label', frameAnchor: 'top', dy: -10, fill: 'currentColor' }),
    ],
  });
  drawing.setAttribute('style', style);
  drawing.setAttribute('role', 'img');
  return drawing.outerHTML;
}
