/** A coefficient without a formula. */
import type { Law, Sample } from './law.js';
import { showNumber } from './conditions.js';

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
      const key = sample.transition.features[name] ?? NaN;
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
      at: (sample) => values.get(sample.transition.features[name] ?? NaN)?.used ?? sample.used,
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
