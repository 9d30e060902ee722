/** The whole program as an object: what the command line parses, and what the reference pages are printed from. */
import { Command, CommanderError } from 'commander';
import { removeEmptyFolders } from '../campaigns/make-folders.js';
import { checkCommandLine, onlyBeside } from './command-line.js';
import { checkOutputOptions, outputKeys } from './output-option.js';
import { InexactError, InputError, refuseInput } from '../errors.js';
import { badInput, holds } from './exit-codes.js';
import { examplePath, version } from './package.js';
import { errorLine, shortenWords, showLine, showText } from '../verify/report/foreign-text.js';

/**
 * Every command, in the order of the help; new ones are added here and nowhere else. Each is loaded when it is needed: most
 * of the time that `auxopt serve` or `auxopt adapter` would take to start is the plots of other commands.
 */
const commands = {
  demo: async () => (await import('./demo/command.js')).createDemoCommand(),
  run: async () => (await import('./run/command.js')).createRunCommand(),
  verify: async () => (await import('./verify/command.js')).createVerifyCommand(),
  translate: async () => (await import('./translate/command.js')).createTranslateCommand(),
  serve: async () => (await import('./serve/command.js')).createServeCommand(),
  adapter: async () => (await import('./adapter/command.js')).createAdapterCommand(),
  print: async () => (await import('./print/command.js')).createPrintCommand(),
  check: async () => (await import('./check/command.js')).createCheckCommand(),
  merge: async () => (await import('./merge/command.js')).createMergeCommand(),
  proofs: async () => (await import('./proofs/command.js')).createProofsCommand(),
  advise: async () => (await import('./advise/command.js')).createAdviseCommand(),
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

/** What `auxopt` alone prints. */
const orientation =
  (): string => `auxopt: optimization with access to auxiliary information (AuxMOM and AuxMVR)

  npx auxopt demo
      ten seconds: the gain, a planted mistake, proofs
  npx auxopt run ${examplePath('iris.json')}
      a problem file, exactly
  npx auxopt adapter python --out adapter.py
      what connects your program to the kit
  npx auxopt verify -- python3 mine.py
      checks it against the equations
  npx auxopt advise --help
      is an auxiliary worth it, and with which parameters?
  npx auxopt --help
      all commands
`;

/** Words that ask for the version, which needs no command. */
const versionFlags = ['-V', '--version'];

/**
 * The program.
 *
 * @param wanted - the word that names a command: then it alone is loaded; none is where it asks for the version. All are,
 *   where it names none.
 */
export async function createProgram(wanted?: string): Promise<Command> {
  const program = new Command('auxopt');
  program
    .description(
      'Reference implementation of optimization with access to auxiliary information (AuxMOM and AuxMVR).',
    )
    .version(version, versionFlags.join(', '))
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 holds · 1 does not hold · 2 usage or bad input\n' +
        '            3 the program to be judged did not start, standard output closed,\n' +
        '              or was refused a file or a process by the system',
    );
  for (const load of loadersFor(wanted)) program.addCommand(await load());
  for (const command of [program, ...program.commands]) {
    command.exitOverride();
    // beside long options, too, descriptions are wrapped
    command.configureHelp({ minWidthToWrap: 20 });
    command.configureOutput({
      writeOut: (text) => process.stdout.write(showText(text)),
      writeErr: (text) => process.stderr.write(showText(shortenWords(text))),
      outputError: (text, write) => {
        write(explainUsageError(text));
      },
    });
    const outputs = outputKeys(command);
    // one that writes files which no option names has it of its own
    if (outputs.length > 0 && !command.options.some(({ long }) => long === '--force')) {
      command.option('--force', 'replace existing files');
      onlyBeside(command, ['force'], outputs);
    }
    refuseRepeatedOptions(command);
  }
  program.hook('preAction', (_program, command) => {
    checkCommandLine(command);
    checkOutputOptions(command);
  });
  return program;
}

/** commander would take the last value, and lose the others, of an option that takes one. */
function refuseRepeatedOptions(command: Command): void {
  for (const option of command.options) {
    if (option.variadic || option.isBoolean()) continue;
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven)
        refuseInput(`--${option.name()}`, 'it is given twice', 'one value', 'Leave out the others.');
      isGiven = true;
    });
  }
}

function loadersFor(wanted = ''): readonly (() => Promise<Command>)[] {
  if (versionFlags.includes(wanted)) return [];
  return Object.hasOwn(commands, wanted)
    ? [commands[wanted as keyof typeof commands]]
    : Object.values(commands);
}

/** The word that should name a command and names none, if there is such a one: commander says so only where nobody asks for help. */
function unknownCommand({ commands }: Command, words: readonly string[]): readonly string[] | undefined {
  const word = words[0] === 'help' ? words[1] : words[0];
  if (word === undefined || word.startsWith('-')) return undefined;
  return commands.some((each) => each.name() === word) ? undefined : [word];
}

/** Every path that is not absolute begins at the working folder, which may have been deleted. */
function assertWorkingFolder(): void {
  try {
    process.cwd();
  } catch (error) {
    throw new InputError(
      {
        problem: 'it no longer exists',
        where: 'the working folder',
        expected: 'a folder to start from',
        fix: 'Change to another folder, and give the command again.',
      },
      { cause: error },
    );
  }
}

/**
 * Runs `auxopt …args`; the exit code is left in `process.exitCode`, as the commands do.
 *
 * @throws whatever is not an error of ours, because it is a bug.
 */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    assertWorkingFolder();
    if (args.length === 0) {
      process.stdout.write(orientation());
      return;
    }
    const program = await createProgram(args[0]);
    await program.parseAsync(unknownCommand(program, args) ?? args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // commander has printed its message; help and version are not failures
      process.exitCode = error.exitCode === 0 ? holds : badInput;
    } else if (error instanceof InputError || error instanceof InexactError) {
      // a page shows where it is wrong
      const { lines = [] } = error as { readonly lines?: readonly string[] };
      process.stderr.write(
        [errorLine(error.message), ...lines.map((line) => `${showLine(line, 400)}\n`)].join(''),
      );
      process.exitCode = badInput;
    } else {
      throw error;
    }
  } finally {
    removeEmptyFolders();
  }
}

/** The error with a way out, where there is one. */
function explainUsageError(text: string): string {
  return suggestValue(
    text
      .replace(/^error: /u, 'auxopt: ')
      .replace(/ is invalid( for argument '[^']*')?\. (?=[a-z])/u, ' is invalid$1; ')
      .replace(/command-argument value/u, 'the value')
      .replace(/ cannot be used with option .*$/mu, '$&; leave one of them out'),
  );
}

/** An error about a value that is no choice, with the choice that it is most like, where one is like it. */
function suggestValue(text: string): string {
  const [, value, choices] =
    / argument '([^']*)' is invalid\. Allowed choices are (.*)\.$/mu.exec(text) ?? [];
  if (value === undefined || choices === undefined) return text;
  const [best] = choices
    .split(', ')
    .map((choice) => ({ choice, likeness: likenessOf(value, choice) }))
    .sort((one, other) => other.likeness - one.likeness);
  return best === undefined || best.likeness === 0
    ? text
    : `${text.trimEnd()}\n(Did you mean ${best.choice}?)\n`;
}

/** How many pairs of neighbouring letters two words share, of all that they have; the ends of a word count as letters. */
function likenessOf(one: string, other: string): number {
  const pairsOf = (word: string): ReadonlySet<string> =>
    new Set(Array.from(` ${word}`, (letter, index) => letter + (word[index] ?? ' ')));
  const [own, others] = [pairsOf(one.toLowerCase()), pairsOf(other.toLowerCase())];
  return [...own].filter((pair) => others.has(pair)).length / (own.size + others.size);
}
