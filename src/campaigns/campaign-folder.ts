/** The folder of a campaign: new, empty, or one that holds a journal already. */
import { mkdirSync, readdirSync } from 'node:fs';
import { InputError } from '../errors.js';
import { isClaim } from './folder-claim.js';
import { journalName } from './read-journal.js';

/**
 * Makes the folder where there is none, and refuses one with other files: a campaign should not mix with them.
 *
 * @throws InputError where it cannot be made or read, or holds something else.
 */
export function prepareFolder(folder: string): void {
  let names: readonly string[];
  try {
    mkdirSync(folder, { recursive: true });
    names = readdirSync(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(
      {
        problem: `the folder cannot be used (${reason})`,
        where: folder,
        expected: 'a folder, or a place where one can be made',
        fix: 'Choose another place, or change its permissions.',
      },
      { cause: error },
    );
  }
  const others = names.filter((name) => !isClaim(name));
  const [first] = others;
  if (first === undefined || others.includes(journalName)) return;
  throw new InputError({
    problem: `it holds other files (${first}${others.length > 1 ? ` and ${others.length - 1} more` : ''})`,
    where: folder,
    expected: 'a new or empty folder, or one with the journal of this campaign',
    fix: 'Choose another folder.',
  });
}
