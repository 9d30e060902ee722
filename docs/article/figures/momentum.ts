/** What momentum does to noise: the expected error of m round by round, and where the run ends, against a. */
import { momentumRun, momentumChoice, type MomentumRun } from '../model/momentum.js';
import { drawChart } from './shared/chart.js';
import { createSlider } from './shared/controls.js';
import { html } from './shared/dom.js';
import type { Figure } from './shared/frame.js';
import { inWords } from '../../playground/view/format.js';

const weights = ['0.015625', '0.03125', '0.0625', '0.125', '0.25', '0.375', '0.5', '0.75', '1'];
const sigma = '0.5';

/** The figure. */
export const momentum: Figure = ({ stage, controls, say, signal, width, schedule }) => {
  let a = '0.125';
  let rho = '0.5';
  let delta = '0.2';
  let runs: readonly MomentumRun[] = [];
  const [left, right] = [html('div'), html('div')];
  stage.classList.add('ax-pair');
  stage.append(left, right);
  controls.append(
    createSlider(
      {
        symbol: 'a',
        label: 'weight of the newest sample in m',
        values: weights,
        value: a,
        onInput: (value) => {
          a = value;
          schedule([draw]);
        },
      },
      signal,
    ).row,
    createSlider(
      {
        symbol: 'ρ',
        label: 'correlation of the two noises',
        values: ['-1', '-0.5', '0', '0.25', '0.5', '0.75', '0.9', '0.99'],
        value: rho,
        onInput: (value) => {
          rho = value;
          compute();
        },
      },
      signal,
    ).row,
    createSlider(
      {
        symbol: 'δ',
        label: 'difference of the curvatures (L = 1)',
        values: ['0.01', '0.02', '0.05', '0.1', '0.2', '0.5', '1', '2'],
        value: delta,
        onInput: (value) => {
          delta = value;
          compute();
        },
      },
      signal,
    ).row,
  );
  function compute(): void {
    const found: MomentumRun[] = [];
    schedule([
      ...weights.map((weight) => () => {
        found.push(momentumRun({ a: weight, rho, delta, sigma }));
      }),
      () => {
        runs = found;
        draw();
      },
    ]);
  }
  function draw(): void {
    const own = runs.find((run) => run.a === a);
    const plain = runs.at(-1);
    if (own === undefined || plain === undefined) return;
    const whole = width();
    const each = whole < 640 ? whole : whole / 2 - 12;
    const errors = [...plain.errors, ...own.errors].map(({ y }) => y).filter((y) => y > 0 && y < 1e4);
    const finals = runs.map(({ final }) => final).filter((y) => y > 0 && y < 1e3);
    left.replaceChildren(
      drawChart({
        width: each,
        height: 280,
        description: `Expected squared error of m by round, for a = ${inWords(Number(a))} and a = 1. After ${momentumChoice.T} rounds ${inWords(own.errors.at(-1)?.y ?? 0)} and ${inWords(plain.errors.at(-1)?.y ?? 0)}.`,
        x: { label: 'rounds', domain: [1, momentumChoice.T] },
        y: {
          label: 'E‖m − (∇f − ∇h)‖²',
          domain: [Math.min(...errors, 1) / 1.5, 2 * Math.max(...errors)],
          isLog: true,
        },
        curves: [
          { name: 'a = 1', look: 'plain', points: plain.errors },
          ...(a === '1' ? [] : [{ name: `a = ${inWords(Number(a))}`, look: 'aux-mom', points: own.errors }]),
        ],
      }),
    );
    right.replaceChildren(
      finals.length === 0
        ? html('p', {}, 'The run diverges for every a of the list.')
        : drawChart({
            width: each,
            height: 280,
            description: `Expected gap to the minimum of f after ${momentumChoice.T} rounds, against a. At a = ${inWords(Number(a))}: ${inWords(own.final)}.`,
            x: { label: 'a', domain: [0.0156, 1.0001], isLog: true },
            y: {
              label: `E f − min f after ${momentumChoice.T} rounds`,
              domain: [Math.min(...finals, 0.2) / 2, 2 * Math.max(...finals)],
              isLog: true,
            },
            curves: [
              { name: '', look: 'aux-mom', points: runs.map((run) => ({ x: Number(run.a), y: run.final })) },
            ],
            marks: [{ x: Number(a), y: own.final, text: inWords(own.final), look: 'aux-mom' }],
          }),
    );
    tell(own, plain);
  }
  function tell(own: MomentumRun, plain: MomentumRun): void {
    const start = runs[0]?.errors[0]?.y ?? 0;
    if (runs.every(({ final }) => !(final < 10))) {
      const reach = Number(delta) * Number(momentumChoice.eta) * momentumChoice.K;
      say(
        `The run diverges for every a: with δ = ${delta} a round is too long, δηK is ${inWords(reach)} where ½ is safe.`,
        'diverges',
      );
      return;
    }
    if (!(own.final < 10)) {
      say(
        `With a = ${inWords(Number(a))} and δ = ${delta} the run diverges: m remembers places that x left long ago. A larger a, or a smaller δ, is needed.`,
        'diverges',
      );
      return;
    }
    const best = runs.reduce((least, one) => (one.final < least.final ? one : least));
    say(
      `Here η = ${momentumChoice.eta}, K = ${momentumChoice.K} and σ = ${sigma}. One sample of m has the expected squared error ${inWords(start)}. After ${momentumChoice.T} rounds that of m is ${inWords(own.errors.at(-1)?.y ?? 0)} with a = ${inWords(Number(a))}, and ${inWords(plain.errors.at(-1)?.y ?? 0)} without momentum (a = 1). Here the best a of the list is ${inWords(Number(best.a))}.`,
    );
  }
  compute();
  return { redraw: draw };
};
