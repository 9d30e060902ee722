/** What a judgement says, for people and for tools. */
import type { VariantName } from '../../spec/model/index.js';
import type { TracePlace } from './reported-trace.js';

/** One component of one equation, or one broken rule of reporting. */
export interface ComponentReport {
  /** Equation id such as `AUX-MOM.2`, or a reporting rule such as `REPORT.2`. */
  readonly equation: string;
  readonly statement: string;
  /** Round t; 0 for the start of the run. */
  readonly round: number;
  /** Local step k, where the equation has one. */
  readonly step?: number;
  readonly quantity: string;
  /** Index of the coordinate, from 0. */
  readonly component: number;
  /** Exact texts. */
  readonly expected: string;
  readonly actual: string;
  /** What was sent in this place, as it was written, where that is known. */
  readonly sent?: string;
  /** |actual − expected| and the bound on it, to double precision. */
  readonly error: number;
  readonly bound: number;
  /** error/bound: at most 1 where the equation holds. Infinity where nothing but equality is allowed. */
  readonly fraction: number;
  /** The bound in units in the last place of the sum of the terms' magnitudes; 0 for exact arithmetic. */
  readonly boundInUlps: number;
}

/** The verdict on one trace. */
export interface JudgeReport {
  readonly verdict: 'pass' | 'fail' | 'unsupported';
  readonly variant: VariantName;
  /** `exact`, or the format's name. */
  readonly arithmetic: string;
  /** How many components were compared. */
  readonly compared: number;
  /** How many of them were off, reporting rules included. */
  readonly violationCount: number;
  /** The first violations in the order of the run, at most 20. */
  readonly violations: readonly ComponentReport[];
  /** The comparison that came closest to its bound, or went furthest beyond it. */
  readonly worst?: ComponentReport;
  /** The largest bound in ulps that any comparison allowed. */
  readonly largestBoundInUlps: number;
  /** Why the verdict is `unsupported`. */
  readonly reason?: string;
}

/** Rules of reporting that hold for every algorithm. */
export const reportingRules = {
  'REPORT.1': 'a run reports exactly its T rounds',
  'REPORT.2': 'every vector has the dimension of the problem',
  'REPORT.3': 'every number is finite, and written as its arithmetic allows',
  'REPORT.4': 'every number is one of the declared arithmetic',
} as const;

/** Of a report where nothing but equality is allowed. */
export const equalityAlone = { error: Infinity, bound: 0, fraction: Infinity, boundInUlps: 0 } as const;

/** A broken rule of reporting in the form of all violations. */
export function reportBroken(
  rule: keyof typeof reportingRules,
  place: TracePlace,
  component: number,
  expected: string,
  actual: string,
): ComponentReport {
  const statement = reportingRules[rule];
  return { equation: rule, statement, ...place, component, expected, actual, ...equalityAlone };
}
