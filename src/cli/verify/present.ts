/** The end of a verification, in one process or of a campaign: expectations, files, the report, the exit code. */
import { applyExpectations, type Expectations, parseExpectations } from '../../verify/report/expectations.js';
import { formatVerifyJson, type VerifyReport } from '../../verify/report/verify-report.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { readTextFile } from '../read-file.js';
import { writeAndPrint, writeTextFile } from '../write-file.js';
import { createCertificate } from '../../verify/report/certificate.js';
import { formatBadge } from '../../verify/report/format-badge.js';
import { type AskOptions, wordsToRepeat } from './ask.js';
import type { Evidence } from './evidence.js';
import { formatJunit } from '../../verify/report/format-junit.js';
import { formatMarkdown } from '../../verify/report/format-markdown.js';
import { showJson } from '../../verify/report/foreign-text.js';
import { formatVerifyText, type TextRole } from '../../verify/report/format-text.js';
import type { Option } from 'commander';
import { markdownOption, OutputOption } from '../output-option.js';
import { printJsonText, printText, style, wrapped } from '../text.js';

/** Where a report goes, and what is known to fail. */
export interface PresentOptions extends VerificationOutputs, Partial<AskOptions> {
  /** An expectations file. */
  readonly expectations?: string;
  /** Where the outcome goes as a document to publish. */
  readonly certificate?: string;
  /** Where that is drawn. */
  readonly badge?: string;
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
  /** What the certificate and the badge say of the run beside the report, where one of them is wanted. */
  readonly evidence?: Evidence | undefined;
  /** What is to be written besides, such as a transcript. */
  readonly writes?: readonly (() => void)[] | undefined;
}

/** Prints the report; returns the exit code. */
export async function presentVerification(
  { report, command, isSelection, expectations, evidence, writes = [] }: Judged,
  outputs: PresentOptions,
): Promise<number> {
  const judged =
    expectations === undefined ? report : applyExpectations(report, expectations, { isSelection });
  const { certificate, badge } = outputs;
  const document = evidence && createCertificate(judged, { ...evidence, date: new Date() });
  const texts: readonly (readonly [path: string | undefined, text: string])[] =
    document === undefined
      ? []
      : [
          [certificate, showJson(`${JSON.stringify(document, null, 2)}\n`)],
          [badge, formatBadge(document)],
        ];
  await reportVerification(judged, command, outputs, [
    ...writes,
    ...texts.flatMap(([path, text]) =>
      path === undefined
        ? []
        : [
            () => {
              writeTextFile(path, text);
            },
          ],
    ),
  ]);
  return judged.verdict === 'pass' ? holds : doesNotHold;
}

/** Where a verification is written besides the terminal. */
interface VerificationOutputs {
  readonly json?: true;
  readonly junit?: string;
  readonly markdown?: string;
}

/** The options of every command that reports a verification. */
export function createReportOptions(): readonly Option[] {
  return [new OutputOption('--junit <out.xml>', 'also write a JUnit report'), markdownOption()];
}

/** Writes the files and prints the report, also where a file cannot be written. */
async function reportVerification(
  report: VerifyReport,
  command: readonly string[],
  outputs: PresentOptions,
  more: readonly (() => void)[] = [],
): Promise<void> {
  const { json, junit, markdown } = outputs;
  const asked = wordsToRepeat(outputs);
  const writes = [
    ...more,
    junit === undefined
      ? []
      : () => {
          writeTextFile(junit, formatJunit(report));
        },
    markdown === undefined
      ? []
      : () => {
          writeTextFile(markdown, formatMarkdown(report));
        },
  ].flat();
  await writeAndPrint(writes, () => {
    if (json === true) printJsonText(formatVerifyJson(report));
    else printText(formatVerifyText(report, { command, asked, paint: createPaint(), wrap: wrapped }));
  });
}

const styles = { heading: 'bold', pass: 'green', fail: 'red', excused: 'yellow', faint: 'dim' } as const;

/** The `paint` of `formatVerifyText`: colour on a terminal without NO_COLOR, else the text as it is. */
export function createPaint(
  stream: { readonly isTTY?: boolean } = process.stdout,
  environment: NodeJS.ProcessEnv = process.env,
): (role: TextRole, text: string) => string {
  const isPlain = stream.isTTY !== true || environment['NO_COLOR'] !== undefined;
  return (role, text) => (isPlain ? text : style(styles[role], text));
}
