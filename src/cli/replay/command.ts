/** `auxopt replay`: asks an implementation again what a bundle asked, and says what it answers differently. */
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { StartError } from '../../verify/index.js';
import { compareTranscripts, formatDifference } from '../../verify/report/compare-transcripts.js';
import { parseTranscript, type TranscriptEntry } from '../../verify/report/transcript.js';
import { InputError, refuseInput } from '../../errors.js';
import { checkDocument } from '../../problems/parse-document.js';
import { couldNotStart, doesNotHold, holds } from '../exit-codes.js';
import { version } from '../package.js';
import { readTextFile } from '../read-file.js';
import { print, printError, printProgramFault } from '../text.js';
import { createReportOptions, reportVerification, type VerificationOutputs } from '../verify/present.js';
import { largestTranscript, transcriptName } from '../verify/replay-bundle.js';
import { askCommand, askOptionsSchema } from '../verify/ask.js';

interface ReplayOptions extends VerificationOutputs {
  readonly yes?: true;
}

/** The command. */
export function createReplayCommand(): Command {
  const command = new Command('replay')
    .description('run a verification again from its bundle, and compare what is said')
    .argument('<dir>', 'a folder that auxopt verify --replay-bundle wrote')
    .addArgument(
      new Argument('[command...]', 'after --: run this instead of the command of the bundle').default([]),
    )
    .option('--yes', 'run the command of the bundle without asking')
    .option('--json', 'print the report of the new run as one JSON document')
    .addHelpText(
      'after',
      '\nExit codes: 0 every answer is the one in the bundle · 1 one differs\n' +
        '            2 usage or bad input · 3 the program could not be started',
    )
    .action(async (folder: string, words: readonly string[], outputs: ReplayOptions) => {
      process.exitCode = await replay(folder, words, outputs);
    });
  for (const option of createReportOptions()) command.addOption(option);
  return command;
}

async function replay(folder: string, other: readonly string[], outputs: ReplayOptions): Promise<number> {
  const path = join(folder, transcriptName);
  const before = parseTranscript(readTextFile(path, largestTranscript), path);
  const options = checkDocument(askOptionsSchema, before.header.options, `${path}, the options`);
  const { argv, kit } = before.header;
  const command = other.length > 0 ? other : argv;
  if (command.length === 0) {
    const fix = `Give the command after --: auxopt replay ${folder} -- python3 mine.py.`;
    refuseInput(`${path}, line 1 at $.argv`, 'the bundle names no command', 'the words of a command', fix);
  }
  if (other.length > 0 && outputs.yes === true) {
    const fix = 'Leave --yes out, or the command after --.';
    refuseInput('--yes', 'it has no effect with a command of your own', 'one of the two', fix);
  }
  if (other.length === 0 && outputs.yes !== true) await confirm(folder, command);
  if (kit !== version) {
    printError(
      `auxopt: note: the bundle was recorded by auxopt ${JSON.stringify(kit)}, and this is ${version}: where the kit asks something else, answers differ for that reason.\n`,
    );
  }
  const entries: TranscriptEntry[] = [];
  const sink = {
    write: (entry: TranscriptEntry): void => {
      entries.push(entry);
    },
  };
  try {
    const report = await askCommand(command, options, { transcript: sink });
    const comparison = compareTranscripts(before, { header: before.header, entries });
    await reportVerification(report, command, outputs);
    const lines = comparison.differences.map(formatDifference);
    // beside a JSON document, what explains the exit code goes where it does not break it
    if (outputs.json === true) for (const line of lines) printError(`${line}\n`);
    else print('', ...(lines.length === 0 ? ['Every answer is the one in the bundle.'] : lines));
    return comparison.differences.length === 0 ? holds : doesNotHold;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    printProgramFault(error.message, error.log);
    return couldNotStart;
  }
}

/**
 * Shows the command of a bundle, which may come from somebody else, and asks whether to run it.
 *
 * @throws InputError where the answer is no, and where there is no terminal to ask on.
 */
async function confirm(folder: string, command: readonly string[]): Promise<void> {
  const shown = command
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word)))
    .join(' ');
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
  if (isTerminal) {
    const { createInterface } = await import('node:readline/promises');
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    terminal.once('SIGINT', () => {
      terminal.close();
      process.kill(process.pid, 'SIGINT');
    });
    printError(`The bundle would run: ${shown}\n`);
    const answer = await terminal
      .question('Run it? [y/N] ')
      // the end of the input is no yes
      .catch(() => '')
      .finally(() => {
        terminal.close();
      });
    if (/^y(?:es)?$/i.test(answer.trim())) return;
  }
  throw new InputError({
    problem: `the bundle would run ${shown}, and ${isTerminal ? 'the answer was no' : 'there is no terminal to ask on'}`,
    where: folder,
    expected: '--yes to run it with your rights, or a command of your own after --',
    fix: 'Read the command first: a bundle from somebody else can name any program.',
  });
}
