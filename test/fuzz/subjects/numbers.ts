/** Exact numbers as text, and doubles of the wire: each against a second reading. */
import fc from 'fast-check';
import { formatRatio, parseExactNumber } from '../../../src/exact/index.js';
import { readExactText } from '../../../src/judge/index.js';
import { formatDouble, parseDouble } from '../../../src/verify/protocol/numbers.js';
import { anyText, nearText } from '../kit/mutate.js';
import { nastyNumbers } from '../kit/nasty.js';
import { accepted, assertTrue, stable, subject, type Subject } from '../kit/subject.js';

const wellFormed = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.tuple(fc.bigInt(), fc.bigInt({ min: 1n })).map(([p, q]) => `${p}/${q}`),
  fc.tuple(fc.bigInt(), fc.nat(), fc.integer({ min: -99, max: 99 })).map(([p, q, e]) => `${p}.${q}e${e}`),
);

const texts = fc.oneof(
  { weight: 3, arbitrary: nearText(wellFormed, 2) },
  { weight: 2, arbitrary: nearText(fc.constantFrom(...nastyNumbers), 2) },
  { weight: 1, arbitrary: anyText },
);

/** An exact number and what it says, by one long division and no library. */
function agrees(text: string, numerator: bigint, denominator: bigint): boolean {
  const fraction = /^([^/]*)\/(.*)$/.exec(text);
  if (fraction !== null) {
    return BigInt((fraction[1] ?? '').replace('+', '')) * denominator === numerator * BigInt(fraction[2] ?? '');
  }
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', digits = ''] = mantissa.split('.');
  const shift = Number(exponent) - digits.length;
  const value = BigInt((whole + digits).replace('+', ''));
  return shift >= 0
    ? value * 10n ** BigInt(shift) * denominator === numerator
    : value * denominator === numerator * 10n ** BigInt(-shift);
} // prettier-ignore

/** Text in, ratio out, and the way back. */
export const numbers: Subject = subject({
  name: 'numbers',
  weight: 30,
  inputs: texts,
  check: (text) => {
    const ratio = accepted(() => parseExactNumber(text));
    assertTrue(ratio === undefined || readExactText(text) !== undefined, () => 'the wire reads fewer numbers than a file');
    if (ratio !== undefined) {
      assertTrue(agrees(text, ratio.numerator, ratio.denominator), () => 'the ratio is another number');
      assertTrue(stable(parseExactNumber(formatRatio(ratio), 40_000)) === stable(ratio), () => 'its text reads back as another number');
    }
    const double = parseDouble(text);
    if (double === undefined) return;
    assertTrue(Number.isFinite(double), () => `${double} is accepted as a finite number`);
    assertTrue(parseDouble(formatDouble(double)) === double, () => 'a double reads back as another one');
  },
}); // prettier-ignore
