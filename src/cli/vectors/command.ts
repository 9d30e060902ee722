/** `auxopt vectors`: the published vectors, listed, copied, and checked against what is made again. */
import { Command } from 'commander';
import { checkVectors, formatVectorCheck } from '../../verify/vectors/check-vectors.js';
import { readVectorFiles } from '../../verify/vectors/read-vectors.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { printJson, printText } from '../text.js';
import { publishedVectors, readVectorFolder, writeVectorFolder } from './vector-folder.js';

/** The command with its own commands. */
export function createVectorsCommand(): Command {
  const command = new Command('vectors').description('the published test vectors (docs/formats/vectors.md)');
  command
    .command('list')
    .description('list the vectors: id, how many mistakes each catches, purpose')
    .option('--json', 'print their open messages, one a line, for auxopt verify --trace and for programs')
    .action(({ json }: { json?: true }) => {
      list(json === true);
    });
  command
    .command('copy')
    .description('copy the vectors into a new folder')
    .argument('<folder>', 'where they go')
    .option('--force', 'replace the vectors that are there')
    .action((folder: string, { force }: { force?: true }) => {
      writeVectorFolder(readVectorFolder(publishedVectors), folder, force === true);
    });
  command
    .command('check')
    .description('check sums and schema, and make every file again from the cases of this version')
    .argument('[folder]', 'the vectors; those of the package where it is left out')
    .option('--json', 'print one JSON document (docs/formats/vectors.md)')
    .action((folder: string | undefined, { json }: { json?: true }) => {
      process.exitCode = check(folder ?? publishedVectors, json === true);
    });
  return command;
}

function list(asJson: boolean): void {
  const { vectors } = readVectorFiles(readVectorFolder(publishedVectors), publishedVectors);
  const width = Math.max(...vectors.map(({ id }) => id.length));
  const lines = vectors.map(({ id, kills, open, purpose }) => {
    if (asJson) return JSON.stringify(open);
    const caught = new Set([...kills.tape, ...kills.callback]).size;
    return `${id.padEnd(width)}  ${String(caught).padStart(3)}  ${purpose}`;
  });
  printText(`${lines.join('\n')}\n`);
}

function check(folder: string, asJson: boolean): number {
  const report = checkVectors(readVectorFolder(folder), folder, readVectorFolder(publishedVectors));
  if (asJson) printJson(report);
  else printText(formatVectorCheck(report));
  return report.verdict === 'pass' ? holds : doesNotHold;
}
