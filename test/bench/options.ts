/** The options of `npm run bench`. */
import { Command, CommanderError } from 'commander';
import { InputError } from '../../src/errors.js';

/** What was asked for. */
export interface BenchOptions {
  readonly json: boolean;
  readonly quick: boolean;
  readonly strict: boolean;
  /** Names of rows or of groups of rows; all where empty. */
  readonly only: readonly string[];
  /** A Markdown file with markers. */
  readonly markdown?: string;
}

/**
 * Reads the command line.
 *
 * @returns undefined where the help was asked for and has been printed.
 * @throws InputError for anything else that is not of it.
 */
export function parseOptions(args: readonly string[]): BenchOptions | undefined {
  const command = new Command('bench')
    .description('Times auxopt and its peers in turn, after comparing what they compute.')
    .usage('[-- options]')
    .option('--only <name...>', 'these rows alone: a name such as fast/100, or a group such as exact')
    .option('--quick', 'small sizes and few turns: shows that every row runs and that results agree', false)
    .option('--strict', 'exit code 1 where a target is missed', false)
    .option('--json', 'one document on standard output', false)
    .option('--markdown <file>', 'write the tables between the markers of a Markdown file')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  try {
    command.parse(args, { from: 'user' });
    if (command.args.length > 0)
      throw new CommanderError(2, 'argument', `there is no argument ${command.args[0] ?? ''}`);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw new InputError({
      problem: error.message.replace(/^error: /, ''),
      where: 'npm run bench',
      expected: 'its options behind --',
      fix: 'npm run bench -- --help lists them.',
    });
  }
  const { only = [], ...rest } = command.opts<Omit<BenchOptions, 'only'> & { only?: readonly string[] }>();
  const options = { only, ...rest };
  if (options.strict && options.quick) {
    throw new InputError({
      problem: '--strict and --quick exclude each other',
      where: 'npm run bench',
      expected: 'full sizes where targets are to be met',
      fix: 'Leave one of them out.',
    });
  }
  return options;
}

/** The rows that were asked for. */
export function selectRows<Row extends { readonly name: string }>(
  rows: readonly Row[],
  only: readonly string[],
): readonly Row[] {
  const fits = ({ name }: Row, wanted: string): boolean => name === wanted || name.startsWith(`${wanted}/`);
  const unknown = only.find((wanted) => !rows.some((row) => fits(row, wanted)));
  if (unknown !== undefined) {
    throw new InputError({
      problem: `there is no row ${unknown}`,
      where: '--only',
      expected: `of ${rows.map(({ name }) => name).join(', ')}, or what stands before a slash`,
      fix: 'Ask for one of these.',
    });
  }
  return only.length === 0 ? rows : rows.filter((row) => only.some((wanted) => fits(row, wanted)));
}
