/** The map of what is proved: how many times better than SGD AuxMOM is guaranteed to be, over K and δ/L. */
import { guaranteedFactor, isGuaranteed } from '../model/region.js';
import { drawAxes } from './shared/chart.js';
import { createSlider } from './shared/controls.js';
import { pathData, svg } from './shared/dom.js';
import type { Figure } from './shared/frame.js';

const levels = [1, 2, 5, 10, 50, 100] as const;
const deltas = ['0.001', '0.002', '0.005', '0.01', '0.02', '0.05', '0.1', '0.2', '0.5', '1', '1.5', '2'];
const counts = ['1', '2', '3', '5', '7', '10', '20', '30', '50', '70', '100', '200', '300', '500', '1000'];

/** δ/L on the line where the factor is c: SEP-DET with equality. */
const border = (c: number, K: number): number => (7 / 5) * (1 / c - 1 / K);

const nearest = (texts: readonly string[], value: number): string =>
  texts.reduce((best, text) =>
    Math.abs(Math.log(Number(text) / value)) < Math.abs(Math.log(Number(best) / value)) ? text : best,
  );

/** The figure. */
export const region: Figure = ({ stage, controls, say, signal, width, schedule }) => {
  let delta = '0.05';
  let K = '20';
  const sliders = {
    delta: createSlider(
      {
        symbol: 'δ/L',
        label: 'difference of the curvatures, against L',
        values: deltas,
        value: delta,
        onInput: (value) => {
          delta = value;
          schedule([draw]);
        },
      },
      signal,
    ),
    K: createSlider(
      {
        symbol: 'K',
        label: 'local steps in a round',
        values: counts,
        value: K,
        onInput: (value) => {
          K = value;
          schedule([draw]);
        },
      },
      signal,
    ),
  };
  controls.append(sliders.delta.row, sliders.K.row);
  function draw(): void {
    const [w, height] = [width(), 360];
    const x = { label: 'K, local steps in a round', domain: [1, 1000], isLog: true } as const;
    const y = { label: 'δ/L', domain: [0.001, 2], isLog: true } as const;
    const { root, toX, toY } = drawAxes({ width: w, height, x, y });
    const factor = guaranteedFactor(Number(delta), Number(K));
    const drawing = svg('svg', {
      class: 'ax-chart ax-map',
      width: w,
      height,
      role: 'img',
      'aria-label': `Map over K and δ/L of the guaranteed factor over SGD; at K = ${K} and δ/L = ${delta} it is ${factor.toPrecision(3)}.`,
    });
    const names: SVGElement[] = [];
    for (const c of levels) {
      const ks = Array.from({ length: 161 }, (_, i) => Math.max(c, 0.5) * (1000 / c) ** (i / 160)).filter(
        (k) => border(c, k) >= 0.001,
      );
      const edge = ks.map((k): [number, number] => [toX.toPixel(Math.max(1, k)), toY.toPixel(border(c, k))]);
      const [first] = edge;
      if (first === undefined) continue;
      const last = edge.at(-1) ?? first;
      drawing.append(
        svg('path', {
          class: 'ax-region',
          d: `${pathData([[first[0], toY.toPixel(0.001)], ...edge, [last[0], toY.toPixel(0.001)]])}Z`,
        }),
      );
      names.push(
        svg(
          'text',
          { class: 'ax-name', x: w - 22, y: last[1] + 16, 'text-anchor': 'end' },
          c === 1 ? 'not worse' : `${c} times`,
        ),
      );
    }
    const [px, py] = [toX.toPixel(Number(K)), toY.toPixel(Number(delta))];
    drawing.append(
      root,
      ...names,
      svg('line', { class: 'ax-rule', x1: px, x2: px, y1: py, y2: height - 46 }),
      svg('line', { class: 'ax-rule', x1: 46, x2: px, y1: py, y2: py }),
      svg('circle', { class: 'ax-mark ax-aux-mom', cx: px, cy: py, r: 7 }),
    );
    drawing.addEventListener(
      'pointerdown',
      (event) => {
        const box = drawing.getBoundingClientRect();
        delta = nearest(deltas, toY.toValue(event.clientY - box.top));
        K = nearest(counts, toX.toValue(event.clientX - box.left));
        sliders.delta.set(delta);
        sliders.K.set(K);
        schedule([draw]);
      },
      { signal },
    );
    stage.replaceChildren(drawing);
    const isBetter = isGuaranteed(delta, Number(K), '1');
    const worth = factor >= 10 ? String(Math.floor(factor)) : String(Math.floor(factor * 10) / 10);
    say(
      isBetter
        ? `Proved: with K = ${K} and δ/L = ${delta} AuxMOM guarantees a mean squared gradient at most 1/${worth} of what SGD can guarantee with its best step size.`
        : `Nothing is proved at K = ${K} and δ/L = ${delta}: 1/K + (5/7)δ/L is above 1. AuxMOM may still be better on some problems, and worse on others.`,
    );
  }
  return {
    redraw: () => {
      schedule([draw]);
    },
  };
};
