/** The table of symbols, and the references, from the specification. */
import { references } from '../../../spec/references.js';
import { symbols } from '../../../spec/symbols.js';

/** Pages by path. */
export function symbolPages(): ReadonlyMap<string, string> {
  return new Map([['learn/symbols.md', symbolPage()]]);
}

function symbolPage(): string {
  return [
    '# Symbols and names',
    'What the mathematics writes, what the code says, and in which unit. Units are built from *point*, the unit of $x$, and *value*, the unit of $f$.',
    [
      '| symbol | name in the code | meaning | shape | unit | domain |',
      '| --- | --- | --- | --- | --- | --- |',
      ...symbols.map(
        ({ latex, name, meaning, shape, unit, domain }) =>
          `| $${latex}$ | \`${name}\` | ${cell(meaning)} | ${shape} | ${cell(unit)} | ${cell(domain)} |`,
      ),
    ].join('\n'),
    '## References',
    ...references.map(({ id, citation, used }) => `**${id}.** ${citation} Used here: ${used}.`),
    '',
  ].join('\n\n');
}

/** A bar would end the cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|');
