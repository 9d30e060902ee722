/** Adam: honest programs in other groupings pass, mistakes fail and are named, other libraries' Adam too; so is what a restored program has lost. */
import { describe, expect, it } from 'vitest';
import { verifyImplementation } from '../../../src/verify/index.js';
import { pageNames, readPage } from '../../support/pages.js';
import { adam, type Otherwise, type Parts } from './support/adam.js';
import { said } from '../../support/said.js';

const verify = (otherwise: Otherwise, saves = false) =>
  verifyImplementation(
    { name: 'a program', variants: {}, methods: { adam: adam(otherwise) }, saves },
    { page: readPage('adam'), seed: 2, otherPages: pageNames.map(readPage) },
  );
const explained = async (otherwise: Otherwise): Promise<readonly string[]> => {
  const { verdict, diagnosis = [] } = await verify(otherwise);
  expect(verdict).toBe('fail');
  return diagnosis.map(said);
};
const correction = (t: number): number => t + 1;

it.each([
  ['as on the page', undefined],
  [
    'with the corrections folded into the rate and ε',
    ({ x, m, v, rate, eps, c1, c2 }: Parts) =>
      x - (((rate * Math.sqrt(c2)) / c1) * m) / (Math.sqrt(v) + eps * Math.sqrt(c2)),
  ],
  [
    'as torch',
    ({ x, m, v, rate, eps, c1, c2 }: Parts) => x - (rate / c1) * (m / (Math.sqrt(v) / Math.sqrt(c2) + eps)),
  ],
] as const)('%s it passes', async (_, step) => {
  const { verdict, results } = await verify(step === undefined ? {} : { step });
  expect(verdict).toBe('pass');
  // near β = 1 the corrections have no correct digit after a power, which is said and not counted
  const doubtful = results.filter(({ verdict }) => verdict === 'unsupported');
  expect(doubtful.length).toBeLessThan(5);
  for (const { message } of doubtful) expect(message).toMatch(/^ADAM\.3 decides nothing in round \d+: /);
});

describe('a number in single precision', () => {
  const correctedBy = (near: (c: number) => number) =>
    explained({
      step: ({ x, m, v, rate, eps, c1, c2 }) => x - (rate * (m / near(c1))) / (Math.sqrt(v / c2) + eps),
    });
  it('fails, and is told so', async () => {
    expect(await correctedBy(Math.fround)).toEqual([
      expect.stringMatching(/^every step is right up to rounding in single precision/),
    ]);
  });

  it('is not what is further off', { tags: 'long' }, async () => {
    const [first = ''] = await correctedBy((c) => c * (1 + 2 ** -15));
    expect(first).not.toMatch(/single precision/);
  });
});

describe('mistakes', () => {
  it('Keras', { tags: 'long' }, async () => {
    const [first] = await explained({
      step: ({ x, m, v, rate, eps, c1, c2 }) =>
        x - (((rate * Math.sqrt(c2)) / c1) * m) / (Math.sqrt(v) + eps),
    });
    expect(first).toMatch(/^this is Adam as Keras writes it, /);
  });

  it.each([
    [
      'ε inside the root',
      { step: ({ x, m, v, rate, eps, c1, c2 }) => x - (rate * (m / c1)) / Math.sqrt(v / c2 + eps) },
      'x ← x − ℓ (m / (1 − β1^t)) ⊘ (√(v / (1 − β2^t) + ε))',
    ],
    [
      'two, each in a line that is reported',
      {
        second: (v: number, g: number, b2: number) => b2 * v + g ** 2,
        step: ({ x, m, v, rate, eps, c1, c2 }) =>
          x - (rate * (m / c1)) / (Math.sqrt(v / Math.sqrt(c2)) + eps),
      },
      'v ← β2 v + g²;  x ← x − ℓ (m / (1 − β1^t)) ⊘ (√(v / (√(1 − β2^t))) + ε)',
    ],
    [
      'no root',
      { step: ({ x, m, v, rate, eps, c1, c2 }) => x - (rate * (m / c1)) / (v / c2 + eps) },
      'x ← x − ℓ (m / (1 − β1^t)) ⊘ (v / (1 − β2^t) + ε)',
    ],
    [
      'β1 and β2 exchanged',
      { betas: (b1, b2) => [b2, b1] },
      'm ← β2 m + (1 − β2) g, with β1 and β2 exchanged in all lines',
    ],
    [
      'no corrections',
      { step: ({ x, m, v, rate, eps }) => x - (rate * m) / (Math.sqrt(v) + eps) },
      /^this is Adam without the corrections, /,
    ],
  ] as readonly (readonly [string, Otherwise, string | RegExp])[])(
    '%s',
    { tags: 'long' },
    async (_, otherwise, is) => {
      const found = await explained(otherwise);
      expect(found.filter((one) => (typeof is === 'string' ? one === is : is.test(one)))).toHaveLength(1);
    },
  );

  it('what no single change explains fails too', { tags: 'long' }, async () => {
    expect(await explained({ second: (v, g, b2) => b2 * v + (1 - b2) * Math.abs(g) ** 3 })).toEqual([]);
    expect((await verify({ counter: correction })).verdict).toBe('fail');
  });
});

describe('a program that is saved and restored', () => {
  it('goes on as if nothing had happened', async () => {
    const { verdict, results } = await verify({}, true);
    expect(verdict).toBe('pass');
    expect(results.filter(({ id }) => id.includes('/restored-after-')).length).toBe(10);
  });

  it.each([
    [['t'], 'after adam is restored, the step counter restarts: t is 1 again'],
    [['v'], 'after adam is restored, v begins again from its start'],
    [['m', 'v'], 'after adam is restored, m begins again from its start, and v begins again from its start'],
  ])('without %s fails, and says so', async (lost, mistake) => {
    const { verdict, results } = await verify({ lost }, true);
    expect(verdict).toBe('fail');
    const failing = results.filter(({ verdict }) => verdict === 'fail');
    expect(failing.every(({ id }) => id.includes('/restored-after-'))).toBe(true);
    expect(failing[0]?.diagnosis?.map((one) => one.mistake)).toEqual([mistake]);
  });
});
