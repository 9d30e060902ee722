/** `auxopt verify --recheck`: a certificate is evidence because anybody can have the same run made again. */
import { parseDocument } from '../../problems/parse-document.js';
import { InputError } from '../../errors.js';
import { applyExpectations } from '../../verify/report/expectations.js';
import {
  certificateSchema,
  compareCertificates,
  createCertificate,
} from '../../verify/report/certificate.js';
import { defaultLevel } from '../../verify/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { version } from '../package.js';
import { readTextFile } from '../read-file.js';
import { printError, printText } from '../text.js';
import { askCommand } from './ask.js';
import { gatherEvidence } from './evidence.js';
import { readExpectations } from './present.js';
import { showLine } from '../../verify/report/foreign-text.js';

/**
 * Makes the run of a certificate again and compares; returns the exit code.
 *
 * @param words - the command, where it is not that of the certificate.
 * @throws InputError for a certificate of another version of the kit, whose cases may be others.
 */
export async function recheck(path: string, words: readonly string[]): Promise<number> {
  const then = parseDocument(certificateSchema, readTextFile(path), path);
  if (then.kit.version !== version) {
    throw new InputError({
      problem: `it is of auxopt ${then.kit.version}, and this is ${version}: its cases may differ`,
      where: path,
      expected: 'a certificate of the same version',
      fix: `Use auxopt ${then.kit.version}, or verify anew with --certificate.`,
    });
  }
  const command = words.length > 0 ? words : then.command;
  const options = then.asked;
  const evidence = gatherEvidence(command, options);
  const expectations = readExpectations(options);
  const { resolution, ...told } = await askCommand(command, options, {}, () => {
    printError(`The program is started: ${command.map((word) => showLine(word, 200)).join(' ')}\n`);
  });
  // campaigns do not measure it
  const report = then.resolution === undefined || resolution === undefined ? told : { ...told, resolution };
  const isSelection = then.asked.level !== defaultLevel;
  const judged =
    expectations === undefined ? report : applyExpectations(report, expectations, { isSelection });
  const now = createCertificate(judged, { ...evidence, date: new Date() });
  const differences = compareCertificates(then, now);
  if (differences.length === 0) {
    const day = then.date.slice(0, 10);
    const files =
      now.files.length === 0
        ? 'The command names no file, so none was compared'
        : `${now.files.map(({ path: file }) => showLine(file, 200)).join(', ')} unchanged`;
    printText(
      `CONFIRMED: the report of the certificate, byte for byte (${then.verdict}). ${files}. Its date ${day} and its commit were not compared.\n`,
    );
    return holds;
  }
  const lines = differences.map((line) => `  ${showLine(line, 400)}`);
  printText(`NOT CONFIRMED: not everything is as the certificate says.\n${lines.join('\n')}\n`);
  return doesNotHold;
}
