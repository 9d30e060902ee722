/** What a wrong coefficient depends on: η, a, K, t, k and the like. */
import { countOf } from '../../errors.js';
import type { Law, Sample } from './law.js';
import { families } from './law-families.js';
import { scheduleLaws } from './schedule-laws.js';
import { roundToFormat } from '../../exact/index.js';
import { get, scales, showNumber, type Scale } from './scales.js';
import { formats } from './transformed-fits.js';

/** A law with a scale: alone, negative, or as a factor of the coefficient that is due. */
function lawsOfScale([text, cost, at]: Scale): readonly Law[] {
  const value = (sample: Sample): number => at(sample.transition.features);
  return [
    { text, cost, at: value },
    { text: `−${text}`, cost: cost + 0.6, at: (sample) => -value(sample) },
    { text: `{due}·${text}`, cost: cost + 0.2, usesDue: true, at: (sample) => sample.due * value(sample) },
  ];
}

/** Products that people write by mistake. */
const products: readonly Law[] = scales.flatMap(([text, cost, at], i) =>
  scales.slice(2, 18).flatMap(([other, more, by], j): readonly Law[] =>
    j + 2 <= i
      ? []
      : [1, -1].map((sign) => ({
          text: `${sign < 0 ? '−' : ''}${other}·${text}`,
          cost: cost + more + (sign < 0 ? 1.3 : 1),
          at: (s) => sign * at(s.transition.features) * by(s.transition.features),
        })),
  ),
);

/** To so many decimal places, halves to the even digit, as Python and NumPy round. */
function roundToEven(value: number, count: number): number {
  const up = value.toFixed(count);
  // an exact half, of which `toFixed` takes the larger one
  const isHalf = /50{19}$/.test(value.toFixed(count + 20));
  const isOdd = Number(up.at(-1)) % 2 === 1;
  return isHalf && isOdd ? Number((Number(up) - Math.sign(value) * 10 ** -count).toFixed(count)) : Number(up);
}

/** Ways of writing a number with fewer digits than it has. */
const roundings: readonly (readonly [text: string, round: (value: number) => number])[] = [
  1, 2, 3, 4, 5, 6, 7, 8,
].flatMap((count) => [
  ...[(value: number) => Number(value.toFixed(count)), (value: number) => roundToEven(value, count)].map(
    (round) => [`rounded to ${countOf(count, 'decimal place')}`, round] as const,
  ),
  [`rounded to ${countOf(count, 'significant digit')}`, (value: number) => Number(value.toPrecision(count))],
]);

/** Parameters that are written with fewer digits than they have. */
const roundedParameters: readonly Law[] = roundings.flatMap(([text, round]): readonly Law[] => {
  const ofEta = ({ transition: { features } }: Sample): number => get(features, 'η');
  return [
    { text: `η ${text}/η`, cost: 2.4, at: (sample) => round(ofEta(sample)) / ofEta(sample) },
    { text: `{due} ${text}`, cost: 2.4, usesDue: true, at: ({ due }) => round(due) },
  ];
});

/** Laws without a number that is read off. */
const fixedLaws: readonly Law[] = [
  { text: '0', cost: 0, at: () => 0 },
  { text: '−{due}', cost: 0.5, usesDue: true, at: ({ due }) => -due },
  { text: '1', cost: 1, at: () => 1 },
  { text: '−1', cost: 1.5, at: () => -1 },
  ...scales.flatMap(lawsOfScale),
  ...products,
  ...scales.flatMap(([text, cost, at]): readonly Law[] =>
    (['max', 'min'] as const).map((pick) => ({
      text: `${pick}({due}, ${text})`,
      cost: cost + 0.8,
      usesDue: true,
      at: (sample) => Math[pick](sample.due, at(sample.transition.features)),
    })),
  ),
  ...scales.map(([text, cost, at]): Law => ({
    text: `min(1, {due}·${text})`,
    cost: cost + 1.2,
    usesDue: true,
    at: (sample) => Math.min(1, sample.due * at(sample.transition.features)),
  })),
  ...roundedParameters,
  ...scheduleLaws,
  { text: '{due} − 1', cost: 2.9, usesDue: true, at: ({ due }) => due - 1 },
  { text: '{due} + 1', cost: 2.9, usesDue: true, at: ({ due }) => due + 1 },
  { text: '⌊{due}/2⌋', cost: 2, usesDue: true, at: ({ due }) => Math.floor(due / 2) },
  { text: '⌈{due}/2⌉', cost: 2, usesDue: true, at: ({ due }) => Math.ceil(due / 2) },
  ...[2, 3, 4, 5, 8, 10, 16, 32].map((size): Law => ({
    text: `${size}·⌊{due}/${size}⌋ (blocks of ${size})`,
    // what is whole in blocks of 16 is so in those of 8; one step less or more is simpler
    cost: 3.2 - 0.001 * size,
    usesDue: true,
    at: ({ due }) => size * Math.floor(due / size),
  })),
  ...formats.flatMap(([name, format]): readonly Law[] => [
    {
      text: `{due} rounded to ${name}`,
      cost: 1,
      usesDue: true,
      at: ({ due }) => roundToFormat(format, due),
    },
    {
      text: `η rounded to ${name}/η`,
      cost: 1,
      at: ({ transition: { features } }) => roundToFormat(format, get(features, 'η')) / get(features, 'η'),
    },
  ]),
];

/** The laws with a number, for these samples. */
function numberedLaws(samples: readonly Sample[]): readonly Law[] {
  // the number is read off where rounding hides the least of it
  const [first] = samples.toSorted((left, right) => errorOf(left) - errorOf(right));
  if (first === undefined) return [];
  return families.flatMap(({ text, cost, shape, read, at, usesDue }): readonly Law[] => {
    const gamma = read(first, samples);
    if (!Number.isFinite(gamma)) return [];
    const refined = refine(samples, gamma, at);
    if (refined === undefined) return [];
    // a number that a person would write is simpler
    const digits = showNumber(refined).replace(/^−?0?\.?0*|\D/g, '').length;
    return [
      {
        text: text(showNumber(refined)).replace('+ −', '− '),
        cost: cost + 0.1 * digits,
        isRead: true,
        ...(usesDue === undefined ? {} : { usesDue }),
        ...(shape === undefined ? {} : { shape }),
        at: (s) => at(s, refined),
      },
    ];
  });
}

/** How far rounding may have moved a coefficient, in parts of it. */
function errorOf({ used, tolerance }: Sample): number {
  return used === 0 ? Infinity : tolerance / Math.abs(used);
}

/** Of the numbers within reach of the first sample that fit all, the shortest. */
function refine(
  samples: readonly Sample[],
  gamma: number,
  at: (s: Sample, c: number) => number,
): number | undefined {
  const fits = (value: number): boolean => samples.every((s) => isNear(s, at(s, value)));
  // what not even a rough check allows needs no search for digits
  if (!samples.every((s) => Math.abs(s.used - at(s, gamma)) <= 64 * s.tolerance + 1e-3 * Math.abs(s.used)))
    return undefined;
  for (let digits = 1; digits <= 12; digits += 1) {
    const short = Number(gamma.toPrecision(digits));
    if (fits(short)) return short;
  }
  return fits(gamma) ? gamma : undefined;
}

function isNear({ used, tolerance }: Sample, value: number): boolean {
  return Number.isFinite(value) && Math.abs(used - value) <= tolerance + 2 ** -50 * Math.abs(value);
}

/** All laws that hold for every sample, the simplest first. */
export function lawsFor(samples: readonly Sample[]): readonly Law[] {
  const isPlain = samples.every(({ due }) => due === 1 || due === 0);
  const found = [
    ...fixedLaws.filter(({ at }) => samples.every((sample) => isNear(sample, at(sample)))),
    ...numberedLaws(samples),
  ].filter(({ usesDue }) => usesDue === undefined || samples.every(({ due }) => due !== 0));
  const texts = new Set<string>();
  return found
    .map((law) =>
      isPlain && law.shape === undefined
        ? { ...law, text: law.text.replace(/\{due\}·|(?<=\d)·\{due\}/, '') }
        : law,
    )
    .sort((left, right) => left.cost - right.cost)
    .filter(({ text, shape = '' }) => !texts.has(shape + text) && texts.add(shape + text));
}
