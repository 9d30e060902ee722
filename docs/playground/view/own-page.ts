/** The box in which a page of equations is typed: its formulas, units and warnings or its error, and a run of it. */
import { html, withLetters } from '../../article/figures/shared/dom.js';
import type { OwnAnswer, WorkerMessage } from '../model/answer.js';
import type { PlaygroundState } from '../model/state.js';
import type { OwnRequest } from '../worker.js';
import { note } from './drawing.js';
import { drawTrajectories } from './trajectory-chart.js';

/** Milliseconds without a key until the page is read, and until a run that has no answer is stopped. */
const [pause, patience] = [250, 5000];

/** Reads what is typed, and again for every state of the playground. */
export function createOwnPage(find: (id: string) => HTMLElement): (state: PlaygroundState) => void {
  const [text, values] = [find('own-page') as HTMLTextAreaElement, find('own-values') as HTMLInputElement];
  const [error, said, chart] = [find('own-error'), find('own-said'), find('chart-own')];
  let state: PlaygroundState | undefined;
  let worker: Worker | undefined;
  let id = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;

  const refuse = (message: string): void => {
    error.textContent = message;
    error.hidden = false;
    said.replaceChildren();
    chart.replaceChildren();
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
      return;
    }
    values.placeholder = answer.values;
    drawTrajectories(chart, answer.run);
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
      waiting = setTimeout(ask, pause);
    });
  return (next) => {
    state = next;
    ask();
  };
}
