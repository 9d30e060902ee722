/** What an implementation sends: responses, and the oracle questions and states of a run. */
import { initializationKinds } from '../../../spec/model/index.js';
import { z } from 'zod';
import { firstWrong } from '../../problems/schema-parts.js';
import {
  arithmeticNames,
  count,
  identifier,
  methodName,
  oracleModes,
  protocolNumbers,
  samplingKinds,
  scheduleKinds,
  session,
  shortText,
  variant,
  wireNumber,
  wireVector,
  type Immutable,
} from './message-parts.js';

/** A list with no entry twice. */
const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  firstWrong(entry)
    .refine((entries) => new Set(entries).size === entries.length, { error: 'each entry once' })
    .meta({ uniqueItems: true });

export const capabilitiesSchema = z
  .strictObject({
    variants: listOf(variant).describe(
      'which algorithms it has: at least one, or none for a source of gradients',
    ),
    arithmetic: z
      .enum(arithmeticNames, { error: `one of ${arithmeticNames.join(', ')}` })
      .describe('what its states are computed in'),
    oracleModes: listOf(z.enum(oracleModes)).min(1).describe('how it can get gradients'),
    snapshotDraws: z
      .enum(['joint', 'independent'])
      .describe('whether g_f and g_h of a round use the same draw'),
    initializations: listOf(z.enum(initializationKinds))
      .exactOptional()
      .describe('kinds of m⁰; all by default'),
    singleRounds: z.boolean().exactOptional().describe('whether step is answered; true by default'),
    subnormals: z.enum(['gradual', 'flushed']).exactOptional().describe('gradual by default'),
    schedules: listOf(z.enum(scheduleKinds))
      .exactOptional()
      .describe(
        'schedules of η and a: given by the kit, since 1.4 also per local step, or reported round by round; none by default',
      ),
    minibatches: listOf(z.enum(samplingKinds))
      .exactOptional()
      .describe('since 1.3: sampling rules by which it can take minibatches; none by default'),
    gradients: z
      .boolean()
      .exactOptional()
      .describe('whether describe and gradient are answered; false by default'),
    only: z
      .strictObject({
        momentumWeight: z.literal('1').describe('only a = 1').exactOptional(),
        localStepCount: z.literal(1).describe('only K = 1').exactOptional(),
        largestDimension: count(1, 'only d up to this number').exactOptional(),
        schedule: z
          .literal('reported')
          .describe('the program uses only its own η and a, and reports them in every round')
          .exactOptional(),
      })
      .describe('since 1.5: restrictions on a, K, d and schedules; a missing key means no restriction')
      .exactOptional(),
    methods: listOf(methodName)
      .exactOptional()
      .describe(
        'since 1.6: the names of the pages of the methods that it has besides the variants; none by default',
      ),
    checksParameters: z
      .boolean()
      .exactOptional()
      .describe(
        'since 1.6: whether it rejects parameters of methods that are outside the domains of their pages; false by default',
      ),
    saves: z
      .boolean()
      .exactOptional()
      .describe(
        'since 1.6: whether runs of methods answer save, and openMethod takes restore, also in another process; false by default',
      ),
    values: z
      .boolean()
      .exactOptional()
      .describe('since 1.3: whether a source of gradients answers value too; false by default'),
  })
  // a source of gradients is asked nothing else
  .refine(
    ({ variants, gradients, methods = [] }) =>
      variants.length > 0 || methods.length > 0 || gradients === true,
    {
      error: 'at least one variant',
      path: ['variants'],
    },
  )
  .refine(
    ({ only, schedules }) => only?.schedule === undefined || schedules?.includes(only.schedule) === true,
    {
      error: '"reported" among the schedules, for it has no others',
      path: ['schedules'],
    },
  )
  .describe('what the implementation can do');

/** What an implementation says it can do. */
export type Capabilities = Immutable<z.infer<typeof capabilitiesSchema>>;

export const implementationSchema = z.strictObject({
  name: z.string().min(1).max(200),
  version: z.string().max(200),
  language: z.string().max(200),
});

/** Who an implementation says it is. */
export type ImplementationName = Immutable<z.infer<typeof implementationSchema>>;

const helloType = z.literal('hello');
const helloParts = {
  protocol: protocolNumbers,
  implementation: implementationSchema,
  capabilities: capabilitiesSchema,
};

/** The first line of a trace file: the answer to hello without its id. */
export const traceHeadSchema = z.strictObject({ type: helloType, ...helloParts });

export const stateSchema = z.strictObject({
  type: z.literal('state'),
  session,
  round: count(0, 't, the number of the round; 0 for the start'),
  step: count(1, 'k, the number of the local step').exactOptional(),
  x: wireVector.exactOptional(),
  m: wireVector.exactOptional(),
  y: wireVector.exactOptional(),
  stepSize: z
    .union([wireNumber, wireVector])
    .exactOptional()
    .describe(
      'since 1.2, with x: the step size of the round; since 1.4 also an array of K numbers, one per local step',
    ),
  momentumWeight: wireNumber.exactOptional().describe('since 1.2, with x: the momentum weight of the round'),
  states: z
    .record(z.string(), wireVector)
    .exactOptional()
    .describe(
      'since 1.6, only in runs of a method, and then without `x`, `m`, `y`: the vectors, under their names on the page',
    ),
});

/** How many rows of the data a gradient looks at: what it costs, in the unit that training loops count in. */
const rowsSchema = z
  .strictObject({
    target: count(1, 'rows of one snapshot sample of f'),
    auxiliary: count(1, 'rows of one local sample of h'),
    mean: count(1, 'rows of the exact gradient of f: an epoch').exactOptional(),
  })
  .describe('since 1.3: how many rows of the data a gradient looks at');

/** What a gradient costs where rows do not tell, as for a model that is smaller or quantised. */
const pricesSchema = z
  .strictObject({
    auxiliary: z.number().min(0).describe('one local sample of h, in samples of f'),
    mean: z.number().min(0).exactOptional().describe('the exact gradient of f, in samples of f'),
  })
  .describe('since 1.6: what a gradient costs, instead of the price computed from `rows`');

/** Every message of an implementation by its type. */
export const replySchemas = {
  hello: z.strictObject({ type: helloType, id: identifier, ...helloParts }),
  ok: z.strictObject({
    type: z.literal('ok'),
    id: identifier,
    parameters: z
      .record(z.string(), z.union([wireNumber, wireVector]))
      .exactOptional()
      .describe(
        'since 1.7, in the answer to openMethod, from a program that chooses its own parameters: these parameters',
      ),
    groups: z
      .array(
        z.strictObject({
          coordinates: z.array(count(0, 'a coordinate, from 0')).min(1),
          parameters: z
            .record(z.string(), z.union([wireNumber, wireVector]))
            .exactOptional()
            .describe('from a program that chooses its own parameters: the parameters of this group'),
          rounds: z
            .array(count(1, 't'))
            .exactOptional()
            .describe(
              'since 1.9: the rounds in which the group has a gradient, in order; in the others its coordinates stay as they are, and t does not count',
            ),
        }),
      )
      .min(1)
      .exactOptional()
      .describe(
        'since 1.8, in the answer to openMethod, instead of `parameters`: groups of coordinates, such as tensors; each group is judged separately',
      ),
  }),
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
    rows: rowsSchema.exactOptional(),
    prices: pricesSchema.exactOptional(),
  }),
  saved: z.strictObject({
    type: z.literal('saved'),
    id: identifier,
    state: z.string().describe('everything that the run needs to continue, in any form'),
  }),
  value: z.strictObject({ type: z.literal('value'), id: identifier, value: wireNumber }),
  gradient: z.strictObject({ type: z.literal('gradient'), id: identifier, gradient: wireVector }),
  oracle: z.strictObject({
    type: z.literal('oracle'),
    session,
    function: z.enum(['f', 'h'], { error: '"f" or "h"' }),
    at: wireVector,
    draw: z.enum(['snapshot', 'local', 'mean'], { error: '"snapshot", "local" or "mean"' }),
    atom: count(0, 'a sample that was drawn before').exactOptional(),
    member: count(1, 'a sample by its number')
      .exactOptional()
      .describe('since 1.9, in a run of a method, with the draw "mean": the gradient of this sample alone'),
  }),
  minibatch: z
    .strictObject({
      type: z.literal('minibatch'),
      session,
      function: z.enum(['f', 'h'], { error: '"f" or "h"' }),
      at: wireVector,
      draw: z.enum(['snapshot', 'local'], { error: '"snapshot" or "local"' }),
      size: count(1, 'draws a minibatch of this many rows').exactOptional(),
      rows: firstWrong(count(0, 'a row'))
        .min(1)
        .exactOptional()
        .describe('draws the minibatch of these rows'),
      atom: count(0, 'a minibatch that was drawn before').exactOptional(),
    })
    .refine(({ size, rows, atom }) => [size, rows, atom].filter((one) => one !== undefined).length === 1, {
      error: 'one of size, rows and atom',
    })
    .describe('since 1.3: a question for the gradients of all rows of a minibatch'),
  state: stateSchema,
};

/** Every message of an implementation, by its type. */
export type Replies = {
  readonly [Type in keyof typeof replySchemas]: Immutable<z.infer<(typeof replySchemas)[Type]>>;
};

export type Reply = Replies[keyof Replies];
export type HelloReply = Replies['hello'];
/** The answer to every request but `hello` and those to a source of gradients. */
export type Response = Replies['ok' | 'rejected' | 'unsupported' | 'error'];
/** The answer to `describe`: what the gradients are of. */
export type SourceReply = Replies['source'];
/** A question for one gradient; a fresh sample where it names no atom. */
export type OracleQuestion = Replies['oracle'];
/** A question for the gradients of a minibatch. */
export type MinibatchQuestion = Replies['minibatch'];
/** A state that was reached. */
export type StateRecord = Replies['state'];
/** Everything that ends a request. */
export type Answer = HelloReply | Response | SourceReply | Replies['gradient' | 'value' | 'saved'];
