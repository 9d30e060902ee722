/** `auxopt replay`: asks an implementation again what a bundle asked, and says what it answers differently. */
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { StartError } from '../../verify/index.js';
import { compareTranscripts, formatDifference } from '../../verify/report/compare-transcripts.js';
import { parseTranscript, type TranscriptEntry } from '../../verify/report/transcript.js';
import { checkDocument } from '../../problems/parse-document.js';
import { couldNotStart, doesNotHold, holds } from '../exit-codes.js';
import { readTextFile } from '../read-file.js';
import { print } from '../text.js';
import { reportVerification, type VerificationOutputs } from '../verify/present.js';
import { transcriptName } from '../verify/replay-bundle.js';
import { askCommand, askOptionsSchema } from '../verify/ask.js';

/** The command. */
export function createReplayCommand(): Command {
  return new Command('replay')
    .description('run a verification again from its bundle, and compare what is said')
    .argument('<dir>', 'a folder that auxopt verify --replay-bundle wrote')
    .addArgument(
      new Argument('[command...]', 'after --: run this instead of the command of the bundle').default([]),
    )
    .option('--json', 'print the report of the new run as one JSON document')
    .option('--junit <out.xml>', 'also write a JUnit report')
    .option('--markdown <out.md>', 'also write a summary for a CI page')
    .option('--report <out.html>', 'also write an HTML report, readable without network')
    .action(async (folder: string, command: readonly string[], outputs: VerificationOutputs) => {
      process.exitCode = await replay(folder, command, outputs);
    });
}

async function replay(
  folder: string,
  other: readonly string[],
  outputs: VerificationOutputs,
): Promise<number> {
  const path = join(folder, transcriptName);
  const before = parseTranscript(readTextFile(path), path);
  const options = checkDocument(askOptionsSchema, before.header.options, `${path}, the options`);
  const command = other.length > 0 ? other : before.header.argv;
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
    if (outputs.json !== true) {
      print('');
      if (comparison.differences.length === 0) print('Every answer is the one in the bundle.');
      else
        comparison.differences.forEach((difference) => {
          print(formatDifference(difference));
        });
    }
    return report.verdict === 'pass' ? holds : doesNotHold;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`auxopt: ${error.message}\n`);
    return couldNotStart;
  }
}
