/** The kill table as the page docs/theory/kill-table.md. */
import type { KillRow, KillTable } from './kill-table.js';

/** A Markdown table with columns of even width. */
function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}

const code = (text: string): string => `\`${text}\``;
const listed = (ids: readonly string[]): string => ids.map(code).join(', ');

/** Who catches a mistake: family names, or `all` that its variant has. */
function killersOf({ killedBy }: KillRow, mode: 'tape' | 'callback', all: number): string {
  const names = killedBy[mode];
  return names.length === all ? 'all' : names.length === 0 ? 'none' : names.join(', ');
}

/** The page. */
export function formatKillPage(table: KillTable, specVersion: string): string {
  const { families, rows, killed, mutants, equivalent } = table;
  const vectors = families.reduce((sum, family) => sum + family.vectors, 0);
  const baselineFamilies = families.filter(({ vectors: count }) => count === 6).length;
  return [
    '# Which vector catches which mistake',
    '',
    `The ${vectors} [vectors](../formats/vectors.md) of version ${specVersion} were run against ${mutants} wrong implementations, in`,
    `binary64 and in both oracle modes. **Killed: ${killed} of ${mutants}.** A mistake is killed by a vector where its run does not pass.`,
    '',
    '```sh',
    'npx vitest run test/verify/vectors/kill-table.test.ts -u   # measures everything again; writes the vectors and this page',
    '```',
    '',
    '## Families',
    '',
    'A family is redundant if, without it, every mistake is still caught. The last column says what would pass without it. It is',
    'never empty. What a family promises beyond the [general mistakes](mutants.md) is built as a mistake that is made in one corner',
    'alone, so that the promise is measured; the criterion is only as good as that list.',
    '',
    ...formatTable(
      ['family', 'there to catch', 'vectors', 'catches', 'no other family catches'],
      families.map(({ name, purpose, vectors: count, kills, alone }) => [
        code(name),
        purpose,
        String(count),
        String(kills),
        listed(alone),
      ]),
    ),
    '',
    '## Mistakes',
    '',
    '`all` stands for every family that the variant has.',
    '',
    ...formatTable(
      ['id', 'mistake', 'claims to be', 'made', 'caught in tape mode by', 'caught in callback mode by'],
      rows.map((row) => {
        const { id, mistake, variant, kind } = row;
        const all = variant === 'naive' || variant === 'sgd' ? baselineFamilies : families.length;
        const made = kind === 'general' ? 'always' : 'in a corner';
        return [
          code(id),
          mistake,
          variant,
          made,
          killersOf(row, 'tape', all),
          killersOf(row, 'callback', all),
        ];
      }),
    ),
    '',
    '## Changes that are no mistakes',
    '',
    `${listed(equivalent)}: in exact arithmetic every state of theirs, on every vector of their variant, is the expected one. They`,
    'are not counted. A change that is declared equivalent and is not would be counted, as a survivor where nothing catches it.',
    '',
  ].join('\n');
}
