/** One round on the line, step by step: ∇h, m, and their sum. The start and the minimum of h can be dragged. */
import { recordRounds, type RoundRecord, type RoundSetup } from '../model/round.js';
import { createButton, createSlider } from './shared/controls.js';
import { svg } from './shared/dom.js';
import type { Figure } from './shared/frame.js';
import { createHandle } from './shared/handle.js';
import { drawRound, extent, layoutOf } from './round-drawing.js';
import { inWords } from '../../playground/view/format.js';

const roundCount = 4;

/** Where the reader is: the round, and the step in it. 0: the snapshot; 1: m; 2 … K + 1: local steps. */
export interface Place {
  readonly round: number;
  readonly step: number;
}

/** The figure. */
export const round: Figure = ({ stage, controls, say, signal, width, schedule }) => {
  let setup: RoundSetup = { start: '3', minimum: '1.5', curvature: '1.4', eta: '0.15', K: 6 };
  let place: Place = { round: 0, step: 0 };
  let rounds: readonly RoundRecord[] = [];
  const drawing = svg('svg', { class: 'ax-chart', role: 'group', 'aria-label': 'One round on the line' });
  const layer = svg('g', { 'aria-hidden': 'true' });
  drawing.append(layer);
  stage.append(drawing);

  const change = (next: Partial<RoundSetup>, keepsPlace = true): void => {
    setup = { ...setup, ...next };
    place = keepsPlace ? { ...place, step: Math.min(place.step, setup.K + 1) } : { round: 0, step: 0 };
    compute();
  };
  const handleOf = (
    label: string,
    caption: string,
    captionBelow: number,
    look: string,
    key: 'start' | 'minimum',
  ) =>
    // prettier-ignore
    createHandle(
      {
        label,
        caption,
        captionBelow,
        look,
        min: -extent + 0.5,
        max: extent - 0.5,
        step: 0.1,
        drawing,
        scale: () => layoutOf(width()).toX,
        onMove: (value) => {
          change({ [key]: String(value) });
        },
      },
      signal,
    );
  const startHandle = handleOf('starting point x⁰', 'start', -14, 'start', 'start');
  const minimumHandle = handleOf('minimum of h', 'minimum of h', 36, 'auxiliary', 'minimum');
  drawing.append(minimumHandle.element, startHandle.element);

  const go = (next: Place): void => {
    place = next;
    schedule([redraw]);
  };
  const lastStep = (): number => setup.K + 1;
  const forward = (): void => {
    if (place.step < lastStep()) go({ ...place, step: place.step + 1 });
    else if (place.round < roundCount - 1) go({ round: place.round + 1, step: 0 });
  };
  const back = (): void => {
    if (place.step > 0) go({ ...place, step: place.step - 1 });
    else if (place.round > 0) go({ round: place.round - 1, step: lastStep() });
  };
  const buttons = [
    createButton('Next step', forward, signal),
    createButton('Back', back, signal),
    createButton(
      'Whole round',
      () => {
        if (place.step < lastStep()) go({ ...place, step: lastStep() });
        else if (place.round < roundCount - 1) go({ round: place.round + 1, step: lastStep() });
      },
      signal,
    ),
    createButton(
      'Start again',
      () => {
        go({ round: 0, step: 0 });
      },
      signal,
    ),
  ];
  const row = document.createElement('div');
  row.className = 'ax-buttons';
  row.append(...buttons);
  const decimals = (from: number, to: number, step: number): readonly string[] =>
    Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) =>
      String(Number((from + i * step).toFixed(6))),
    );
  controls.append(
    row,
    createSlider(
      {
        symbol: 'c',
        label: 'curvature of h; f has 1, so δ = |1 − c|',
        values: decimals(-1, 3, 0.1),
        value: setup.curvature,
        onInput: (curvature) => {
          change({ curvature });
        },
      },
      signal,
    ).row,
    createSlider(
      {
        symbol: 'K',
        label: 'local steps in a round',
        values: decimals(1, 12, 1),
        value: String(setup.K),
        onInput: (value) => {
          change({ K: Number(value) });
        },
      },
      signal,
    ).row,
    createSlider(
      {
        symbol: 'η',
        label: 'step size',
        values: decimals(0.05, 1, 0.05),
        value: setup.eta,
        onInput: (eta) => {
          change({ eta });
        },
      },
      signal,
    ).row,
  );

  function compute(): void {
    rounds = recordRounds(setup, roundCount);
    redraw();
  }
  function redraw(): void {
    const record = rounds[place.round];
    if (record === undefined) return;
    const layout = layoutOf(width());
    drawing.setAttribute('width', String(layout.width));
    drawing.setAttribute('height', String(layout.height));
    layer.replaceChildren(...drawRound(layout, setup, record, place));
    startHandle.place(Number(setup.start), layout.axis);
    minimumHandle.place(Number(setup.minimum), layout.axis);
    tell(record);
  }
  function tell(record: RoundRecord): void {
    // The distance to the minimum of f, which is 0, is multiplied by the same factor in every round.
    const [unit] = recordRounds({ ...setup, start: '1' }, 1);
    const factor = unit?.points.at(-1) ?? 0;
    const isDivergent = Math.abs(factor) >= 1;
    const fate = isDivergent
      ? `With these values the method diverges: every round multiplies the distance to the minimum of f by ${inWords(factor)}. Take fewer or smaller local steps, or a curvature of h nearer to 1.`
      : `Every round multiplies the distance to the minimum of f by ${inWords(factor)}; a single step of the same size η, at the same price, by ${inWords(1 - Number(setup.eta))}.`;
    say(`${describe(record, place)} ${fate}`, ...(isDivergent ? (['diverges'] as const) : []));
  }
  compute();
  return { redraw };
};

/** What the step does, with its numbers. */
function describe(record: RoundRecord, { round: t, step }: Place): string {
  const { snapshot, targetGradient, auxiliaryGradient, m, points, directions } = record;
  if (step === 0)
    return `Round ${t + 1}, snapshot x = ${inWords(snapshot)}. Both gradients are taken here: ∇f(x) = ${inWords(targetGradient)}, the expensive one, and ∇h(x) = ${inWords(auxiliaryGradient)}.`;
  if (step === 1)
    return `m = ∇f(x) − ∇h(x) = ${inWords(m)}. It shifts the line of ∇h until it meets the line of ∇f at the snapshot.`;
  const k = step - 1;
  const [from = 0, to = 0] = points.slice(k - 1, k + 1);
  const direction = directions[k - 1] ?? 0;
  return `Local step ${k} of ${directions.length}: ∇h(y) + m = ${inWords(direction - m)} ${m < 0 ? '−' : '+'} ${inWords(Math.abs(m))} = ${inWords(direction)}, so y moves from ${inWords(from)} to ${inWords(to)}.`;
}
