/** The end of a verification, in one process or of a campaign: expectations, files, the report, the exit code. */
import { applyExpectations, parseExpectations, type Expectations } from '../verify/report/expectations.js';
import type { VerifyReport } from '../verify/report/verify-report.js';
import { doesNotHold, holds } from './exit-codes.js';
import { readTextFile } from './files.js';
import { reportVerification, type VerificationOutputs } from './output/verify.js';

/** Where a report goes, and what is known to fail. */
export interface PresentOptions extends VerificationOutputs {
  /** An expectations file. */
  readonly expectations?: string;
}

/** The known failures; they are read first, because a run of minutes must not end in an unreadable file. */
export function readExpectations({ expectations: path }: PresentOptions): Expectations | undefined {
  return path === undefined ? undefined : parseExpectations(readTextFile(path), path);
}

/** What was judged. */
export interface Judged {
  readonly report: VerifyReport;
  /** The words that started the implementation. */
  readonly command: readonly string[];
  /** Whether cases were left out on purpose: then no expectation is stale for matching none. */
  readonly isSelection: boolean;
  readonly expectations: Expectations | undefined;
}

/** Prints the report; returns the exit code. */
export async function presentVerification(
  { report, command, isSelection, expectations }: Judged,
  outputs: VerificationOutputs,
): Promise<number> {
  const judged =
    expectations === undefined ? report : applyExpectations(report, expectations, { isSelection });
  await reportVerification(judged, command, outputs);
  return judged.verdict === 'pass' ? holds : doesNotHold;
}
