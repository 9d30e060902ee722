/** The action to copy, run step by step as a runner would: what it writes, and how it ends. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runAction, type StepRun } from '../support/run-action.js';
import { main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const text = readFileSync(join(root, '.github/actions/verify/action.yml'), 'utf8');

describe.skipIf(process.platform === 'win32')('the action', () => {
  /** Runs it on a program, with this build in place of what npm would install. */
  function run(command: string, action = text): { steps: readonly StepRun[]; kept: readonly string[]; folder: string } {
    const folder = temporaryFolder();
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const install = `#!/bin/sh\nmkdir -p "$RUNNER_TEMP/auxopt/node_modules/.bin"\nln -s ${main} "$RUNNER_TEMP/auxopt/node_modules/.bin/auxopt"\n`;
    writeFileSync(join(bin, 'npm'), install);
    chmodSync(join(bin, 'npm'), 0o755);
    const kept: string[] = [];
    const uses = {
      'actions/setup-node': () => undefined,
      'actions/upload-artifact': ({ path = '' }: Readonly<Record<string, string>>) => {
        kept.push(...path.trim().split('\n'));
      },
    };
    const given = { command, package: './auxopt.tgz', arguments: '--level 1\n  --seed 1\n' };
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
    return { steps: runAction(action, folder, given, uses, env), kept, folder };
  } // prettier-ignore
  const serve = `"${process.execPath}" "${main}" serve --variant sgd`;
  const codes = ({ steps }: { steps: readonly StepRun[] }) => steps.map(({ name, code }) => [name, code]);
  const of = (steps: readonly StepRun[], wanted: string) => steps.find(({ name }) => name === wanted);

  it('passes a right program, with a summary, a report and a certificate', { tags: 'long' }, () => {
    const ran = run(serve);
    expect(ran.steps.filter(({ code }) => code !== 0)).toEqual([]);
    expect(of(ran.steps, 'Verify')?.summary).toMatch(/PASS|passed/);
    const files = ran.kept.map((file) => file.trim());
    expect(files).toContain('auxopt-certificate.json');
    for (const file of ['auxopt-junit.xml', ...files]) expect(existsSync(join(ran.folder, file))).toBe(true);
  });

  it('fails where the program is wrong, and says so in the summary', () => {
    const ran = run(`${serve.replace('sgd', 'aux-mom')} --mutant weights-swapped`);
    expect(of(ran.steps, 'Verify')).toMatchObject({ code: 1, summary: expect.stringMatching(/FAIL|failed/) as string });
    expect(codes(ran).at(-1)).toEqual(['Keep certificate and badge', 0]);
  }); // prettier-ignore

  it('fails with 2 where the file of the summary is any other file that is there: the control', () => {
    const other = text.replace('--markdown "$GITHUB_STEP_SUMMARY"', '--markdown "$GITHUB_OUTPUT"');
    expect(other).not.toBe(text);
    const { steps } = run(serve, other);
    expect(of(steps, 'Verify')).toMatchObject({ code: 2, stderr: expect.stringContaining('the file exists') as string });
  }); // prettier-ignore
});
