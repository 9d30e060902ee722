/** Looks for an honest program, and inputs, whose error is large for a bound. */
import { nearestDouble, ratioField, type Ratio } from '../../../src/exact/index.js';
import { powerOfTwo } from '../../../src/exact/binary-ratio.js';
import { ulpExponent } from '../../../src/exact/float-format.js';
import type { Presentation, Rounding } from '../../../src/equations/index.js';
import { createRandom, evaluateTree, pick, roundTo, size, type Random } from './honest-trees.js';
import { drawInputs, exactOf, knownOf, type Inputs, type KnownLine } from './known-lines.js';

const { add, subtract, multiply, negate, compare, zero } = ratioField;

/** A program, what it was given, and how its error compares with the bound; ∞ where the bound is 0 and the error is not. */
export interface Found {
  readonly inputs: Inputs;
  readonly presentation: Presentation;
  readonly seed: number;
  readonly error: Ratio;
  readonly fraction: number;
}

/** The bound of a line for inputs; undefined where it does not apply. */
export type BoundOf = (inputs: Inputs) => Ratio | undefined;

/** error/bound as a double; the comparison with 1 is exact. */
function fractionOf(error: Ratio, bound: Ratio): number {
  if (error.numerator === 0n) return 0;
  if (bound.numerator === 0n) return Infinity;
  const quotient = nearestDouble({
    numerator: error.numerator * bound.denominator,
    denominator: error.denominator * bound.numerator,
  });
  return compare(error, bound) > 0 ? Math.max(quotient, 1 + Number.EPSILON) : Math.min(quotient, 1);
}

/** One program on one input. */
export function tryOne(
  line: KnownLine,
  rounding: Rounding,
  boundOf: BoundOf,
  inputs: Inputs,
  presentation: Presentation,
  seed: number,
): Found {
  const value = evaluateTree(presentation, rounding, knownOf(line, inputs), createRandom(seed));
  const error = size(subtract(value, exactOf(line, inputs)));
  const bound = boundOf(inputs);
  return { inputs, presentation, seed, error, fraction: bound === undefined ? 0 : fractionOf(error, bound) };
}

/** A neighbour: a leaf moved by some units in the last place, doubled, halved, or turned. */
function changed({ leaves, parameters }: Inputs, { format }: Rounding, random: Random): Inputs {
  const place = Math.floor(random() * leaves.length);
  const value = leaves[place] ?? zero;
  const unit = powerOfTwo(ulpExponent(format, value));
  const steps = {
    numerator: BigInt(Math.round((random() * 2 - 1) * pick(random, [1, 3, 60]))),
    denominator: 1n,
  };
  const moved = pick(random, [
    (): Ratio => add(value, multiply(steps, unit)),
    (): Ratio => add(value, multiply(steps, unit)),
    (): Ratio => multiply(value, powerOfTwo(random() < 0.5 ? 1 : -1)),
    (): Ratio => negate(value),
  ])();
  return { parameters, leaves: leaves.with(place, roundTo(format.precision, format.minimumExponent, moved)) };
}

/** The worst that a climb finds from random inputs: it ends after `steps`, or where the bound is broken. */
export function climb(
  line: KnownLine,
  rounding: Rounding,
  boundOf: BoundOf,
  random: Random,
  steps: number,
): Found {
  const draw = (): Found =>
    tryOne(
      ...([line, rounding, boundOf, drawInputs(line, rounding, random)] as const),
      ...([pick(random, line.presentations), Math.floor(random() * 2 ** 31)] as const),
    );
  let best = draw();
  for (let step = 0; step < steps && best.fraction <= 1; step += 1) {
    const next =
      step < steps / 4
        ? draw()
        : tryOne(
            ...([line, rounding, boundOf, changed(best.inputs, rounding, random)] as const),
            ...([best.presentation, best.seed] as const),
          );
    if (next.fraction >= best.fraction) best = next;
  }
  return best;
}
