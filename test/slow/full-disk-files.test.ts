/** A full disk under every command that writes a file: one clear error, and nothing half-written. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asMounter, mountDisk } from '../support/as-mounter.js';
import { main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const parent = temporaryFolder();
const disk = join(parent, 'disk');
const mounted = mountDisk(disk, '16k');
const canMount = asMounter(mounted).code === 0;

/** 16 KiB, all of which is used; a file of ours is there already. */
const prepare = `${mounted}; cd ${root}; echo before > ${disk}/there; head -c 12000 /dev/zero > ${disk}/ballast`;
const auxopt = `${process.execPath} ${main}`;
const served = `${auxopt} serve --variant sgd`;

const commands: readonly (readonly [name: string, command: string, where: string])[] = [
  ['run --plot', `run docs/examples/toy.json --plot ${disk}/there --force`, 'there'],
  ['adapter --out', `adapter python --out ${disk}/there --force`, 'there'],
  ['print --out', `print schemas --out ${disk}/schemas`, 'schemas/problem-file.schema.json'],
  ['check --markdown', `check --cases 2 --theorem SGD-1 --markdown ${disk}/there --force`, 'there'],
  ['verify --junit', `verify --level 1 --junit ${disk}/there --force -- ${served}`, 'there'],
  ['verify --markdown', `verify --level 1 --markdown ${disk}/there --force -- ${served}`, 'there'],
  ['verify --transcript', `verify --transcript ${disk}/there --force -- ${served}`, 'there'],
]; // prettier-ignore

describe.runIf(canMount)('a disk that is full', () => {
  it.each(commands)('%s says so, and leaves what was there', (_name, command, where) => {
    const look = `cat ${disk}/there; find ${disk} -type f | sort`;
    const { stdout, stderr } = asMounter(`${prepare}; ${auxopt} ${command} >/dev/null; echo "code $?" >&2; ${look}`);
    expect(stderr).toMatch(/^auxopt: [^\n]*\((?:ENOSPC|EDQUOT)[^\n]*(?:make room|Make room)[^\n]*\ncode 2\n$/);
    expect(stderr).toContain(join(disk, where));
    const left = stdout.split('\n').filter((line) => line !== '' && !/schemas\/.*\.schema\.json$/.test(line));
    expect(left).toEqual(['before', `${disk}/ballast`, `${disk}/there`]);
  });

  it('keeps none of the folders that were made for what does not fit', () => {
    const commands = [
      `check --cases 10 --out ${disk}/g/h`,
    ];
    const fill = `head -c 20000 /dev/zero > ${disk}/ballast`;
    const all = commands.map((command) => `${auxopt} ${command} >/dev/null; echo "code $?" >&2`).join('; ');
    const { stdout, stderr } = asMounter(`${prepare}; ${fill}; ${all}; find ${disk} -mindepth 1 | sort`);
    expect(stderr.match(/ENOSPC[\s\S]*?code 2/gu)).toHaveLength(commands.length);
    expect(stdout).toBe(`${disk}/ballast\n${disk}/there\n`);
  });

  it('does not lose what fits', () => {
    const command = `${auxopt} run docs/examples/toy.json --plot ${disk}/there --force; echo "code $?"; rm ${disk}/ballast; head -c 5 ${disk}/there`;
    const { stdout } = asMounter(`${mountDisk(disk, '1m')}; cd ${root}; touch ${disk}/ballast; ${command}`);
    expect(stdout).toMatch(/code 0\n<svg/);
  });
}); // prettier-ignore

describe('standard output that is full or closed', () => {
  const shell = (script: string): string => asMounter(`cd ${root}; { ${script}; } 2>&1`).stdout;
  it.runIf(canMount)('is told in one line, without a stack', () => {
    const text = shell(`${auxopt} print vectors > /dev/full; echo "code $?"`);
    expect(text).toBe(
      'auxopt: standard output cannot be written (ENOSPC: no space left on device, write). Make room, or send it elsewhere.\ncode 3\n',
    );
  });
  it.runIf(canMount)('ends a command in silence where the reader has gone', () => {
    expect(shell(`${auxopt} print vectors --json | head -c 1`)).toBe('{');
    expect(shell(`${auxopt} run nowhere.json 2>&-; echo "code $?"`)).toBe('code 2\n');
  });
});
