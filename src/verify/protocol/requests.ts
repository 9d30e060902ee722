/** What the kit sends: requests, and answers to oracle questions. */
import { initializationKinds } from '../../../spec/model/index.js';
import { z } from 'zod';
import {
  count,
  identifier,
  methodName,
  type Immutable,
  oracleModes,
  protocolNumbers,
  samplingKinds,
  session,
  since,
  variant,
  wireMatrix,
  wireNumber,
  wireVector,
} from './message-parts.js';

const affine = z
  .strictObject({ matrix: wireMatrix, vector: wireVector })
  .describe('an affine gradient x ↦ matrix·x − vector');

const tape = z.strictObject({
  initial: z.array(count(0, 'a snapshot atom')),
  rounds: z.array(
    z.strictObject({ snapshot: count(0, 'the atom of ξᵗ'), local: z.array(count(0, 'the atom of ζ^{t,k}')) }),
  ),
});

const problem = z.strictObject({
  target: affine,
  auxiliary: affine,
  snapshotAtoms: z.array(z.strictObject({ probability: wireNumber, target: affine, auxiliary: affine })),
  localAtoms: z.array(z.strictObject({ probability: wireNumber, auxiliary: affine })),
  tape,
});

/** One number for all rounds; since 1.2, for an implementation that declares it, an array with one entry per round. */
const scheduleOf = <Entry extends z.ZodType>(name: string, entry: Entry) =>
  z.union([wireNumber, z.array(entry)]).describe(`${name}, or an array of T entries, one per round`);
const step = z
  .union([wireNumber, wireVector])
  .describe('since 1.4 also an array of K numbers, one per local step');

/** An affine gradient x ↦ matrix·x − vector. */
export type WireAffine = Immutable<z.infer<typeof affine>>;
/** Everything that tape mode needs. */
export type WireProblem = Immutable<z.infer<typeof problem>>;

/** The schema of `open`, which tape files consist of. Counts may be out of their domain on purpose. */
export const openSchema = z.strictObject({
  type: z.literal('open'),
  id: identifier,
  session,
  case: z.string().min(1),
  variant,
  parameters: z.strictObject({
    stepSize: scheduleOf('η', step),
    momentumWeight: scheduleOf('a', wireNumber),
    localStepCount: z.int(),
    roundCount: z.int(),
  }),
  schedule: z
    .literal('reported')
    .exactOptional()
    .describe('since 1.2: the implementation chooses η and a of every round, and reports them'),
  sampling: z
    .strictObject({
      kind: z.enum(samplingKinds),
      rowCount: count(1, 'rows of f and h, numbered from 0'),
      batchSize: count(1, 'B, rows of a minibatch of ξ'),
      localRowCount: count(1, 'rows of h for the local steps'),
      localBatchSize: count(1, 'rows of a minibatch of ζ'),
    })
    .exactOptional()
    .describe('since 1.3: every draw is a minibatch'),
  initialization: z.strictObject({
    kind: z.enum(initializationKinds),
    size: count(1, 'draws of a batch').exactOptional(),
  }),
  dimension: count(1, 'd'),
  x0: wireVector,
  m0: wireVector.exactOptional(),
  oracleMode: z.enum(oracleModes),
  problem: problem.exactOptional(),
});

/** Every request by its type. */
export const requestSchemas = {
  hello: z.strictObject({
    type: z.literal('hello'),
    id: identifier,
    protocol: protocolNumbers,
    limits: z.strictObject({
      lineBytes: count(1, 'longest line'),
      requestSeconds: z.number().positive(),
    }),
  }),
  open: openSchema,
  /** Since 1.6: a run of a method of which the kit has a page. */
  openMethod: z.strictObject({
    type: z.literal('openMethod'),
    id: identifier,
    session,
    case: z.string().min(1),
    method: methodName,
    parameters: z
      .record(z.string(), z.union([wireNumber, z.array(z.union([wireNumber, wireVector]))]))
      .describe(
        'under their names on the page: a number, or an array with one entry per round; an entry may be an array with one number per step',
      ),
    dimension: count(1, 'd'),
    states: z
      .record(z.string(), wireVector)
      .describe('the states that the page does not start itself, under their names'),
    rounds: count(1, 'T'),
    position: since(
      8,
      z.strictObject({ number: count(1, 'of the case, from 1'), of: count(1, 'the number of all cases') }),
      'which case of its page this is: case 7 of 30',
    ),
    problem: since(
      8,
      problem.omit({ localAtoms: true }).extend({ tape: z.array(count(0, 'the snapshot atom of a draw')) }),
      'in tape mode: what gradients are computed from, and all draws in the order of the page',
    ),
    told: since(
      9,
      z.record(z.string(), z.array(z.array(z.array(count(1, 'a member'))))),
      'what was drawn for the coins, sets and indices of the page, under their names: for every round and every draw of the round the members; a coin is [1] or []',
    ),
    restore: z
      .strictObject({
        round: count(1, 't, the round after which the state was saved'),
        state: z.string().describe('exactly the text of `state` in "saved"'),
      })
      .exactOptional()
      .describe('the state from which the run continues; "run" then asks for the remaining rounds'),
  }),
  /** Since 1.6: asks a run of a method, between two rounds, for all that it keeps. */
  save: z.strictObject({ type: z.literal('save'), id: identifier, session }),
  run: z.strictObject({ type: z.literal('run'), id: identifier, session, rounds: count(1, 'T') }),
  step: z.strictObject({
    type: z.literal('step'),
    id: identifier,
    session,
    state: z.strictObject({
      round: count(1, 't'),
      x: wireVector,
      xPrevious: wireVector,
      m: wireVector.exactOptional(),
    }),
  }),
  close: z.strictObject({ type: z.literal('close'), id: identifier, session }),
  bye: z.strictObject({ type: z.literal('bye'), id: identifier }),
  /** Since 1.1: asks a source of gradients what it is. */
  describe: z.strictObject({ type: z.literal('describe'), id: identifier }),
  /** Since 1.1: asks a source for one gradient. Equal samples of one kind of draw are the same; `mean` has none. */
  gradient: z.strictObject({
    type: z.literal('gradient'),
    id: identifier,
    function: z.enum(['f', 'h']),
    at: wireVector,
    draw: z.enum(['snapshot', 'local', 'mean']),
    sample: count(0, 'the name of the sample').exactOptional(),
  }),
  /** Since 1.3: asks a source that says `values` for f at a point, exactly. */
  value: z.strictObject({ type: z.literal('value'), id: identifier, at: wireVector }),
};

export const oracleResultSchema = z.strictObject({
  type: z.literal('oracleResult'),
  session,
  gradient: wireVector,
  atom: count(0, 'the sample that was seen'),
});

export const minibatchResultSchema = z.strictObject({
  type: z.literal('minibatchResult'),
  session,
  gradients: z.array(wireVector).min(1).describe('of each row, in the order of rows'),
  rows: z.array(count(0, 'a row')),
  atom: count(0, 'the name of the minibatch'),
});

type Requests = {
  readonly [Type in keyof typeof requestSchemas]: Immutable<z.infer<(typeof requestSchemas)[Type]>>;
};

export type Request = Requests[keyof Requests];
export type OpenRequest = Requests['open'];
export type OracleResult = Immutable<z.infer<typeof oracleResultSchema>>;
export type MinibatchResult = Immutable<z.infer<typeof minibatchResultSchema>>;

/** What this kit speaks. */
export const protocolVersion: { readonly major: number; readonly minor: number } = { major: 1, minor: 9 };

/** A longer line is a fault of its sender. */
export const largestLine: number = 4 * 1024 * 1024;
