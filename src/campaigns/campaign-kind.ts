/** What a campaign is: many independent cases, each judged alone, and a report made of all of them. */
import type { ZodType } from 'zod';

/** Judges cases; one is opened in every worker and kept until the work is done. */
export interface CaseJudge<Result> {
  /** A pure function of the options and the number of the case; its value survives the schema of results and JSON unchanged. */
  readonly judge: (caseNumber: number) => Result | Promise<Result>;
  /** Called when the worker ends, for what has to be closed. */
  readonly close?: () => void | Promise<void>;
}

/** Where a worker finds the kind: a module and the name it exports the kind by. */
export interface KindEntry {
  /** `import.meta.url` of the module. */
  readonly module: string;
  readonly exportName: string;
}

/**
 * A kind of campaign.
 *
 * Cases are numbered 0 … N−1. What case i gives depends on the options and on i alone, so a campaign may be cut into
 * shards, stopped and resumed, and its report is always the same.
 */
export interface CampaignKind<Options, Result, Report> {
  /** The name in a journal, for example `check`. */
  readonly name: string;
  readonly entry: KindEntry;
  /** Options as they are written to a journal; what it parses has one spelling as JSON. */
  readonly options: ZodType<Options>;
  /** Results as they are written to a journal. */
  readonly result: ZodType<Result>;
  /** N. */
  readonly countCases: (options: Options) => number;
  /** Whether a result, which may say which case it is of, can be of this one; left out where results say nothing of it. */
  readonly isOf?: (options: Options, caseNumber: number, result: Result) => boolean;
  /** What a case is, in words, for messages. */
  readonly describeCase: (options: Options, caseNumber: number) => string;
  readonly open: (options: Options) => CaseJudge<Result> | Promise<CaseJudge<Result>>;
  /** Whether a case gave what it should. */
  readonly isExpected: (result: Result) => boolean;
  /** The report, from the results of all cases in their order; pure. */
  readonly reduce: (options: Options, results: readonly Result[]) => Report;
}

/** What one case gave. */
export interface CaseRecord<Result> {
  readonly caseNumber: number;
  readonly result: Result;
}
