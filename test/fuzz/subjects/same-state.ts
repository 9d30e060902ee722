/** Whether two told states mean the same: equal numbers, however they are written, as far as both tell them. */
import type { StateRecord } from '../../../src/verify/protocol/replies.js';
import { readExactText } from '../../../src/judge/index.js';
import { stable } from '../kit/subject.js';

type Told = Omit<StateRecord, 'type' | 'session'>;

/** What may be left out is compared only where it is there. */
export function sameState(one: Told, other: Told): boolean {
  const isSame = (key: 'x' | 'm' | 'y'): boolean => {
    const [left, right] = [one[key], other[key]];
    if (left === undefined || right === undefined) return true;
    return stable(left.map((value) => readExactText(String(value)))) === stable(right.map((value) => readExactText(String(value))));
  };
  return one.round === other.round && one.step === other.step && isSame('x') && isSame('m') && isSame('y');
} // prettier-ignore
