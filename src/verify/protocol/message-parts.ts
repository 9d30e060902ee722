/** The parts that several messages share. */
import { z } from 'zod';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { Initialization, VariantName } from '../../../spec/model/index.js';

import { firstWrong, type Immutable } from '../../problems/schema-parts.js';

export type { Immutable };

const numberForms = 'a number as a string ("0.25"), as 16 hexadecimal digits, or a JSON integer';

/** A number. What its text means depends on the arithmetic; see numbers.ts. */
export const wireNumber = z
  .union([z.string().min(1).max(1_000_000), z.int()], { error: numberForms })
  .describe('a number: a decimal, a fraction, 16 hexadecimal digits, or a JSON integer');

/** A number on the wire: text, or a whole number that stands for itself. */
export type WireNumber = z.infer<typeof wireNumber>;

export const wireVector = firstWrong(wireNumber, {
  error: `an array of numbers, each ${numberForms}`,
}).describe('a vector: one number per coordinate');

/** A vector on the wire. */
export type WireVector = Immutable<z.infer<typeof wireVector>>;

export const wireMatrix = z.array(wireVector).describe('a matrix, as an array of rows');

/** A count or an index. */
export function count(least: number, meaning: string): z.ZodInt {
  const error = `a whole number from ${least} on (${meaning})`;
  return z.int({ error }).min(least, { error }).describe(meaning);
}

export const identifier = z.string({ error: 'the id of the request, a string' }).min(1).max(200);
export const methodName = z
  .string({ error: 'the name of a method, as its page has it' })
  .regex(/^[a-z][a-z\d-]{0,99}$/u, { error: 'the name of a method: small letters, digits and hyphens' });
export const session = z.string({ error: 'the session, a string' }).min(1).max(200);
export const shortText = z.string().max(100_000);

export const variant = z.enum(variantNames as [VariantName, ...VariantName[]], {
  error: `one of ${variantNames.join(', ')}`,
});

/** Ways to get a gradient. */
export const oracleModes = ['callback', 'tape'] as const;
/** Arithmetics that an implementation may declare. */
export const arithmeticNames = [
  'binary64',
  'binary32',
  'binary16',
  'bfloat16',
  'decimal',
  'rational',
] as const;

/** Kinds of schedules of η and a: the kit says them, also η of every local step, or the implementation says what each round used. */
export const scheduleKinds = ['given', 'given-per-step', 'reported'] as const;

/** A kind of schedule. */
export type ScheduleKind = (typeof scheduleKinds)[number];

/**
 * Who draws the minibatches of a run, and by which law: the kit; or the implementation, with replacement, or in epochs that take every
 * row once, whose smaller last minibatch is kept or dropped.
 */
export const samplingKinds = ['drawn', 'replacement', 'epochs', 'epochs-dropped'] as const;

/** A law of drawing minibatches. */
export type SamplingKind = (typeof samplingKinds)[number];

/** A kind of m⁰. */
export type InitializationKind = Initialization<unknown>['kind'];
/** A way to get a gradient. */
export type OracleMode = (typeof oracleModes)[number];
/** An arithmetic that an implementation may declare. */
export type ArithmeticName = (typeof arithmeticNames)[number];

const minors = z.registry<{ readonly minor: number }>();

/**
 * An optional field of a request that came with a minor version. This is all that declares it: the published schema, the table of the
 * docs and the checks of both sides are made from it, and programs of older versions are not sent it.
 */
export function since<Field extends z.ZodType>(
  minor: number,
  field: Field,
  meaning: string,
): z.ZodExactOptional<Field> {
  const optional = field.exactOptional().describe(`since 1.${minor}: ${meaning}`);
  minors.add(optional, { minor });
  return optional;
}

/** The minor version that a field came with, where {@link since} declares it; else 0. */
export const sinceOf = (field: object | undefined): number =>
  (field && minors.get(field as z.ZodType)?.minor) ?? 0;

export const protocolNumbers = z.strictObject({
  major: count(0, 'changes when old implementations would break'),
  minor: count(0, 'changes when something optional is added'),
});

/** The entries that there are: a document leaves out what is undefined. */
export function present<Entries extends object>(
  entries: Entries,
): { readonly [Name in keyof Entries]?: Exclude<Entries[Name], undefined> } {
  const known = Object.entries(entries).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as ReturnType<typeof present<Entries>>;
}
