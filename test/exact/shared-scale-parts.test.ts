/** The parts of the shared-scale engine, each on numbers that can be checked by hand. */
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/errors.js';
import {
  applyIntegerRow,
  convert,
  createDecimalField,
  createRadixField,
  createRationalField,
  createSharedScale,
  parseExactNumber,
  sharedRatios,
  subtractRatios,
  toIntegerMaps,
} from '../../src/exact/index.js';
import { createSharedState } from '../../src/exact/shared-scale-state.js';
import { advance, toStepFamily } from '../../src/exact/shared-scale-steps.js';

const scale = createSharedScale(10n);
const { field } = scale;
const number = field.fromString;
const matrix = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map(number));
const texts = (values: readonly (typeof field.zero)[]) => values.map(field.format);

describe('a shared scale', () => {
  it('knows powers of its base, in any order of asking', () => {
    const fresh = createSharedScale(12n);
    expect([3, 0, 1, 5, 2].map(fresh.power)).toEqual([1728n, 1n, 12n, 248832n, 144n]);
    expect([fresh.base, fresh.field.name]).toEqual([12n, 'radix 12']);
  });

  it('finds the least places that a number needs', () => {
    const places = (coefficient: bigint, at: number) => scale.placesOf({ coefficient, places: at });
    expect([
      places(0n, 7),
      places(1200n, 3),
      places(1200n, 1),
      places(7n, 4),
      places(-50n, 2),
      places(7n, 0),
    ]).toEqual([0, 1, 0, 4, 1, 0]);
  });

  it('puts numbers over its powers', () => {
    expect(scale.over(number('1.5'), 3)).toBe(1500n);
    expect(scale.over(number('1.5'), 1)).toBe(15n);
    expect(scale.over({ coefficient: 1500n, places: 3 }, 1)).toBe(15n);
  });

  it('reads its vectors back in lowest terms', () => {
    expect(sharedRatios({ numerators: [25n, -6n, 0n], base: 12n, places: 1 })).toEqual([
      { numerator: 25n, denominator: 12n },
      { numerator: -1n, denominator: 2n },
      { numerator: 0n, denominator: 1n },
    ]);
  });
});

describe('ratios and fields', () => {
  it('subtract and convert exactly', () => {
    const ratio = parseExactNumber;
    expect(subtractRatios(ratio('1/2'), ratio('1/3'))).toEqual(ratio('1/6'));
    expect(subtractRatios(ratio('1/3'), ratio('1/3'))).toEqual(ratio('0'));
    const [decimals, rationals] = [createDecimalField(), createRationalField()];
    expect(decimals.format(convert(rationals, decimals, rationals.fromString('3/8')))).toBe('0.375');
    expect(decimals.toUnreducedRatio(decimals.fromString('2.50'))).toEqual({
      numerator: 25n,
      denominator: 10n,
    });
    expect(decimals.toUnreducedRatio(decimals.fromString('250'))).toEqual({
      numerator: 250n,
      denominator: 1n,
    });
    const thirties = createRadixField(30n);
    expect(
      thirties.toUnreducedRatio(thirties.multiply(thirties.fromString('1/3'), thirties.fromString('3'))),
    ).toEqual({
      numerator: 30n,
      denominator: 30n,
    });
    expect([decimals.name, rationals.name, thirties.name]).toEqual(['decimal', 'rational', 'radix 30']);
  });
});

describe('integer maps', () => {
  // Made anew in each test.
  const made = () =>
    toIntegerMaps(scale, [
      matrix([
        ['0.5', '0', '0.25'],
        ['0', '1', '0'],
        ['0', '0', '1'],
      ]),
      matrix([
        ['0', '2', '0'],
        ['0', '1', '0'],
        ['0', '0', '1'],
      ]),
    ]);

  it('leave out the rows that no map changes, and zeros', () => {
    expect(made()).toEqual({
      places: 2,
      factor: 100n,
      unchanged: [1, 2],
      maps: [
        [{ row: 0, columns: [0, 2], coefficients: [50n, 25n] }],
        [{ row: 0, columns: [1], coefficients: [200n] }],
      ],
    });
  });

  it('take a row for changed where one map alone changes it, on the diagonal or beside it', () => {
    const changed = (...rows: (readonly (readonly string[])[])[]) =>
      toIntegerMaps(scale, rows.map(matrix)).maps[0]?.map(({ row }) => row);
    const identity = [
      ['1', '0'],
      ['0', '1'],
    ];
    expect(changed(identity)).toEqual([]);
    expect(
      changed(identity, [
        ['1', '0'],
        ['3', '1'],
      ]),
    ).toEqual([1]);
    expect(
      changed(identity, [
        ['2', '0'],
        ['0', '1'],
      ]),
    ).toEqual([0]);
    expect(toIntegerMaps(scale, [matrix(identity)])).toMatchObject({
      places: 0,
      factor: 1n,
      unchanged: [0, 1],
    });
  });

  it('give entries by products', () => {
    const [first, second] = made().maps.map(([row]) => row);
    if (first === undefined || second === undefined) throw new RangeError('two maps');
    expect(applyIntegerRow(first, [2n, 3n, 4n])).toBe(200n);
    expect(applyIntegerRow(second, [2n, 3n, 4n])).toBe(600n);
    expect(applyIntegerRow({ row: 0, columns: [], coefficients: [] }, [2n])).toBe(0n);
  });
});

describe('steps', () => {
  // y ← y/2 + c/4 or y ← 2m: the second has no moving part
  const made = () =>
    toStepFamily(
      toIntegerMaps(scale, [
        matrix([
          ['0.5', '0', '0.25'],
          ['0', '1', '0'],
          ['0', '0', '1'],
        ]),
        matrix([
          ['0', '2', '0'],
          ['0', '1', '0'],
          ['0', '0', '1'],
        ]),
      ]),
    );
  const start = () => createSharedState(scale, ['1', '0.3', '1'].map(number));
  const read = ({ numerators, places }: ReturnType<typeof start>) =>
    texts(numerators.map((coefficient) => ({ coefficient, places })));

  it('are split into what moves and what does not', () => {
    expect(made()).toEqual({
      places: 2,
      factor: 100n,
      changed: [0],
      unchanged: [1, 2],
      moving: [[{ row: 0, columns: [0], coefficients: [50n] }], [{ row: 0, columns: [], coefficients: [] }]],
      forcing: [
        [{ row: 0, columns: [2], coefficients: [25n] }],
        [{ row: 0, columns: [1], coefficients: [200n] }],
      ],
    });
  });

  it('start over the least power of the base', () => {
    expect(start()).toEqual({ numerators: [10n, 3n, 10n], places: 1 });
  });

  it.each([
    [[], ['1', '0.3', '1']],
    [[0], ['0.75', '0.3', '1']],
    [[1], ['0.6', '0.3', '1']],
    [
      [0, 0],
      ['0.625', '0.3', '1'],
    ],
    [
      [0, 1, 0],
      ['0.55', '0.3', '1'],
    ],
    [
      [1, 0, 0, 1],
      ['0.6', '0.3', '1'],
    ],
    [
      [0, 1, 1, 0, 0],
      ['0.525', '0.3', '1'],
    ],
  ])('by the atoms %j give %j', (atoms, expected) => {
    const state = start();
    const seen: string[] = [];
    advance(state, made(), atoms, 'local', () => {
      seen.push(field.format({ coefficient: state.numerators[0] ?? 0n, places: state.places }));
    });
    expect(read(state)).toEqual(expected);
    expect(Object.keys(state.numerators)).toEqual(['0', '1', '2']);
    expect(state.places).toBe(1 + 2 * atoms.length);
    expect(seen).toHaveLength(atoms.length);
    expect(seen.at(-1) ?? '1').toBe(expected[0]);
  });

  it('of an atom that is not there are refused', () => {
    expect(() => {
      advance(start(), made(), [2], 'local');
    }).toThrow(new ContractError('the local oracle has no atom 2'));
  });
});
