/** A coefficient without a formula. */
import type { Law, Sample } from './law.js';
import { get, showNumber } from './scales.js';

/** What it may depend on. */
const dependences: readonly (readonly [string, string])[] = [
  ['B', 'B'],
  ['t', 'the round'],
  ['t/T', 't/T'],
  ['k', 'the local step'],
  ['K', 'K'],
  ['a', 'a'],
  ['η', 'η'],
  ['d', 'd'],
  ['T', 'T'],
];

/** A law that is used only where it is more, or less, than what is due, as in min(β, (1 + t)/(10 + t)); undefined where it is both. */
export function boundedBy({ text, cost, at, shape }: Law, samples: readonly Sample[]): Law | undefined {
  if (shape !== undefined) return undefined;
  const isMore = samples.every(({ used, due, tolerance }) => used > due + tolerance);
  const isLess = samples.every(({ used, due, tolerance }) => used < due - tolerance);
  if (!isMore && !isLess) return undefined;
  const choose = isMore ? Math.max : Math.min;
  return {
    text: `${text}, where that is ${isMore ? 'more' : 'less'} than {due},`,
    cost: Math.max(cost, 2.6) + 0.4, // after a cut at a constant, which has a name of its own
    at: (sample) => choose(at(sample), sample.due),
  };
}

/** The coefficient; the whole number beside it where rounding may be the difference. */
function withoutNoise({ used, tolerance }: Sample): number {
  const whole = Math.round(used);
  return Math.abs(used - whole) <= tolerance ? whole : used;
}

/** A coefficient that no formula gives: what it depends on, and some of its values. */
export function varyingLaw(samples: readonly Sample[]): Law {
  const isOfStart = samples.every(({ transition }) => transition.kind === 'start-estimate');
  for (const [name, words] of dependences) {
    // the size of a minibatch is mostly the same in all rounds of a run
    if (name === 'B' && !isOfStart) continue;
    const values = new Map<number, Sample>();
    const isFunction = samples.every((sample) => {
      const key = get(sample.transition.features, name);
      const known = values.get(key);
      if (known === undefined) values.set(key, sample);
      return (
        Number.isFinite(key) &&
        (known === undefined || Math.abs(known.used - sample.used) <= known.tolerance + sample.tolerance)
      );
    });
    if (!isFunction || values.size < 2 || values.size > samples.length * 0.8) continue;
    const shown = [...values]
      .slice(0, 4)
      .map(([key, sample]) => `${showNumber(withoutNoise(sample))} at ${name} = ${showNumber(key)}`);
    return {
      text: `a factor that depends on ${words}: ${shown.join(', ')}${values.size > 4 ? ', …' : ''}`,
      cost: 4.8,
      at: (sample) => values.get(get(sample.transition.features, name))?.used ?? sample.used,
    };
  }
  const shown = [
    ...new Set(samples.map((sample) => showNumber(Number(withoutNoise(sample).toPrecision(3))))),
  ];
  return {
    text: `a factor that varies: ${shown.slice(0, 4).join(', ')}${shown.length > 4 ? ', …' : ''}`,
    cost: 5.5,
    at: ({ used }) => used,
  };
}
