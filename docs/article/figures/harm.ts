/** Where the help ends: AuxMOM against SGD along δ or along ρ, each at its best step size, in exact expectation. */
import { tunedRun, type TunedRun } from '../model/tuning.js';
import { drawChart } from './shared/chart.js';
import { createButton, createSlider } from './shared/controls.js';
import { html } from './shared/dom.js';
import type { Figure } from './shared/frame.js';
import { inWords } from '../../playground/view/format.js';

const T = 20;
const K = 10;
const sigmas = ['0', '0.1', '0.25', '0.5', '0.75', '1'];
const axes = {
  delta: {
    label: 'δ/L',
    values: ['0', '0.05', '0.1', '0.2', '0.4', '0.6', '0.8', '1', '1.25', '1.5', '2'],
  },
  rho: {
    label: 'ρ',
    values: ['-1', '-0.75', '-0.5', '-0.25', '0', '0.25', '0.5', '0.75', '0.9', '1'],
  },
} as const;

/** The figure. */
export const harm: Figure = ({ stage, controls, say, signal, width, schedule }) => {
  let along: keyof typeof axes = 'delta';
  const fixed = { delta: '0.1', rho: '0.75', sigma: '0.5', localSigma: '0' };
  let own: readonly { readonly x: number; readonly run: TunedRun }[] = [];
  let sgd: TunedRun | undefined;

  const choices = (['delta', 'rho'] as const).map((key) => ({
    key,
    button: createButton(
      `along ${axes[key].label}`,
      () => {
        along = key;
        show();
        compute();
      },
      signal,
    ),
  }));
  const sliderFor = (key: keyof typeof fixed, symbol: string, label: string, values: readonly string[]) =>
    createSlider(
      {
        symbol,
        label,
        values,
        value: fixed[key],
        onInput: (value) => {
          fixed[key] = value;
          compute();
        },
      },
      signal,
    ).row;
  const rows = {
    delta: sliderFor('delta', 'δ', 'difference of the curvatures (L = 1)', axes.delta.values),
    rho: sliderFor('rho', 'ρ', 'correlation of the noises', axes.rho.values),
    sigma: sliderFor('sigma', 'σ', 'noise of the gradients of a snapshot', sigmas),
    localSigma: sliderFor('localSigma', 'σₕ', 'noise of the local steps', sigmas),
  };
  const chooser = html('div', { class: 'ax-buttons' }, ...choices.map(({ button }) => button));
  controls.append(chooser, rows.delta, rows.rho, rows.sigma, rows.localSigma);
  function show(): void {
    rows.delta.hidden = along === 'delta';
    rows.rho.hidden = along === 'rho';
    for (const { key, button } of choices) button.setAttribute('aria-pressed', String(key === along));
  }
  function compute(): void {
    const found: { x: number; run: TunedRun }[] = [];
    schedule([
      () => {
        sgd = tunedRun('sgd', fixed, K, T);
      },
      ...axes[along].values.map((value) => () => {
        found.push({ x: Number(value), run: tunedRun('aux-mom', { ...fixed, [along]: value }, K, T) });
      }),
      () => {
        own = found;
        draw();
      },
    ]);
  }
  function draw(): void {
    if (sgd === undefined || own.length === 0) return;
    const { label, values } = axes[along];
    const ends: readonly [number, number] = [Number(values[0]), Number(values.at(-1))];
    const level = sgd.final;
    const stable = own.filter(({ run }) => !run.diverges);
    const finals = [level, ...stable.map(({ run }) => run.final)];
    const worse = own.filter(({ run }) => run.diverges || run.final > level);
    stage.replaceChildren(
      drawChart({
        width: width(),
        height: 320,
        description: `Expected gap to the minimum of f after ${T} gradients of f, against ${label}: SGD stays at ${inWords(level)}; AuxMOM ${own.map(({ x, run }) => `${inWords(run.final)} at ${x}`).join(', ')}.`,
        x: { label, domain: ends },
        y: {
          label: `E f − min f after ${T} gradients of f`,
          domain: [Math.max(level / 300, Math.min(...finals)) / 2, Math.max(...finals) * 3],
          isLog: true,
        },
        curves: [
          { name: 'SGD', look: 'sgd', points: ends.map((x) => ({ x, y: level })) },
          {
            name: 'AuxMOM',
            look: 'aux-mom',
            hasDots: true,
            points: own.map(({ x, run }) => ({ x, y: run.diverges ? Infinity : run.final })),
          },
        ],
        rules: along === 'delta' ? [{ x: 1, text: 'δ = L' }] : [{ x: 0.5, text: 'm is as noisy as SGD' }],
      }),
    );
    const first = worse[0]?.x;
    const list = worse.map(({ x }) => String(x).replace('-', '−')).join(', ');
    const diverging = own.filter(({ run }) => run.diverges).map(({ x }) => x);
    say(
      first === undefined
        ? 'AuxMOM is below SGD at every value shown.'
        : `AuxMOM is worse than SGD at ${label} = ${list}.${diverging.length > 0 ? ` It diverges at every step size at ${label} = ${diverging.join(', ')}.` : ''}`,
      ...(diverging.length > 0 ? (['diverges'] as const) : []),
    );
  }
  show();
  compute();
  return { redraw: draw };
};
