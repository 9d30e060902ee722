/** The format `auxopt-constants/1`: its schema and types, and how constants are read from it. */
import { z } from 'zod';
import { InputError } from '../errors.js';
import { type Ratio } from '../exact/index.js';
import { formatShort } from '../exact/short-number.js';
import { problemError, type JsonPath } from '../problems/json-path.js';
import { parseDocument } from '../problems/parse-document.js';
import { createNumberReader } from '../problems/read-number.js';
import {
  exactNumber,
  flag,
  formatJsonSchema,
  list,
  oneOf,
  record,
  text,
  wholeNumber,
  type Immutable,
} from '../problems/schema-parts.js';
import type { AdviceConstants, Constant } from './constant.js';
import { differenceVariance } from './difference-variance.js';
import { compareRatios, multiplyRatios, oneRatio, zeroRatio } from './ratio-arithmetic.js';

/** The version of the format. */
export const constantsFormat = 'auxopt-constants/1';

const constant = (meaning: string) =>
  record(
    {
      value: exactNumber(meaning),
      lower: exactNumber('it is not less than this').exactOptional(),
      upper: exactNumber(
        'it is not more than this; nothing limits it where this is left out',
      ).exactOptional(),
      kind: oneOf(
        ['exact', 'estimate', 'lower-bound'],
        'how far it can be trusted: exact; between lower and upper; or at least lower',
      ),
      method: text('how it was found').exactOptional(),
    },
    meaning,
  ).exactOptional();

const constants = record(
  {
    smoothness: constant('L of A1, in value/point²'),
    hessianSimilarity: constant('δ of A2, in value/point²'),
    meanSquareSimilarity: constant('δ of A5, in value/point²; only with it is aux-mvr considered'),
    suboptimality: constant('F₀ = f(x⁰) − inf f, in value'),
    correctionError: constant(
      'E₀ = ‖∇f(x⁰) − ∇h(x⁰)‖², in (value/point)²; only with it is m⁰ = 0 considered',
    ),
    targetVariance: constant('σ_f² = E‖g_f − ∇f‖², in (value/point)²'),
    snapshotVariance: constant('σ_D², the variance of g_f − g_h in a snapshot draw, in (value/point)²'),
    snapshotAuxiliaryVariance: constant('s_h², the variance of g_h in a snapshot draw, in (value/point)²'),
    noiseCovariance: constant('E⟨noise_f, noise_h⟩ in a snapshot draw, in (value/point)²'),
    noiseCorrelation: constant('E⟨noise_f, noise_h⟩/(σ_f s_h), between −1 and 1'),
    localVariance: constant('σ_h² of the local draws, in (value/point)²'),
  },
  'the constants; with s_h² and the correlation or the covariance σ_D² may be left out',
);

const measurement = record(
  {
    gradients: record(
      {
        target: wholeNumber('samples of g_f', 0),
        auxiliary: wholeNumber('samples of g_h', 0),
      },
      'what the measurement took',
    ),
    confidence: exactNumber('the probability with which all statistical intervals hold together'),
    assumptions: list(text('an assumption'), 'an array of strings', 'what must be true for that'),
    warnings: list(text('a warning'), 'an array of strings', 'what speaks against the assumptions'),
  },
  'how the constants were measured',
);

/** The schema of a file. */
export const constantsFileSchema = record(
  {
    format: z
      .literal(constantsFormat, { error: `"${constantsFormat}"` })
      .describe('the version of this format'),
    name: text('a short name for reports'),
    description: text('what the problem is').exactOptional(),
    affineDifference: flag('whether ∇f − ∇h is affine, as for all quadratics').exactOptional(),
    constants,
    measurement: measurement.exactOptional(),
  },
  'what is known of a problem',
);

/** A file: constants as text, as a person writes them or as a measurement prints them. */
export type ConstantsFile = Immutable<z.infer<typeof constantsFileSchema>>;
/** Every constant that the format knows; each may be left out. */
export type ConstantTexts = ConstantsFile['constants'];
/** One constant: a text that is exact, or a value with what is known of it. */
export type ConstantText = NonNullable<ConstantTexts['smoothness']>;

/** The JSON Schema (draft 2020-12) of `auxopt-constants/1` as text. */
export function formatConstantsFileJsonSchema(): string {
  return formatJsonSchema(constantsFileSchema, constantsFormat);
}

/** Every constant of a file that is there. */
export type KnownConstants = { readonly [Name in keyof ConstantTexts]: Constant };

/** A file that was read. */
export interface ParsedConstants {
  readonly name: string;
  readonly affineDifference: boolean;
  readonly known: KnownConstants;
}

/**
 * The constants that a text holds. For constants that another program measured.
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
  const { number } = createNumberReader(sourceName, true);
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

/**
 * The constants that every piece of advice needs, with σ_D² from its parts where it is not given.
 * For `adviseRun`, after `parseConstants`.
 *
 * @throws InputError where one is missing, and for a correlation or covariance that no noise has.
 */
export function completeConstants({ known, affineDifference }: ParsedConstants): AdviceConstants {
  assertCorrelated(known);
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

/** |ρ| ≤ 1, and E⟨n_f, n_h⟩² ≤ σ_f² s_h² for some values between the ends. */
function assertCorrelated(known: KnownConstants): void {
  const { targetVariance, snapshotAuxiliaryVariance, noiseCovariance, noiseCorrelation } = known;
  const square = (value: Ratio): Ratio => multiplyRatios(value, value);
  const refuse = (name: keyof KnownConstants, problem: string, expected: string): InputError =>
    new InputError({
      problem,
      where: `the constant ${name}`,
      expected,
      fix: 'Correct it, or what it is made of.',
    });
  if (noiseCorrelation !== undefined && compareRatios(square(noiseCorrelation.value), oneRatio) > 0) {
    const problem = `${formatShort(noiseCorrelation.value, 40)} is not a correlation`;
    throw refuse('noiseCorrelation', problem, 'a number between -1 and 1');
  }
  const [target, auxiliary] = [targetVariance?.upper, snapshotAuxiliaryVariance?.upper];
  if (noiseCovariance === undefined || target === undefined || auxiliary === undefined) return;
  const { lower, upper } = noiseCovariance;
  const nearest =
    lower.numerator > 0n ? lower : upper !== undefined && upper.numerator < 0n ? upper : zeroRatio;
  if (compareRatios(square(nearest), multiplyRatios(target, auxiliary)) <= 0) return;
  const problem = `${formatShort(nearest, 40)} is more than noises of these variances can have`;
  throw refuse('noiseCovariance', problem, 'at most σ_f s_h in magnitude (Cauchy–Schwarz)');
}

function missing(symbol: string, name: string): InputError {
  const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return new InputError({
    problem: `${symbol} is not known`,
    where: `the constant ${name}`,
    expected: 'a number',
    fix: `Give it in a file of constants, or as --${option}.${name === 'hessianSimilarity' ? ' docs/guide/settings.md estimates it for each setting.' : ''}`,
  });
}
