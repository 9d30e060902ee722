/**
 * `auxopt-derivation/1`: a proof as a document. The kernel reads it by its own code; this schema describes it to others.
 */
import { z } from 'zod';

/** The name of the format. */
export const derivationFormat = 'auxopt-derivation/1';

/** A natural number: digits, an index, K, or a sum or product of such. */
export type IndexExpression = string | readonly ['+' | '*', ...IndexExpression[]];

/** A real number: a rational, a parameter, an index, a member of a family of values, or an expression in such. */
export type Scalar =
  | string
  | readonly ['+' | '*', ...Scalar[]]
  | readonly ['-', Scalar, Scalar?]
  | readonly ['^', Scalar, string]
  | readonly ['value' | 'use', string, ...IndexExpression[]]
  | readonly ['inner', Vector, Vector]
  | readonly ['norm2', Vector];

/** A random vector: a member of a family of vectors, or a linear expression in such. */
export type Vector =
  | readonly ['zero']
  | readonly ['vector' | 'use', string, ...IndexExpression[]]
  | readonly ['+', ...Vector[]]
  | readonly ['-', Vector, Vector?]
  | readonly ['*', Scalar, Vector]
  | readonly ['apply', string, Vector];

const rational = z.string().regex(/^-?\d+(\/\d+)?$/);
const digits = z.string().regex(/^\d+$/);
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/);
const text = z.string().min(1);

const indexSchema: z.ZodType<IndexExpression> = z
  .lazy(() => z.union([digits, name, z.tuple([z.enum(['+', '*']), indexSchema], indexSchema)]))
  .meta({ id: 'index' });
const member = <Head extends 'value' | 'vector' | 'use'>(head: Head) =>
  z.tuple([z.literal(head), name], indexSchema);
const scalarSchema: z.ZodType<Scalar> = z
  .lazy(() =>
    z.union([
      rational,
      name,
      z.tuple([z.enum(['+', '*']), scalarSchema], scalarSchema),
      z.tuple([z.literal('-'), scalarSchema]),
      z.tuple([z.literal('-'), scalarSchema, scalarSchema]),
      z.tuple([z.literal('^'), scalarSchema, digits]),
      member('value'),
      member('use'),
      z.tuple([z.literal('inner'), vectorSchema, vectorSchema]),
      z.tuple([z.literal('norm2'), vectorSchema]),
    ]),
  )
  .meta({ id: 'scalar' });
const vectorSchema: z.ZodType<Vector> = z
  .lazy(() =>
    z.union([
      z.tuple([z.literal('zero')]),
      member('vector'),
      member('use'),
      z.tuple([z.literal('+'), vectorSchema], vectorSchema),
      z.tuple([z.literal('-'), vectorSchema]),
      z.tuple([z.literal('-'), vectorSchema, vectorSchema]),
      z.tuple([z.literal('*'), scalarSchema, vectorSchema]),
      z.tuple([z.literal('apply'), name, vectorSchema]),
    ]),
  )
  .meta({ id: 'vector' });

const latex = text.describe('TeX; #1, #2, … stand for the indices');

const parameter = z.strictObject({
  name,
  domain: z
    .enum(['positive', 'nonnegative', 'real', 'complement', 'count'])
    .describe('> 0; ≥ 0; any number; 1 − `of` ≥ 0; `of` + 1, a whole number ≥ 1'),
  of: name
    .exactOptional()
    .describe(
      'of a complement, the parameter subtracted from 1; of a count, the name of the number before it',
    ),
  latex: text,
});

const family = z.strictObject({
  name,
  kind: z.enum(['vector', 'value']),
  indices: z.array(name).describe('the names of its indices, natural numbers, as `birth` uses them'),
  birth: z
    .tuple([indexSchema, indexSchema])
    .exactOptional()
    .describe('of vectors: the round and the step in which a member is known'),
  noise: text
    .exactOptional()
    .describe(
      'of vectors: a member has mean zero given everything that is born strictly earlier; the assumption in words',
    ),
  draw: z
    .strictObject({
      law: name,
      member: z.array(indexSchema).describe('the indices of a member, in terms of the names of its indices'),
      point: vectorSchema,
    })
    .exactOptional()
    .describe(
      'of a noise: that member is the noise of an answer at the point, drawn by the law at its birth',
    ),
  deterministic: z
    .literal(true)
    .exactOptional()
    .describe('of values: coefficients, which may be multiplied with other values'),
  latex,
  meaning: text.describe('what it is, in words'),
});

const abbreviation = z.strictObject({
  name,
  indices: z.array(name),
  scalar: scalarSchema.exactOptional(),
  vector: vectorSchema.exactOptional(),
  latex,
});

const inequality = z.strictObject({
  name: text,
  assumption: text.describe('the assumption or condition that it is, for example A2'),
  title: text,
  statement: scalarSchema.describe('≥ 0 for all values of its indices'),
});

const equation = z.strictObject({
  name: text,
  assumption: text,
  title: text,
  kind: z.enum(['vector', 'value']),
  left: z
    .union([member('value'), member('vector')])
    .describe('a member of a family; equal to the right side for all values of the indices'),
  right: z.union([scalarSchema, vectorSchema]),
});

const definition = z.strictObject({
  name: text.describe('the name under which a rewriting uses it'),
  title: text,
  family: name,
  at: z
    .array(z.union([name, z.tuple([z.literal('+'), name, digits])]))
    .describe('the indices of the family: different names, each with a number added or not'),
  over: name.describe('the index of the recursion, which stands in `at` without a number'),
  zero: z.union([scalarSchema, vectorSchema]).describe('the member where `over` is 0'),
  successor: z
    .union([scalarSchema, vectorSchema])
    .describe('the member where `over` is n + 1, from the one where it is n'),
});

const instance = z.strictObject({
  indices: z.record(name, indexSchema).exactOptional().describe('natural numbers, by the name of the index'),
  operator: z
    .array(name)
    .exactOptional()
    .describe('operators, outermost first, for the arbitrary operator of the statement'),
});

const certificate = z.strictObject({
  cancel: scalarSchema.exactOptional().describe('strictly positive; left out for 1'),
  terms: z.array(
    z.strictObject({
      multiplier: scalarSchema.describe('nonnegative by its form'),
      premise: text
        .exactOptional()
        .describe('a hypothesis or an earlier step, by name, or `induction hypothesis`'),
      at: instance.exactOptional(),
      scalar: text.exactOptional().describe('a second premise, without inner products and values'),
      scalarAt: instance.exactOptional(),
      square: vectorSchema.exactOptional().describe('‖square‖², where there is no premise'),
    }),
  ),
  orthogonal: z
    .array(z.strictObject({ weight: scalarSchema, older: vectorSchema, noise: vectorSchema }))
    .exactOptional()
    .describe('weight · E⟨older, noise⟩ = 0; noise is a member of a noise family, under operators or not'),
  exchange: z
    .array(
      z.strictObject({
        weight: scalarSchema,
        left: z.strictObject({ family: name, at: z.record(name, indexSchema) }),
        right: z.strictObject({ family: name, at: z.record(name, indexSchema) }),
      }),
    )
    .exactOptional()
    .describe(
      'weight · (‖left‖² − ‖right‖²) = 0: answers at one point, which is older than both draws of one law',
    ),
  rewrite: z
    .array(
      z.strictObject({
        equation: text.describe('an equation or a definition, by name'),
        case: z.enum(['zero', 'successor']).exactOptional().describe('which equation of a definition'),
        at: instance.exactOptional(),
      }),
    )
    .exactOptional()
    .describe('equations, used from left to right in this order'),
});

const step = z.discriminatedUnion('rule', [
  z.strictObject({
    name: text,
    rule: z.literal('certificate'),
    statement: scalarSchema.describe('≥ 0 for all values of its indices and every operator'),
    certificate,
  }),
  z.strictObject({
    name: text,
    rule: z.literal('induction'),
    over: name,
    statement: scalarSchema,
    base: certificate.describe('proves the statement where `over` is 0'),
    step: certificate.describe('proves it where `over` is n + 1, from the induction hypothesis'),
  }),
]);

/** A derivation. */
export const derivationSchema = z.strictObject({
  format: z.literal(derivationFormat),
  id: text,
  title: text,
  indices: z.array(name).describe('the names of the free indices, natural numbers'),
  parameters: z.array(parameter),
  operators: z.array(name).describe('deterministic linear operators'),
  arbitraryOperator: name
    .exactOptional()
    .describe('in the statement of a step it stands for every such operator'),
  families: z.array(family),
  abbreviations: z.array(abbreviation).describe('each may use those before it'),
  definitions: z
    .array(definition)
    .describe('primitive recursions; each may use the families defined before it'),
  hypotheses: z.array(inequality),
  equations: z.array(equation).describe('hypotheses too: what an algorithm or an assumption states'),
  steps: z.array(step).describe('each may use those before it'),
  conclusions: z
    .array(
      z.strictObject({
        name: text,
        step: text,
        bound: z
          .strictObject({ of: scalarSchema, numerator: scalarSchema, denominator: scalarSchema })
          .exactOptional()
          .describe('the statement of the step, numerator − denominator · of ≥ 0, as a bound on `of`'),
      }),
    )
    .describe('the steps that are the point of the derivation'),
});

/** A derivation as a document. */
export type Derivation = z.infer<typeof derivationSchema>;
/** A parameter with its domain. */
export type Parameter = Derivation['parameters'][number];
/** A family of random vectors, or of numbers. */
export type Family = Derivation['families'][number];
/** A name for a formula with indices. */
export type Abbreviation = Derivation['abbreviations'][number];
/** A primitive recursion. */
export type Definition = Derivation['definitions'][number];
/** An inequality that is assumed. */
export type Hypothesis = Derivation['hypotheses'][number];
/** An equation that is assumed. */
export type Equation = Derivation['equations'][number];
/** A step with what proves it. */
export type Step = Derivation['steps'][number];
/** What proves a statement. */
export type Certificate = z.infer<typeof certificate>;
/** One summand of a certificate. */
export type CertificateTerm = Certificate['terms'][number];
/** Values for the indices and the arbitrary operator of a statement. */
export type Instance = z.infer<typeof instance>;

/** The format as JSON Schema, draft 2020-12. */
export function formatDerivationJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(derivationSchema, { target: 'draft-2020-12' });
  return `${JSON.stringify({ $schema, title: derivationFormat, ...rest }, null, 2)}\n`;
}
