/** One page a command, from the program itself. */
import { createProgram } from '../../../src/cli/program.js';

type Command = Awaited<ReturnType<typeof createProgram>>;
type Option = Command['options'][number];
type Argument = Command['registeredArguments'][number];

/** Pages by path. */
export async function cliPages(): Promise<ReadonlyMap<string, string>> {
  const program = await createProgram();
  return new Map([
    ['cli/exit-codes.md', exitCodePage()],
    ...program.commands.map((command): [string, string] => [
      `cli/${command.name()}.md`,
      commandPage(command, command.name()),
    ]),
  ]);
}

function commandPage(command: Command, path: string): string {
  const help = command.createHelp();
  const options = help.visibleOptions(command);
  const usage = command.registeredArguments.map((argument) => ` ${argumentName(argument)}`).join('');
  return [
    `# auxopt ${path}`,
    prose(`${capitalise(command.description())}.`),
    `\`\`\`text\nnpx auxopt ${path}${options.length > 0 ? ' [options]' : ''}${usage}\n\`\`\``,
    ...(command.registeredArguments.length === 0
      ? []
      : [
          '## Arguments',
          table(
            ['argument', 'meaning'],
            command.registeredArguments.map((argument) => [
              code(argumentName(argument)),
              prose(argument.description),
            ]),
          ),
        ]),
    '## Options',
    table(['option', 'meaning', 'values', 'default'], options.map(optionRow)),
    'The same text: ' +
      code(`npx auxopt ${path} --help`) +
      '. What the command returns: [Exit codes](./exit-codes.md).',
    '',
  ].join('\n\n');
}

function optionRow(option: Option): readonly string[] {
  const standard: unknown = option.defaultValue;
  return [
    code(option.flags),
    prose(option.description),
    option.argChoices?.map(code).join(', ') ?? '',
    standard === undefined || standard === false
      ? ''
      : code(option.defaultValueDescription ?? JSON.stringify(standard)),
  ];
}

function argumentName(argument: Argument): string {
  const shown = `${argument.name()}${argument.variadic ? '…' : ''}`;
  return argument.required ? `<${shown}>` : `[${shown}]`;
}

function exitCodePage(): string {
  return [
    '# Exit codes',
    'One table for all commands. Zero cases run is never a success.',
    table(
      ['code', 'meaning'],
      [
        ['0', 'what was checked holds, or the command did what was asked'],
        ['1', 'something that was checked does not hold'],
        ['2', 'wrong usage or bad input; one message says what, where, what was expected, and how to fix it'],
        ['3', 'what should be judged could not be started'],
      ],
    ),
    'Documents that `--json` prints go to standard output as one document; messages go to standard error.',
    '',
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  // a column that no row fills is left out
  const filled = (cells: readonly string[]) =>
    cells.filter((_, column) => rows.some((row) => row[column] !== ''));
  return [head, head.map(() => '---'), ...rows].map((cells) => line(filled(cells))).join('\n');
}

/** Text in which `<format>` is no tag. */
const prose = (text: string): string => text.replaceAll('<', '\\<');
const code = (text: string): string => `\`${text}\``;
const capitalise = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
