/** The end of a verification, in one process, of a campaign or again: expectations, files, the report, the exit code. */
import type { Option } from 'commander';
import { applyExpectations, type Expectations, parseExpectations } from '../../verify/report/expectations.js';
import { formatVerifyJson, type VerifyReport } from '../../verify/report/verify-report.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { readTextFile } from '../read-file.js';
import { writeAndPrint, fileWrites } from '../write-file.js';
import {
  createCertificate,
  certificateSchema,
  compareCertificates,
} from '../../verify/report/certificate.js';
import { formatBadge } from '../../verify/report/format-badge.js';
import { askCommand, type AskOptions, drawSeed, wordsToRepeat } from './ask.js';
import { type Evidence, gatherEvidence } from './evidence.js';
import { formatJunit } from '../../verify/report/format-junit.js';
import { formatMarkdown } from '../../verify/report/format-markdown.js';
import { formatVerifyText, type TextRole } from '../../verify/report/format-text.js';
import { showJson, showLine } from '../../verify/report/foreign-text.js';
import { markdownOption, OutputOption } from '../output-option.js';
import { printJsonText, printText, style, wrapped, printError } from '../text.js';
import { parseDocument } from '../../problems/parse-document.js';
import { InputError } from '../../errors.js';
import { defaultLevel } from '../../verify/index.js';
import { version } from '../package.js';

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
  const evidenced =
    document === undefined
      ? []
      : fileWrites(
          [certificate, () => showJson(`${JSON.stringify(document, null, 2)}\n`)],
          [badge, () => formatBadge(document)],
        );
  await reportVerification(judged, command, outputs, [...writes, ...evidenced]);
  return judged.verdict === 'pass' ? holds : doesNotHold;
}

/** Where a verification is written besides the terminal. */
interface VerificationOutputs {
  readonly json?: true;
  readonly all?: true;
  readonly snippet?: true;
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
  const { json, junit, markdown, all = false, snippet = false } = outputs;
  const asked = wordsToRepeat(outputs);
  const writes = [
    ...more,
    ...fileWrites([junit, () => formatJunit(report)], [markdown, () => formatMarkdown(report)]),
  ];
  await writeAndPrint(writes, () => {
    if (json === true) printJsonText(formatVerifyJson(report));
    else {
      const options = { command, asked, paint: createPaint(), wrap: wrapped, all, snippet };
      printText(formatVerifyText(report, options));
    }
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

/**
 * Makes the run of a certificate again and compares; returns the exit code.
 *
 * @param words - the command, where it is not that of the certificate.
 * @throws InputError for a certificate of another version of the kit, whose cases may be others.
 */
export async function recheck(path: string, words: readonly string[]): Promise<number> {
  const then = parseDocument(certificateSchema, readTextFile(path), path);
  if (then.kit.version !== version) {
    throw new InputError({
      problem: `it is of auxopt ${then.kit.version}, and this is ${version}: its cases may differ`,
      where: path,
      expected: 'a certificate of the same version',
      fix: `Use auxopt ${then.kit.version}, or verify anew with --certificate.`,
    });
  }
  const command = words.length > 0 ? words : then.command;
  const options = then.asked;
  const evidence = gatherEvidence(command, options);
  const expectations = readExpectations(options);
  const { level } = options;
  const isSelection = level !== defaultLevel;
  const runWith = async (seed: number, announce?: () => void): Promise<VerifyReport> => {
    const { resolution, ...told } = await askCommand(command, { ...options, seed }, {}, announce);
    // campaigns do not measure it
    const report = then.resolution === undefined || resolution === undefined ? told : { ...told, resolution };
    return expectations === undefined ? report : applyExpectations(report, expectations, { isSelection });
  };
  const again = await runWith(options.seed, () => {
    printError(`The program is started: ${command.map((word) => showLine(word, 200)).join(' ')}\n`);
  });
  const now = createCertificate(again, { ...evidence, date: new Date() });
  const fresh = drawSeed();
  // a program can know the answers to data that its author has chosen
  const hasOtherData = again.verdict === 'pass' && options.problem === undefined;
  const other = hasOtherData ? (await runWith(fresh)).verdict : again.verdict;
  const differences = [
    ...compareCertificates(then, now),
    ...(other === again.verdict ? [] : [`with other data (--seed ${fresh}): then pass, now ${other}`]),
  ];
  if (differences.length === 0) {
    const day = then.date.slice(0, 10);
    const files =
      now.files.length === 0
        ? 'The command names no file, so none was compared'
        : `${now.files.map(({ path: file }) => showLine(file, 200)).join(', ')} unchanged`;
    printText(
      `CONFIRMED: the report of the certificate, byte for byte (${then.verdict})${hasOtherData ? `, and a run with other data (--seed ${fresh}) passes too` : ''}. ${files}. Its date ${day} and its commit were not compared.\n`,
    );
    return holds;
  }
  const lines = differences.map((line) => `  ${showLine(line, 400)}`);
  printText(`NOT CONFIRMED: not everything is as the certificate says.\n${lines.join('\n')}\n`);
  return doesNotHold;
}
