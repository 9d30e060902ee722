/** Static SVG charts, drawn with Observable Plot and without a browser: curves, and what all charts share. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { VariantName } from '../../spec/model/index.js';
import { escapeMarkup, showText } from '../verify/report/foreign-text.js';
import { methodAt, methodColours, methodDashes } from './palette.js';

/** A point of a curve, with a band from `low` to `high`; without `y` the band itself is what is shown. */
export interface CurvePoint {
  readonly x: number;
  readonly y?: number;
  readonly low?: number;
  readonly high?: number;
}

/** One curve, or a band between two. */
export interface Curve {
  /** Written where the curve ends, unless `labels` say where. */
  readonly name: string;
  readonly points: readonly CurvePoint[];
  /** The method, for its colour and dash; those of the curve's place among the curves where it is left out. */
  readonly method?: VariantName;
  /** A bound is thin and dotted. */
  readonly isBound?: boolean;
  readonly labels?: readonly { readonly text: string; readonly x: number; readonly y: number }[];
}

/** Curves over a linear x-axis. */
export interface CurveChart {
  /** Written above the chart. */
  readonly title?: string;
  /** What the chart shows, in words; where each curve ends if it is left out. */
  readonly description?: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Both ends of a linear y-axis; a logarithmic one, over all positive values, where they are left out. */
  readonly yDomain?: readonly [number, number];
  readonly xDomain?: readonly [number, number];
  readonly curves: readonly Curve[];
  readonly dots?: readonly { readonly x: number; readonly y: number }[];
  /** The size in pixels, and the part of the width that names take; 760, 440 and 150 by default. */
  readonly width?: number;
  readonly height?: number;
  readonly nameWidth?: number;
}

/** Pixels from one name to the next. */
const lineHeight = 15;
const margins = { top: 38, bottom: 44, left: 66 };
const titleHeight = 24;

/** The chart as an SVG element; points that a logarithmic axis cannot show are left out. */
export function renderCurves(chart: CurveChart): string {
  const { xLabel, yLabel, yDomain, xDomain, dots = [] } = chart;
  const { width = 760, height = 440, nameWidth = 150 } = chart;
  const isShown = (value: number | undefined): boolean =>
    value === undefined || (Number.isFinite(value) && (chart.yDomain !== undefined || value > 0));
  const shown = chart.curves.map((curve, index) => ({
    ...curve,
    colour: methodColours[curve.method ?? methodAt(index)],
    dash: curve.isBound === true ? '1 4' : methodDashes[curve.method ?? methodAt(index)],
    points: curve.points.filter(({ y, low, high }) => [y, low, high].every(isShown)),
  }));
  const points = shown.flatMap((curve) => curve.points);
  const values = points.flatMap(({ y, low, high }) => [y, low, high].filter((value) => value !== undefined));
  const [low, high] = yDomain ?? [Math.min(...values) / 1.3, Math.max(...values) * 1.3];
  const end = xDomain?.[1] ?? Math.max(...points.map(({ x }) => x));
  const isLog = yDomain === undefined;
  const top = margins.top + (chart.title === undefined ? 0 : titleHeight);
  const curves = shown.map((curve, index) => {
    // a curve that ends at 0 leaves a logarithmic chart at its lower edge
    const zero = isLog ? chart.curves[index]?.points.find(({ y }) => y === 0)?.x : undefined;
    const isEnd = zero !== undefined && zero > (curve.points.at(-1)?.x ?? Infinity);
    return isEnd ? { ...curve, points: [...curve.points, { x: zero, y: low }] } : curve;
  });
  const plotted = height - top - margins.bottom;
  const shareOf = (y: number): number =>
    isLog ? Math.log(high / y) / Math.log(high / low) : (high - y) / (high - low);
  const valueAt = (share: number): number =>
    isLog ? high * (low / high) ** share : high - share * (high - low);
  const names = spreadNames(
    curves.flatMap(({ name, colour, labels, points: own }) => {
      const y = own.at(-1)?.y;
      return labels !== undefined || y === undefined ? [] : [{ name, colour, pixel: shareOf(y) * plotted }];
    }),
    plotted,
  );
  return draw({
    width,
    height,
    marginTop: top,
    marginRight: nameWidth,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    ...(chart.title !== undefined && { ariaLabel: chart.title }),
    ariaDescription: chart.description ?? describeEnds(yLabel, chart.curves),
    x: {
      label: `${xLabel} →`,
      labelAnchor: 'center',
      ...(xDomain === undefined ? { nice: true } : { domain: [...xDomain] }),
    },
    y: {
      label: null,
      grid: true,
      domain: [low, high],
      ...(isLog && { type: 'log', ticks: logTicks(low, high), tickFormat: formatTick }),
    },
    marks: [
      ...curves.flatMap(({ points: own, colour, dash, isBound }) => {
        const look = { stroke: colour, strokeWidth: isBound === true ? 1.5 : 2, strokeDasharray: dash };
        const line = own.filter(({ y }) => y !== undefined);
        const band = own.filter((point) => point.low !== undefined && point.high !== undefined);
        const bare = band.filter(({ y }) => y === undefined);
        return [
          Plot.areaY(band, { x: 'x', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.1 }),
          Plot.lineY(line, { x: 'x', y: 'y', ...look }),
          Plot.lineY(bare, { x: 'x', y: 'low', ...look }),
          Plot.lineY(
            bare.filter((point) => (point.high ?? high) < high),
            { x: 'x', y: 'high', ...look },
          ),
        ];
      }),
      Plot.dot(dots, { x: 'x', y: 'y', r: 4, fill: 'currentColor' }),
      writeAbove(`↑ ${yLabel}`, 20),
      ...(chart.title === undefined ? [] : [writeTitle(chart.title, width / 8.5)]),
      // A name beside the end of its curve needs no legend and no colour vision.
      ...names.flatMap(({ name, colour, pixel }) => {
        const place = [{ x: end, y: valueAt(pixel / plotted) }];
        return [
          Plot.dot(place, { x: 'x', y: 'y', dx: 10, r: 3.5, fill: colour }),
          Plot.text(place, {
            x: 'x',
            y: 'y',
            text: () => name,
            textAnchor: 'start',
            dx: 18,
            fill: 'currentColor',
          }),
        ];
      }),
      ...curves.map(({ labels = [], colour }) =>
        Plot.text(labels, { x: 'x', y: 'y', text: 'text', textAnchor: 'start', fill: colour }),
      ),
    ],
  });
}

/** A line of text so many pixels above the plot, from the left edge of the chart. */
function writeAbove(text: string, pixels: number, font: Plot.TextOptions = {}): Plot.Markish {
  const place = { frameAnchor: 'top-left', lineAnchor: 'bottom', dx: 4 - margins.left, dy: -pixels } as const;
  return Plot.text([text], { ...place, fill: 'currentColor', ...font });
}

/** A title, cut where it would be too long. */
function writeTitle(title: string, mostLetters: number): Plot.Markish {
  const text = title.length > mostLetters ? `${title.slice(0, mostLetters - 1)}…` : title;
  return writeAbove(text, 20 + titleHeight, { fontSize: 13, fontWeight: 600 });
}

/** {@link renderCurves} as a complete SVG document. */
export const drawCurves = (chart: CurveChart): string => asDocument(renderCurves(chart));

/** An SVG element as a document of its own. */
export function asDocument(svg: string): string {
  const namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  return `${svg.replace(/<svg /, `<svg ${namespaces} `)}\n`;
}

/** Draws; text takes the colour of its surroundings, so it is legible on white and on dark paper. */
export function draw(options: Plot.PlotOptions): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawing = Plot.plot({ ...options, document });
  drawing.setAttribute('role', 'img');
  drawing.setAttribute(
    'style',
    'background: transparent; color: currentColor; overflow: visible; font: 12px system-ui, sans-serif',
  );
  // HTML leaves markup in attributes as it is, XML does not
  for (const element of [drawing, ...drawing.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      if (/[&<>]/u.test(value)) element.setAttribute(name, escapeMarkup(value, /[&<>]/gu));
    }
  }
  // names come from files: XML cannot carry a control character, and nobody sees one
  return showText(drawing.outerHTML);
}

/** Moves names apart that would meet, in the order in which their curves end. */
function spreadNames<Name extends { readonly pixel: number }>(
  names: readonly Name[],
  bottom: number,
): readonly Name[] {
  let next = -Infinity;
  const lowered = names
    .toSorted((left, right) => left.pixel - right.pixel)
    .map((name) => {
      const pixel = Math.max(name.pixel, next);
      next = pixel + lineHeight;
      return { ...name, pixel };
    });
  const overhang = Math.max(0, (lowered.at(-1)?.pixel ?? 0) - bottom);
  return lowered.map((name) => ({ ...name, pixel: name.pixel - overhang }));
}

/** Powers of ten, at most ten of them, with multiples where there are few. */
export function logTicks(low: number, high: number): readonly number[] {
  const decades = Math.log10(high / low);
  const factors = decades > 2.5 ? [1] : decades > 1.5 ? [1, 3] : [1, 2, 5];
  const stride = Math.ceil(decades / 10);
  const from = Math.floor(Math.log10(low) / stride) * stride;
  const exponents = Array.from({ length: Math.ceil(decades / stride) + 2 }, (_, i) => from + i * stride);
  return exponents
    .flatMap((exponent) => factors.map((factor) => Number(`${factor}e${exponent}`)))
    .filter((tick) => tick >= low && tick <= high);
}

/** A tick as 0.01, 5·10⁻⁵ or 10⁻⁴. */
export function formatTick(value: number): string {
  if (value >= 0.001 && value < 10_000) return String(value);
  const [factor = '1', exponent = '0'] = value.toExponential().split('e');
  const raised = String(Number(exponent)).replace(/./g, (digit) =>
    digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)),
  );
  return `${factor === '1' ? '' : `${factor}·`}10${raised}`;
}

/** What the curves show, in words. */
function describeEnds(yLabel: string, curves: readonly Curve[]): string {
  const ends = curves.flatMap(({ name, points }) => {
    const y = points.findLast((point) => Number.isFinite(point.y))?.y;
    return y === undefined ? [] : [`${name} ends at ${y.toPrecision(3)}`];
  });
  return `${yLabel} on a logarithmic scale: ${ends.join('; ')}.`;
}
