/** Constants from text: shape by the schema, then what the numbers say. */
import type { Ratio } from '../exact/index.js';
import { InputError } from '../errors.js';
import { problemError, type JsonPath } from '../problems/json-path.js';
import { parseDocument } from '../problems/parse-document.js';
import { createNumberReader } from '../problems/read-number.js';
import type { AdviceConstants, Constant } from './constant.js';
import type { ConstantsFile, ConstantText, ConstantTexts } from './constants-file.js';
import { constantsFileSchema } from './constants-schema.js';
import { differenceVariance } from './difference-variance.js';
import { compareRatios, zeroRatio } from './ratio-arithmetic.js';

/** Every constant of a file that is there. */
export type KnownConstants = { readonly [Name in keyof ConstantTexts]: Constant };

/** A file that was read. */
export interface ParsedConstants {
  readonly name: string;
  readonly affineDifference: boolean;
  readonly known: KnownConstants;
}

/**
 * The constants that a text holds.
 *
 * @param text - JSON of the format `auxopt-constants/1`.
 * @param sourceName - the name of the file, for errors.
 * @throws InputError, exactly one, for malformed JSON, a wrong key or form, a negative constant, and an end on the wrong side.
 */
export function parseConstants(text: string, sourceName: string): ParsedConstants {
  return readConstants(parseDocument(constantsFileSchema, text, sourceName), sourceName);
}

/** {@link parseConstants} of a file that has its shape already. */
export function readConstants(file: ConstantsFile, sourceName: string): ParsedConstants {
  const { number } = createNumberReader(sourceName);
  const given = Object.entries(file.constants).filter(
    // A covariance that nothing limits from below says nothing about σ_D².
    ([name, { kind, lower }]: [string, ConstantText]) =>
      name !== 'noiseCovariance' || kind !== 'estimate' || lower !== undefined,
  );
  const entries = given.map(([name, constant]: [string, ConstantText]) => {
    const path = ['constants', name];
    const least = name === 'noiseCovariance' || name === 'noiseCorrelation' ? undefined : zeroRatio;
    return [name, readConstant(constant, path, least, number, sourceName)];
  });
  const known = Object.fromEntries(entries) as KnownConstants;
  return { name: file.name, affineDifference: file.affineDifference ?? false, known };
}

function readConstant(
  text: ConstantText,
  path: JsonPath,
  least: Ratio | undefined,
  number: (text: string, path: JsonPath) => Ratio,
  source: string,
): Constant {
  const value = number(text.value, [...path, 'value']);
  const lowerText = text.lower === undefined ? undefined : number(text.lower, [...path, 'lower']);
  const upper = text.upper === undefined ? undefined : number(text.upper, [...path, 'upper']);
  const floor = least ?? { numerator: -1n, denominator: 1n };
  const lower = lowerText ?? (text.kind === 'estimate' ? floor : value);
  const refuse = (at: string, problem: string, expected: string): InputError =>
    problemError(source, [...path, at], { problem, expected, fix: 'Correct one of the two.' });
  if (least !== undefined && compareRatios(value, least) < 0) {
    throw problemError(source, [...path, 'value'], {
      problem: `${text.value} is negative`,
      expected: 'a number ≥ 0',
      fix: 'Check the sign.',
    });
  }
  if (least !== undefined && compareRatios(lower, least) < 0) {
    throw refuse('lower', `${text.lower ?? text.value} is negative`, 'a number ≥ 0');
  }
  if (compareRatios(lower, value) > 0) {
    throw refuse('lower', `${text.lower ?? ''} is above the value ${text.value}`, 'lower ≤ value');
  }
  if (upper !== undefined && compareRatios(value, upper) > 0) {
    throw refuse('upper', `${text.upper ?? ''} is below the value ${text.value}`, 'value ≤ upper');
  }
  const method = text.method === undefined ? {} : { method: text.method };
  // The upper end of something exact is itself: a certified bound may say how far below the truth could lie.
  if (text.kind === 'exact') return { value, lower: value, upper: value, kind: 'exact', ...method };
  return { value, lower, ...(upper !== undefined && { upper }), kind: text.kind, ...method };
}

/** The constants that every piece of advice needs, with σ_D² from its parts where it is not given. */
export function completeConstants({ known, affineDifference }: ParsedConstants): AdviceConstants {
  const need = (name: keyof KnownConstants, symbol: string): Constant => {
    const constant = known[name];
    if (constant !== undefined) return constant;
    throw missing(symbol, name);
  };
  const snapshotVariance = known.snapshotVariance ?? differenceVariance(known);
  if (snapshotVariance === undefined) throw missing('σ_D²', 'snapshotVariance');
  return {
    smoothness: need('smoothness', 'L'),
    hessianSimilarity: need('hessianSimilarity', 'δ'),
    ...(known.meanSquareSimilarity && { meanSquareSimilarity: known.meanSquareSimilarity }),
    suboptimality: need('suboptimality', 'F₀'),
    ...(known.correctionError && { correctionError: known.correctionError }),
    targetVariance: need('targetVariance', 'σ_f²'),
    snapshotVariance,
    localVariance: need('localVariance', 'σ_h²'),
    affineDifference,
  };
}

function missing(symbol: string, name: string): InputError {
  const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return new InputError({
    problem: `${symbol} is not known`,
    where: `the constant ${name}`,
    expected: 'a number',
    fix: `Give it in the file of constants, or as --${option}.`,
  });
}
