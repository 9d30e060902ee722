/** Folders that last as long as the test file that uses them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];
// removing an installation takes its time
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 120_000);

/** A folder that nothing else uses. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'auxopt-test-'));
  folders.push(folder);
  return folder;
}
