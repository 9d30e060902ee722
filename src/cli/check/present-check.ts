/** What `auxopt check` found, however many machines it took, as a document or for people. */
import { checkCampaign, type CaseRecord, type CheckOptions } from '../../campaigns/index.js';
import type { TheoremCaseResult, TheoremSummary } from '../../theorems/rates/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { writeAndPrint, writeTextFile } from '../write-file.js';
import { checkProofStatus, type ProofStatus } from '../proofs/proof-status.js';
import { heading, print, printJson } from '../text.js';
import { formatCheckMarkdown } from './markdown.js';
import { describeStored, formatTheoremTable } from './theorem-table.js';

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
  const write = (file: string): void => {
    const text = formatCheckMarkdown({ options, summaries, proofs: proofs?.short ?? {}, holds: isExpected });
    writeTextFile(file, text);
  };
  const writes =
    markdown === undefined
      ? []
      : [
          () => {
            write(markdown);
          },
        ];
  await writeAndPrint(writes, () => {
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
    'Ratios: G/bound of a rate, floor/quantity of a lower bound, c·G/(that of SGD) of a comparison. All numbers are exact; ratios are rounded down.',
    ...describeStored(summaries),
  );
}
