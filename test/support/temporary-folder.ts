/** Folders that last as long as the test file that uses them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

/** Removes them; `setup.ts` calls it after every file, also where files share their modules. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A folder that nothing else uses. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'auxopt-test-'));
  folders.push(folder);
  return folder;
}
