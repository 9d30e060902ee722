/** The other side of a verification, wherever it runs. */
import { AuxoptError } from '../../errors.js';
import type { Answer, MinibatchQuestion, OracleQuestion, StateRecord } from '../protocol/replies.js';
import type { MinibatchResult, OracleResult, Request } from '../protocol/requests.js';
import type { Verdict } from '../report/verify-report.js';

/** What the kit does for an implementation while it runs. All may throw a {@link PeerFault}. */
export interface RunHandlers {
  readonly ask: (question: OracleQuestion) => OracleResult;
  readonly askMinibatch: (question: MinibatchQuestion) => MinibatchResult;
  readonly tell: (state: StateRecord) => void;
}

/** A request before it gets its id. */
export type RequestBody = Request extends infer Each
  ? Each extends Request
    ? Omit<Each, 'id'>
    : never
  : never;

/** An implementation that can be asked. */
export interface Peer {
  /**
   * Sends one request and waits for its response. Questions and states are only allowed with handlers.
   *
   * @throws PeerFault where the other side breaks the protocol, dies or is silent. Then it is stopped.
   */
  readonly request: (body: RequestBody, handlers?: RunHandlers) => Promise<Answer>;
  /**
   * Ends it: politely if it was asked to with `bye`, else by force. Nothing of it is left, but for what cannot be ended: nobody waits
   * for that.
   *
   * @returns what it did wrong after `bye`, if anything: anything but one answer to it, or no end; and what could not be ended.
   */
  readonly stop: () => Promise<PeerFault | undefined>;
  /** What it wrote to standard error since the last call, cut. */
  readonly takeLog: () => string;
  /** Whether a fault has stopped it. */
  readonly isStopped: () => boolean;
}

/** Why a case could not be finished. */
export class PeerFault extends AuxoptError {
  readonly verdict: Exclude<Verdict, 'pass' | 'fail' | 'unsupported' | 'error'>;
  /** The number of a process that could not be ended, as one of another user. */
  readonly survivor: number | undefined;

  constructor(verdict: PeerFault['verdict'], message: string, survivor?: number) {
    super(message);
    this.verdict = verdict;
    this.survivor = survivor;
  }
}

/** What breaks the protocol. */
export const protocolFault = (message: string): PeerFault => new PeerFault('protocol', message);

/** Limits of a peer, in seconds. */
export interface PeerLimits {
  /** From the start of the process to its answer to `hello`. */
  readonly startSeconds: number;
  /** From a request to its response. */
  readonly requestSeconds: number;
}

export const defaultLimits: PeerLimits = { startSeconds: 60, requestSeconds: 30 };
