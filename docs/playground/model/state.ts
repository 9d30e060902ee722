/** What the controls say, and its form in the address. Numbers stay the texts that were typed: they are exact. */
import type { VariantName } from '../../../spec/model/index.js';
import { variantNames } from '../../../spec/algorithms/index.js';
import { settingIds, settings, type SettingId } from './settings.js';

/** The numbers behind the sliders. */
export const sliderNames = ['delta', 'zeta', 'rho', 'sigma', 'localSigma', 'eta', 'a'] as const;
/** One of them. */
export type SliderName = (typeof sliderNames)[number];

/** Matrices of the setting `custom`, row by row: rows end with `;`, entries with a blank or a comma. */
export interface TypedMatrices {
  readonly targetMatrix: string;
  readonly targetVector: string;
  readonly auxiliaryMatrix: string;
  readonly auxiliaryVector: string;
  readonly startingPoint: string;
}

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

const countNames = ['K', 'T', 'seed'] as const;
const typedNames = [
  'targetMatrix',
  'targetVector',
  'auxiliaryMatrix',
  'auxiliaryVector',
  'startingPoint',
] as const;

/** The state as a fragment of an address; only what differs from the setting's own values. */
export function formatHash(state: PlaygroundState): string {
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
  return `#${parameters.toString()}`;
}

/** The state that a fragment means; what it does not say, or says wrongly, is the setting's own value. */
export function parseHash(hash: string): PlaygroundState {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const setting = settingIds.find((id) => id === parameters.get('setting')) ?? 'quadratics';
  const base = stateOf(setting);
  const variant = variantNames.find((name) => name === parameters.get('variant')) ?? base.variant;
  const slider = (name: SliderName): string => {
    const text = parameters.get(name) ?? '';
    return /^-?\d{1,6}(?:\.\d{1,6})?$/.test(text) ? text : base[name];
  };
  const count = (name: (typeof countNames)[number]): number => {
    const text = parameters.get(name) ?? '';
    return /^\d{1,4}$/.test(text) && (name === 'seed' || Number(text) > 0) ? Number(text) : base[name];
  };
  const typed = (name: (typeof typedNames)[number]): string =>
    (parameters.get(name) ?? base.typed[name]).slice(0, 200);
  return {
    setting,
    variant,
    delta: slider('delta'),
    zeta: slider('zeta'),
    rho: slider('rho'),
    sigma: slider('sigma'),
    localSigma: slider('localSigma'),
    eta: slider('eta'),
    a: slider('a'),
    K: count('K'),
    T: count('T'),
    seed: count('seed'),
    typed: {
      targetMatrix: typed('targetMatrix'),
      targetVector: typed('targetVector'),
      auxiliaryMatrix: typed('auxiliaryMatrix'),
      auxiliaryVector: typed('auxiliaryVector'),
      startingPoint: typed('startingPoint'),
    },
  };
}
