/** One writer a folder: live processes keep it, dead ones lose it, and of many at once one gets it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { claimFolder } from '../../src/campaigns/folder-claim.js';
import { root } from '../support/run-cli.js';
import { newFolder, removeFolders } from './tiny-kind.js';

afterAll(removeFolders);

function madeFolder(): string {
  const folder = newFolder();
  mkdirSync(folder);
  return folder;
}

/** The claim of this process. */
const own = await (async (): Promise<object> => {
  const folder = madeFolder();
  const claim = await claimFolder(folder);
  const [name = ''] = readdirSync(folder);
  const text = readFileSync(join(folder, name), 'utf8');
  claim.release();
  return JSON.parse(text) as object;
})();

/** A time of files, which the clock of the machine decides. */
// eslint-disable-next-line no-restricted-syntax -- it is what is tested
const secondsAgo = (age: number): number => Date.now() / 1000 - age;

/** Puts down a claim as another process would have; `age` in seconds. */
function plantClaim(folder: string, change: object, age = 0): string {
  const name = 'claim-00000000-0000-4000-8000-000000000000.json';
  writeFileSync(join(folder, name), JSON.stringify({ ...own, ...change }));
  const then = secondsAgo(age);
  utimesSync(join(folder, name), then, then);
  return name;
}

/** The id of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('a folder', () => {
  it('is held until it is released', async () => {
    const folder = madeFolder();
    const claim = await claimFolder(folder);
    await expect(claimFolder(folder)).rejects.toThrow(/another process works there \(process \d+ on/);
    claim.assertHeld();
    claim.release();
    expect(readdirSync(folder)).toEqual([]);
    (await claimFolder(folder)).release();
  });

  it('is taken over from a dead process at once', async () => {
    const folder = madeFolder();
    const name = plantClaim(folder, { pid: deadProcess() });
    const claim = await claimFolder(folder);
    expect(readdirSync(folder)).not.toContain(name);
    claim.release();
  });

  it('is not held by an empty claim, as of a kill while it was written, and is by a cut one until it is a minute old', async () => {
    const folder = madeFolder();
    const name = plantClaim(folder, {});
    writeFileSync(join(folder, name), '');
    (await claimFolder(folder)).release();
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, name), '{"pid":');
    await expect(claimFolder(folder)).rejects.toThrow(/another process works there \(a process, last seen/);
    const then = secondsAgo(70);
    utimesSync(join(folder, name), then, then);
    (await claimFolder(folder)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over from a process that has said nothing for a minute, although its number is in use', async () => {
    const folder = madeFolder();
    plantClaim(folder, {});
    await expect(claimFolder(folder)).rejects.toThrow(/another process works there/);
    plantClaim(folder, {}, 70);
    (await claimFolder(folder)).release();
  });

  it('of a process on another machine is left alone until it has been silent for a minute', async () => {
    const folder = madeFolder();
    const elsewhere = { pid: deadProcess(), host: 'elsewhere', space: 'elsewhere' };
    const name = plantClaim(folder, elsewhere, 50);
    await expect(claimFolder(folder)).rejects.toThrow(/on elsewhere, last seen 5\d s ago/);
    expect(readdirSync(folder)).toEqual([name]);
    plantClaim(folder, elsewhere, 70);
    (await claimFolder(folder)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process whose clock was far ahead is free: it would have written again', async () => {
    const folder = madeFolder();
    plantClaim(folder, { host: 'elsewhere', space: 'elsewhere' }, -1e6);
    (await claimFolder(folder)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not held by a claim that is a link to a device', async () => {
    const folder = madeFolder();
    symlinkSync('/dev/zero', join(folder, 'claim-00000000-0000-4000-8000-000000000000.json'));
    const outcome = claimFolder(folder).then(({ release }) => {
      release();
    }, String);
    await expect(outcome).resolves.toSatisfy(
      (end) => end === undefined || String(end).includes('another process'),
    );
  });

  it('that is gone is not said to be taken over', async () => {
    const folder = madeFolder();
    const claim = await claimFolder(folder);
    rmSync(folder, { recursive: true });
    expect(claim.assertHeld).toThrow(/the folder is gone/);
    claim.release();
  });

  it('that was taken over is noticed before the next write', async () => {
    const folder = madeFolder();
    const claim = await claimFolder(folder);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    expect(() => {
      claim.assertHeld();
    }).toThrow(/another process has taken over/);
    claim.release();
  });

  it('never has two holders, however many processes come at once', { tags: 'long' }, async () => {
    const folder = madeFolder();
    const module = pathToFileURL(join(root, 'dist/src/campaigns/folder-claim.js')).href;
    const log = join(folder, '..', 'log');
    // Whoever holds the folder says when it begins and ends; two at a time would be seen as two begins in a row.
    const program = `
      import { appendFileSync } from 'node:fs';
      import { claimFolder } from ${JSON.stringify(module)};
      for (let round = 0; round < 5; round += 1) {
        const claim = await claimFolder(${JSON.stringify(folder)}).catch(() => undefined);
        if (claim === undefined) continue;
        appendFileSync(${JSON.stringify(log)}, 'begin\\n');
        await new Promise((resolve) => setTimeout(resolve, 15));
        appendFileSync(${JSON.stringify(log)}, 'end\\n');
        claim.release();
      }`;
    const children = Array.from({ length: 5 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' }),
    );
    await Promise.all(children.map((child) => once(child, 'exit')));
    const events = readFileSync(log, 'utf8').trimEnd().split('\n');
    expect(events.length).toBeGreaterThanOrEqual(2);
    expect(events).toEqual(events.map((_, index) => (index % 2 === 0 ? 'begin' : 'end')));
    expect(readdirSync(folder)).toEqual([]);
  });
});
