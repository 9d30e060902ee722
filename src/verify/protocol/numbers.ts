/** Numbers on the wire, by declared arithmetic: reading without loss, writing without loss. */
import {
  floatFormats,
  formatRatio,
  liftDouble,
  nearestDouble,
  type FloatFormat,
  type Ratio,
} from '../../exact/index.js';
import { readExactText, type Arithmetic } from '../../judge/index.js';
import type { ArithmeticName, WireNumber } from './message-parts.js';

/** Reads and writes the numbers of one arithmetic. */
export interface NumberCodec {
  readonly arithmetic: ArithmeticName;
  /** The exact value of a number; undefined where it is not a finite number of any form that this arithmetic knows. */
  readonly read: (number: WireNumber) => Ratio | undefined;
  /** The text of a number: the nearest double in floating point, else exactly the number. */
  readonly write: (value: Ratio) => string;
}

/** The bits of a binary64 as text. */
const bitsPattern = /^[0-9a-f]{16}$/;
// one way to match each text: a second one would take quadratic time on a long line of digits
const decimalPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,9})?$/;

const view = new DataView(new ArrayBuffer(8));

/** A binary64 from its 16 hexadecimal digits, big-endian. */
function doubleFromBits(digits: string): number {
  view.setBigUint64(0, BigInt(`0x${digits}`));
  return view.getFloat64(0);
}

/** A double as the shortest decimal that reads back as itself, and that nobody takes for bits. */
export function formatDouble(value: number): string {
  const text = String(value);
  return bitsPattern.test(text) ? `${text}.0` : text;
}

/** A double on the wire; undefined where the text is no finite number. */
export function parseDouble(number: WireNumber): number | undefined {
  if (typeof number === 'number') return number;
  const value = bitsPattern.test(number)
    ? doubleFromBits(number)
    : decimalPattern.test(number)
      ? Number(number)
      : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** What a number is that says it is NaN or infinite, in any usual spelling or as bits; undefined for every other. */
export function parseNotFinite(number: WireNumber): number | undefined {
  if (typeof number === 'number') return undefined;
  if (bitsPattern.test(number)) {
    const value = doubleFromBits(number);
    return Number.isFinite(value) ? undefined : value;
  }
  const [text, sign, infinity] = /^([+-]?)(?:nan|(inf|infinity))$/i.exec(number) ?? [];
  if (text === undefined) return undefined;
  return infinity === undefined ? NaN : sign === '-' ? -Infinity : Infinity;
}

/** Whether a number says that it is NaN or infinite. */
export function isNotFinite(number: WireNumber): boolean {
  return parseNotFinite(number) !== undefined;
}

/** The format of an arithmetic; undefined for exact ones. */
export function formatOf(arithmetic: ArithmeticName): FloatFormat | undefined {
  return arithmetic === 'decimal' || arithmetic === 'rational' ? undefined : floatFormats[arithmetic];
}

/** Digits of a number that is written out: those of its text, and as many as its exponent moves the point by. */
function writtenLength(text: string): number {
  const [, exponent = '0'] = /[eE]([+-]?\d+)$/.exec(text) ?? [];
  return text.length + Math.abs(Number(exponent));
}

/**
 * The codec of a declared arithmetic.
 *
 * @param longest - digits of an exact number, written out, beyond which it is none: nothing is ever computed with it.
 */
export function createNumberCodec(arithmetic: ArithmeticName, longest = Infinity): NumberCodec {
  if (formatOf(arithmetic) !== undefined) {
    return {
      arithmetic,
      read: (number) => {
        const value = parseDouble(number);
        return value === undefined ? undefined : liftDouble(value);
      },
      write: (value) => formatDouble(nearestDouble(value)),
    };
  }
  return {
    arithmetic,
    read: (number) => {
      const text = String(number);
      return writtenLength(text) > longest ? undefined : readExactText(text);
    },
    write: formatRatio,
  };
}

/** What the judge is told about an arithmetic. */
export function judgeArithmetic(arithmetic: ArithmeticName, subnormals: 'gradual' | 'flushed'): Arithmetic {
  const format = formatOf(arithmetic);
  return format === undefined ? 'exact' : { format, subnormals };
}
