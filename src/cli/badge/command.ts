/** `auxopt badge`: a certificate as a picture for a README. */
import { Command } from 'commander';
import { certificateFormat, certificateSchema } from '../../verify/report/certificate.js';
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
      const badge = formatBadge(parseDocument(certificateSchema, readTextFile(path), path));
      if (out === undefined) printText(badge);
      else writeTextFile(out, badge);
    });
}
