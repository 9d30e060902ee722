/** What `auxopt check` found, however many machines it took, as a document or for people. */
import { checkCampaign, type CaseRecord, type CheckOptions } from '../../campaigns/index.js';
import type { TheoremCaseResult, TheoremSummary } from '../../theorems/rates/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { writeAndPrint, writeTextFile } from '../write-file.js';
import { checkProofStatus, type ProofStatus } from '../proofs/proof-status.js';
import { heading, print, printJson } from '../text.js';
import { formatCheckMarkdown } from './markdown.js';
import { formatTheoremTable } from './theorem-table.js';

/** All results of a campaign, and how to show them. */
export interface CheckOutcome {
  readonly options: CheckOptions;
  /** Of all cases, in their order. */
  readonly records: readonly CaseRecord<TheoremCaseResult>[];
  readonly json: boolean;
  /** Where the Markdown goes, if anywhere. */
  readonly markdown?: string | undefined;
}

/** What every form of the report is made of. */
export interface CheckReport {
  readonly options: CheckOptions;
  readonly summaries: readonly TheoremSummary[];
  /** Who says that each is proved, and when. */
  readonly proofs: ProofStatus['short'];
  /** Whether every bound holds, and every stored case shows what it should. */
  readonly holds: boolean;
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

/** What the stored cases show of each theorem, a line each, and which of them no longer do. */
export function describeStored(summaries: readonly TheoremSummary[]): readonly string[] {
  return [
    ...summaries
      .filter(({ stored }) => stored > 0)
      .map(({ id, neededTerms, outside, stored }) => {
        const needed = neededTerms.length === 0 ? 'no term' : neededTerms.join(', ');
        return `${id}, by its stored cases: not to be halved: ${needed}; ${outside} of ${stored} violate the bound outside the conditions.`;
      }),
    ...summaries
      .filter(({ unshown }) => unshown > 0)
      .map(({ id, unshown }) => `${id}: ${unshown} stored cases no longer show what they are stored for.`),
  ];
}
