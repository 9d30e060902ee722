/** What an implementation sends: responses, and the oracle questions and states of a run. */
import { z } from 'zod';
import type { DrawKind, FunctionName, VariantName } from '../../../spec/model/index.js';
import {
  arithmeticNames,
  count,
  identifier,
  initializationKinds,
  oracleModes,
  protocolNumbers,
  session,
  shortText,
  variant,
  wireVector,
  type ArithmeticName,
  type InitializationKind,
  type OracleMode,
  type WireVector,
} from './message-parts.js';

/** What an implementation says it can do. */
export interface Capabilities {
  readonly variants: readonly VariantName[];
  readonly arithmetic: ArithmeticName;
  readonly oracleModes: readonly OracleMode[];
  readonly snapshotDraws: 'joint' | 'independent';
  /** All kinds where it is left out. */
  readonly initializations?: readonly InitializationKind[];
  /** Whether `step` is answered; true where it is left out. */
  readonly singleRounds?: boolean;
  /** `gradual` where it is left out. */
  readonly subnormals?: 'gradual' | 'flushed';
  /** Whether it answers `describe` and `gradient`: it is a source of gradients. False where it is left out. */
  readonly gradients?: boolean;
}

/** Who an implementation says it is. */
export interface ImplementationName {
  readonly name: string;
  readonly version: string;
  readonly language: string;
}

export interface HelloReply {
  readonly type: 'hello';
  readonly id: string;
  readonly protocol: { readonly major: number; readonly minor: number };
  readonly implementation: ImplementationName;
  readonly capabilities: Capabilities;
}

/** The answer to every request but `hello`. */
export type Response =
  | { readonly type: 'ok'; readonly id: string }
  | { readonly type: 'rejected'; readonly id: string; readonly code: string; readonly message: string }
  | { readonly type: 'unsupported'; readonly id: string; readonly capability: string }
  | { readonly type: 'error'; readonly id: string; readonly message: string };

/** The answer to `describe`: what the gradients are of. */
export interface SourceReply {
  readonly type: 'source';
  readonly id: string;
  readonly name: string;
  readonly dimension: number;
  readonly startingPoint: WireVector;
}

/** The answer to `gradient`. */
export interface GradientReply {
  readonly type: 'gradient';
  readonly id: string;
  readonly gradient: WireVector;
}

/** A question for one gradient. */
export interface OracleQuestion {
  readonly type: 'oracle';
  readonly session: string;
  readonly function: FunctionName;
  readonly at: WireVector;
  readonly draw: DrawKind;
  /** A sample that was drawn before; a fresh one where it is left out. */
  readonly atom?: number;
}

/** A state that was reached. */
export interface StateRecord {
  readonly type: 'state';
  readonly session: string;
  /** t; 0 for the start. */
  readonly round: number;
  /** k, for a local point. */
  readonly step?: number;
  readonly x?: WireVector;
  readonly m?: WireVector;
  readonly y?: WireVector;
}

/** Everything that ends a request. */
export type Answer = HelloReply | Response | SourceReply | GradientReply;

export type Reply = Answer | OracleQuestion | StateRecord;

export const capabilitiesSchema: z.ZodType<Capabilities> = z
  .strictObject({
    variants: z
      .array(variant)
      .describe('which algorithms it has: at least one, or none for a source of gradients'),
    arithmetic: z
      .enum(arithmeticNames, { error: `one of ${arithmeticNames.join(', ')}` })
      .describe('what its states are computed in'),
    oracleModes: z.array(z.enum(oracleModes)).min(1).describe('how it can get gradients'),
    snapshotDraws: z.enum(['joint', 'independent']).describe('whether g_f and g_h of a round see one draw'),
    initializations: z
      .array(z.enum(initializationKinds))
      .exactOptional()
      .describe('kinds of m⁰; all by default'),
    singleRounds: z.boolean().exactOptional().describe('whether step is answered; true by default'),
    subnormals: z.enum(['gradual', 'flushed']).exactOptional().describe('gradual by default'),
    gradients: z
      .boolean()
      .exactOptional()
      .describe('whether describe and gradient are answered; false by default'),
  })
  // a source of gradients is asked nothing else
  .refine(({ variants, gradients }) => variants.length > 0 || gradients === true, {
    error: 'at least one variant',
    path: ['variants'],
  })
  .describe('what the implementation can do');

const head = { protocol: protocolNumbers };
export const implementationSchema: z.ZodType<ImplementationName> = z.strictObject({
  name: z.string().min(1).max(200),
  version: z.string().max(200),
  language: z.string().max(200),
});

export const helloReplySchema: z.ZodType<HelloReply> = z.strictObject({
  type: z.literal('hello'),
  id: identifier,
  ...head,
  implementation: implementationSchema,
  capabilities: capabilitiesSchema,
});

/** The first line of a trace file: the answer to hello without its id. */
export const traceHeadSchema: z.ZodType<Omit<HelloReply, 'id'>> = z.strictObject({
  type: z.literal('hello'),
  ...head,
  implementation: implementationSchema,
  capabilities: capabilitiesSchema,
});

export const stateSchema: z.ZodType<StateRecord> = z.strictObject({
  type: z.literal('state'),
  session,
  round: count(0, 't, the number of the round; 0 for the start'),
  step: count(1, 'k, the number of the local step').exactOptional(),
  x: wireVector.exactOptional(),
  m: wireVector.exactOptional(),
  y: wireVector.exactOptional(),
});

const oracleSchema: z.ZodType<OracleQuestion> = z.strictObject({
  type: z.literal('oracle'),
  session,
  function: z.enum(['f', 'h'], { error: '"f" or "h"' }),
  at: wireVector,
  draw: z.enum(['snapshot', 'local', 'mean'], { error: '"snapshot", "local" or "mean"' }),
  atom: count(0, 'a sample that was drawn before').exactOptional(),
});

/** Every message of an implementation by its type. */
export const replySchemas: Readonly<Record<Reply['type'], z.ZodType<Reply>>> = {
  hello: helloReplySchema,
  ok: z.strictObject({ type: z.literal('ok'), id: identifier }),
  rejected: z.strictObject({
    type: z.literal('rejected'),
    id: identifier,
    code: z.string().max(200),
    message: shortText,
  }),
  unsupported: z.strictObject({ type: z.literal('unsupported'), id: identifier, capability: shortText }),
  error: z.strictObject({ type: z.literal('error'), id: identifier, message: shortText }),
  source: z.strictObject({
    type: z.literal('source'),
    id: identifier,
    name: z.string().min(1).max(200),
    dimension: count(1, 'd'),
    startingPoint: wireVector,
  }),
  gradient: z.strictObject({ type: z.literal('gradient'), id: identifier, gradient: wireVector }),
  oracle: oracleSchema,
  state: stateSchema,
};
