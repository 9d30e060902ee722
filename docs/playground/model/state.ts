/** What the controls say, and its form in the address. Numbers stay the texts that were typed: they are exact. */
import type { VariantName } from '../../../spec/model/index.js';
import { variantNames } from '../../../spec/algorithms/index.js';
import { settingIds, settings, type SettingId } from './settings.js';

/** The numbers behind the sliders. */
export const sliderNames = ['delta', 'zeta', 'rho', 'sigma', 'localSigma', 'eta', 'a'] as const;
/** One of them. */
export type SliderName = (typeof sliderNames)[number];

const countNames = ['K', 'T', 'seed'] as const;
/** The numbers that count something. */
export type CountName = (typeof countNames)[number];

/** The least and the greatest value of every number. */
const ranges: Readonly<Record<SliderName | CountName, { readonly min: number; readonly max: number }>> = {
  delta: { min: 0, max: 1.5 },
  zeta: { min: 0, max: 10 },
  rho: { min: -1, max: 1 },
  sigma: { min: 0, max: 2 },
  localSigma: { min: 0, max: 1 },
  eta: { min: 0.01, max: 3 },
  a: { min: 0.01, max: 1 },
  K: { min: 1, max: 50 },
  T: { min: 1, max: 100 },
  seed: { min: 0, max: 9999 },
};

/** The range of a number in a setting. */
export const rangeOf = (name: SliderName | CountName, setting: SettingId): (typeof ranges)[SliderName] =>
  name === 'rho' ? { ...ranges.rho, min: settings[setting].leastRho } : ranges[name];

const typedNames = [
  'targetMatrix',
  'targetVector',
  'auxiliaryMatrix',
  'auxiliaryVector',
  'startingPoint',
] as const;

/** Matrices of the setting `custom`, row by row: rows end with `;`, entries with a blank or a comma. */
export type TypedMatrices = Readonly<Record<(typeof typedNames)[number], string>>;

/** Everything that the controls say. */
export interface PlaygroundState extends Readonly<Record<SliderName, string>> {
  readonly setting: SettingId;
  readonly variant: VariantName;
  readonly K: number;
  readonly T: number;
  readonly seed: number;
  readonly typed: TypedMatrices;
}

/** A setting with its own values. */
export function stateOf(setting: SettingId): PlaygroundState {
  return {
    setting,
    variant: 'aux-mom',
    K: 5,
    T: 20,
    seed: 1,
    delta: '0.05',
    zeta: '1',
    rho: '0.9',
    sigma: '0.5',
    localSigma: '0',
    eta: '0.4',
    a: '0.2',
    typed: {
      targetMatrix: '1 0.3; 0.3 0.5',
      targetVector: '0 0',
      auxiliaryMatrix: '0.9 0.3; 0.3 0.6',
      auxiliaryVector: '1 0',
      startingPoint: '4 -3',
    },
    ...settings[setting].initial,
  };
}

/** What was typed into the box for a page of one's own. */
export const ownNames = ['page', 'values'] as const;

/** The state as a fragment of an address; only what differs from the setting's own values. */
export function formatHash(
  state: PlaygroundState,
  own: readonly (readonly [name: string, text: string])[] = [],
): string {
  const base = stateOf(state.setting);
  const parameters = new URLSearchParams({ setting: state.setting });
  if (state.variant !== base.variant) parameters.set('variant', state.variant);
  for (const name of [...sliderNames, ...countNames]) {
    if (state[name] !== base[name]) parameters.set(name, String(state[name]));
  }
  if (state.setting === 'custom') {
    for (const name of typedNames) {
      if (state.typed[name] !== base.typed[name]) parameters.set(name, state.typed[name]);
    }
  }
  for (const [name, text] of own) parameters.set(name, text);
  return `#${parameters.toString()}`;
}

/** What an address means. */
export interface ReadAddress {
  readonly state: PlaygroundState;
  /** One sentence for each part that means nothing here; the setting's own value stands in its place. */
  readonly refused: readonly string[];
}

/** The state that a fragment means, and what it says wrongly. */
export function parseHash(hash: string): ReadAddress {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const refused: string[] = [];
  const read = <V extends string | number>(
    name: string,
    own: V,
    expected: string,
    valueOf: (text: string) => V | undefined,
  ): V => {
    const text = parameters.get(name);
    if (text === null) return own;
    const value = valueOf(text);
    if (value === undefined) {
      refused.push(
        `${name}=${text.slice(0, 40)} in the address: expected ${expected}; ${own} is used instead.`,
      );
    }
    return value ?? own;
  };
  const oneOf = <V extends string>(name: string, own: V, values: readonly V[]): V =>
    read(name, own, `one of ${values.join(', ')}`, (text) => values.find((value) => value === text));
  const setting = oneOf('setting', 'quadratics', settingIds);
  const base = stateOf(setting);
  const within = (name: SliderName | CountName, text: string): boolean => {
    const { min, max } = rangeOf(name, setting);
    return min <= Number(text) && Number(text) <= max;
  };
  const slider = (name: SliderName): string => {
    const { min, max } = rangeOf(name, setting);
    return read(name, base[name], `a number from ${min} to ${max}`, (text) =>
      /^-?\d{1,6}(?:\.\d{1,6})?$/.test(text) && within(name, text) ? text : undefined,
    );
  };
  const count = (name: CountName): number => {
    const { min, max } = rangeOf(name, setting);
    return read(name, base[name], `a whole number from ${min} to ${max}`, (text) =>
      /^\d{1,4}$/.test(text) && within(name, text) ? Number(text) : undefined,
    );
  };
  const typed = (name: (typeof typedNames)[number]): string =>
    read(name, base.typed[name], 'at most 200 characters', (text) => (text.length > 200 ? undefined : text));
  const each = <N extends string, V>(names: readonly N[], valueOf: (name: N) => V): Readonly<Record<N, V>> =>
    Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<N, V>;
  const state: PlaygroundState = {
    setting,
    variant: oneOf('variant', base.variant, variantNames),
    ...each(sliderNames, slider),
    ...each(countNames, count),
    typed: each(typedNames, typed),
  };
  const numbers = [...sliderNames, ...countNames];
  const known: readonly string[] = ['setting', 'variant', ...numbers, ...typedNames, ...ownNames];
  for (const name of new Set(parameters.keys())) {
    if (!known.includes(name))
      refused.push(`${name.slice(0, 40)} in the address: there is no such parameter.`);
  }
  return { state, refused };
}
