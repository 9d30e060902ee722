/** The page: controls and address in, charts and sentences out. */
import { algorithms } from '../../spec/algorithms/index.js';
import { withLetters } from '../article/figures/shared/dom.js';
import { createClient } from './client.js';
import type { AnswerPart, Expected } from './model/answer.js';
import type { VariantName } from '../../spec/model/index.js';
import { formatProblemFile, problemFileOf } from './model/problem-file.js';
import { rangeOf, type PlaygroundState } from './model/state.js';
import { createAddress } from './view/address.js';
import { drawBound } from './view/bound-chart.js';
import { showExperiment } from './view/experiment-list.js';
import { drawGaps, type GapCurve } from './view/gap-chart.js';
import { showRegion } from './view/region-chart.js';
import { drawStability } from './view/stability-chart.js';
import { drawTrajectories } from './view/trajectory-chart.js';
import { createControls, placeSheet } from './view/controls.js';
import { correlationHeadline, showHeadline, similarityHeadline } from './view/headline.js';
import { createOwnPage } from './view/own-page.js';
import { drawSweep, sweepSentence } from './view/sweep-chart.js';
import {
  boundSentence,
  showNumbers,
  stabilitySentence,
  trajectorySentence,
  tunedSentence,
} from './view/sentences.js';

function find(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

/** Shows a sentence, with its letters as in formulas. */
const say = (id: string, text: string): void => {
  find(id).replaceChildren(...withLetters(text));
};

const parts = new Map<AnswerPart['kind'], AnswerPart>();
const part = <K extends AnswerPart['kind']>(kind: K): Extract<AnswerPart, { kind: K }> | undefined =>
  parts.get(kind) as Extract<AnswerPart, { kind: K }> | undefined;

/** The methods beside the chosen one. */
const overlays = new Map<VariantName, Expected>();

const address = createAddress(find);
let state: PlaygroundState = address.read();
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
      overlays.clear();
      firstAnswer = 0;
    }
    isStale = false;
    parts.set(arrived.kind, arrived);
    if (arrived.kind === 'overlay') overlays.set(arrived.expected.variant, arrived.expected);
    draw(arrived.kind);
    if (arrived.kind === 'main' || arrived.kind === 'sgd' || arrived.kind === 'uncorrelated')
      firstAnswer = milliseconds;
  },
  onProgress: (done, total, next) => {
    (find('progress') as HTMLProgressElement).value = done / total;
    if (!find('progress').hidden) find('status').textContent = `computing ${next} (${done} of ${total})`;
  },
  onDone: (milliseconds) => {
    glance();
    finish(
      `The comparison took ${firstAnswer.toFixed(0)} ms of exact computing, everything ${milliseconds.toFixed(0)} ms.`,
      'done',
    );
    document.body.dataset['firstAnswer'] = firstAnswer.toFixed(1);
  },
  onError: (message) => {
    parts.clear();
    overlays.clear();
    forget();
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
  find('address').hidden = true;
  go(next);
});

/** Goes to another state; its address is kept. */
function go(next: PlaygroundState): void {
  // Sentences about another problem or another method would be wrong; those about other numbers are replaced soon.
  if (next.setting !== state.setting || next.variant !== state.variant) forget();
  state = next;
  address.write(state);
  showExperiment(find, state);
  refresh();
}

/** Takes back what was said. */
function forget(): void {
  showHeadline(find('glance-similarity'), undefined);
  showHeadline(find('glance-correlation'), undefined);
  for (const box of document.querySelectorAll('.charts [id$="-text"], .charts .chart, #numbers'))
    box.replaceChildren();
}

/** Picks values in a chart. */
function pick(next: Partial<PlaygroundState>): void {
  const picked = { ...state, ...next };
  controls.show(picked);
  go(picked);
}

const showOwnPage = createOwnPage(find, () => {
  address.write(state);
});

function refresh(): void {
  showFile();
  say('numbers-title', `Numbers: ${algorithms[state.variant].title} on this problem`);
  find('stability').hidden = state.variant !== 'aux-mom';
  client.ask(state);
  showOwnPage(state);
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
  const isCurve = kind === 'main' || kind === 'sgd' || kind === 'uncorrelated' || kind === 'overlay';
  if (isCurve) drawGaps(find('chart-gap'), curves());
  if ((isCurve || kind === 'tuned') && parts.has('sgd')) glance();
  if (kind === 'main' || kind === 'tuned') showTuned();
  const constants = part('constants')?.constants;
  const main = part('main');
  if (kind === 'main' && main !== undefined) {
    drawBound(find('chart-bound'), main.bound, main.expected);
    say('bound-text', boundSentence(main.bound, state));
    if (constants !== undefined) showNumbers(find('numbers'), constants, main.expected);
  }
  const stability = part('stability')?.stability;
  if (kind === 'stability' && stability !== undefined) {
    drawStability(find('chart-stability'), stability, (eta, weight) => {
      const within = (name: 'eta' | 'a', value: number): string => {
        const { min, max } = rangeOf(name, state.setting);
        return String(Number(Math.min(max, Math.max(min, value)).toFixed(2)));
      };
      pick({ eta: within('eta', eta), a: within('a', weight) });
    });
    say('stability-text', stabilitySentence(stability));
  }
  if (kind === 'region') showRegion(find, part('region')?.region);
  const sweep = part('sweep')?.sweep;
  find('sweep').hidden = sweep === undefined && state.variant === 'sgd';
  if (kind === 'sweep' && sweep !== undefined) {
    const start = main?.expected.curve[0]?.gap ?? Infinity;
    const level = part('sgd')?.expected.finalGap;
    drawSweep(find('chart-sweep'), sweep, { K: state.K, sgd: level, start }, (K) => {
      pick({ K: Math.min(50, K) });
    });
    say('sweep-text', sweepSentence(sweep, start, state.T));
  }
  const trajectories = part('trajectories')?.trajectories;
  if (kind === 'trajectories' && trajectories !== undefined) {
    drawTrajectories(find('chart-trajectory'), trajectories);
    say('trajectory-text', trajectorySentence(state, trajectories.target.vector.length === 2));
  }
}

/** What another step size would reach, and a button that takes it. */
function showTuned(): void {
  const [tuned, main] = [part('tuned'), part('main')?.expected];
  const isKnown = tuned !== undefined && main !== undefined;
  find('use-tuned').hidden = !(isKnown && tuned.finalGap < main.finalGap);
  say('tuned-text', isKnown ? tunedSentence(state, main, tuned) : '');
}

function curves(): readonly GapCurve[] {
  const [main, sgd, uncorrelated] = [part('main'), part('sgd'), part('uncorrelated')];
  const isSgd = state.variant === 'sgd';
  const title = `${algorithms[state.variant].title}${isSgd ? `, η = ${state.eta}` : ''}`;
  const found: GapCurve[] = [];
  if (main !== undefined) found.push({ role: 'main', name: title, expected: main.expected });
  if (uncorrelated !== undefined)
    found.push({ role: 'uncorrelated', name: `${title}, ρ = 0`, expected: uncorrelated.expected });
  if (sgd !== undefined)
    found.push({ role: 'beside', name: `SGD, best η = ${sgd.stepSize}`, expected: sgd.expected });
  for (const [variant, expected] of overlays)
    found.push({ role: 'beside', name: algorithms[variant].title, expected });
  return found;
}

/** The two benefits in one sentence each. */
function glance(): void {
  const { title } = algorithms[state.variant];
  const main = part('main')?.expected;
  const others = { sgd: part('sgd'), naive: overlays.get('naive'), tuned: part('tuned') };
  showHeadline(find('glance-similarity'), similarityHeadline(state, title, main, others));
  showHeadline(
    find('glance-correlation'),
    correlationHeadline(title, state.rho, main, part('uncorrelated')?.expected),
  );
}

placeSheet(find('sheet') as HTMLDetailsElement);

find('cancel').addEventListener('click', () => {
  client.cancel();
  finish('Cancelled. Change a value, or reset the setting.', 'cancelled');
});

find('copy-link').addEventListener('click', () => {
  const copied = navigator.clipboard.writeText(location.href).then(
    () => 'copied',
    // No permission: the address bar has the link all the same.
    () => 'copy it from the address bar',
  );
  void copied.then((text) => {
    find('copied').textContent = text;
  });
});

window.addEventListener('hashchange', () => {
  const next = address.read();
  controls.show(next);
  go(next);
});

find('use-tuned').addEventListener('click', () => {
  const tuned = part('tuned');
  if (tuned !== undefined) pick({ eta: tuned.stepSize });
});

/** Charts have the width of their boxes, which may have changed. */
function redraw(): void {
  for (const kind of ['main', 'stability', 'region', 'sweep', 'trajectories'] as const) draw(kind);
}

let lastWidth = window.innerWidth;
window.addEventListener('resize', () => {
  if (window.innerWidth === lastWidth) return;
  lastWidth = window.innerWidth;
  redraw();
});
find('promises').addEventListener('toggle', redraw);

controls.show(state);
showExperiment(find, state);
refresh();
