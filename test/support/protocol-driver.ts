/** A small driver of the verification protocol: speaks to a program over its pipes, and judges nothing. */
import { vi } from 'vitest';
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { root } from './run-cli.js';

/** A message of the protocol, as it was parsed. */
export interface Message {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** What answers the questions of a run. */
export type AnswerQuestion = (question: Message) => Message;

/** A running program. */
export interface DrivenProgram {
  /** Sends a line as it is. */
  readonly sendLine: (line: string) => void;
  /** The next line of standard output; undefined at its end. */
  readonly readLine: () => Promise<string | undefined>;
  /** Sends a request and answers questions until its response; everything that came, in order. */
  readonly request: (request: Message, answer?: AnswerQuestion) => Promise<readonly Message[]>;
  /** Ends standard input. */
  readonly end: () => void;
  /** Standard error so far. */
  readonly log: () => string;
  /** The exit code, once it is there. */
  readonly exit: Promise<number | null>;
}

const assets = join(root, 'src/verify/adapters/assets');

/** Why the tests that need `python3` cannot run; undefined where they can. */
export const pythonIsMissing: string | undefined =
  spawnSync('python3', ['--version']).status === 0 ? undefined : 'there is no python3';

/** The environment in which Python finds the adapter. */
export const pythonEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  PYTHONPATH: assets,
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONUNBUFFERED: '1', // the hard case: what is printed before serve() does not wait in a buffer
};

/** Lets programs that the kit starts with the environment of its own find the adapter, until the file of tests ends. */
export function provideAdapter(): void {
  for (const name of ['PYTHONPATH', 'PYTHONDONTWRITEBYTECODE']) vi.stubEnv(name, pythonEnvironment[name]);
}

/** Starts a program. */
export function drive(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = pythonEnvironment,
): DrivenProgram {
  const child = spawn(command, args, { env: environment, stdio: 'pipe' });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stdin.on('error', () => undefined); // the program may have gone
  const sendLine = (line: string): void => {
    child.stdin.write(`${line}\n`);
  };
  const readLine = async (): Promise<string | undefined> => {
    const next: IteratorResult<string, undefined> = await lines.next();
    return next.value;
  };
  return {
    sendLine,
    readLine,
    request: async (request, answer) => {
      sendLine(JSON.stringify(request));
      const messages: Message[] = [];
      for (;;) {
        const line = await readLine();
        if (line === undefined)
          throw new Error(`the program ended after ${JSON.stringify(messages)}; ${log}`);
        const message = JSON.parse(line) as Message;
        messages.push(message);
        if (message['id'] === request['id']) return messages;
        if (message.type !== 'oracle') continue;
        if (answer === undefined) throw new Error(`no answer to ${line}`);
        sendLine(JSON.stringify(answer(message)));
      }
    },
    end: () => {
      child.stdin.end();
    },
    log: () => log,
    exit: new Promise((resolve) => child.on('close', resolve)),
  };
}
