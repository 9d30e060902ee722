/** Starts an implementation for the tests of adapters and exchanges lines with it. */
import { spawn } from 'node:child_process';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** A started implementation. */
export interface Driven {
  /** Sends a message, or a line as it is. */
  readonly send: (message: object | string) => void;
  /** The next line of its output, parsed; fails where it ends first. */
  readonly receive: () => Promise<Record<string, unknown>>;
  /** Closes its input and waits. */
  readonly finish: () => Promise<Ending>;
}

/** Starts a command. It is killed if it has not ended after ten seconds. */
export function drive(command: string, args: readonly string[] = [], folder?: string): Driven {
  const child = spawn(command, args, { ...(folder === undefined ? {} : { cwd: folder }) });
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  let stderr = '';
  let rest = '';
  const lines: string[] = [];
  let wake = (): void => undefined;
  let ending: Ending | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    wake();
  });
  child.stdin.on('error', () => undefined); // it has ended: `finish` says how
  child.on('close', (code, signal) => {
    clearTimeout(timer);
    ending = { code, signal, stderr };
    wake();
  });
  const change = () => new Promise<void>((resolve) => (wake = resolve));
  return {
    send: (message) =>
      child.stdin.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`),
    receive: async () => {
      while (lines.length === 0 && ending === undefined) await change();
      const line = lines.shift();
      if (line === undefined) throw new Error(`it ended: ${JSON.stringify(ending)}`);
      return JSON.parse(line) as Record<string, unknown>;
    },
    finish: async () => {
      child.stdin.end();
      while (ending === undefined) await change();
      return ending;
    },
  };
}

export const hello = {
  type: 'hello',
  id: 'hello-1',
  protocol: { major: 1, minor: 0 },
  limits: { lineBytes: 4194304, requestSeconds: 30 },
} as const;
