/** A point that can be dragged along the x-axis, with the pointer or with the arrow keys. */
import { svg } from './dom.js';
import type { Scale } from './scale.js';

/** A draggable point. */
export interface HandleOptions {
  readonly label: string;
  /** The label in the drawing, and how far it is below the point. */
  readonly caption: string;
  readonly captionBelow: number;
  readonly look: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The drawing that pointers are measured in. */
  readonly drawing: SVGSVGElement;
  readonly scale: () => Scale;
  readonly onMove: (value: number) => void;
}

/** The point, to be placed by its owner. */
export interface Handle {
  readonly element: SVGGElement;
  readonly place: (value: number, y: number) => void;
}

/** Makes the point: a slider to assistive technology. */
export function createHandle(
  { label, caption, captionBelow, look, min, max, step, drawing, scale, onMove }: HandleOptions,
  signal: AbortSignal,
): Handle {
  const text = svg('text', { class: 'ax-soft', y: captionBelow }, caption);
  const element = svg(
    'g',
    {
      class: `ax-handle ax-${look}`,
      tabindex: 0,
      role: 'slider',
      'aria-label': label,
      'aria-valuemin': min,
      'aria-valuemax': max,
      'aria-orientation': 'horizontal',
    },
    svg('circle', { class: 'ax-target', r: 20 }),
    svg('circle', { class: 'ax-knob', r: 8 }),
    text,
  );
  let value = 0;
  const move = (to: number): void => {
    const rounded = Math.round(Math.min(max, Math.max(min, to)) / step) * step;
    const next = Number(rounded.toFixed(6));
    if (next !== value) onMove(next);
  };
  element.addEventListener(
    'keydown',
    (event) => {
      const steps: Readonly<Record<string, number>> = {
        ArrowLeft: -1,
        ArrowDown: -1,
        ArrowRight: 1,
        ArrowUp: 1,
        PageDown: -5,
        PageUp: 5,
      };
      const by = steps[event.key];
      if (by === undefined && event.key !== 'Home' && event.key !== 'End') return;
      event.preventDefault();
      move(by === undefined ? (event.key === 'Home' ? min : max) : value + by * step);
    },
    { signal },
  );
  element.addEventListener(
    'pointerdown',
    (event) => {
      event.preventDefault();
      element.focus();
      element.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (!element.hasPointerCapture(event.pointerId)) return;
      move(scale().toValue(event.clientX - drawing.getBoundingClientRect().left));
    },
    { signal },
  );
  return {
    element,
    place: (at, y) => {
      value = at;
      const { toPixel, domain } = scale();
      element.setAttribute('transform', `translate(${toPixel(at).toFixed(2)} ${y})`);
      // near a border the text stands on the free side
      const [left, right] = [toPixel(at) - toPixel(domain[0]), toPixel(domain[1]) - toPixel(at)];
      text.setAttribute('text-anchor', left < 45 ? 'start' : right < 45 ? 'end' : 'middle');
      element.setAttribute('aria-valuenow', String(at));
    },
  };
}
