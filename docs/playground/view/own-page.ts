/** The box in which a page of equations is typed: its formulas, units and warnings or its error, and a run of it. */
import { html, withLetters } from '../../article/figures/shared/dom.js';
import type { OwnAnswer, Trajectories, WorkerMessage } from '../model/answer.js';
import type { PlaygroundState } from '../model/state.js';
import type { OwnRequest } from '../worker.js';
import { note } from './drawing.js';
import { drawGaps, type GapCurve } from './gap-chart.js';
import { gapOf, minimiserOf } from './level-sets.js';
import { drawTrajectories } from './trajectory-chart.js';

/** f(xᵗ) − inf f of single runs with one point a round, against the gradients of f that were asked. */
function drawOwnGaps(box: HTMLElement, { runs, target }: Trajectories): void {
  const least = minimiserOf(target);
  const curves = runs.map(({ name, variant, points, costs }, index): GapCurve => {
    const curve = points.map((x, round) => ({
      cost: costs?.[round] ?? round,
      gap: least === undefined ? NaN : gapOf(target, least, x),
    }));
    const expected = { variant, curve, finalGap: curve.at(-1)?.gap ?? NaN };
    const isSgd = variant === 'sgd';
    return { role: index === 0 ? 'main' : 'beside', name: isSgd ? `${name}, your η` : name, expected };
  });
  drawGaps(box, curves, ['f(xᵗ) − inf f', 'target gradients']);
}

/** Milliseconds without a key until the page is read, and until a run that has no answer is stopped. */
const [pause, patience] = [250, 5000];

/** Reads what is typed, and again for every state of the playground; `onTyped` is called for what is typed. */
export function createOwnPage(
  find: (id: string) => HTMLElement,
  onTyped: () => void,
): (state: PlaygroundState) => void {
  const [text, values] = [find('own-page') as HTMLTextAreaElement, find('own-values') as HTMLInputElement];
  const [error, said, chart] = [find('own-error'), find('own-said'), find('chart-own')];
  const gaps = find('chart-own-gap');
  let state: PlaygroundState | undefined;
  let worker: Worker | undefined;
  let id = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;

  const refuse = (message: string): void => {
    error.textContent = message;
    error.hidden = false;
    for (const box of [said, chart, gaps]) box.replaceChildren();
  };
  const show = async (answer: OwnAnswer): Promise<void> => {
    if (answer.kind === 'refused') {
      refuse(answer.message);
      return;
    }
    const shown = id;
    const { default: katex } = await import('katex');
    if (shown !== id) return;
    error.hidden = true;
    const formulas = answer.lines.map((tex) => {
      const line = html('p');
      katex.render(tex, line, { output: 'mathml', displayMode: true, throwOnError: false });
      return line;
    });
    const units = answer.units.map(([name, unit]) =>
      html('div', {}, html('dt', {}, ...withLetters(name)), html('dd', {}, unit)),
    );
    said.replaceChildren(
      html('div', { class: 'formulas' }, ...formulas),
      ...answer.warnings.map((warning) => html('p', { class: 'warning' }, `Units: ${warning}`)),
      html(
        'p',
        { class: 'hint' },
        'Units, from those of ',
        ...withLetters('x'),
        ' (point) and ',
        ...withLetters('f'),
        ' (value):',
      ),
      html('dl', { class: 'units' }, ...units),
    );
    if (typeof answer.run === 'string') {
      chart.replaceChildren(note(answer.run));
      gaps.replaceChildren();
      return;
    }
    values.placeholder = answer.values;
    drawTrajectories(chart, answer.run);
    drawOwnGaps(gaps, answer.run);
  };
  const stop = (): void => {
    worker?.terminate();
    worker = undefined;
  };
  const ask = (): void => {
    if (state === undefined) return;
    id += 1;
    clearTimeout(limit);
    if (worker === undefined) {
      worker = new Worker(new URL('../worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
        if (data.id !== id || data.kind !== 'own') return;
        clearTimeout(limit);
        void show(data.answer);
      });
    }
    worker.postMessage({ id, own: { text: text.value, values: values.value, state } } satisfies OwnRequest);
    limit = setTimeout(() => {
      stop();
      refuse(`The run takes longer than ${patience / 1000} seconds. Make K or T smaller.`);
    }, patience);
  };
  for (const input of [text, values])
    input.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        onTyped();
        ask();
      }, pause);
    });
  return (next) => {
    state = next;
    ask();
  };
}
