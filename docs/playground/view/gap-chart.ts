/** Expected gaps to the optimum against cost. */
import * as Plot from '@observablehq/plot';
import { isDivergent, type Expected } from '../model/answer.js';
import { bordersFor, clipped, wholeExponents } from './clipped.js';
import { lookOf, note, put, widthOf } from './drawing.js';
import { formatShort, formatTick } from './format.js';

/** A curve of the first chart. */
export interface GapCurve {
  /** The chosen method is thick; the one without correlation is thin and pale. */
  readonly role: 'main' | 'beside' | 'uncorrelated';
  readonly name: string;
  readonly expected: Pick<Expected, 'variant' | 'curve' | 'finalGap' | 'stability'>;
}

/** Expected gaps against cost, or those of single runs against rounds, on a logarithmic scale. What leaves the plot is drawn to its border. */
export function drawGaps(
  box: HTMLElement,
  curves: readonly GapCurve[],
  [height, unit]: readonly [height: string, unit: string] = ['E f(x) − inf f', 'target gradients'],
): void {
  const gaps = curves.flatMap(({ expected }) => expected.curve.map(({ gap }) => gap));
  const start = Math.max(...curves.flatMap(({ expected }) => expected.curve[0]?.gap ?? []));
  if (!(start > 0 && Number.isFinite(start))) {
    put(box, note('Nothing to draw on a logarithmic scale: the run starts at the minimum.'));
    return;
  }
  const [low, high] = bordersFor(start, gaps);
  const end = Math.max(...curves.flatMap(({ expected }) => expected.curve.map(({ cost }) => cost)));
  const drawn = curves.map(({ role, name, expected }) => {
    const points = expected.curve.map(({ cost, gap }) => ({ x: cost, y: gap }));
    const shown = clipped(points, low, high);
    const fate = isDivergent(expected) ? ': diverges' : expected.finalGap === 0 ? ': exactly 0' : '';
    const arrow = shown.leaves === undefined ? '' : shown.leaves === 'above' ? ' ↑' : ' ↓';
    return {
      role,
      look: lookOf(expected.variant),
      name,
      label: `${name}${fate}${arrow}`,
      points: shown.points,
      curve: expected.curve,
      finalGap: expected.finalGap,
      x: shown.points.at(-1)?.x ?? end,
      // the name is at the right border, or where the curve leaves
      nameX: shown.leaves === undefined ? end : (shown.points.at(-1)?.x ?? end),
    };
  });
  const width = widthOf(box);
  const places = apart(
    drawn.map(({ points }) => points.at(-1)?.y ?? low),
    low,
    high,
  );
  /** What a name needs to the right of the plot: nothing, if its curve leaves early enough. */
  const roomOf = ({ label, nameX }: (typeof drawn)[number]): number => {
    const share = nameX / end;
    return (22 + 7.2 * label.length - (1 - share) * (width - 52)) / share;
  };
  const named = drawn.map(({ points, ...curve }, index) => ({
    ...curve,
    y: points.at(-1)?.y ?? low,
    place: places[index] ?? low,
  }));
  const ofPoint = { x: 'x', y: 'y' };
  put(
    box,
    Plot.plot({
      width,
      height: 340,
      marginLeft: 52,
      marginRight: Math.min(Math.max(20, ...drawn.map(roomOf)), width / 2.2),
      marginTop: 28,
      marginBottom: 40,
      ariaLabel: `${height}, the gap to the optimum, against ${unit}`,
      ariaDescription: `On a logarithmic scale. ${drawn
        .map(({ label, finalGap }) => `${label}, ends at ${formatShort(finalGap)}`)
        .join('; ')}.`,
      x: {
        label: `${unit} →`,
        labelAnchor: 'center',
        domain: [0, end],
        ticks: Math.min(end, width < 480 ? 4 : 8),
      },
      y: {
        type: 'log',
        domain: [low, high],
        label: `↑ ${height}`,
        grid: true,
        ticks: wholeExponents(low, high),
        tickFormat: formatTick,
      },
      marks: [
        ...drawn.map(({ role, look, points }) =>
          Plot.lineY(points, {
            ...ofPoint,
            className: 'curve',
            stroke: look.colour,
            strokeDasharray: role === 'uncorrelated' ? '1 4' : look.dash,
            strokeWidth: role === 'main' ? 3 : 2,
          }),
        ),
        // A dot at the end of each curve; its name in ink beside it, and a line to it where other names are in the way.
        ...named.flatMap((place) => [
          Plot.link([place], {
            ...{ x1: 'x', y1: 'y', x2: 'nameX', y2: 'place', stroke: place.look.colour, strokeWidth: 1 },
            dx: 7,
          }),
          Plot.dot([place], { ...ofPoint, className: 'curve-end', r: 4, fill: place.look.colour }),
          Plot.text([place], {
            ...{ x: 'nameX', y: 'place', className: 'curve-name' },
            text: 'label',
            textAnchor: 'start',
            dx: 11,
            fill: 'currentColor',
            stroke: 'var(--paper)',
            strokeWidth: 4,
            fontWeight: place.role === 'main' ? 700 : 400,
          }),
        ]),
        Plot.tip(
          drawn.flatMap(({ name, points, curve }) =>
            points.map((point, index) => ({ ...point, name, gap: curve[index]?.gap ?? point.y })),
          ),
          Plot.pointer({
            ...ofPoint,
            title: ({ name, x, gap }: { name: string; x: number; gap: number }) =>
              `${name}\nafter ${x} ${unit}: ${formatShort(gap)}`,
            fill: 'var(--paper)',
          }),
        ),
      ],
    }),
  );
}

/** Places for labels on a logarithmic axis that do not meet: each as close to its value as the others and the borders let it. */
function apart(values: readonly number[], low: number, high: number): readonly number[] {
  const gap = Math.log(high / low) / 16;
  const order = values.map((value, index) => ({ index, at: Math.log(value) })).sort((a, b) => a.at - b.at);
  let floor = Math.log(low);
  for (const label of order) {
    label.at = Math.max(label.at, floor);
    floor = label.at + gap;
  }
  let ceiling = Math.log(high);
  for (const label of order.toReversed()) {
    label.at = Math.min(label.at, ceiling);
    ceiling = label.at - gap;
  }
  return values.map((_, index) => Math.exp(order.find((label) => label.index === index)?.at ?? 0));
}
