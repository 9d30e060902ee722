/** Curves with their names beside their ends; a curve that leaves the plot ends at the border, and its name has an arrow. */
import { pathData, svg } from './dom.js';
import { linearScale, logScale, type Scale } from './scale.js';

/** A curve. */
export interface ChartCurve {
  readonly name: string;
  /** A style class: the method. */
  readonly look: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Where the name stands: beside the end, or above the start. */
  readonly nameAt?: 'end' | 'start';
  /** Whether its points are marked. */
  readonly hasDots?: boolean;
}

/** An axis. */
export interface Axis {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly isLog?: boolean;
}

/** A chart. */
export interface Chart {
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who cannot see it. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly ChartCurve[];
  /** Points to mark, each with a short text. */
  readonly marks?: readonly {
    readonly x: number;
    readonly y: number;
    readonly text: string;
    readonly look: string;
  }[];
  /** Lines across the plot. */
  readonly rules?: readonly { readonly x?: number; readonly y?: number; readonly text: string }[];
}

const lineHeight = 17;

/** Pixels that a text of the figures takes; wide enough for every system font. */
const textWidth = (text: string): number => 7.9 * text.length;

/** Both scales and a drawing of their axes, titles inside the plot. */
export function drawAxes(
  { width, height, x, y }: Pick<Chart, 'width' | 'height' | 'x' | 'y'>,
  right = 16,
): { readonly root: SVGGElement; readonly toX: Scale; readonly toY: Scale } {
  const [left, top, bottom] = [46, 26, 46];
  const scaleOf = (axis: Axis, range: readonly [number, number], count: number): Scale =>
    (axis.isLog === true ? logScale : linearScale)(axis.domain, range, count);
  const toX = scaleOf(x, [left, width - right], width < 480 ? 4 : 7);
  const toY = scaleOf(y, [height - bottom, top], 6);
  const root = svg('g');
  for (const tick of toY.ticks) {
    const at = toY.toPixel(tick);
    root.append(
      svg('line', { class: 'ax-grid', x1: left, x2: width - right, y1: at, y2: at }),
      svg('text', { class: 'ax-tick', x: left - 6, y: at + 4, 'text-anchor': 'end' }, toY.format(tick)),
    );
  }
  for (const tick of toX.ticks) {
    const at = toX.toPixel(tick);
    root.append(
      svg('line', { class: 'ax-axis', x1: at, x2: at, y1: height - bottom, y2: height - bottom + 5 }),
      svg(
        'text',
        { class: 'ax-tick', x: at, y: height - bottom + 18, 'text-anchor': 'middle' },
        toX.format(tick),
      ),
    );
  }
  root.append(
    svg('line', { class: 'ax-axis', x1: left, x2: width - right, y1: height - bottom, y2: height - bottom }),
    svg('text', { class: 'ax-label', x: left - 40, y: 13 }, `↑ ${y.label}`),
    svg('text', { class: 'ax-label', x: width - right, y: height - 6, 'text-anchor': 'end' }, `${x.label} →`),
  );
  return { root, toX, toY };
}

/** The chart as one picture. */
export function drawChart(chart: Chart): SVGSVGElement {
  const { width, height, curves, marks = [], rules = [] } = chart;
  const right = Math.max(
    16,
    ...curves.map(({ name, nameAt }) => (nameAt === 'start' ? 0 : 18 + textWidth(`${name} ↓`))),
  );
  const { root, toX, toY } = drawAxes(chart, right);
  const isShown = ({ x, y }: { readonly x: number; readonly y: number }): boolean =>
    Number.isFinite(y) &&
    y >= toY.domain[0] * 0.999 &&
    y <= toY.domain[1] * 1.001 &&
    x >= toX.domain[0] &&
    x <= toX.domain[1];
  const drawing = svg(
    'svg',
    { class: 'ax-chart', width, height, role: 'img', 'aria-label': chart.description },
    root,
  );
  for (const { x, y, text } of rules) {
    const [x1, x2] = x === undefined ? [46, width - right] : [toX.toPixel(x), toX.toPixel(x)];
    const [y1, y2] = y === undefined ? [26, height - 46] : [toY.toPixel(y), toY.toPixel(y)];
    const isLeft = x2 > width - right - textWidth(text);
    drawing.append(
      svg('line', { class: 'ax-rule', x1, x2, y1, y2 }),
      x === undefined
        ? svg('text', { class: 'ax-note', x: x1 + 8, y: y1 + 16 }, text)
        : svg(
            'text',
            {
              class: 'ax-note',
              x: x1 + (isLeft ? -6 : 6),
              y: y1 + 10,
              'text-anchor': isLeft ? 'end' : 'start',
            },
            text,
          ),
    );
  }
  const names: { readonly name: string; readonly look: string; at: number }[] = [];
  for (const { name, look, points, nameAt, hasDots } of curves) {
    const cut = points.findIndex((point) => !isShown(point));
    const shown = cut < 0 ? points : points.slice(0, cut);
    const [last, next] = [shown.at(-1), points[shown.length]];
    const isBelow = next !== undefined && next.y < toY.domain[0];
    // a curve that leaves the plot is drawn to its border, and its name has an arrow
    const border = toY.domain[isBelow ? 0 : 1];
    const leaving =
      next === undefined || next.x > toX.domain[1] ? shown : [...shown, { x: next.x, y: border }];
    drawing.append(
      svg('path', {
        class: `ax-curve ax-${look}`,
        d: pathData(leaving.map(({ x, y }) => [toX.toPixel(x), toY.toPixel(y)])),
      }),
      ...(hasDots === true ? shown : []).map(({ x, y }) =>
        svg('circle', { class: `ax-dot ax-${look}`, cx: toX.toPixel(x), cy: toY.toPixel(y), r: 3 }),
      ),
    );
    if (nameAt === 'start') {
      const { x = 1, y = 1 } = shown[0] ?? {};
      drawing.append(svg('text', { class: 'ax-name', x: toX.toPixel(x) + 12, y: toY.toPixel(y) - 4 }, name));
      continue;
    }
    const isInside = next === undefined && last !== undefined;
    names.push({
      name: isInside ? name : `${name} ${isBelow ? '↓' : '↑'}`,
      look,
      at: isInside ? toY.toPixel(last.y) : isBelow ? height - 52 : 30,
    });
  }
  spread(names, height - 52);
  for (const { name, look, at } of names) {
    drawing.append(
      svg('circle', { class: `ax-dot ax-${look}`, cx: width - right + 7, cy: at, r: 4 }),
      svg('text', { class: 'ax-name', x: width - right + 15, y: at + 4 }, name),
    );
  }
  for (const { x, y, text, look } of marks.filter(isShown)) {
    const [px, py] = [toX.toPixel(x), toY.toPixel(y)];
    const isLeft = px > width - right - textWidth(text) - 12;
    drawing.append(
      svg('circle', { class: `ax-mark ax-${look}`, cx: px, cy: py, r: 6 }),
      svg(
        'text',
        {
          class: 'ax-name',
          x: px + (isLeft ? -11 : 11),
          y: py + (py > height - 90 ? -10 : 20),
          'text-anchor': isLeft ? 'end' : 'start',
        },
        text,
      ),
    );
  }
  return drawing;
}

/** Moves names apart that would meet, in the order of their curves. */
function spread(names: readonly { at: number }[], bottom: number): void {
  const order = names.toSorted((left, right) => left.at - right.at);
  let next = -Infinity;
  for (const name of order) {
    name.at = Math.max(name.at, next);
    next = name.at + lineHeight;
  }
  const excess = Math.max(0, (order.at(-1)?.at ?? 0) - bottom);
  for (const name of order) name.at -= excess;
}
