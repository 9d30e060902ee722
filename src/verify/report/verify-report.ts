/** What a verification says, for people and for tools: `auxopt-verify/1`. */
import type { VariantName } from '../../../spec/model/index.js';
import type { ComponentReport } from '../../judge/index.js';
import type { OracleMode } from '../protocol/message-parts.js';
import type { Capabilities, ImplementationName } from '../protocol/replies.js';

/** The value of `format` in every report of this version. */
export const verifyFormat = 'auxopt-verify/1';

/** What can be said of one case. */
export const verdicts = ['pass', 'fail', 'unsupported', 'error', 'crash', 'timeout', 'protocol'] as const;

/** One of {@link verdicts}. */
export type Verdict = (typeof verdicts)[number];

/** A mistake that explains what was seen. */
export interface Suspicion {
  /** Id of the mistake, as `auxopt serve --list-mutants` prints it. */
  readonly id: string;
  /** What the implementer probably did, in one sentence. */
  readonly mistake: string;
  /** How to mend it, in one sentence. */
  readonly mend: string;
}

/** The result of one case. */
export interface CaseResult {
  /** Stable name, for example `L2/aux-mom/planar/callback`. */
  readonly id: string;
  readonly level: number;
  readonly variant?: VariantName;
  readonly oracleMode?: OracleMode;
  readonly verdict: Verdict;
  /** One or two sentences for a person: what is wrong and how to mend it. Absent for `pass`. */
  readonly message?: string;
  /** The first broken equation, where the verdict is `fail` because of one. */
  readonly violation?: ComponentReport;
  /** Likely mistakes, best first. */
  readonly diagnosis?: readonly Suspicion[];
  /** What the implementation wrote to standard error during the case, cut. */
  readonly log?: string;
}

/** A whole verification. */
export interface VerifyReport {
  readonly format: typeof verifyFormat;
  /** `pass` iff at least one case ran, all of them passed or were honestly unsupported, and no expectation is broken. */
  readonly verdict: 'pass' | 'fail';
  readonly implementation: ImplementationName;
  readonly capabilities: Capabilities;
  /** The levels that were run. */
  readonly levels: readonly number[];
  /** How many cases were tried. */
  readonly cases: number;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** The first thing that is wrong: the best diagnosis and the first broken equation of the first failed case. */
  readonly first?: CaseResult;
  readonly diagnosis?: readonly Suspicion[];
  readonly results: readonly CaseResult[];
  /** Where an expectations file was given. */
  readonly expectations?: {
    /** Failures that it names, with its reasons. */
    readonly known: readonly { readonly id: string; readonly verdict: Verdict; readonly reason: string }[];
    /** Entries that no longer fail as they say, or that match no case. */
    readonly stale: readonly { readonly case: string; readonly verdict: Verdict; readonly problem: string }[];
  };
}
