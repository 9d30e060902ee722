/** The way from an implementation to whoever drives it: a process's pipes, or the kit itself. */
import type { OracleQuestion, StateRecord } from '../protocol/replies.js';
import type { OracleResult } from '../protocol/requests.js';

/** What a running implementation can say. Both are synchronous, so that algorithms need no `await`. */
export interface Port {
  /** Asks a gradient. */
  readonly ask: (question: OracleQuestion) => OracleResult;
  /** Tells a state. */
  readonly tell: (state: StateRecord) => void;
}
