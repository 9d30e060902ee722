/** Vector files and their manifest: one run each, with every state that an exact implementation reaches. Strict, every key named. */
import { z } from 'zod';
import { count, protocolNumbers, type Immutable } from '../protocol/message-parts.js';
import { openSchema } from '../protocol/requests.js';

/** The file that lists the others. */
export const manifestName = 'manifest.json';

export const vectorFormat = 'auxopt-vector/1';
export const manifestFormat = 'auxopt-vector-manifest/1';

/** The formats that bounds are derived for. */
export const boundedFormats = ['binary64', 'binary32'] as const;
export type BoundedFormat = (typeof boundedFormats)[number];

const decimal = z
  .string({ error: 'a number as a string' })
  .regex(/^-?(?:\d+(?:\.\d+)?|\d(?:\.\d+)?e-\d+)$/, { error: 'a decimal such as "-0.25" or "1.5e-16"' });
const numbers = (meaning: string) => z.array(decimal).min(1).describe(meaning);

const state = (what: string) =>
  z.strictObject({
    x: numbers(`xᵗ, ${what}`),
    y: z.array(numbers(`y^{t,k}, ${what}`)).describe('k = 1, …, K − 1'),
    m: numbers(`mᵗ, or uᵗ of the -target variants, ${what}`).exactOptional(),
  });

const bounds = state('the bound of each component');

const expectedState = z.strictObject({
  round: count(0, 't; 0 before round 1'),
  ...state('exactly').shape,
  bounds: z
    .strictObject({ binary64: bounds, binary32: bounds })
    .describe('what each state may differ by that was made in that format from the states before it'),
});

const mutantIds = z.array(z.string().min(1));

/** One vector. */
export const vectorSchema = z.strictObject({
  format: z.literal(vectorFormat).describe('the version of this format'),
  id: z.string().min(1).describe('its name for ever'),
  purpose: z.string().min(1).describe('what it is there to catch'),
  kills: z
    .strictObject({ tape: mutantIds, callback: mutantIds })
    .describe('ids of the mistakes that were measured not to pass it, in each oracle mode'),
  open: openSchema.describe('the request that begins the run, in tape mode'),
  expected: z.array(expectedState).min(2).describe('the states from round 0 to T'),
});

/** A file: an array of vectors, one a line. */
export const vectorFileSchema = z.array(vectorSchema).min(1);

/** The manifest. */
export const manifestSchema = z.strictObject({
  format: z.literal(manifestFormat).describe('the version of this format'),
  specVersion: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, { error: 'a version such as 1.0.0' })
    .describe('the version of the vectors'),
  protocol: protocolNumbers.describe('the version of the protocol that the open messages are written in'),
  counts: z.strictObject({
    files: count(1, 'how many files'),
    vectors: count(1, 'how many vectors'),
    mutants: count(1, 'how many mistakes they were measured against'),
  }),
  files: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[a-z-]+\.json$/, { error: 'a name such as aux-mom.json, in lower case' })
          .describe('the file, in the folder of the manifest'),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/, { error: '64 hexadecimal digits in lower case' })
          .describe('of its bytes'),
        vectors: z.array(z.string().min(1)).min(1).describe('the ids in it, in order'),
      }),
    )
    .min(1),
});

/** The state after a round, exactly, and what it may differ by that was made in floating point from the states before it. */
export type ExpectedState = Immutable<z.infer<typeof expectedState>>;
export type Vector = Immutable<z.infer<typeof vectorSchema>>;
export type Manifest = Immutable<z.infer<typeof manifestSchema>>;
