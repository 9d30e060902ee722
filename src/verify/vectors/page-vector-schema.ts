/** The files of vectors of pages. Strict, every key named; mathematical numbers are JSON numbers, each of them a double exactly. */
import { z } from 'zod';
import { count, type Immutable } from '../protocol/message-parts.js';

export const pageVectorFormat = 'auxopt-page-vectors/1';
export const pageManifestFormat = 'auxopt-page-vectors-manifest/1';

const vector = z.array(z.number()).min(1);
const affine = z
  .strictObject({ matrix: z.array(vector), vector })
  .describe('the gradient at x is matrix · x − vector');
const oracle = z.strictObject({
  mean: affine.describe('the exact gradient'),
  samples: z.array(affine).min(1).describe('by the number that draws has'),
});
const states = z.record(z.string(), vector);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const version = z.string().min(1).describe('the version of auxopt that made it');
const licence = z.literal('MIT');

/** The vectors of one page. */
export const pageVectorSchema = z.strictObject({
  format: z.literal(pageVectorFormat).describe('the version of this format'),
  version,
  licence,
  method: z.string().min(1),
  page: z.strictObject({
    sha256: sha256.describe('of the text of the page'),
    lines: z.array(z.string()).describe('its lines, with their numbers and words'),
  }),
  tests: z.string().describe('what the vectors are there to test, and how'),
  edits: z
    .strictObject({
      measured: count(1, 'pages that differ from this one in one place, each run on the vectors'),
      kills: z
        .array(z.string())
        .describe(
          'those that have another number in a state of some vector: the line, and what it says instead',
        ),
      survive: z.array(z.string()).describe('those that do not: in these runs they make no difference'),
    })
    .describe('as measured'),
  vectors: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        kills: count(0, 'edits that no vector before it kills'),
        binary32Rounds: count(0, 'so many rounds are exact in binary32 too'),
        dimension: count(1, 'd'),
        parameters: z.record(z.string(), z.number()),
        start: states.describe('the states that the page leaves open'),
        draws: z.array(count(0, 'a sample')).describe('the samples, in the order in which the page draws'),
        f: oracle,
        h: oracle.exactOptional().describe('where the page asks for it'),
        expected: z.array(states).min(2).describe('all states after each round'),
      }),
    )
    .min(1),
});

/** Which files there are. */
export const pageManifestSchema = z.strictObject({
  format: z.literal(pageManifestFormat),
  version,
  licence,
  files: z
    .array(z.strictObject({ name: z.string(), method: z.string(), sha256: sha256.describe('of its bytes') }))
    .min(1),
  without: z.array(z.strictObject({ method: z.string(), why: z.string() })).describe('pages that have none'),
});

export type PageVectorFile = Immutable<z.infer<typeof pageVectorSchema>>;
export type PageManifest = Immutable<z.infer<typeof pageManifestSchema>>;
export type PageVector = PageVectorFile['vectors'][number];
