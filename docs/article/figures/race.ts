/** The first figure: three paths on the level sets of f, after equally many target gradients. */
import { pathOf, targetValue } from '../model/race.js';
import { delta, drawRace, endsAfter, K, runners, T } from './race-drawing.js';
import { createButton, createSlider } from './shared/controls.js';
import { svg } from './shared/dom.js';
import type { Figure } from './shared/frame.js';
import { inWords } from '../../playground/view/format.js';

/** The figure. */
export const race: Figure = ({ stage, controls, say, signal, width, schedule }) => {
  const paths = runners.map(({ variant, eta }) => pathOf(variant, delta, { eta, a: '1', K, T }));
  let shown = 8;
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
    const drawing = svg('svg', {
      class: 'ax-chart ax-plane',
      width: w,
      height,
      role: 'img',
      'aria-label': `Level sets of f and h with the paths of ${runners.map(({ name }) => name).join(', ')} after ${shown} gradients of f.`,
    });
    drawing.innerHTML = drawRace(paths, shown, w, height);
    const ends = endsAfter(paths, shown);
    stage.replaceChildren(drawing);
    say(
      shown === 0
        ? 'All three start at the same point.'
        : `After ${shown} ${shown === 1 ? 'gradient' : 'gradients'} of f: ${runners
            .map(({ name }, index) => `${name} has f = ${inWords(targetValue(ends[index] ?? []))}`)
            .join(', ')}.`,
    );
  }
  function redraw(): void {
    schedule([draw]);
  }
  return { redraw };
};
