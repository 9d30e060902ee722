/** Edits whose number is found from the first wrong value: it may be on no page. */
import { nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import { holesOf, type Edit, type Hole } from '../../equations/index.js';
import type { Method, Page } from '../../../spec/language/index.js';

/** What a page makes of the first wrong number; undefined where it is no page, or goes wrong before. */
export type Probe = (page: Page) => Ratio | undefined;

/** Numbers that programs are written with have few digits. */
const mostDigits = 4;
/** How far a solved number may be from one of few digits, which all runs then decide: small numbers show in few digits of a result. */
const nearby = 1e-3;
const mostSteps = 12;
/** No program has larger ones. */
const largest = 1e9;

/** The edits with a number of few digits under which the first wrong number is what was reported. */
export function* solvedEdits(method: Method, probe: Probe, wanted: Ratio): Generator<Edit> {
  for (const hole of holesOf(method)) {
    const number = solve(hole, probe, wanted);
    const plain = number === undefined ? undefined : plainest(number);
    if (plain !== undefined) yield hole(plain);
  }
}

/** A zero of what a page makes minus what was reported, by secants. */
function solve(hole: Hole, probe: Probe, wanted: Ratio): number | undefined {
  const offAt = (number: number): number | undefined => {
    const made = probe(hole(number).page);
    return made && nearestDouble(ratioField.toRatio(ratioField.subtract(made, wanted)));
  };
  let [left, right] = [1 / 2, 1 / 4];
  let [offLeft, offRight] = [offAt(left), undefined as number | undefined];
  for (let step = 0; step < mostSteps; step += 1) {
    if (offLeft === undefined) return undefined;
    offRight = offAt(right);
    if (offRight === undefined || offRight === offLeft) return undefined;
    const next = right - (offRight * (right - left)) / (offRight - offLeft);
    if (!(Math.abs(next) < largest) || next === 0) return undefined;
    if (Math.abs(next - right) <= (nearby / 10) * Math.abs(next)) return next;
    [left, offLeft, right] = [right, offRight, next];
  }
  return undefined;
}

/** The number with the fewest digits next to one. */
function plainest(number: number): number | undefined {
  for (let digits = 1; digits <= mostDigits; digits += 1) {
    const plain = Number(number.toPrecision(digits));
    if (Math.abs(plain - number) <= nearby * Math.abs(number)) return plain;
  }
  return undefined;
}
