/** Journals whose checksums are right, whatever stands in them. */
import { sealLine, startOfChain } from '../../src/campaigns/line-check.js';

/** The lines of a journal, from the documents of its lines. */
export function sealJournal(documents: readonly string[]): string {
  let check = startOfChain;
  const lines = documents.map((document) => {
    const sealed = sealLine(check, document);
    ({ check } = sealed);
    return sealed.text;
  });
  return lines.join('');
}

/** The documents of the lines of a journal, without their checksums. */
export function unsealJournal(journal: string): readonly string[] {
  const lines = journal.split('\n').slice(0, -1);
  return lines.map((line) => line.replace(/,"check":"[0-9a-f]{16}"\}$/, '}'));
}
