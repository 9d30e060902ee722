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
    `binary64 and in both oracle modes. **Killed: ${killed} of ${mutants}.** A vector _kills_ a mistake if the run with the mistake does not pass.`,
    '',
    '```sh',
    'npx vitest run test/verify/vectors/kill-table.test.ts -u   # measures everything again; writes the vectors and this page',
    '```',
    '',
    '## Families',
    '',
    'A family of vectors is redundant if every mistake is still caught without it. The last column lists the mistakes that would pass without the',
    'family. It is never empty. Each family also has a purpose beyond the [general mistakes](mutants.md). To measure it, we built a mistake that',
    'occurs in one corner case only. The criterion is only as good as that list.',
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
    '## Changes that are not mistakes',
    '',
    `${listed(equivalent)}: in exact arithmetic these changes give the expected states on every vector of their variant. They are`,
    'not counted. If a change were declared equivalent wrongly, it would be counted, and it would survive if nothing catches it.',
    '',
  ].join('\n');
}
