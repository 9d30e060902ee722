/** The schema of `auxopt-constants/1`, and the JSON Schema that is published of it. */
import { z } from 'zod';
import { exactNumber, flag, list, oneOf, record, text, wholeNumber } from '../problems/schema-parts.js';
import { constantsFormat, type ConstantsFile } from './constants-file.js';

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
export const constantsFileSchema: z.ZodType<ConstantsFile> = record(
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

/** The JSON Schema (draft 2020-12) of `auxopt-constants/1`. */
export function constantsFileJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(constantsFileSchema, { target: 'draft-2020-12' });
  return {
    $schema,
    title: constantsFormat,
    description: 'Constants of a problem for `auxopt advise`. Numbers are strings.',
    ...schema,
  };
}

/** {@link constantsFileJsonSchema} as the text that is published in `spec/schemas`. */
export function formatConstantsFileJsonSchema(): string {
  return `${JSON.stringify(constantsFileJsonSchema(), null, 2)}\n`;
}
