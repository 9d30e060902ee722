/** Honest programs of every grouping stay within the bound, and every part of it is needed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileBounds,
  createWrittenLines,
  type Presentation,
  type Rounding,
} from '../../src/equations/index.js';
import { partsOf } from '../../spec/language/index.js';
import { floatFormats, ratioField } from '../../src/exact/index.js';
import { largestOf, type LeftOut } from './support/corollary.js';
import { createRandom, size } from './support/honest-trees.js';
import { powerOfTwo } from '../../src/exact/binary-ratio.js';
import {
  drawInputs,
  frameOf,
  knownLines,
  knownOf,
  roundings,
  type Inputs,
  type KnownLine,
} from './support/known-lines.js';
import { climb, tryOne, type BoundOf, type Found } from './support/search.js';
import { forAll } from '../support/for-all.js';

const binary32: Rounding = { format: floatFormats.binary32, subnormals: 'gradual' };
const bfloat16: Rounding = { format: floatFormats.bfloat16, subnormals: 'gradual' };
const { compare, multiply, subtract } = ratioField;

/** The bound of a line; none where an honest run may overflow. */
function boundOf(line: KnownLine, rounding: Rounding, presentations = line.presentations): BoundOf {
  const bounds = compileBounds(presentations, ratioField, rounding);
  return (inputs) => {
    const [found] = bounds(frameOf(line, [inputs]));
    return found === undefined || found.mayOverflow ? undefined : found.bound;
  };
}

const lineOf = (title: string): KnownLine => knownLines.find((line) => line.title === title) as KnownLine;
const told = ({ fraction, presentation: { kind }, seed, inputs }: Found): unknown => ({
  fraction,
  kind,
  seed,
  inputs,
});

describe.each(roundings)('in $format.name, $subnormals', (rounding) => {
  const bounds = knownLines.map((line) => boundOf(line, rounding));

  it('no honest program is outside', () => {
    let compared = 0;
    let worst = 0;
    forAll(60, [fc.nat(knownLines.length - 1), fc.integer()], (number, seed) => {
      const line = knownLines[number] as KnownLine;
      const random = createRandom(seed);
      const inputs = drawInputs(line, rounding, random);
      const bound = (bounds[number] as BoundOf)(inputs);
      for (const presentation of line.presentations) {
        const found = tryOne(line, rounding, () => bound, inputs, presentation, seed);
        compared += bound === undefined ? 0 : 1;
        worst = Math.max(worst, found.fraction);
        if (found.fraction > 1) expect(told(found)).toBeUndefined();
      }
    });
    expect(compared).toBeGreaterThan(100);
    // the bound is no empty one
    expect(worst).toBeGreaterThan(0.3);
  });

  it('the bound is Corollary 2, rounded up', () => {
    for (const [number, line] of knownLines.entries()) {
      const random = createRandom(number);
      const inputs = drawInputs(line, rounding, random);
      const bound = (bounds[number] as BoundOf)(inputs);
      if (bound === undefined || bound.numerator === 0n) continue;
      const exact = largestOf(line.presentations, rounding, knownOf(line, inputs));
      expect(compare(bound, exact)).toBeGreaterThanOrEqual(0);
      // in doubles a value of binary64 just below a power of two counts as that power
      const most = rounding.format.precision === 53 ? 2n : 1n;
      const slack = { numerator: 2n ** 10n * most + most, denominator: 2n ** 10n };
      expect(compare(bound, multiply(exact, slack))).toBeLessThan(0);
    }
  });
});

/** The lines whose names all have values: others read what lines before them make. */
const wholeLines = knownLines.filter(({ value, leaves, parameters }) => {
  const known = [...leaves, ...partsOf(...leaves)].flatMap((leaf) =>
    leaf.kind === 'name' ? [leaf.name] : [],
  );
  return partsOf(value).every(
    (part) => part.kind !== 'name' || [...known, ...parameters].includes(part.name),
  );
});
const gradual = roundings.filter(({ subnormals }) => subnormals === 'gradual');

describe.each(gradual)('a line as it is written, in $format.name', (rounding) => {
  const lines = wholeLines.map((line) => ({
    line,
    written: createWrittenLines(rounding).vector(line.value),
    bounds: compileBounds(line.presentations, ratioField, rounding),
  }));

  it('is within the bound of all groupings, and most often not the exact value', () => {
    expect(lines.length).toBeGreaterThan(4);
    let rounded = 0;
    forAll(60, [fc.nat(lines.length - 1), fc.integer()], (number, seed) => {
      const { line, written, bounds } = lines[number] as (typeof lines)[number];
      const frame = frameOf(line, [drawInputs(line, rounding, createRandom(seed))]);
      const [made, sharp] = [written(frame)[0], bounds(frame)[0]];
      if (made === undefined || sharp?.bound === undefined || made.mayOverflow || sharp.mayOverflow) return;
      const off = size(subtract(made.value, sharp.value));
      rounded += Number(off.numerator > 0n);
      expect(compare(off, sharp.bound)).toBeLessThanOrEqual(0);
    });
    expect(rounded).toBeGreaterThan(10);
  });

  it('says where it leaves the range', () => {
    const { maximumExponent } = rounding.format;
    const { line, written } = lines.find(
      ({ line: { title } }) => title === 'mean of 7',
    ) as (typeof lines)[number];
    const largest = powerOfTwo(maximumExponent);
    const inputs = {
      leaves: line.leaves.map(() => largest),
      parameters: line.parameters.map(() => ratioField.one),
    };
    expect(written(frameOf(line, [inputs]))[0]?.mayOverflow).toBe(true);
  });
});

describe.each([binary32, bfloat16])('climbing in $format.name', (rounding) => {
  it.each(knownLines)('$title: nothing is outside', { tags: 'long' }, (line) => {
    const bound = boundOf(line, rounding);
    const found = [1, 2, 3].map((seed) => climb(line, rounding, bound, createRandom(seed), 300));
    const worst = Math.max(...found.map(({ fraction }) => fraction));
    expect(worst).toBeLessThanOrEqual(1);
    // the climb does climb: of a step little is left
    if (line.title === 'y of aux-mom' && rounding === binary32) expect(worst).toBeGreaterThan(0.9);
  });
});

/** Whether a search finds an honest program outside of a bound. */
function isBroken(line: KnownLine, rounding: Rounding, bound: BoundOf, starts = 40): Found | undefined {
  for (let seed = 1; seed <= starts; seed += 1) {
    const found = climb(line, rounding, bound, createRandom(seed), 200);
    if (found.fraction > 1) return found;
  }
  return undefined;
}

describe('without a part of the bound an honest program is outside', () => {
  const without =
    (part: LeftOut, line: KnownLine, rounding: Rounding): BoundOf =>
    (inputs: Inputs) =>
      largestOf(line.presentations, rounding, knownOf(line, inputs), part);

  it.each([
    ['the sums, (n − 2) max(P, N)', 'sums', 'y of aux-mom', binary32],
    ['the roundings of products', 'products', 'y of aux-mom', binary32],
    ['half a unit of the last rounding', 'half', 'y of aux-mom', binary32],
    ['the errors of factors', 'factors', 'weight decay', binary32],
    ['underflow', 'underflow', 'weight decay', bfloat16],
  ] as const)('%s', (_, part, title, rounding) => {
    const line = lineOf(title);
    expect(isBroken(line, rounding, without(part, line, rounding))).toBeDefined();
  });

  const leavingOut = (line: KnownLine, isLeftOut: (presentation: Presentation) => boolean): BoundOf =>
    boundOf(
      line,
      binary32,
      line.presentations.filter((presentation) => !isLeftOut(presentation)),
    );

  it.each([
    ['interpolations', 'interpolated', 'm of aux-mom'],
    ['1 − c multiplied out', 'multiplied out', 'm of aux-mom'],
  ] as const)('%s', (_, kind, title) => {
    const line = lineOf(title);
    const found = isBroken(
      line,
      binary32,
      leavingOut(line, (presentation) => presentation.kind === kind),
    );
    // and it is a program of that kind
    expect(found?.presentation.kind).toBe(kind);
  });
});
