/** A disk that is full, in the middle of a line: one clear error, and a journal that resumes. */
import { readFileSync, readdirSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/errors.js';
import { runCampaign } from '../../src/campaigns/index.js';
import { asMounter, mountDisk } from '../support/as-mounter.js';
import { auxopt, main } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';
import { newFolder, openShuffled, removeFolders, tinyRequest } from './tiny-kind.js';

afterAll(removeFolders);

type WrittenFile = Pick<FileHandle, 'appendFile' | 'truncate' | 'sync' | 'close'>;

/** What stands for the file of a journal, made of the file itself. */
const planted = vi.hoisted((): { file?: (file: FileHandle) => Promise<WrittenFile> } => ({}));

vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof import('node:fs/promises')>();
  const open: typeof real.open = async (path, ...rest) => {
    const file = await real.open(path, ...rest);
    const isJournal = String(path).endsWith('journal.jsonl') && planted.file !== undefined;
    return isJournal ? ((await planted.file?.(file)) as FileHandle) : file;
  };
  return { ...real, open };
});

afterEach(() => {
  delete planted.file;
});

/** A disk with room for so many bytes: what fits of a write is written, as a real disk does. */
function onDiskOf(room: number): (file: FileHandle) => Promise<WrittenFile> {
  return async (file) => {
    let left = room - (await file.stat()).size;
    return {
      appendFile: async (text) => {
        const bytes = Buffer.from(text as string);
        await file.appendFile(bytes.subarray(0, Math.max(left, 0)));
        left -= bytes.length;
        if (left < 0)
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      },
      truncate: async (length) => file.truncate(length),
      sync: async () => file.sync(),
      close: async () => file.close(),
    };
  };
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
      planted.file = onDiskOf(room);
      const failure: unknown = await runCampaign(request).catch((error: unknown) => error);
      delete planted.file;
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
    planted.file = (file) => {
      let syncs = 0;
      return Promise.resolve({
        appendFile: async (text) => file.appendFile(text),
        truncate: async (length) => file.truncate(length),
        sync: () => ((syncs += 1) > 4 ? Promise.reject(new Error('EIO: i/o error, fsync')) : file.sync()),
        close: async () => file.close(),
      });
    };
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
