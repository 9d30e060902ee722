/** The first figure: three paths on the level sets of f, after equally many target gradients. */
import { auxiliaryColour } from '../../../src/cli/palette.js';
import { flatness } from '../model/planar.js';
import { pathOf, targetValue } from '../model/race.js';
import { createButton, createSlider } from './shared/controls.js';
import { pathData, svg } from './shared/dom.js';
import type { Figure } from './shared/frame.js';
import { linearScale } from './shared/scale.js';
import { inWords } from '../../playground/view/format.js';

const delta = '0.05';
const [K, T] = [10, 15];
const methods = [
  { variant: 'sgd', name: 'SGD', eta: '1' },
  { variant: 'naive', name: 'naive', eta: '0.25' },
  { variant: 'aux-mom', name: 'AuxMOM', eta: '0.5' },
] as const;
const curvatures = {
  f: [1, Number(flatness)],
  h: [1 - Number(delta), Number(flatness) + Number(delta)],
} as const;
/** The minimum of h: its gradient is (0.95 x₁ − 0.3, 0.1 x₂ − 0.3). */
const auxiliaryMinimum = [0.3 / curvatures.h[0], 0.3 / curvatures.h[1]] as const;

/** The figure. */
export const race: Figure = ({ stage, controls, say, signal, width, schedule }) => {
  const paths = methods.map(({ variant, eta }) => pathOf(variant, delta, { eta, a: '1', K, T }));
  let shown = 3;
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = 'Play';
  };
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
  const slider = createSlider(
    {
      symbol: 't',
      label: 'gradients of f used so far',
      values: Array.from({ length: T + 1 }, (_, t) => String(t)),
      value: String(shown),
      onInput: (value) => {
        stop();
        shown = Number(value);
        redraw();
      },
    },
    signal,
  );
  const play = createButton(
    'Play',
    () => {
      if (timer !== undefined) {
        stop();
        return;
      }
      if (shown === T) shown = -1;
      play.textContent = 'Pause';
      timer = setInterval(() => {
        shown += 1;
        slider.set(String(shown));
        redraw();
        if (shown === T) stop();
      }, 450);
    },
    signal,
  );
  controls.append(slider.row, play);

  function draw(): void {
    const w = width();
    const height = Math.round(Math.min(440, w * 1.05));
    const toX = linearScale([-1.1, 2.5], [8, w - 8]);
    const toY = linearScale([-0.75, 4.6], [height - 8, 8]);
    const at = (point: readonly number[]): [number, number] => [
      toX.toPixel(point[0] ?? 0),
      toY.toPixel(point[1] ?? 0),
    ];
    const ends = paths.map(({ rounds }) => rounds[shown - 1]?.at(-1) ?? rounds[0]?.[0] ?? []);
    const drawing = svg('svg', {
      class: 'ax-chart ax-plane',
      width: w,
      height,
      role: 'img',
      'aria-label': `Level sets of f and h with the paths of ${methods.map(({ name }) => name).join(', ')} after ${shown} gradients of f.`,
    });
    const level = (
      centre: readonly number[],
      [a = 1, b = 1]: readonly number[],
      r: number,
      look: string,
    ): void => {
      const [cx, cy] = at(centre);
      const rx = Math.abs(toX.toPixel(r / Math.sqrt(a)) - toX.toPixel(0));
      const ry = Math.abs(toY.toPixel(r / Math.sqrt(b)) - toY.toPixel(0));
      drawing.append(svg('ellipse', { class: look, cx, cy, rx, ry }));
    };
    for (const r of [0.15, 0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2, 2.4, 2.8])
      level([0, 0], curvatures.f, r, 'ax-level');
    for (const r of [0.15, 0.35, 0.6]) level(auxiliaryMinimum, curvatures.h, r, 'ax-level ax-auxiliary');
    const cross = (point: readonly number[], text: string, look: string): void => {
      const [x, y] = at(point);
      drawing.append(
        svg('path', { class: `ax-cross ${look}`, d: `M${x - 6} ${y}h12M${x} ${y - 6}v12` }),
        svg('text', { class: 'ax-name', x: x - 10, y: y + 18, 'text-anchor': 'end' }, text),
      );
    };
    cross([0, 0], 'minimum of f', '');
    cross(auxiliaryMinimum, 'minimum of h', 'ax-auxiliary');
    paths.forEach(({ variant, rounds }) => {
      const taken = rounds.slice(0, shown);
      drawing.append(svg('path', { class: `ax-curve ax-${variant}`, d: pathData(taken.flat().map(at)) }));
      for (const [index, point] of taken.flat().entries()) {
        const [cx, cy] = at(point);
        const isSnapshot = variant === 'sgd' || index % (K + 1) === 0;
        drawing.append(svg('circle', { class: `ax-dot ax-${variant}`, cx, cy, r: isSnapshot ? 3.5 : 1.6 }));
      }
    });
    methods.forEach(({ variant, name }, index) => {
      const end = ends[index] ?? [];
      const [x, y] = at(end);
      const row = height - 66 + 22 * index;
      drawing.append(
        svg('circle', { class: `ax-mark ax-${variant}`, cx: x, cy: y, r: 6 }),
        svg('circle', { class: `ax-dot ax-${variant}`, cx: w - 162, cy: row - 4, r: 5 }),
        svg('text', { class: 'ax-name', x: w - 152, y: row }, name),
        svg(
          'text',
          { class: 'ax-name', x: w - 4, y: row, 'text-anchor': 'end' },
          `f = ${inWords(targetValue(end))}`,
        ),
      );
    });
    stage.replaceChildren(drawing);
    say(
      shown === 0
        ? 'All three start at the same point.'
        : `After ${shown} ${shown === 1 ? 'gradient' : 'gradients'} of f: ${methods
            .map(({ name }, index) => `${name} has f = ${inWords(targetValue(ends[index] ?? []))}`)
            .join(', ')}.`,
    );
  }
  function redraw(): void {
    schedule([draw]);
  }
  stage.style.setProperty('--auxiliary', auxiliaryColour);
  return { redraw };
};
