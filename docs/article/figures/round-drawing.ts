/** The picture of a round: the functions above, their gradients below, over one axis. */
import type { RoundRecord, RoundSetup } from '../model/round.js';
import { pathData, svg } from './shared/dom.js';
import { linearScale, type Scale } from './shared/scale.js';
import type { Place } from './round.js';

/** Half of the axis. */
export const extent = 4;

/** Sizes and scales for a width. */
export interface RoundLayout {
  readonly width: number;
  readonly height: number;
  /** Pixels of the axis, between both panels. */
  readonly axis: number;
  readonly toX: Scale;
  readonly toValue: Scale;
  readonly toGradient: Scale;
}

/** The layout for a width. */
export function layoutOf(width: number): RoundLayout {
  const height = width < 480 ? 445 : 485;
  const axis = Math.round(height * 0.41);
  return {
    width,
    height,
    axis,
    toX: linearScale([-extent, extent], [8, width - 8]),
    toValue: linearScale([0, 8], [axis - 26, 8]),
    toGradient: linearScale([-4, 4], [height - 8, axis + 45]),
  };
}

/** Everything but the handles. */
export function drawRound(
  layout: RoundLayout,
  { minimum, curvature }: RoundSetup,
  record: RoundRecord,
  { step }: Place,
): readonly SVGElement[] {
  const { width, height, axis, toX, toValue, toGradient } = layout;
  const [c, p] = [Number(curvature), Number(minimum)];
  const { snapshot, m, points } = record;
  const h = (y: number): number => (c * (y - p) ** 2) / 2;
  const slopes = { f: (y: number) => y, h: (y: number) => c * (y - p), sum: (y: number) => c * (y - p) + m };
  const taken = points.slice(0, Math.max(1, step));
  const current = taken.at(-1) ?? snapshot;
  const zero = toGradient.toPixel(0);
  const clip = (top: number, bottom: number, id: string): SVGElement =>
    svg('clipPath', { id }, svg('rect', { x: 0, y: top, width, height: bottom - top }));
  const inside = (id: string, ...children: readonly SVGElement[]): SVGElement =>
    svg('g', { 'clip-path': `url(#${id})` }, ...children);
  const curve = (value: (y: number) => number, look: string): SVGElement => {
    const xs = Array.from({ length: 81 }, (_, i) => -extent + (2 * extent * i) / 80);
    return svg('path', {
      class: look,
      d: pathData(xs.map((x) => [toX.toPixel(x), toValue.toPixel(value(x))])),
    });
  };
  const line = (value: (y: number) => number, look: string): SVGElement =>
    svg('path', {
      class: look,
      d: pathData([-extent, extent].map((x) => [toX.toPixel(x), toGradient.toPixel(value(x))])),
    });
  const arrow = (x: number, from: number, to: number, look: string): SVGElement =>
    svg('path', {
      class: `ax-arrow ${look}`,
      d: arrowData(toX.toPixel(x), toGradient.toPixel(from), toGradient.toPixel(to)),
    });
  const text = (x: number, y: number, content: string, look = '', anchor = 'start'): SVGElement =>
    svg('text', { class: `ax-name ${look}`, x, y, 'text-anchor': anchor }, content);
  /** A name on the free side of a line, where the line has a height that is in the picture. */
  const lineName = (value: (y: number) => number, content: string, height: number): SVGElement => {
    const [base, slope] = [value(0), value(1) - value(0)];
    const at =
      slope === 0
        ? -3
        : Math.min(extent - (slope < 0 ? 1.4 : 0.4), Math.max(-extent + 0.8, (height - base) / slope));
    const side = slope < 0 ? 1 : -1;
    const y = Math.min(3.7, Math.max(-3.7, value(at)));
    return text(toX.toPixel(at) + 9 * side, toGradient.toPixel(y), content, '', side > 0 ? 'start' : 'end');
  };
  const functionName = (value: (y: number) => number, content: string, at: number): SVGElement =>
    text(toX.toPixel(at) + 10, Math.max(16, Math.min(axis - 30, toValue.toPixel(value(at)))), content);
  const wedge = svg('path', {
    class: 'ax-wedge',
    d: `${pathData([snapshot, current].map((y) => [toX.toPixel(y), toGradient.toPixel(slopes.f(y))]))}${pathData(
      [current, snapshot].map((y) => [toX.toPixel(y), toGradient.toPixel(slopes.sum(y))]),
    ).replace('M', 'L')}Z`,
  });
  const isLifted = step >= 1;
  return [
    clip(0, axis - 22, 'ax-clip-top'),
    clip(axis + 41, height, 'ax-clip-bottom'),
    // the functions
    inside(
      'ax-clip-top',
      curve((y) => (y * y) / 2, 'ax-curve ax-target-function'),
      curve(h, 'ax-curve ax-auxiliary'),
      ...taken.map((y, k) =>
        svg('circle', {
          class: 'ax-dot ax-aux-mom',
          cx: toX.toPixel(y),
          cy: toValue.toPixel((y * y) / 2),
          r: k === 0 ? 6 : 3.5,
        }),
      ),
    ),
    text(width / 2, 14, 'the functions', 'ax-soft', 'middle'),
    functionName((y) => (y * y) / 2, 'f', -2.7),
    functionName(h, 'h', p + (p > 0 ? -2.4 : 2.4)),
    svg('line', { class: 'ax-axis', x1: 0, x2: width, y1: axis, y2: axis }),
    ...[-3, -2, -1, 0, 1, 2, 3].map((x) =>
      svg('line', { class: 'ax-axis', x1: toX.toPixel(x), x2: toX.toPixel(x), y1: axis - 4, y2: axis + 4 }),
    ),
    text(toX.toPixel(0), axis + 20, 'minimum of f', 'ax-soft', 'middle'),
    // the gradients
    text(width - 10, height - 12, 'their gradients', 'ax-soft', 'end'),
    svg('line', { class: 'ax-grid', x1: 0, x2: width, y1: zero, y2: zero }),
    text(10, zero - 5, '0', 'ax-soft'),
    inside(
      'ax-clip-bottom',
      ...(isLifted ? [wedge] : []),
      line(slopes.f, 'ax-curve ax-target-function'),
      line(slopes.h, 'ax-curve ax-auxiliary'),
      ...(isLifted ? [line(slopes.sum, 'ax-curve ax-aux-mom')] : []),
      svg('line', {
        class: 'ax-rule',
        x1: toX.toPixel(snapshot),
        x2: toX.toPixel(snapshot),
        y1: axis + 41,
        y2: height,
      }),
      ...(step === 0
        ? [
            arrow(snapshot - 0.06, 0, slopes.f(snapshot), 'ax-target-function'),
            arrow(snapshot + 0.1, 0, slopes.h(snapshot), 'ax-auxiliary'),
          ]
        : []),
      ...(step === 1 ? [arrow(snapshot, slopes.h(snapshot), slopes.f(snapshot), 'ax-aux-mom')] : []),
      ...(step > 1 ? taken.slice(0, -1).map((y) => arrow(y, 0, slopes.sum(y), 'ax-aux-mom')) : []),
    ),
    ...(step === 1
      ? [
          text(
            toX.toPixel(snapshot) + 8,
            toGradient.toPixel((slopes.h(snapshot) + slopes.f(snapshot)) / 2) + 4,
            'm',
          ),
        ]
      : []),
    lineName(slopes.f, '∇f', -2.2),
    lineName(slopes.h, '∇h', -3.2),
    ...(isLifted ? [lineName(slopes.sum, '∇h + m', -1.2)] : []),
  ];
}

/** An upright arrow. */
function arrowData(x: number, from: number, to: number): string {
  const tip = Math.sign(to - from) * Math.min(7, Math.abs(to - from));
  return `M${x} ${from}L${x} ${to}M${x - 4} ${to - tip}L${x} ${to}L${x + 4} ${to - tip}`;
}
