/** Folders that last as long as the process of the tests that use them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that nothing else uses. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'auxopt-test-'));
  folders.push(folder);
  return folder;
}
