/** A disk that is full, in the middle of a line: one clear error, and a journal that resumes. */
import { readFileSync, readdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/errors.js';
import { runCampaign } from '../../src/campaigns/index.js';
import { asMounter, mountDisk } from '../support/as-mounter.js';
import { auxopt, main } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';
import { newFolder, openShuffled, removeFolders, tinyRequest } from './tiny-kind.js';

afterAll(removeFolders);

afterEach(() => {
  vi.restoreAllMocks();
});

/** What all open files have their methods from. */
const files = await (async (): Promise<FileHandle> => {
  const file = await open(import.meta.filename);
  await file.close();
  return Object.getPrototypeOf(file) as FileHandle;
})();

/** A disk with room for so many bytes of a file: what fits of a write is written, as a real disk does. */
function fillDisk(room: number): void {
  vi.spyOn(files, 'appendFile').mockImplementation(async function (this: FileHandle, text) {
    const bytes = Buffer.from(text as string);
    const left = Math.max(room - (await this.stat()).size, 0);
    if (left > 0) await this.write(bytes.subarray(0, left));
    if (left < bytes.length)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  });
}

const whole = await runCampaign(tinyRequest());

describe('a full disk', () => {
  const title =
    'stops the campaign with one error, wherever it strikes, and the journal resumes: every %i bytes';
  firstOf(1, [[97], [13]])(title, async (apart) => {
    const undisturbed = newFolder();
    await runCampaign(tinyRequest({ folder: undisturbed }));
    const { length } = readFileSync(join(undisturbed, 'journal.jsonl'));
    for (let room = 0; room < length; room += apart) {
      const folder = newFolder();
      const request = tinyRequest({ folder, openRunner: openShuffled });
      fillDisk(room);
      const failure: unknown = await runCampaign(request).catch((error: unknown) => error);
      vi.restoreAllMocks();
      expect(failure).toBeInstanceOf(InputError);
      expect(String(failure)).toMatch(
        /journal cannot be written \(ENOSPC.*Make room, then give the same command again/,
      );
      expect(readFileSync(join(folder, 'journal.jsonl'))).toHaveLength(room);
      expect(readdirSync(folder)).toEqual(['journal.jsonl']);
      expect(await runCampaign(request), `room ${room}`).toEqual(whole);
    }
  });

  it('that cannot even be flushed counts as full', async () => {
    const flush = Reflect.get<FileHandle, 'sync'>(files, 'sync');
    let syncs = 0;
    vi.spyOn(files, 'sync').mockImplementation(function (this: FileHandle) {
      return (syncs += 1) > 4 ? Promise.reject(new Error('EIO: i/o error, fsync')) : flush.call(this);
    });
    await expect(runCampaign(tinyRequest({ folder: newFolder() }))).rejects.toThrow(/EIO/);
  });
});

const folder = newFolder();
const mounted = mountDisk(folder, '16k');
const canMount = asMounter(mounted).code === 0;

describe.runIf(canMount)('a real disk of 16 KiB', () => {
  it('fails clearly, and the same command goes on once there is room', { tags: 'long' }, () => {
    const command = `${process.execPath} ${main} check --cases 60 --seed 3 --theorem SGD-1 --out ${folder}/run --json`;
    const fill = `head -c 6000 /dev/zero > ${folder}/ballast`;
    const { code, stdout, stderr } = asMounter(
      `${mounted}; ${fill}; ${command}; echo "first $?" >&2; rm ${folder}/ballast; ` +
        `mount -o remount,size=1m ${folder}; ${command}`,
    );
    expect(stderr).toMatch(/^auxopt: [^\n]*journal cannot be written \(ENOSPC[^\n]*\nfirst 2\n$/);
    expect(code).toBe(0);
    expect(stdout).toBe(
      auxopt(['check', '--cases', '60', '--seed', '3', '--theorem', 'SGD-1', '--json']).stdout,
    );
  });
});
