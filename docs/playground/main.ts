/** The page: controls and address in, charts and sentences out. */
import { algorithms } from '../../spec/algorithms/index.js';
import { createClient } from './client.js';
import type { AnswerPart, Expected } from './model/answer.js';
import { formatProblemFile, problemFileOf } from './model/problem-file.js';
import { formatHash, parseHash, type PlaygroundState } from './model/state.js';
import { drawBound } from './view/bound-chart.js';
import { formatShort } from './view/format.js';
import { drawGaps, type GapCurve } from './view/gap-chart.js';
import { drawStability } from './view/stability-chart.js';
import { drawTrajectories } from './view/trajectory-chart.js';
import { createControls } from './view/controls.js';
import { boundSentence, showNumbers, stabilitySentence, trajectorySentence } from './view/sentences.js';

function find(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

const parts = new Map<AnswerPart['kind'], AnswerPart>();
const part = <K extends AnswerPart['kind']>(kind: K): Extract<AnswerPart, { kind: K }> | undefined =>
  parts.get(kind) as Extract<AnswerPart, { kind: K }> | undefined;

let state: PlaygroundState = parseHash(location.hash);
/** Whether the parts are those of an older state; they stay visible until the first new one comes. */
let isStale = false;
/** Milliseconds of computing until the sentences at the top were complete. */
let firstAnswer = 0;
let slow: ReturnType<typeof setTimeout> | undefined;

const client = createClient({
  onStart: () => {
    isStale = true;
    find('error').hidden = true;
    document.body.dataset['state'] = 'computing';
    clearTimeout(slow);
    // A quick answer needs no bar.
    slow = setTimeout(() => {
      find('progress').hidden = false;
      find('cancel').hidden = false;
    }, 150);
  },
  onPart: (arrived, milliseconds) => {
    if (isStale) {
      parts.clear();
      firstAnswer = 0;
    }
    isStale = false;
    parts.set(arrived.kind, arrived);
    draw(arrived.kind);
    if (arrived.kind === 'main' || arrived.kind === 'sgd' || arrived.kind === 'uncorrelated')
      firstAnswer = milliseconds;
  },
  onProgress: (done, total, next) => {
    (find('progress') as HTMLProgressElement).value = done / total;
    if (!find('progress').hidden) find('status').textContent = `computing ${next} (${done} of ${total})`;
  },
  onDone: (milliseconds) => {
    finish(
      `The comparison took ${firstAnswer.toFixed(0)} ms of exact computing, everything ${milliseconds.toFixed(0)} ms.`,
      'done',
    );
    document.body.dataset['firstAnswer'] = firstAnswer.toFixed(1);
  },
  onError: (message) => {
    parts.clear();
    finish('', 'error');
    find('error').textContent = message;
    find('error').hidden = false;
  },
});

function finish(text: string, name: string): void {
  clearTimeout(slow);
  find('progress').hidden = true;
  find('cancel').hidden = true;
  find('status').textContent = text;
  document.body.dataset['state'] = name;
}

const controls = createControls(find('controls') as HTMLFormElement, (next) => {
  state = next;
  history.replaceState(null, '', formatHash(state));
  refresh();
});

function refresh(): void {
  showFile();
  client.ask(state);
}

function showFile(): void {
  const file = find('file');
  try {
    file.textContent = formatProblemFile(problemFileOf(state));
    (find('download') as HTMLAnchorElement).href =
      `data:application/json,${encodeURIComponent(file.textContent)}`;
  } catch (error) {
    file.textContent = error instanceof Error ? error.message : String(error);
  }
}

/** Draws what a new part changes. */
function draw(kind: AnswerPart['kind']): void {
  if (kind === 'main' || kind === 'sgd' || kind === 'uncorrelated' || kind === 'naive') {
    drawGaps(find('chart-gap'), curves());
    glance();
  }
  const constants = part('constants')?.constants;
  const main = part('main');
  if (kind === 'main' && main !== undefined) {
    drawBound(find('chart-bound'), main.bound);
    find('bound-text').textContent = boundSentence(main.bound, state.variant);
    if (constants !== undefined) showNumbers(find('numbers'), constants, main.expected);
  }
  const stability = part('stability')?.stability;
  if (kind === 'stability' && stability !== undefined) {
    drawStability(find('chart-stability'), stability);
    find('stability-text').textContent = stabilitySentence(stability);
  }
  const trajectories = part('trajectories')?.trajectories;
  if (kind === 'trajectories' && trajectories !== undefined) {
    drawTrajectories(find('chart-trajectory'), trajectories);
    find('trajectory-text').textContent = trajectorySentence(state);
  }
}

function curves(): readonly GapCurve[] {
  const [main, sgd, uncorrelated, naive] = [part('main'), part('sgd'), part('uncorrelated'), part('naive')];
  const { title } = algorithms[state.variant];
  return [
    ...(main === undefined
      ? []
      : [
          {
            role: 'main' as const,
            name: uncorrelated === undefined ? title : `${title}, ρ = ${state.rho}`,
            expected: main.expected,
          },
        ]),
    ...(uncorrelated === undefined
      ? []
      : [{ role: 'uncorrelated' as const, name: `${title}, ρ = 0`, expected: uncorrelated.expected }]),
    ...(sgd === undefined || state.variant === 'sgd'
      ? []
      : [{ role: 'sgd' as const, name: `SGD, η = ${sgd.stepSize}`, expected: sgd.expected }]),
    ...(naive === undefined ? [] : [{ role: 'naive' as const, name: 'naive', expected: naive.expected }]),
  ];
}

/** The two benefits in one sentence each. */
function glance(): void {
  const [main, sgd, uncorrelated] = [part('main')?.expected, part('sgd'), part('uncorrelated')?.expected];
  const { title } = algorithms[state.variant];
  const cost = main?.curve.at(-1)?.cost ?? 0;
  if (main !== undefined && sgd !== undefined && state.variant !== 'sgd') {
    tell(
      'glance-similarity',
      compare(sgd.expected, main),
      'Similar Hessians',
      `After ${cost} target gradients ${title} is at ${formatShort(main.finalGap)}, SGD with its best step size at ${formatShort(sgd.expected.finalGap)}.`,
      'closer than SGD',
      'farther than SGD',
    );
  } else find('glance-similarity').textContent = '';
  if (main !== undefined && uncorrelated !== undefined) {
    tell(
      'glance-correlation',
      compare(uncorrelated, main),
      'Correlated noise',
      `With ρ = ${state.rho}, ${title} ends at ${formatShort(main.finalGap)}; with ρ = 0 it would end at ${formatShort(uncorrelated.finalGap)}.`,
      'closer than without correlation',
      'farther than without correlation',
    );
  } else if (!parts.has('uncorrelated') && document.body.dataset['state'] !== 'computing') {
    find('glance-correlation').textContent = '';
  }
}

const compare = (other: Expected, own: Expected): number => other.finalGap / own.finalGap;

function tell(
  id: string,
  ratio: number,
  heading: string,
  sentence: string,
  better: string,
  worse: string,
): void {
  const box = find(id);
  const large = document.createElement('strong');
  const factor = ratio >= 1 ? ratio : 1 / ratio;
  large.textContent = Number.isFinite(factor) ? `${formatShort(factor)}×` : '';
  box.dataset['better'] = String(ratio >= 1);
  const text = document.createElement('span');
  const head = document.createElement('b');
  const verdict = Number.isFinite(factor)
    ? ratio >= 1
      ? better
      : worse
    : 'one of the two is exactly at the optimum';
  head.textContent = `${heading}: ${verdict}. `;
  text.append(head, sentence);
  box.replaceChildren(large, text);
}

find('cancel').addEventListener('click', () => {
  client.cancel();
  finish('Cancelled. Change a value, or reset the setting.', 'cancelled');
});

find('copy-link').addEventListener('click', () => {
  const link = location.href;
  navigator.clipboard.writeText(link).then(
    () => {
      find('copied').textContent = 'copied';
    },
    () => {
      // No permission: the address bar has the link all the same.
      find('copied').textContent = 'copy it from the address bar';
    },
  );
});

window.addEventListener('hashchange', () => {
  state = parseHash(location.hash);
  controls.show(state);
  refresh();
});

let lastWidth = window.innerWidth;
window.addEventListener('resize', () => {
  if (window.innerWidth === lastWidth) return;
  lastWidth = window.innerWidth;
  for (const kind of ['main', 'stability', 'trajectories'] as const) draw(kind);
});

controls.show(state);
refresh();
