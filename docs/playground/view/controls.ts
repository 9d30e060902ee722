/** The form: built from the state, and read back into it. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { withLetters } from '../../article/figures/shared/dom.js';
import { settingIds, settings, type SettingId } from '../model/settings.js';
import {
  rangeOf,
  stateOf,
  type PlaygroundState,
  type SliderName,
  type TypedMatrices,
} from '../model/state.js';

interface Slider {
  readonly symbol: string;
  readonly label: string;
  readonly step: number;
}

/** In the order of the form: what the method chooses comes first, then the problem. */
const sliders: Readonly<Record<SliderName | 'K' | 'T', Slider>> = {
  eta: { symbol: 'η', label: 'step size', step: 0.01 },
  a: { symbol: 'a', label: 'momentum weight', step: 0.01 },
  K: { symbol: 'K', label: 'local steps in a round', step: 1 },
  T: { symbol: 'T', label: 'rounds', step: 1 },
  delta: { symbol: 'δ', label: 'dissimilarity of the Hessians', step: 0.005 },
  rho: { symbol: 'ρ', label: 'correlation of the snapshot noises', step: 0.05 },
  zeta: { symbol: 's', label: 'shift of the gradient of h', step: 0.1 },
  sigma: { symbol: 'σ', label: 'snapshot noise', step: 0.05 },
  localSigma: { symbol: 'σ_h', label: 'local noise of h', step: 0.05 },
};

const typedLabels: Readonly<Record<keyof TypedMatrices, string>> = {
  targetMatrix: 'A, Hessian of f',
  targetVector: 'b',
  auxiliaryMatrix: 'B, Hessian of h',
  auxiliaryVector: 'c',
  startingPoint: 'x⁰, start',
};

/** The form. */
export interface Controls {
  readonly show: (state: PlaygroundState) => void;
}

/** Fills the form and calls back with every change. */
export function createControls(form: HTMLFormElement, onChange: (state: PlaygroundState) => void): Controls {
  form.replaceChildren();
  let current: PlaygroundState = stateOf('quadratics');
  const change = (next: Partial<PlaygroundState>): void => {
    current = { ...current, ...next };
    onChange(current);
    refresh();
  };

  const setting = select(
    'setting',
    'Setting',
    settingIds.map((id) => [id, settings[id].title]),
    (value) => {
      const next = stateOf(value as SettingId);
      change({ ...next, variant: current.variant });
    },
  );
  const description = element('p', { id: 'setting-description', className: 'hint' });
  setting.input.setAttribute('aria-describedby', description.id);
  const variant = select(
    'variant',
    'Algorithm',
    variantNames.map((name) => [
      name,
      algorithms[name].title === name ? name : `${algorithms[name].title} (${name})`,
    ]),
    (value) => {
      change({ variant: value as VariantName });
    },
  );
  const summary = element('p', { id: 'variant-description', className: 'hint' });
  variant.input.setAttribute('aria-describedby', summary.id);
  form.append(setting.row, description, variant.row, summary);

  const typedBox = element('fieldset', { className: 'typed' });
  typedBox.append(element('legend', { textContent: 'Matrices: entries with blanks, rows with ;' }));
  const typedInputs = Object.fromEntries(
    Object.entries(typedLabels).map(([name, label]) => {
      const input = element('input', {
        id: `typed-${name}`,
        type: 'text',
        autocomplete: 'off',
        spellcheck: false,
      });
      input.addEventListener('change', () => {
        change({ typed: { ...current.typed, [name]: input.value } });
      });
      typedBox.append(labelled(input.id, label, input));
      return [name, input];
    }),
  );
  form.append(typedBox);

  const rangeInputs = new Map<
    string,
    Readonly<Record<'range' | 'number', HTMLInputElement> & Record<'row' | 'said', HTMLElement>>
  >();
  const addRange = (name: SliderName | 'K' | 'T', { symbol, label, step }: Slider): void => {
    // K and T count something
    const isCount = step === 1;
    const range = element('input', { id: `range-${name}`, type: 'range' });
    const number = element('input', { id: `number-${name}`, type: 'number' });
    const said = element('output', { className: 'said', htmlFor: number.id } as object);
    for (const input of [range, number]) {
      input.step = String(step);
      input.addEventListener(input === range ? 'input' : 'change', () => {
        const typed = input.value;
        const limits = rangeOf(name, current.setting);
        const value = clampText(typed, limits, isCount);
        if (value !== undefined) change({ [name]: isCount ? Number(value) : value });
        else refresh();
        if (value !== undefined && Number(value) === Number(typed)) return;
        const kind = isCount ? 'a whole number' : 'a number with at most four decimals';
        said.textContent = `${symbol} is ${kind} from ${limits.min} to ${limits.max}, so ${number.value} is used.`;
      });
    }
    number.setAttribute('aria-label', `${symbol}, ${label}: value`);
    const row = element('div', { className: 'slider' });
    const caption = element('label', { htmlFor: range.id });
    const letter = element('b');
    letter.append(...withLetters(symbol));
    caption.append(letter, ' ', ...withLetters(label));
    row.append(caption, range, number, said);
    rangeInputs.set(name, { row, range, number, said });
    form.append(row);
  };
  for (const [name, slider] of Object.entries(sliders)) addRange(name as SliderName | 'K' | 'T', slider);

  const buttons = element('p', { className: 'buttons' });
  const reset = element('button', { type: 'button', textContent: 'Reset this setting' });
  reset.addEventListener('click', () => {
    change(stateOf(current.setting));
  });
  const redraw = element('button', { type: 'button', textContent: 'Other draws' });
  redraw.addEventListener('click', () => {
    change({ seed: current.seed + 1 });
  });
  buttons.append(reset, redraw);
  form.append(buttons);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });

  function refresh(): void {
    const { unused, description: text } = settings[current.setting];
    setting.input.value = current.setting;
    description.replaceChildren(...withLetters(text));
    variant.input.value = current.variant;
    const { summary: words, targetGradientsInRound } = algorithms[current.variant];
    const [cost, page] = [targetGradientsInRound(2), element('a', { textContent: 'Its equations' })];
    page.href = `../learn/algorithms/${current.variant}.html`;
    summary.replaceChildren(
      ...withLetters(
        `${words.charAt(0).toUpperCase()}${words.slice(1)}. A round takes ${cost === 1 ? 'one gradient' : `${cost} gradients`} of f. `,
      ),
      page,
    );
    typedBox.hidden = current.setting !== 'custom';
    for (const [name, input] of Object.entries(typedInputs)) {
      input.value = current.typed[name as keyof TypedMatrices];
    }
    for (const [name, { row, range, number, said }] of rangeInputs) {
      const value = String(current[name as SliderName | 'K' | 'T']);
      const { min, max } = rangeOf(name as SliderName | 'K' | 'T', current.setting);
      for (const input of [range, number]) Object.assign(input, { min: String(min), max: String(max) });
      range.value = value;
      number.value = value;
      said.textContent = '';
      // K and a are also those of the methods beside the chosen one
      row.hidden = unused.includes(name as SliderName);
    }
  }

  return {
    show: (state) => {
      current = state;
      refresh();
    },
  };
}

/** The text of a number within its domain, without an exponent; undefined where it is none. */
function clampText(
  text: string,
  { min, max }: ReturnType<typeof rangeOf>,
  isCount: boolean,
): string | undefined {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return undefined;
  if (value < min) return String(min);
  if (value > max) return String(max);
  return isCount ? String(Math.round(value)) : String(Number(value.toFixed(4)));
}

function select(
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  onPick: (value: string) => void,
): { readonly row: HTMLElement; readonly input: HTMLSelectElement } {
  const input = element('select', { id: `select-${name}` });
  for (const [value, text] of options) input.append(element('option', { value, textContent: text }));
  input.addEventListener('change', () => {
    onPick(input.value);
  });
  return { row: labelled(input.id, label, input), input };
}

function labelled(id: string, text: string, input: HTMLElement): HTMLElement {
  const row = element('div', { className: 'field' });
  const caption = element('label', { htmlFor: id });
  caption.append(...withLetters(text));
  row.append(caption, input);
  return row;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), properties);
}

/** On a phone the controls are a sheet that one opens; elsewhere they are open. */
export function placeSheet(sheet: HTMLDetailsElement): void {
  const narrow = matchMedia('(max-width: 860px)');
  const place = (): void => {
    sheet.open = !narrow.matches;
  };
  narrow.addEventListener('change', place);
  place();
}
