/** The recipes of docs/guide/property-suites.md, and what is needed to run them in a folder of their own. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-cli.js';

const page = readFileSync(join(root, 'docs/guide/property-suites.md'), 'utf8');

/** The code block of the guide that begins with this comment. */
export function recipe(comment: string): string {
  const code = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, text]) => text ?? '');
  const found = code.find((text) => text.startsWith(`// ${comment}\n`));
  if (found === undefined) throw new Error(`the page has no block ${comment}`);
  return found;
}

/** Runs a command as a user would: without what this test runner has put into the environment. */
export function runAsUser(
  command: string,
  args: readonly string[],
  cwd: string,
  more: NodeJS.ProcessEnv = {},
): SpawnSyncReturns<string> {
  const { NODE_OPTIONS: _, VITEST: __, NODE_TEST_CONTEXT: ___, ...env } = process.env;
  return spawnSync(command, args, { cwd, env: { ...env, NO_COLOR: '1', ...more }, encoding: 'utf8' });
}

/** Packs the package as it would be published; returns the name of the tarball in the folder. */
export function packInto(folder: string): string {
  const packed = runAsUser(
    'npm',
    ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder],
    root,
  );
  if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
  return packed.stdout.trim();
}

/** The problem file at the end of the first message that names a law. */
export function shrunkProblem(output: string, law: string): { readonly told: string; readonly file: string } {
  const start = output.indexOf(`${law} does not hold.`);
  if (start < 0) throw new Error(`nothing says that ${law} does not hold:\n${output}`);
  const told = output.slice(start);
  const [file = ''] = /^( *)\{\n[^]*?^\1\}$/m.exec(told) ?? [];
  return { told, file };
}
