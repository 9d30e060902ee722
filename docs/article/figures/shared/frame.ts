/** The frame of every figure: a title, a stage that follows the width, controls, and a sentence about what is seen. */
import { html, withLetters } from './dom.js';

/** A figure's parts. */
export interface Frame {
  readonly stage: HTMLElement;
  readonly controls: HTMLElement;
  /** Says what the figure shows now. */
  readonly say: (text: string, state?: 'diverges') => void;
  /** Ends with the figure: listeners and tasks take it. */
  readonly signal: AbortSignal;
  /** Pixels of the stage. */
  readonly width: () => number;
  /** Runs tasks one after another, with the page free between; those of an older call are dropped. */
  readonly schedule: (tasks: readonly (() => void)[]) => void;
}

/** A figure: draws into a frame; `redraw` is called when the width changes. */
export type Figure = (frame: Frame) => { readonly redraw: () => void };

/** Puts a figure into a box; returns what removes it again. */
export function mountFigure(box: HTMLElement, title: string, figure: Figure): () => void {
  const before = [...box.childNodes];
  const controller = new AbortController();
  const { signal } = controller;
  const [stage, controls] = [html('div', { class: 'ax-stage' }), html('div', { class: 'ax-controls' })];
  const words = html('p', { class: 'ax-words', role: 'status' });
  const element = html('figure', { class: 'ax-figure', 'aria-busy': 'true' });
  element.append(html('figcaption', {}, ...withLetters(title)), stage, controls, words);
  box.replaceChildren(element);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let said = '';
  let waiting: readonly (() => void)[] = [];
  const runNext = (): void => {
    const [task, ...rest] = waiting;
    waiting = rest;
    task?.();
  };
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
  });
  const frame: Frame = {
    stage,
    controls,
    signal,
    say: (text, state) => {
      if (said !== text) words.replaceChildren(...withLetters(text));
      said = text;
      element.dataset['state'] = state ?? 'fine';
    },
    width: () => Math.max(260, Math.min(900, stage.clientWidth)),
    schedule: (tasks) => {
      clearTimeout(timer);
      waiting = tasks;
      element.setAttribute('aria-busy', 'true');
      const run = (): void => {
        if (waiting.length === 0) {
          element.setAttribute('aria-busy', 'false');
          return;
        }
        timer = setTimeout(() => {
          runNext();
          run();
        }, 0);
      };
      run();
    },
  };
  let redraw: (() => void) | undefined;
  let width = 0;
  const observer = new ResizeObserver(() => {
    if (stage.clientWidth === width) return;
    width = stage.clientWidth;
    redraw?.();
  });
  const start = (): void => {
    if (redraw !== undefined) return;
    element.setAttribute('aria-busy', 'false');
    ({ redraw } = figure(frame));
    observer.observe(stage);
  };
  // A figure is computed when it comes near: the page is there at once.
  const nearness = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) start();
    },
    { rootMargin: '800px' },
  );
  nearness.observe(element);
  // Paper shows every figure, and does not wait.
  window.addEventListener(
    'beforeprint',
    () => {
      start();
      while (waiting.length > 0) runNext();
      redraw?.();
      while (waiting.length > 0) runNext();
    },
    { signal },
  );
  return () => {
    controller.abort();
    observer.disconnect();
    nearness.disconnect();
    box.replaceChildren(...before);
  };
}
