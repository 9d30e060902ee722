/** What `auxopt check` found, however many machines it took, as a document or for people. */
import { checkCampaign, type CaseRecord, type CheckOptions } from '../../campaigns/index.js';
import type { TheoremCaseResult, TheoremSummary } from '../../theorems/rates/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { fileWrites, writeAndPrint } from '../write-file.js';
import { checkProofStatus, type ProofStatus } from '../proofs/proof-status.js';
import { heading, print, printJson } from '../text.js';
import { describeStored, formatTheoremTable } from './theorem-table.js';
import { theorems as statements } from '../../../spec/theorems/index.js';
import { markdownCode, markdownProse } from '../../verify/report/foreign-text.js';

/** All results of a campaign, and how to show them. */
export interface CheckOutcome {
  readonly options: CheckOptions;
  /** Of all cases, in their order. */
  readonly records: readonly CaseRecord<TheoremCaseResult>[];
  readonly json: boolean;
  /** Where the Markdown goes, if anywhere. */
  readonly markdown?: string | undefined;
}

/** Prints the outcome; returns the exit code. */
export async function presentCheck({ options, records, json, markdown }: CheckOutcome): Promise<number> {
  const results = records.map(({ result }) => result);
  const summaries = checkCampaign.reduce(options, results);
  // The proofs are checked only where their status is printed.
  const proofs = json && markdown === undefined ? undefined : await checkProofStatus();
  const isExpected = results.every(checkCampaign.isExpected);
  const found = { options, summaries, proofs: proofs?.short ?? {}, holds: isExpected };
  await writeAndPrint(fileWrites([markdown, () => formatCheckMarkdown(found)]), () => {
    if (json) printJson(toDocument(options, summaries));
    else printSummaries(summaries, proofs);
  });
  return isExpected ? holds : doesNotHold;
}

/** The document; its keys are described in docs/formats/check.md. */
function toDocument({ seed }: CheckOptions, summaries: readonly TheoremSummary[]): object {
  return {
    format: 'auxopt-check/1',
    seed,
    theorems: summaries.map(({ violating, ...rest }) => ({
      ...rest,
      violating: violating.map(({ source, ratio }) => ({ case: source, ratio })),
    })),
  };
}

function printSummaries(summaries: readonly TheoremSummary[], proofs: ProofStatus | undefined): void {
  print(heading('Theorems against exact expectations'));
  print(formatTheoremTable(summaries, proofs?.short ?? {}));
  print(
    ...(proofs === undefined ? [] : [proofs.note]),
    'Ratios: G/bound of a rate, floor/quantity of a lower bound, c·G/(that of SGD, or of the filter) of a comparison. All numbers are exact; ratios are rounded down.',
    ...describeStored(summaries),
  );
}

/** What every form of the report is made of. */
interface CheckReport {
  readonly options: CheckOptions;
  readonly summaries: readonly TheoremSummary[];
  /** Who says that each is proved, and when. */
  readonly proofs: ProofStatus['short'];
  /** Whether every bound holds, and every stored case shows what it should. */
  readonly holds: boolean;
}

/** The report as Markdown; the same campaign gives the same text. */
export function formatCheckMarkdown(report: CheckReport): string {
  const { options, summaries, proofs, holds } = report;
  const command = [
    `npx auxopt check --cases ${options.cases} --seed ${options.seed}`,
    ...(summaries.length === 1 ? summaries.map(({ id }) => `--theorem ${id}`) : []),
  ].join(' ');
  const cases = summaries.reduce((sum, summary) => sum + summary.cases, 0);
  const blocks: readonly (readonly string[])[] = [
    [`## auxopt check: ${holds ? 'pass' : 'fail'}`],
    [`${cases} cases by exact expectation; again: ${markdownCode(command)}.`],
    violationsOf(report),
    [
      '| theorem | violations | worst ratio | from | cases | proof | about |',
      '| --- | ---: | ---: | --- | ---: | --- | --- |',
      ...summaries.map((summary) => rowOf(summary, proofs[summary.id])),
    ],
    describeStored(summaries).map((line) => `- ${markdownProse(line)}`),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function rowOf(
  { id, violations, worstRatio, worstCase, cases }: TheoremSummary,
  proof: string | undefined,
): string {
  const { title } = statements[id];
  const cells = [id, violations, worstRatio, markdownProse(worstCase), cases, proof ?? 'none', title];
  return `| ${cells.join(' | ')} |`;
}

/** Each with the command that makes it again, where it is a random one. */
function violationsOf({ options, summaries }: CheckReport): readonly string[] {
  return summaries.flatMap(({ id, violating }) =>
    violating.map(({ source, ratio }) => {
      const isRandom = typeof source === 'number';
      const again = `npx auxopt check --theorem ${id} --seed ${options.seed} --cases ${Number(source) + 1}`;
      const name = isRandom ? `random case ${source}` : markdownProse(source);
      return `- ${id} is violated by ${name}, ratio ${ratio}${isRandom ? `; again: ${markdownCode(again)}` : ''}`;
    }),
  );
}
