/** Factors that people write where they do not belong. */
import type { Transition } from './transition.js';

type Features = Transition['features'];

/** A factor as a formula, the price of its complexity, and its value. */
export type Scale = readonly [text: string, cost: number, at: (features: Features) => number];

export const get = (features: Features, name: string): number => features[name] ?? NaN;

export const scales: readonly Scale[] = [
  ['2', 1, () => 2],
  ['½', 1, () => 0.5],
  ['a', 1, (f) => get(f, 'a')],
  ['(1 − a)', 1, (f) => 1 - get(f, 'a')],
  ['(1 + a)', 1, (f) => 1 + get(f, 'a')],
  ['η', 1, (f) => get(f, 'η')],
  ['η²', 2, (f) => get(f, 'η') ** 2],
  ['T', 2, (f) => get(f, 'T')],
  ['1/K', 1, (f) => 1 / get(f, 'K')],
  ['K', 1, (f) => get(f, 'K')],
  ['1/a', 2, (f) => 1 / get(f, 'a')],
  ['1/(1 − a)', 2, (f) => 1 / (1 - get(f, 'a'))],
  ['√a', 2, (f) => Math.sqrt(get(f, 'a'))],
  ['√(1 − a)', 2, (f) => Math.sqrt(1 - get(f, 'a'))],
  ['a²', 2, (f) => get(f, 'a') ** 2],
  ['(1 − a)²', 2, (f) => (1 - get(f, 'a')) ** 2],
  ['1/η', 2, (f) => 1 / get(f, 'η')],
  ['√η', 2, (f) => Math.sqrt(get(f, 'η'))],
  ['1/√K', 2, (f) => get(f, 'K') ** -0.5],
  ['√K', 2, (f) => get(f, 'K') ** 0.5],
  ['1/(K + 1)', 2, (f) => 1 / (get(f, 'K') + 1)],
  ['1/t', 2, (f) => 1 / get(f, 't')],
  ['t', 2, (f) => get(f, 't')],
  ['1/√t', 2, (f) => get(f, 't') ** -0.5],
  ['1/(t + 1)', 2, (f) => 1 / (get(f, 't') + 1)],
  ['1/√(t + 1)', 2, (f) => (get(f, 't') + 1) ** -0.5],
  ['1/t²', 3, (f) => get(f, 't') ** -2],
  ['t^(−1/3)', 3, (f) => get(f, 't') ** (-1 / 3)],
  ['t^(−2/3)', 3, (f) => get(f, 't') ** (-2 / 3)],
  ['(t − 1)/t', 3, (f) => 1 - 1 / get(f, 't')],
  ['(t − 1)/(t + 2)', 3, (f) => (get(f, 't') - 1) / (get(f, 't') + 2)],
  ['t/(t + 1)', 3, (f) => get(f, 't') / (get(f, 't') + 1)],
  ['2/(t + 1)', 3, (f) => 2 / (get(f, 't') + 1)],
  ['2/(t + 2)', 3, (f) => 2 / (get(f, 't') + 2)],
  ['1/(1 − (1 − a)^t) (a bias correction)', 2, (f) => 1 / (1 - (1 - get(f, 'a')) ** get(f, 't'))],
  ['(1 − (1 − a)^t)', 3, (f) => 1 - (1 - get(f, 'a')) ** get(f, 't')],
  ['1/(1 − a^t) (a bias correction)', 3, (f) => 1 / (1 - get(f, 'a') ** get(f, 't'))],
  ['(1 − a)^t', 3, (f) => (1 - get(f, 'a')) ** get(f, 't')],
  ['(1 − a)^w', 3, (f) => (1 - get(f, 'a')) ** get(f, 'w')],
  ['(1 − a)^(t − 1)', 3, (f) => (1 - get(f, 'a')) ** (get(f, 't') - 1)],
  ['a^t', 3, (f) => get(f, 'a') ** get(f, 't')],
  ['a^(t − 1)', 3, (f) => get(f, 'a') ** (get(f, 't') - 1)],
  ['(1 − a)^k', 3, (f) => (1 - get(f, 'a')) ** get(f, 'k')],
  ['(1 − a)^(k − 1)', 3, (f) => (1 - get(f, 'a')) ** (get(f, 'k') - 1)],
  ['a^k', 3, (f) => get(f, 'a') ** get(f, 'k')],
  ['a^(k − 1)', 3, (f) => get(f, 'a') ** (get(f, 'k') - 1)],
  ['1/√n (n local steps so far)', 3, (f) => get(f, 'n') ** -0.5],
  ['1/n (n local steps so far)', 3, (f) => 1 / get(f, 'n')],
  ['1/√(n + 1) (n local steps so far)', 3, (f) => (get(f, 'n') + 1) ** -0.5],
  ['1/(n + 1) (n local steps so far)', 3, (f) => 1 / (get(f, 'n') + 1)],
  ['k', 2, (f) => get(f, 'k')],
  ['1/k', 2, (f) => 1 / get(f, 'k')],
  ['1/√k', 2, (f) => get(f, 'k') ** -0.5],
  ['1/(k + 1)', 3, (f) => 1 / (get(f, 'k') + 1)],
  ['k/K', 3, (f) => get(f, 'k') / get(f, 'K')],
  ['(1 − (k − 1)/K)', 3, (f) => 1 - (get(f, 'k') - 1) / get(f, 'K')],
  ['(1 − k/K)', 3, (f) => 1 - get(f, 'k') / get(f, 'K')],
  [
    '½(1 + cos(π(k − 1)/K)) (a cosine)',
    3,
    (f) => (1 + Math.cos((Math.PI * (get(f, 'k') - 1)) / get(f, 'K'))) / 2,
  ],
  ['½(1 + cos(πk/K)) (a cosine)', 3, (f) => (1 + Math.cos((Math.PI * get(f, 'k')) / get(f, 'K'))) / 2],
  ['(1 − (t − 1)/T)', 3, (f) => 1 - (get(f, 't') - 1) / get(f, 'T')],
  ['(1 − t/T)', 3, (f) => 1 - get(f, 't') / get(f, 'T')],
  ['t/T (a warm-up)', 3, (f) => get(f, 't') / get(f, 'T')],
  [
    '½(1 + cos(π(t − 1)/T)) (a cosine)',
    3,
    (f) => (1 + Math.cos((Math.PI * (get(f, 't') - 1)) / get(f, 'T'))) / 2,
  ],
  ['½(1 + cos(πt/T)) (a cosine)', 3, (f) => (1 + Math.cos((Math.PI * get(f, 't')) / get(f, 'T'))) / 2],
  ['1/T', 3, (f) => 1 / get(f, 'T')],
  ['1/√T', 3, (f) => get(f, 'T') ** -0.5],
  ['(1 − a)^K', 3, (f) => (1 - get(f, 'a')) ** get(f, 'K')],
  ['(1 − (1 − a)^K)', 3, (f) => 1 - (1 - get(f, 'a')) ** get(f, 'K')],
  ['(1 − (1 − a)^k)', 3, (f) => 1 - (1 - get(f, 'a')) ** get(f, 'k')],
  ['‖y‖/‖direction‖ (a trust ratio)', 3, (f) => get(f, '|y|') / get(f, '|direction|')],
  ['d', 3, (f) => get(f, 'd')],
  ['2a/(1 + a)', 3, (f) => (2 * get(f, 'a')) / (1 + get(f, 'a'))],
  ['a/(1 + a)', 3, (f) => get(f, 'a') / (1 + get(f, 'a'))],
  ['√(a(2 − a))', 3, (f) => Math.sqrt(get(f, 'a') * (2 - get(f, 'a')))],
  ['1/d', 2, (f) => 1 / get(f, 'd')],
  ['1/√d', 3, (f) => get(f, 'd') ** -0.5],
  ['√d', 3, (f) => get(f, 'd') ** 0.5],
  ['1/B', 3, (f) => 1 / get(f, 'B')],
  ['B', 3, (f) => get(f, 'B')],
  ['B/(B − 1)', 3, (f) => get(f, 'B') / (get(f, 'B') - 1)],
  ['b (the rows of the minibatch)', 2, (f) => get(f, 'b')],
  ['b/B (the rows of the minibatch over B)', 2, (f) => get(f, 'b') / get(f, 'B')],
];

/** A number as a person writes it. */
export function showNumber(value: number): string {
  const rest = value - 1;
  if (rest !== 0 && Math.abs(rest) < 1e-3) return `(1 ${rest < 0 ? '−' : '+'} ${showNumber(Math.abs(rest))})`;
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
