/** npm, as a user's shell starts it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a finished program left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, without a terminal. */
export function runProgram(command: readonly string[], folder: string): Finished {
  const [program = '', ...args] = command;
  // A package manager hands its own settings on through the environment; a user's shell has none of them. Colours are for people, and CI.
  const own = /^(npm_|VITEST|NODE_OPTIONS|FORCE_COLOR)/;
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))),
    NO_COLOR: '1',
  };
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** The same, where anything but success is an error of the test's own preparation. */
export function mustRun(command: readonly string[], folder: string): string {
  const { code, stdout, stderr } = runProgram(command, folder);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${String(code)}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** npm's own program, so that any version of Node can run it. */
export function npmProgram(): string {
  return (
    process.env['npm_execpath'] ?? join(mustRun(['npm', 'root', '-g'], '.').trim(), 'npm/bin/npm-cli.js')
  );
}
