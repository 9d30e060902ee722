/** What `auxopt check` found as Markdown, for the summary page of a CI run. */
import { theorems as statements } from '../../../spec/theorems/index.js';
import { markdownCode, markdownProse } from '../../verify/report/foreign-text.js';
import type { TheoremSummary } from '../../theorems/rates/index.js';
import type { CheckOptions } from '../../campaigns/index.js';
import type { ProofStatus } from '../proofs/proof-status.js';
import { describeStored } from './theorem-table.js';

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
