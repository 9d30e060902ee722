/** What the kit sends: requests, and answers to oracle questions. */
import { z } from 'zod';
import type { AtomTape, DrawKind, FunctionName, VariantName } from '../../../spec/model/index.js';
import {
  count,
  identifier,
  initializationKinds,
  oracleModes,
  protocolNumbers,
  session,
  variant,
  wireMatrix,
  wireNumber,
  wireVector,
  type InitializationKind,
  type OracleMode,
  type WireNumber,
  type WireVector,
} from './message-parts.js';

/** An affine gradient x ↦ matrix·x − vector. */
export interface WireAffine {
  readonly matrix: readonly WireVector[];
  readonly vector: WireVector;
}

/** Everything that tape mode needs. */
export interface WireProblem {
  readonly target: WireAffine;
  readonly auxiliary: WireAffine;
  readonly snapshotAtoms: readonly {
    readonly probability: WireNumber;
    readonly target: WireAffine;
    readonly auxiliary: WireAffine;
  }[];
  readonly localAtoms: readonly { readonly probability: WireNumber; readonly auxiliary: WireAffine }[];
  readonly tape: AtomTape;
}

/** η, a, K, T. Counts may be out of their domain on purpose. */
export interface WireParameters {
  readonly stepSize: WireNumber;
  readonly momentumWeight: WireNumber;
  readonly localStepCount: number;
  readonly roundCount: number;
}

export interface HelloRequest {
  readonly type: 'hello';
  readonly id: string;
  readonly protocol: { readonly major: number; readonly minor: number };
  readonly limits: { readonly lineBytes: number; readonly requestSeconds: number };
}

export interface OpenRequest {
  readonly type: 'open';
  readonly id: string;
  readonly session: string;
  readonly case: string;
  readonly variant: VariantName;
  readonly parameters: WireParameters;
  readonly initialization: { readonly kind: InitializationKind; readonly size?: number };
  readonly dimension: number;
  readonly x0: WireVector;
  readonly m0?: WireVector;
  readonly oracleMode: OracleMode;
  readonly problem?: WireProblem;
}

export interface RunRequest {
  readonly type: 'run';
  readonly id: string;
  readonly session: string;
  readonly rounds: number;
}

/** The state that one round starts from. */
export interface WireRoundState {
  /** t, the round to make. */
  readonly round: number;
  /** x^{t−1}. */
  readonly x: WireVector;
  /** x^{t−2}. */
  readonly xPrevious: WireVector;
  /** m^{t−1}. */
  readonly m?: WireVector;
}

export interface StepRequest {
  readonly type: 'step';
  readonly id: string;
  readonly session: string;
  readonly state: WireRoundState;
}

export interface CloseRequest {
  readonly type: 'close';
  readonly id: string;
  readonly session: string;
}

export interface ByeRequest {
  readonly type: 'bye';
  readonly id: string;
}

/** Since 1.1: asks a source of gradients what it is. */
export interface DescribeRequest {
  readonly type: 'describe';
  readonly id: string;
}

/** Since 1.1: asks a source for one gradient. */
export interface GradientRequest {
  readonly type: 'gradient';
  readonly id: string;
  readonly function: FunctionName;
  readonly at: WireVector;
  readonly draw: DrawKind;
  /** The name of the sample; equal names of one kind of draw are the same sample. Absent for `mean`. */
  readonly sample?: number;
}

export type Request =
  | HelloRequest
  | OpenRequest
  | RunRequest
  | StepRequest
  | CloseRequest
  | ByeRequest
  | DescribeRequest
  | GradientRequest;

export interface OracleResult {
  readonly type: 'oracleResult';
  readonly session: string;
  readonly gradient: WireVector;
  readonly atom: number;
}

const affine = z
  .strictObject({ matrix: wireMatrix, vector: wireVector })
  .describe('an affine gradient x ↦ matrix·x − vector');

const tape = z.strictObject({
  initial: z.array(count(0, 'a snapshot atom')),
  rounds: z.array(
    z.strictObject({ snapshot: count(0, 'the atom of ξᵗ'), local: z.array(count(0, 'the atom of ζ^{t,k}')) }),
  ),
});

const problem: z.ZodType<WireProblem> = z.strictObject({
  target: affine,
  auxiliary: affine,
  snapshotAtoms: z.array(z.strictObject({ probability: wireNumber, target: affine, auxiliary: affine })),
  localAtoms: z.array(z.strictObject({ probability: wireNumber, auxiliary: affine })),
  tape,
});

/** The schema of `open`, which tape files consist of. */
export const openSchema: z.ZodType<OpenRequest> = z.strictObject({
  type: z.literal('open'),
  id: identifier,
  session,
  case: z.string().min(1),
  variant,
  parameters: z.strictObject({
    stepSize: wireNumber,
    momentumWeight: wireNumber,
    localStepCount: z.int(),
    roundCount: z.int(),
  }),
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
export const requestSchemas: Readonly<Record<Request['type'], z.ZodType<Request>>> = {
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
  describe: z.strictObject({ type: z.literal('describe'), id: identifier }),
  gradient: z.strictObject({
    type: z.literal('gradient'),
    id: identifier,
    function: z.enum(['f', 'h']),
    at: wireVector,
    draw: z.enum(['snapshot', 'local', 'mean']),
    sample: count(0, 'the name of the sample').exactOptional(),
  }),
};

export const oracleResultSchema: z.ZodType<OracleResult> = z.strictObject({
  type: z.literal('oracleResult'),
  session,
  gradient: wireVector,
  atom: count(0, 'the sample that was seen'),
});
