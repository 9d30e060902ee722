/** Everything that a verification writes: the report on standard output, and the files that were asked for. */
import { formatJunit } from '../../verify/report/format-junit.js';
import { formatMarkdown } from '../../verify/report/format-markdown.js';
import { formatVerifyText } from '../../verify/report/format-text.js';
import type { VerifyReport } from '../../verify/report/verify-report.js';
import { formatVerifyJson } from '../../verify/report/verify-report.js';
import { writeTextFile } from '../files.js';
import { createPaint } from './verify-text.js';

/** Where a verification is written besides the terminal. */
export interface VerificationOutputs {
  readonly json?: true;
  readonly junit?: string;
  readonly markdown?: string;
  readonly report?: string;
}

/** Writes the files first: where one cannot be written, nothing is printed that looks like success. */
export async function reportVerification(
  report: VerifyReport,
  command: readonly string[],
  { json, junit, markdown, report: page }: VerificationOutputs,
): Promise<void> {
  if (junit !== undefined) writeTextFile(junit, formatJunit(report));
  if (page !== undefined) {
    // what draws takes longer to load than most verifications
    const { formatVerifyHtml } = await import('./verify-html.js');
    writeTextFile(page, formatVerifyHtml(report));
  }
  if (markdown !== undefined) writeTextFile(markdown, formatMarkdown(report));
  process.stdout.write(
    json === true ? formatVerifyJson(report) : formatVerifyText(report, { command, paint: createPaint() }),
  );
}
