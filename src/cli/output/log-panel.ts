/** One panel of a figure: lines on a logarithmic y-axis, each named at its end, names never on top of one another. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** A line with its look; lines of one method share a colour, a bound is thin and dotted. */
export interface PanelLine {
  readonly name: string;
  /** Which colour and dash, by place in the palette. */
  readonly look: number;
  readonly isBound?: boolean;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** What a panel shows. */
export interface LogPanel {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly lines: readonly PanelLine[];
  /** The size in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Okabe and Ito's colours, shifted a little so that lines stand out by 3 : 1 or more from white and from dark paper. */
export const panelColours: readonly string[] = ['#1f83c4', '#d55e00', '#00946a', '#bf5f98'];
const dashes = ['none', '7 3', '2 3', '9 3 2 3'];
const margins = { top: 34, right: 112, bottom: 42, left: 64 };

/** Pixels from one name to the next. */
const lineHeight = 15;

/** The panel as an SVG element without a namespace, to be put into a figure. */
export function renderLogPanel({ xLabel, yLabel, lines, width, height }: LogPanel): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawable = lines.map((line) => ({
    ...line,
    points: line.points.filter(({ y }) => y > 0 && Number.isFinite(y)),
  }));
  const values = drawable.flatMap(({ points }) => points.map(({ y }) => y));
  const [low, high] = [Math.min(...values) / 1.3, Math.max(...values) * 1.3];
  const end = Math.max(...drawable.flatMap(({ points }) => points.map(({ x }) => x)));
  const plotted = height - margins.top - margins.bottom;
  const scale = Math.log(high / low) / plotted; // log units a pixel
  const marks = drawable.map(({ points, look, isBound }) =>
    Plot.lineY(points, {
      x: 'x',
      y: 'y',
      stroke: panelColours[look % panelColours.length] ?? 'currentColor',
      strokeWidth: isBound === true ? 1.5 : 2,
      strokeDasharray: isBound === true ? '1 4' : (dashes[look % dashes.length] ?? 'none'),
    }),
  );
  const names = spreadNames(
    drawable.flatMap(({ name, points }) => {
      const last = points.at(-1);
      return last === undefined ? [] : [{ name, pixel: Math.log(high / last.y) / scale }];
    }),
    plotted,
  ).map(({ name, pixel }) =>
    Plot.text([{ x: end, y: high * Math.exp(-pixel * scale) }], {
      x: 'x',
      y: 'y',
      text: () => name,
      textAnchor: 'start',
      dx: 6,
      fill: 'currentColor',
    }),
  );
  const drawing = Plot.plot({
    document,
    width,
    height,
    marginTop: margins.top,
    marginRight: margins.right,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    x: { label: `${xLabel} →`, labelAnchor: 'center', nice: true },
    y: {
      type: 'log',
      domain: [low, high],
      label: `↑ ${yLabel}`,
      grid: true,
      ticks: logTicks(low, high),
      tickFormat: formatTick,
    },
    marks: [...marks, ...names],
  });
  drawing.setAttribute(
    'style',
    'background: transparent; overflow: visible; font: 12px system-ui, sans-serif',
  );
  return drawing.outerHTML;
}

/** Moves names apart that would meet, in the order in which their lines end. */
function spreadNames<Name extends { readonly pixel: number }>(
  names: readonly Name[],
  bottom: number,
): readonly Name[] {
  const sorted = [...names].sort((left, right) => left.pixel - right.pixel);
  let next = -Infinity;
  const lowered = sorted.map((name) => {
    const pixel = Math.max(name.pixel, next);
    next = pixel + lineHeight;
    return { ...name, pixel };
  });
  const overhang = Math.max(0, (lowered.at(-1)?.pixel ?? 0) - bottom);
  return lowered.map((name) => ({ ...name, pixel: name.pixel - overhang }));
}

/** Powers of ten, with their doubles and fives where there are few. */
function logTicks(low: number, high: number): readonly number[] {
  const decades = Math.log10(high / low);
  const factors = decades > 2.5 ? [1] : decades > 1.5 ? [1, 3] : [1, 2, 5];
  const from = Math.floor(Math.log10(low));
  const exponents = Array.from({ length: Math.ceil(decades) + 2 }, (_, i) => from + i);
  return exponents
    .flatMap((exponent) => factors.map((factor) => Number(`${factor}e${exponent}`)))
    .filter((tick) => tick >= low && tick <= high);
}

/** A tick as 0.01, 5·10⁻⁵ or 10⁻⁴. */
function formatTick(value: number): string {
  if (value >= 0.001 && value < 1000) return String(value);
  const [factor = '1', exponent = '0'] = value.toExponential().split('e');
  const raised = String(Number(exponent)).replace(/./g, (digit) =>
    digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)),
  );
  return `${factor === '1' ? '' : `${factor}·`}10${raised}`;
}
