/** Static SVG plots on linear axes: bands between two curves, lines, and single points. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** Text beside a curve, starting at a place chosen so that labels do not meet. */
export interface CurveLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** All (x, y) with low < y < high. */
export interface Band {
  readonly points: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  readonly labels: readonly CurveLabel[];
}

/** One curve. */
export interface Line {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly labels: readonly CurveLabel[];
}

/** A plot with linear axes. */
export interface RegionPlot {
  readonly title: string;
  /** What the picture shows, in words, for whoever does not see it. */
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  readonly bands?: readonly Band[];
  readonly lines?: readonly Line[];
  readonly dots?: readonly { readonly x: number; readonly y: number }[];
}

/** Okabe and Ito's colours without yellow and black, as in the other plots. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];
const dashes = ['none', '6 3', '2 3', '8 3 2 3', '4 2', '1 2'];

/** Legible on white and on dark paper: text takes the colour of its surroundings. */
const style =
  'background: transparent; color: currentColor; font: 13px system-ui, sans-serif; overflow: visible;';

/** The plot as a complete SVG document; bands come first, so that lines lie on top. */
export function renderRegionPlot(plot: RegionPlot): string {
  const { bands = [], lines = [], dots = [] } = plot;
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const strokeOf = (index: number): string => colours[index % colours.length] ?? 'currentColor';
  const dashOf = (index: number): string => dashes[index % dashes.length] ?? 'none';
  const bandMarks = bands.flatMap(({ points }, index) => {
    const outline = { stroke: strokeOf(index), strokeWidth: 2, strokeDasharray: dashOf(index) };
    return [
      Plot.areaY(points, { x: 'x', y1: 'low', y2: 'high', fill: strokeOf(index), fillOpacity: 0.1 }),
      Plot.lineY(points, { x: 'x', y: 'low', ...outline }),
      Plot.lineY(
        points.filter(({ high }) => high < plot.yDomain[1]),
        { x: 'x', y: 'high', ...outline },
      ),
    ];
  });
  const lineMarks = lines.map(({ points }, index) => {
    const place = bands.length + index;
    return Plot.lineY(points, {
      x: 'x',
      y: 'y',
      stroke: strokeOf(place),
      strokeWidth: 2,
      strokeDasharray: dashOf(place),
    });
  });
  // In the colour of its curve, at its end: no legend, and no colour vision needed.
  const labels = [...bands, ...lines].map(({ labels: places }, index) =>
    Plot.text(places, { x: 'x', y: 'y', text: 'text', textAnchor: 'start', fill: strokeOf(index) }),
  );
  const drawing = Plot.plot({
    document,
    width: 790,
    height: 440,
    marginLeft: 60,
    marginRight: 180,
    marginTop: 40,
    marginBottom: 45,
    ariaLabel: plot.title,
    ariaDescription: plot.description,
    x: { label: `${plot.xLabel} →`, labelAnchor: 'center', domain: [...plot.xDomain] },
    y: { label: `↑ ${plot.yLabel}`, domain: [...plot.yDomain], grid: true },
    marks: [
      ...bandMarks,
      ...lineMarks,
      Plot.dot(dots, { x: 'x', y: 'y', r: 4, fill: 'currentColor' }),
      ...labels,
    ],
  });
  drawing.setAttribute('style', style);
  const svg = drawing.outerHTML.replace(
    /<svg /,
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ',
  );
  return `${svg}\n`;
}
