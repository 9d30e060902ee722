/** Static SVG plots, drawn by Observable Plot without a browser. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** One curve: its points in order, and optionally a band around it. */
export interface Series {
  readonly name: string;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly low?: number;
    readonly high?: number;
  }[];
}

/** A plot with a logarithmic y-axis. */
export interface LogPlot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
}

/** Okabe and Ito's colours, which differ for every common form of colour blindness, without their yellow and black. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];
const dashes = ['none', '6 3', '2 3', '8 3 2 3', '4 2', '1 2'];

/** Legible on white and on dark paper: text takes the colour of its surroundings. */
const style =
  'background: transparent; color: currentColor; font: 13px system-ui, sans-serif; overflow: visible;';

/** The plot as a complete SVG document; points that are not positive have no logarithm and are left out. */
export function renderLogPlot({ title, xLabel, yLabel, series }: LogPlot): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawable = series.map(({ name, points }) => ({
    name,
    points: points.filter(({ y }) => y > 0 && Number.isFinite(y)),
  }));
  const marks = drawable.flatMap(({ points }, index) => {
    const stroke = colours[index % colours.length] ?? 'currentColor';
    const band = points.filter(({ low = 0, high = 0 }) => low > 0 && high > 0);
    const last = points.at(-1);
    return [
      Plot.areaY(band, { x: 'x', y1: 'low', y2: 'high', fill: stroke, fillOpacity: 0.15 }),
      Plot.lineY(points, {
        x: 'x',
        y: 'y',
        stroke,
        strokeWidth: 2,
        strokeDasharray: dashes[index % dashes.length] ?? 'none',
      }),
      // A name at the end of its line needs no legend and no colour vision.
      Plot.text(last === undefined ? [] : [last], {
        x: 'x',
        y: 'y',
        text: () => series[index]?.name ?? '',
        textAnchor: 'start',
        dx: 6,
        fill: stroke,
        stroke: 'var(--paper, white)',
        strokeWidth: 3,
      }),
    ];
  });
  const drawing = Plot.plot({
    document,
    width: 760,
    height: 440,
    marginLeft: 70,
    marginRight: 140,
    marginTop: 40,
    marginBottom: 45,
    ariaLabel: title,
    ariaDescription: describe(yLabel, drawable),
    x: { label: `${xLabel} →`, grid: false, nice: true },
    y: { type: 'log', label: `↑ ${yLabel}`, grid: true, ticks: 6, tickFormat: formatTick },
    marks: [Plot.ruleX([0], { stroke: 'currentColor', strokeOpacity: 0.3 }), ...marks],
  });
  drawing.setAttribute('style', style);
  const svg = drawing.outerHTML.replace(
    /<svg /,
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ',
  );
  return `${svg}\n`;
}

/** A tick of a logarithmic axis: a power of ten. */
function formatTick(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return Math.abs(exponent) <= 3 ? String(value) : `1e${exponent}`;
}

/** What the picture shows, in words. */
function describe(yLabel: string, series: readonly Series[]): string {
  const ends = series.flatMap(({ name, points }) => {
    const last = points.at(-1);
    return last === undefined ? [] : [`${name} ends at ${last.y.toPrecision(3)}`];
  });
  return `${yLabel} on a logarithmic scale: ${ends.join('; ')}.`;
}
