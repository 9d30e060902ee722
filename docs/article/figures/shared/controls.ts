/** Sliders over lists of exact numbers, and buttons. */
import { inWords, withMinus } from '../../../playground/view/format.js';
import { html, withLetters } from './dom.js';

/** A slider. */
export interface SliderOptions {
  readonly symbol: string;
  readonly label: string;
  /** The values in order, as exact texts. */
  readonly values: readonly string[];
  readonly value: string;
  readonly onInput: (value: string) => void;
}

/** A slider with its label and its value. */
export interface Slider {
  readonly row: HTMLElement;
  readonly set: (value: string) => void;
}

let count = 0;

/** Makes a slider: an ordinary range input, so every key that works on one works here. */
export function createSlider(
  { symbol, label, values, value, onInput }: SliderOptions,
  signal: AbortSignal,
): Slider {
  count += 1;
  const id = `ax-slider-${count}`;
  const input = html('input', { id, type: 'range', min: 0, max: values.length - 1, step: 1 });
  const output = html('output', { for: id });
  const show = (text: string): void => {
    input.value = String(Math.max(0, values.indexOf(text)));
    const short = Number.isInteger(Number(text)) ? withMinus(text) : inWords(Number(text));
    input.setAttribute('aria-valuetext', short);
    output.textContent = short;
  };
  input.addEventListener(
    'input',
    () => {
      const text = values[Number(input.value)] ?? value;
      show(text);
      onInput(text);
    },
    { signal },
  );
  show(value);
  const caption = html(
    'label',
    { for: id },
    html('b', { class: 'letter' }, symbol),
    ' ',
    ...withLetters(label),
  );
  return { row: html('div', { class: 'ax-slider' }, caption, input, output), set: show };
}

/** A button. */
export function createButton(text: string, onClick: () => void, signal: AbortSignal): HTMLButtonElement {
  const button = html('button', { type: 'button', class: 'ax-button' }, text);
  button.addEventListener('click', onClick, { signal });
  return button;
}
