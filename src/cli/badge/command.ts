/** `auxopt badge`: a certificate as a picture for a README. */
import { Command } from 'commander';
import { InputError } from '../../errors.js';
import { certificateFormat, certificateSchema, findContradiction } from '../../verify/report/certificate.js';
import { formatBadge } from '../../verify/report/format-badge.js';
import { parseDocument } from '../../problems/parse-document.js';
import { OutputOption } from '../output-option.js';
import { readTextFile } from '../read-file.js';
import { printText } from '../text.js';
import { writeTextFile } from '../write-file.js';

/** The command. */
export function createBadgeCommand(): Command {
  return new Command('badge')
    .description('draw a certificate (auxopt verify --certificate) as a badge in SVG')
    .argument('<certificate>', `a document of the format ${certificateFormat}`)
    .addOption(new OutputOption('--out <badge.svg>', 'write it there; without it, it is printed'))
    .action((path: string, { out }: { out?: string }) => {
      const certificate = parseDocument(certificateSchema, readTextFile(path), path);
      const problem = findContradiction(certificate);
      if (problem !== undefined) {
        throw new InputError({
          problem: `it contradicts itself: ${problem}`,
          where: path,
          expected: 'a certificate as auxopt verify --certificate writes it',
          fix: 'Write it again.',
        });
      }
      const badge = formatBadge(certificate);
      if (out === undefined) printText(badge);
      else writeTextFile(out, badge);
    });
}
