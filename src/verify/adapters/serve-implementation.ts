/** The process side of an implementation in JavaScript: requests on standard input, answers on standard output. */
import { readSync, writeSync } from 'node:fs';
import type { HelloReply, Reply, Response } from '../protocol/replies.js';
import { largestLine, type Request } from '../protocol/requests.js';
import type { Implementation } from './implementation.js';
import { describeError } from '../../errors.js';
import { showLine } from '../report/foreign-text.js';
import { createLineSplitter } from '../peer/line-splitter.js';
import type { Port } from './create-task.js';
import { checkMinibatchResult, checkOracleResult, createResponder } from './responder.js';

/** Characters of states that may wait. */
const longestWait = 1 << 16;

/**
 * Serves an implementation to `auxopt verify` until the kit says goodbye.
 *
 * Reading is synchronous, so that `task.drawSnapshot().f(x)` needs no `await`. `console.log` goes to standard error from now
 * on: standard output belongs to the protocol.
 *
 * @example
 * ```js no-run: it talks to the kit over standard input
 * import { serveImplementation } from 'auxopt/verify';
 *
 * await serveImplementation({ name: 'mine', variants: { sgd: mySgd } });
 * ```
 */
export async function serveImplementation<V>(implementation: Implementation<V>): Promise<void> {
  console.log = console.info = console.debug = console.error;
  const readLine = createLineReader();
  /** States wait for the next question or answer: a call and a wake-up for each would take longer than the round. */
  let waiting = '';
  const send = (message: Reply | HelloReply | Response): void => {
    waiting += `${JSON.stringify(message)}\n`;
    if (message.type === 'state' && waiting.length < longestWait) return;
    writeAll(waiting);
    waiting = '';
  };
  const respond = createResponder(implementation);
  const answerTo = (question: Reply): object => {
    send(question);
    const line = readLine();
    if (line === undefined) process.exit(0); // the kit is gone
    return parseLine(line);
  };
  const port: Port = {
    ask: (question) => checkOracleResult(answerTo(question)),
    askMinibatch: (question) => checkMinibatchResult(answerTo(question)),
    tell: send,
  };
  for (;;) {
    const line = readLine();
    if (line === undefined) return;
    const request = parseLine(line) as Request;
    send(await respond(request, port));
    if (request.type === 'bye') return;
  }
}

/** A message. What is none ends the process: nobody could be answered. */
export function parseLine(line: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    // falls through: undefined is no object
  }
  if (typeof parsed === 'object' && parsed !== null) return parsed;
  process.stderr.write(`auxopt: the kit sent a line that is no JSON object: ${showLine(line, 60)}\n`);
  process.exit(1);
}

/** Lines of standard input, one a call; undefined at its end. */
export function createLineReader(): () => string | undefined {
  const chunk = Buffer.alloc(1 << 16);
  const lines: string[] = [];
  const split = createLineSplitter(
    largestLine,
    (line) => lines.push(line.toString('utf8', 0, line.length - 1)),
    () => {
      process.stderr.write(`auxopt: the kit sent a line of more than ${largestLine / 1024 / 1024} MiB\n`);
      process.exit(1);
    },
  );
  return () => {
    for (;;) {
      const line = lines.shift();
      if (line !== undefined) return line;
      const size = retrying(() => readSync(0, chunk));
      if (size === 0) return undefined;
      split(Buffer.from(chunk.subarray(0, size)));
    }
  };
}

export function writeAll(text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(retrying(() => writeSync(1, rest)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0); // the kit is gone, and nobody is left to be told
    process.stderr.write(`auxopt: standard output was lost: ${describeError(error)}\n`);
    process.exit(3);
  }
}

/** Pipes may be set to not block by whoever made them: then a call says EAGAIN and is made again a little later. */
function retrying(call: () => number): number {
  for (;;) {
    try {
      return call();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
