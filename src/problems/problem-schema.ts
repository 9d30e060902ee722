/** The schema of `auxopt-problem/1`: which keys there are, of which type, and what they mean. */
import { z } from 'zod';
import { variantNames } from '../../spec/algorithms/index.js';
import type { Initialization } from '../../spec/model/index.js';
import { leastSquaresSchema } from './least-squares-schema.js';
import {
  exactMatrix,
  exactNumber,
  exactVector,
  formatJsonSchema,
  list,
  oneOf,
  perRound,
  perStep,
  record,
  text,
  wholeNumber,
} from './schema-parts.js';

/** The value of `format` in every file of this version. */
export const problemFormat = 'auxopt-problem/1';

const quadratic = (name: 'f' | 'h', matrix: string, vector: string) =>
  record(
    {
      matrix: exactMatrix(`${matrix}, the Hessian of ${name}: d×d, symmetric, in value/point²`),
      vector: exactVector(`${vector} of ∇${name}(x) = ${matrix} x − ${vector}: length d, in value/point`),
      constant: exactNumber(`${name}(0), in value; "0" where it is left out`).exactOptional(),
      huber: record(
        {
          curvature: exactNumber('c > 0, in value/point²'),
          slope: exactNumber('g > 0, in value/point'),
        },
        `added to ${name}, in one dimension: ½cx² where |cx| ≤ g, else g|x| − g²/(2c); for exact runs only`,
      ).exactOptional(),
    },
    `${name}(x) = ½ xᵀ${matrix} x − ${vector}ᵀx + constant, and the Huber term where there is one`,
  );

const affine = (name: 'f' | 'h') =>
  record(
    {
      matrix: exactMatrix(`d×d, need not be symmetric; the mean's one where it is left out`).exactOptional(),
      vector: exactVector(`length d; the mean's one where it is left out`).exactOptional(),
    },
    `g_${name}(x) = matrix·x − vector in this atom; what is left out equals the mean`,
  );

const probability = exactNumber('the probability of this atom: positive; the list sums to 1');

const snapshotAtoms = list(
  record(
    { probability, target: affine('f').exactOptional(), auxiliary: affine('h').exactOptional() },
    'one joint outcome of (g_f, g_h) in a snapshot draw',
  ),
  'an array of atoms {probability, target, auxiliary}',
  'the support of the snapshot oracle; one atom equal to the means where it is left out',
);

const localAtoms = list(
  record({ probability, auxiliary: affine('h').exactOptional() }, 'one outcome of g_h in a local draw'),
  'an array of atoms {probability, auxiliary}',
  'the support of the local oracle; one atom equal to the mean where it is left out',
);

const kind = <Kind extends Initialization<unknown>['kind']>(value: Kind, meaning: string) => ({
  kind: z.literal(value).describe(meaning),
});

const initialization = z
  .discriminatedUnion(
    'kind',
    [
      record(
        {
          ...kind('given', 'm⁰ is the vector `correction`'),
          correction: exactVector('m⁰: length d, in value/point'),
        },
        'a given m⁰',
      ),
      record(
        {
          ...kind('batch', 'm⁰ is the mean over draws that round 1 does not use again'),
          size: wholeNumber('number of draws in the initial batch', 1),
        },
        'm⁰ from an initial batch',
      ),
      record(kind('zero', 'm⁰ = 0'), 'm⁰ = 0'),
      record(kind('exact', 'm⁰ = ∇D(x⁰), or ∇f(x⁰) for the -target variants'), 'the exact m⁰'),
      record(kind('first-snapshot', 'round 1 takes its own snapshot gradient in full'), 'a = 1 in round 1'),
      record(kind('none', 'for naive and sgd, which keep no estimate'), 'no m⁰'),
    ],
    {
      error:
        'an object whose kind is "given" (with correction), "batch" (with size), "zero", "exact", "first-snapshot" or "none"',
    },
  )
  .describe('how m⁰ is chosen');

const head = {
  format: z.literal(problemFormat, { error: `"${problemFormat}"` }).describe('the version of this format'),
  name: text('a short name for reports'),
  description: text('what the problem is').exactOptional(),
  source: text('where the problem or its data come from').exactOptional(),
  licence: text('under which licence the data may be used').exactOptional(),
};

const tail = {
  variant: oneOf(variantNames, 'the algorithm'),
  parameters: record(
    {
      stepSize: perStep('η > 0, the step size, in point²/value'),
      momentumWeight: perRound('a, the momentum weight: 0 < a ≤ 1; naive and sgd do not use it'),
      localStepCount: wholeNumber('K, the number of local steps in a round; 1 for sgd', 1),
      roundCount: wholeNumber('T, the number of rounds', 1),
    },
    'the parameters of the run',
  ),
  initialization,
  startingPoint: exactVector('x⁰: length d, in point'),
  seed: wholeNumber('seed of the draws'),
};

/** Files whose matrices are written out. */
export const explicitProblemSchema = record(
  {
    ...head,
    dimension: wholeNumber('d, the number of coordinates of a point', 1),
    target: quadratic('f', 'A', 'b'),
    auxiliary: quadratic('h', 'B', 'c'),
    snapshotAtoms: snapshotAtoms.exactOptional(),
    localAtoms: localAtoms.exactOptional(),
    ...tail,
  },
  'a quadratic problem written out, with the run to make on it',
);

/** Files that compute the problem from a table. */
export const leastSquaresProblemSchema = record(
  { ...head, leastSquares: leastSquaresSchema, ...tail },
  'a least-squares problem on a table, with the run to make on it',
);

/** Files of either shape: the schema that is published. */
export const problemFileSchema = z.union([explicitProblemSchema, leastSquaresProblemSchema]);

/**
 * The JSON Schema (draft 2020-12) of `auxopt-problem/1` as text, generated from the schema that the library itself uses.
 *
 * It checks keys, types and forms; what the numbers say (symmetry, probabilities, means) only the library checks.
 */
export function formatProblemFileJsonSchema(): string {
  return formatJsonSchema(
    problemFileSchema,
    problemFormat,
    'A problem for auxopt: target, auxiliary, oracles, and the run to make. Numbers are strings.',
  );
}
