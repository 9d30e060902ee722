/** Files of constants: the published schema, what is refused and how, and σ_D² from its parts. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  completeConstants,
  exactly,
  measureConstants,
  parseConstants,
  type Constant,
} from '../../src/advise/index.js';
import { formatConstantsFileJsonSchema } from '../../src/advise/constants-file.js';
import { differenceVariance } from '../../src/advise/difference-variance.js';
import { compareRatios } from '../../src/advise/ratio-arithmetic.js';
import { InputError } from '../../src/errors.js';
import { formatRatio, parseExactNumber } from '../../src/exact/index.js';
import { forAll } from '../support/for-all.js';

const published = readFileSync(new URL('../../spec/schemas/constants.schema.json', import.meta.url), 'utf8');
const constant = (value: string, more: object = {}) => ({ value, kind: 'exact', ...more });
const file = (constants: object, more: object = {}) =>
  JSON.stringify({ format: 'auxopt-constants/1', name: 'test', constants, ...more });
const all = {
  smoothness: constant('2'),
  hessianSimilarity: constant('1/3', { kind: 'estimate', lower: '0.3', upper: '0.4' }),
  suboptimality: constant('1'),
  targetVariance: constant('0.5'),
  snapshotVariance: constant('0.25', { kind: 'lower-bound' }),
  localVariance: constant('0'),
};

describe('the published schema', () => {
  it('is what the library uses', () => {
    expect(published).toBe(formatConstantsFileJsonSchema());
  });

  it('accepts, by another validator, what a measurement prints, and refuses a number without quotes', async () => {
    const validate = new Ajv2020({ strict: true }).compile(JSON.parse(published) as object);
    const source = {
      dimension: 1,
      gradient: (of: string, [x = 0]: readonly number[]) => [of === 'target' ? x : 2 * x],
    };
    const measured = await measureConstants(source, { startingPoint: [1], pairs: 3 });
    expect(validate(measured)).toBe(true);
    expect(validate({ ...measured, constants: { smoothness: { value: 2, kind: 'exact' } } })).toBe(false);
    expect(() => parseConstants(JSON.stringify(measured), 'measured')).not.toThrow();
  });
});

describe('a file of constants', () => {
  it('means what it says', () => {
    const constants = completeConstants(parseConstants(file(all), 'c.json'));
    expect(constants.affineDifference).toBe(false);
    const ends = ({ lower, value, upper }: Constant) =>
      [lower, value, upper].map((end) => (end === undefined ? 'open' : formatRatio(end)));
    expect(ends(constants.smoothness)).toEqual(['2', '2', '2']);
    expect(ends(constants.hessianSimilarity)).toEqual(['0.3', '1/3', '0.4']);
    expect(ends(constants.snapshotVariance)).toEqual(['0.25', '0.25', 'open']);
  });

  const local = (more: object) => ({ localVariance: constant('1', { kind: 'estimate', ...more }) });
  const digits = { localVariance: constant(`${'7'.repeat(102)}/${'9'.repeat(101)}`) };
  const characters = local({ lower: `0.${'7'.repeat(999)}` });
  it.each([
    [
      'number',
      { smoothness: { value: 2, kind: 'exact' } },
      'smoothness.value',
      'found the number 2; expected a number as',
    ],
    [
      'kind',
      { smoothness: { value: '2', kind: 'sure' } },
      'smoothness.kind',
      '"exact", "estimate", "lower-bound"',
    ],
    ['key', { smothness: constant('2') }, 'smothness', 'the key "smothness" is unknown'],
    ['sign', { targetVariance: constant('-1') }, 'targetVariance.value', '-1 is negative'],
    ['lower end', local({ lower: '2' }), 'localVariance.lower', '2 is above the value 1'],
    ['upper end', local({ upper: '1/2' }), 'localVariance.upper', '1/2 is below the value 1'],
    // many digits, which a search takes minutes for, and many characters
    ['value', digits, 'localVariance.value', 'a number of more digits; expected at most 100 digits'],
    ['length', characters, 'localVariance.lower', 'a number of 1001 characters; expected at most 1000'],
  ])('with a wrong %s gets one clear error', (_what, change, place, message) => {
    const read = () => parseConstants(file({ ...all, ...change }), 'c.json');
    expect(read).toThrow(InputError);
    expect(read).toThrow(`c.json at $.constants.${place}: `);
    expect(read).toThrow(message);
  });

  it('without a constant that advice needs says which option gives it', () => {
    const { suboptimality: _suboptimality, ...rest } = all;
    expect(() => completeConstants(parseConstants(file(rest), 'c.json'))).toThrow('--suboptimality');
    const { snapshotVariance: _variance, ...without } = all;
    expect(() => completeConstants(parseConstants(file(without), 'c.json'))).toThrow('--snapshot-variance');
  });
});

describe('σ_D² from σ_f², s_h² and their correlation', () => {
  const number = (text: string) => exactly(parseExactNumber(text));

  it.each([
    ['1', '1', '1', '0'],
    ['4', '1', '1/2', '3'],
    ['4', '9', '-1', '25'],
    ['0', '9', '1', '9'],
  ])('σ_f² = %s, s_h² = %s, ρ = %s: %s', (f, h, rho, expected) => {
    const variance = differenceVariance({
      targetVariance: number(f),
      snapshotAuxiliaryVariance: number(h),
      noiseCorrelation: number(rho),
    });
    expect(formatRatio(variance?.value ?? parseExactNumber('-1'))).toBe(expected);
  });

  it('contains the truth for every part inside its ends', () => {
    const parts = fc.record({
      f: fc.integer({ min: 1, max: 50 }),
      h: fc.integer({ min: 1, max: 50 }),
      rho: fc.integer({ min: -10, max: 10 }),
      at: fc.array(fc.constantFrom(0, 1, 2), { minLength: 3, maxLength: 3 }),
    });
    const around = (center: number, unit: number): Constant => {
      const [lower, value, upper] = [-1, 0, 1].map((step) =>
        parseExactNumber(`${center * 10 + step}/${unit * 10}`),
      );
      return { lower, value, upper, kind: 'estimate' } as Constant;
    };
    const at = ({ lower, value, upper = value }: Constant, which = 0): Constant =>
      exactly([lower, value, upper][which] ?? value);
    forAll(100, [parts], ({ f, h, rho, at: which }) => {
      const wide = {
        targetVariance: around(f, 1),
        snapshotAuxiliaryVariance: around(h, 1),
        noiseCorrelation: around(Math.trunc(rho * 0.9), 10),
      };
      const truth = differenceVariance({
        targetVariance: at(wide.targetVariance, which[0]),
        snapshotAuxiliaryVariance: at(wide.snapshotAuxiliaryVariance, which[1]),
        noiseCorrelation: at(wide.noiseCorrelation, which[2]),
      });
      const found = differenceVariance(wide);
      if (truth === undefined || found?.upper === undefined) throw new Error('both are determined');
      expect(compareRatios(found.lower, truth.value)).toBeLessThanOrEqual(0);
      expect(compareRatios(truth.value, found.upper)).toBeLessThanOrEqual(0);
    });
  });
});
