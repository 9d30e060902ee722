/** Where the run ends against the number of local steps. */
import * as Plot from '@observablehq/plot';
import { countOf } from '../../../src/errors.js';
import type { Sweep } from '../model/answer.js';
import { bordersFor, wholeExponents } from './clipped.js';
import { lookOf, note, put, widthOf } from './drawing.js';
import { formatShort, formatTick } from './format.js';

/** The expected gap at the end against K, with SGD as a line and the present K as a point; a click picks another K. */
export function drawSweep(
  box: HTMLElement,
  { variant, points }: Sweep,
  { K, sgd, start }: { readonly K: number; readonly sgd: number | undefined; readonly start: number },
  onPick: (K: number) => void,
): void {
  if (!(start > 0 && Number.isFinite(start))) {
    put(
      box,
      note('Nothing to draw on a logarithmic scale: the run starts at the minimum, or there is none.'),
    );
    return;
  }
  const level = sgd !== undefined && sgd > 0 ? [sgd] : [];
  const [low, high] = bordersFor(start, [...points.map(({ gap }) => gap), ...level]);
  const shown = points.map((point) => ({
    ...point,
    y: point.gap >= high || Number.isNaN(point.gap) ? high : Math.max(low, point.gap),
    isInside: point.gap >= low && point.gap <= high,
  }));
  const colour = lookOf(variant).colour;
  const plot = Plot.plot({
    width: widthOf(box),
    height: 260,
    marginLeft: 52,
    marginRight: 50,
    marginTop: 28,
    marginBottom: 40,
    ariaLabel: 'Expected gap to the optimum at the end, against the number of local steps',
    ariaDescription: `${points.map((point) => `K = ${point.K}: ${point.gap > 10 * start ? 'diverges' : formatShort(point.gap)}`).join('; ')}.`,
    x: {
      type: 'log',
      label: 'K, local steps in a round →',
      labelAnchor: 'center',
      ticks: points.map((point) => point.K).filter((count) => [1, 2, 5, 12, 30, 50].includes(count)),
      tickFormat: String,
      domain: [1, Math.max(50, K)],
    },
    y: {
      type: 'log',
      label: '↑ E f(x) − inf f at the end',
      grid: true,
      ticks: wholeExponents(low, high),
      tickFormat: formatTick,
      domain: [low, high],
    },
    marks: [
      Plot.ruleY(level, {
        stroke: lookOf('sgd').colour,
        strokeDasharray: lookOf('sgd').dash,
        strokeWidth: 2,
      }),
      Plot.text(level, {
        x: () => Math.max(50, K),
        y: (gap: number) => gap,
        text: () => 'SGD',
        dx: 8,
        textAnchor: 'start',
      }),
      Plot.lineY(shown, { x: 'K', y: 'y', className: 'curve', stroke: colour, strokeWidth: 2.5 }),
      // hollow: at the border, because the value is beyond it
      Plot.dot(shown, {
        x: 'K',
        y: 'y',
        r: 3.5,
        fill: ({ isInside }: { readonly isInside: boolean }) => (isInside ? colour : 'var(--paper)'),
        stroke: colour,
        strokeWidth: 1.5,
      }),
      Plot.dot(
        shown.filter((point) => point.K === K),
        { x: 'K', y: 'y', r: 8, fill: colour, stroke: 'var(--paper)', strokeWidth: 2 },
      ),
      Plot.tip(
        shown,
        Plot.pointerX({
          x: 'K',
          y: 'y',
          title: (point: { readonly K: number; readonly gap: number }) =>
            `K = ${point.K}: ${formatShort(point.gap)}`,
          fill: 'var(--paper)',
        }),
      ),
    ],
  });
  plot.addEventListener('click', (event) => {
    const { clientX } = event as MouseEvent;
    const value = Number(plot.scale('x')?.invert?.(clientX - plot.getBoundingClientRect().left));
    if (value >= 1) onPick(Math.round(value));
  });
  put(box, plot);
}

/** The sweep in words. */
export function sweepSentence({ points }: Sweep, start: number, rounds: number): string {
  const stable = points.filter(({ gap }) => gap <= start);
  const best = stable.reduce<Sweep['points'][number] | undefined>(
    (least, one) => (least === undefined || one.gap < least.gap ? one : least),
    undefined,
  );
  if (best === undefined) return `With this η and a the run gets farther away for every K.`;
  const lost = points.filter(({ gap }) => gap > start).map(({ K }) => K);
  const end = lost.length === 0 ? '' : ` It ends farther away than it began at K = ${lost.join(', ')}.`;
  return `The same η, a and ${countOf(rounds, 'round')} with other numbers of local steps: K = ${best.K} ends closest.${end} Click to choose K.`;
}
