/** SGD, naive and AuxMOM side by side: exact expectations at equal numbers of target gradients, each at its best step size. */
import type { Knobs } from '../model/planar.js';
import { tunedRun, type TunedRun } from '../model/tuning.js';
import { drawChart } from './shared/chart.js';
import { createSlider } from './shared/controls.js';
import type { Figure } from './shared/frame.js';
import { inWords, timesInWords } from '../../playground/view/format.js';

const T = 20;
const methods = [
  { variant: 'sgd', name: 'SGD' },
  { variant: 'naive', name: 'naive' },
  { variant: 'aux-mom', name: 'AuxMOM' },
] as const;

/** The figure. */
export const compare: Figure = ({ stage, controls, say, signal, width, schedule }) => {
  let knobs: Knobs = { delta: '0.05', sigma: '0.2', rho: '0.9' };
  let K = 10;
  const runs = new Map<string, TunedRun>();
  const change = (next: Partial<Knobs>): void => {
    knobs = { ...knobs, ...next };
    compute();
  };
  const sliders = [
    {
      symbol: 'δ',
      label: 'difference of the curvatures (L = 1)',
      values: ['0', '0.01', '0.02', '0.05', '0.1', '0.2', '0.3', '0.5', '0.75', '1', '1.5', '2', '3'],
      value: knobs.delta,
      onInput: (delta: string) => {
        change({ delta });
      },
    },
    {
      symbol: 'K',
      label: 'local steps in a round',
      values: ['1', '2', '3', '5', '7', '10', '15', '20', '30'],
      value: String(K),
      onInput: (value: string) => {
        K = Number(value);
        compute();
      },
    },
    {
      symbol: 'σ',
      label: 'noise of the gradients of a snapshot',
      values: ['0', '0.05', '0.1', '0.2', '0.3', '0.5', '0.75', '1'],
      value: knobs.sigma,
      onInput: (sigma: string) => {
        change({ sigma });
      },
    },
    {
      symbol: 'σₕ',
      label: 'noise of the local steps',
      values: ['0', '0.05', '0.1', '0.2', '0.3', '0.5', '0.75', '1'],
      value: '0',
      onInput: (localSigma: string) => {
        change({ localSigma });
      },
    },
    {
      symbol: 'ρ',
      label: 'correlation of the two noises',
      values: ['-1', '-0.5', '0', '0.25', '0.5', '0.75', '0.9', '0.95', '0.99', '1'],
      value: knobs.rho,
      onInput: (rho: string) => {
        change({ rho });
      },
    },
  ];
  controls.append(...sliders.map((slider) => createSlider(slider, signal).row));

  function compute(): void {
    schedule([
      ...methods.map(({ variant }) => () => {
        runs.set(variant, tunedRun(variant, knobs, K, T));
      }),
      draw,
    ]);
  }
  function draw(): void {
    const drawn = methods.flatMap(({ variant, name }) => {
      const run = runs.get(variant);
      if (run === undefined) return [];
      return [{ run, name: run.diverges ? `${name}: diverges` : name, look: variant, points: run.curve }];
    });
    const finals = drawn.flatMap(({ run }) => (run.diverges ? [] : [run.final]));
    const least = Math.max(1e-9, Math.min(0.03, ...finals));
    const high = drawn[0]?.points[0]?.y ?? 1;
    stage.replaceChildren(
      drawChart({
        width: width(),
        height: 340,
        description: `Expected gap to the minimum of f against gradients of f. ${drawn.map(({ name, run }) => `${name} ends at ${inWords(run.final)}`).join('; ')}.`,
        x: { label: 'gradients of f', domain: [0, T] },
        y: { label: 'E f(x) − min f', domain: [least / 1.5, high * 6], isLog: true },
        curves: drawn,
      }),
    );
    tell();
  }
  function tell(): void {
    const [sgd, naive, own] = methods.map(({ variant }) => runs.get(variant));
    if (sgd === undefined || naive === undefined || own === undefined) return;
    const ofNaive = naive.diverges
      ? 'The naive method diverges at every step size.'
      : `The naive method ends at ${inWords(naive.final)}.`;
    if (own.diverges) {
      say(
        `AuxMOM diverges at every step size of the grid: δ is too large for K = ${K}. ${ofNaive}`,
        'diverges',
      );
      return;
    }
    const ratio = sgd.final / own.final;
    const verdict =
      ratio > 1.05
        ? `the gap of AuxMOM is ${timesInWords(ratio)} smaller than that of SGD.`
        : ratio < 0.95
          ? `the gap of AuxMOM is ${timesInWords(1 / ratio)} larger than that of SGD: here h does not help.`
          : 'the gaps of AuxMOM and SGD are about equal.';
    say(
      `After ${T} gradients of f, ${verdict} SGD ends at ${inWords(sgd.final)} (η = ${sgd.eta}), AuxMOM at ${inWords(own.final)} (η = ${own.eta}, a = ${inWords(Number(own.a))}). ${ofNaive}`,
      ...(naive.diverges ? (['diverges'] as const) : []),
    );
  }
  compute();
  return {
    redraw: () => {
      if (runs.size === methods.length) draw();
    },
  };
};
