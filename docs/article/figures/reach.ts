/** What K local steps buy: the cost falls like L/K until δ stops it, at the same height for every L. */
import { gradientsToTenth, gradientsToTenthBySgd } from '../model/reach.js';
import { drawChart } from './shared/chart.js';
import { createSlider } from './shared/controls.js';
import type { Figure } from './shared/frame.js';
import { inWords } from '../../playground/view/format.js';

const smoothnesses = [1, 10, 100] as const;
const counts = Array.from({ length: 25 }, (_, i) => Math.round(2 ** (i / 2)));

/** The figure. */
export const reach: Figure = ({ stage, controls, say, signal, width, schedule }) => {
  let delta = '0.05';
  let K = 64;
  controls.append(
    createSlider(
      {
        symbol: 'δ',
        label: 'how much the curvatures of f and h differ',
        values: ['0.005', '0.01', '0.02', '0.05', '0.1', '0.2', '0.5', '1', '2'],
        value: delta,
        onInput: (value) => {
          delta = value;
          redraw();
        },
      },
      signal,
    ).row,
    createSlider(
      {
        symbol: 'K',
        label: 'local steps in a round',
        values: [...new Set(counts)].map(String),
        value: String(K),
        onInput: (value) => {
          K = Number(value);
          redraw();
        },
      },
      signal,
    ).row,
  );
  function draw(): void {
    const curves = smoothnesses.map((L) => ({
      name: `L = ${L}`,
      look: 'aux-mom',
      nameAt: 'start' as const,
      points: [...new Set(counts)].map((k) => ({ x: k, y: gradientsToTenth(L, delta, k) })),
    }));
    const marks = smoothnesses.map((L) => ({
      x: K,
      y: gradientsToTenth(L, delta, K),
      text: '',
      look: 'aux-mom',
    }));
    const floor = gradientsToTenth(1, delta, 2 ** 20);
    stage.replaceChildren(
      drawChart({
        width: width(),
        height: 340,
        description: `Gradients of f until the distance is a tenth, against K, for L = ${smoothnesses.join(', ')}. At K = ${K}: ${marks.map(({ y }) => inWords(y)).join(', ')}.`,
        x: { label: 'K, local steps in a round', domain: [1, 4096], isLog: true },
        y: {
          label: 'gradients of f until 10 times closer',
          domain: [Math.min(20, floor / 3), 4e5],
          isLog: true,
        },
        curves,
        marks,
        rules: [{ y: floor, text: `the floor that δ = ${delta} sets: ${inWords(Math.round(floor))}` }],
      }),
    );
    say(
      `With K = ${K}: ${smoothnesses
        .map(
          (L, index) =>
            `L = ${L} needs ${inWords(Math.ceil(marks[index]?.y ?? 0))} gradients of f (gradient descent: ${inWords(Math.ceil(gradientsToTenthBySgd(L)))})`,
        )
        .join('; ')}.${floor > gradientsToTenthBySgd(1) ? ' With L = 1 no K helps: δ is too large.' : ''}`,
    );
  }
  function redraw(): void {
    schedule([draw]);
  }
  return { redraw };
};
