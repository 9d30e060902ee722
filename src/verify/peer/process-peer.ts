/** An implementation in a process of its own: one JSON object a line, over its standard input and output. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Answer } from '../protocol/replies.js';
import { createDialect } from '../protocol/dialect.js';
import { largestLine } from '../protocol/requests.js';
import { createGoodbye, type Goodbye } from './goodbye.js';
import { describeSurvivor, findSurvivor, killGroup, killGroupAtExit } from './kill-group.js';
import { createLineSplitter, createTail } from './line-splitter.js';
import { createMark, markedEnvironment } from './marked-processes.js';
import {
  type Peer,
  PeerFault,
  type PeerLimits,
  type RequestBody,
  type RunHandlers,
  protocolFault,
} from './peer.js';
import { transcriptEntry, type TranscriptSink, type TranscriptSpeaker } from '../report/transcript.js';
import { checkResponseType, readReply } from './read-reply.js';
import { createUnstartedPeer, startFault } from './start-fault.js';
import { throughGate } from './start-gate.js';

/** What the process is asked right now. */
interface Pending {
  /** Whether anything has come back yet. */
  isHeard: boolean;
  readonly id: string;
  readonly type: string;
  readonly handlers?: RunHandlers;
  readonly settle: (outcome: Answer | PeerFault) => void;
}

/** How a process is started. */
export interface ProcessOptions {
  readonly limits: PeerLimits;
  /** Takes down every line in both directions, standard error, and what happens to the process. */
  readonly transcript?: TranscriptSink;
}

/** How long pipes may take to run dry after an exit. */
const drainMilliseconds = 200;

/**
 * Starts `command` (no shell) in a process group of its own. One that cannot be started answers nothing: every request is
 * rejected with the reason.
 */
export function startProcessPeer(command: readonly [string, ...string[]], options: ProcessOptions): Peer {
  try {
    return openProcessPeer(command, options);
  } catch (error) {
    // most reasons come as an event; a word that no system takes, or a command that is too long, at once
    return createUnstartedPeer(startFault(command[0], error as NodeJS.ErrnoException));
  }
}

function openProcessPeer(command: readonly [string, ...string[]], options: ProcessOptions): Peer {
  const [file, ...args] = command;
  const { limits, transcript } = options;
  const note = (from: TranscriptSpeaker, bytes: Uint8Array): void =>
    transcript?.write(transcriptEntry(from, bytes));
  const noteEvent = (event: string): void => transcript?.write({ from: 'process', event });
  noteEvent('start');
  const mark = createMark();
  const { child, group, forget } = throughGate(() => {
    const started: ChildProcessByStdio<Writable, Readable, Readable> = spawn(file, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
      env: markedEnvironment(mark),
    });
    if (started.pid === undefined) return { child: started };
    const leading = { leader: started.pid, mark };
    return { child: started, group: leading, forget: killGroupAtExit(leading) };
  });
  const log = createTail(16 * 1024);
  let pending: Pending | undefined;
  let fault: PeerFault | undefined;
  const dialect = createDialect();
  let requests = 0;
  let hasLeft = false;
  let isKilled = false;
  /** Since it was told goodbye. */
  let goodbye: Goodbye | undefined;
  let lastType = 'hello';
  /** How the process ended, where nothing was asked: it is told at the next request. */
  let ending: string | undefined;

  const kill = (): void => {
    if (isKilled) return; // the number may belong to another process by now
    isKilled = true;
    if (group !== undefined) killGroup(group);
    forget?.();
    child.stdin.destroy();
    child.stdout.destroy();
    child.stderr.destroy();
  };
  /** Kills it, and waits until it is gone; then returns what it did wrong, or what is left of it. */
  const end = async (wrong?: PeerFault): Promise<PeerFault | undefined> => {
    kill();
    const survivor = group && (await findSurvivor(group.leader, () => hasLeft));
    if (group === undefined || survivor === undefined) return wrong;
    child.unref(); // the kit does not wait for it
    const survives = describeSurvivor(group.leader, survivor);
    const message = wrong === undefined ? survives : `${wrong.message} ${survives}`;
    return new PeerFault('protocol', message, survivor);
  };
  const fail = (reason: PeerFault): void => {
    if (fault !== undefined) return;
    fault = reason;
    if (!hasLeft) noteEvent('kill');
    kill();
    pending?.settle(reason);
  };
  const answering = (): string =>
    goodbye !== undefined
      ? 'after "bye"'
      : pending === undefined
        ? `between two requests, after its answer to "${lastType}"`
        : `while it answered "${pending.type}"`;
  /** One sentence, whether the end was noticed before or after the request was sent: that is a matter of chance. */
  const endedBefore = (how: string, type: string): PeerFault =>
    new PeerFault(
      'crash',
      `the process ended ${how} while it answered "${type}"${type === 'hello' ? '' : ', or just before'}.`,
    );
  const send = (message: object): void => {
    const line = Buffer.from(`${JSON.stringify(message)}\n`);
    if (line.length > largestLine) {
      const most = `a line of the protocol has at most ${largestLine / 1024 / 1024} MiB`;
      throw new PeerFault('not-judged', `an answer of ${line.length} bytes was not sent: ${most}.`);
    }
    note('kit', line);
    child.stdin.write(line);
  };

  const receive = (line: Buffer): void => {
    if (fault !== undefined) return;
    note('implementation', line);
    if (goodbye !== undefined) {
      goodbye.hear(() => decode(withoutEnd(line)));
      return;
    }
    try {
      accept(decode(withoutEnd(line)));
    } catch (error) {
      if (!(error instanceof PeerFault)) throw error;
      fail(error);
    }
  };
  const accept = (text: string): void => {
    const reply = readReply(text);
    if (pending === undefined) {
      throw protocolFault(
        `a "${reply.type}" message arrived before anything was asked: each request has one response.`,
      );
    }
    const { handlers, id, type, settle } = pending;
    pending.isHeard = true;
    if (reply.type === 'oracle' || reply.type === 'minibatch' || reply.type === 'state') {
      if (handlers === undefined) {
        throw protocolFault(
          `a "${reply.type}" message arrived ${answering()}; it belongs into run and step.`,
        );
      }
      if (reply.type === 'state') handlers.tell(reply);
      else send(reply.type === 'oracle' ? handlers.ask(reply) : handlers.askMinibatch(reply));
      return;
    }
    if (reply.id !== id) {
      throw protocolFault(
        `the answer to "${type}" has the id ${JSON.stringify(reply.id)}, and the request had ${JSON.stringify(id)}: echo the id of the request.`,
      );
    }
    checkResponseType(reply, type);
    // from here on nothing is asked: whatever else is on its way is one answer too many
    pending = undefined;
    lastType = type;
    settle(reply);
  };

  const splitter = createLineSplitter(largestLine, receive, () => {
    fail(protocolFault(`a line is longer than ${largestLine / 1024 / 1024} MiB ${answering()}.`));
  });
  let isLineOpen = false;
  child.stdout.on('data', (chunk: Buffer) => {
    isLineOpen = chunk.at(-1) !== 10;
    splitter(chunk);
  });
  child.stdout.on('end', () => {
    if (goodbye === undefined) {
      // the end of the process itself is told as such
      setTimeout(() => {
        if (hasLeft || goodbye !== undefined) return;
        fail(protocolFault(`it closed its standard output ${answering()}, and goes on.`));
      }, drainMilliseconds).unref();
      return;
    }
    if (!isLineOpen) return;
    splitter(Buffer.from('\n')); // what is wrong in it says more than that it has no end
    goodbye.breakOff();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    log.add(chunk);
    note('log', chunk);
  });
  // A process that is gone shows at its exit; what can no longer be written is no error of its own.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => undefined);
  child.on('error', (error: NodeJS.ErrnoException) => {
    fail(startFault(file, error));
  });
  const left = new Promise<void>((resolve) => {
    child.on('exit', (code, signal) => {
      hasLeft = true;
      noteEvent(signal === null ? `exit ${code}` : `signal ${signal}`);
      const how = signal === null ? `with exit code ${code}` : `by signal ${signal}`;
      // what it wrote before may still be in the pipe
      const conclude = (): void => {
        if (pending?.isHeard === false) fail(endedBefore(how, pending.type));
        else if (pending !== undefined)
          fail(new PeerFault('crash', `the process ended ${how} ${answering()}.`));
        else ending ??= how;
        kill(); // whatever it started and left behind
        resolve();
      };
      const timer = setTimeout(conclude, drainMilliseconds);
      child.on('close', () => {
        clearTimeout(timer);
        conclude();
      });
    });
    child.on('error', () => {
      resolve();
    });
  });

  return {
    request: async (body: RequestBody, handlers?: RunHandlers) => {
      // an answer that nobody asked for may be on its way
      await new Promise(setImmediate);
      if (ending !== undefined) fault ??= endedBefore(ending, body.type);
      if (fault !== undefined) throw fault;
      requests += 1;
      const id = `q${requests}`;
      const seconds = body.type === 'hello' ? limits.startSeconds : limits.requestSeconds;
      let timer: NodeJS.Timeout | undefined;
      const outcome = await new Promise<Answer | PeerFault>((settle) => {
        pending = {
          id,
          type: body.type,
          isHeard: false,
          settle,
          ...(handlers === undefined ? {} : { handlers }),
        };
        timer = setTimeout(() => {
          fail(
            new PeerFault(
              'timeout',
              `no answer to "${body.type}" within ${seconds} s. If the program has answered, it may not have flushed its standard output.`,
            ),
          );
        }, seconds * 1000);
        send({ ...dialect.say(body), id });
      });
      clearTimeout(timer);
      pending = undefined;
      if (outcome instanceof PeerFault) throw outcome;
      // TypeScript cannot see that what came with the answer may have been a fault
      const after = fault as PeerFault | undefined;
      if (after?.verdict === 'protocol') throw after;
      dialect.learn(outcome);
      return outcome;
    },
    stop: async () => {
      if (fault !== undefined || goodbye !== undefined) return end();
      requests += 1;
      const id = `q${requests}`;
      goodbye = createGoodbye(id);
      if (!hasLeft) send({ type: 'bye', id });
      child.stdin.end();
      await goodbye.wait(left, limits.requestSeconds);
      // a line that is too long is a fault of its own, which TypeScript cannot see
      const after = fault as PeerFault | undefined;
      return end(after ?? goodbye.fault());
    },
    takeLog: log.take,
    isStopped: () => fault !== undefined || ending !== undefined,
  };
}

/** The line without its line feed, and without the carriage return that some languages put before it. */
function withoutEnd(line: Buffer): Buffer {
  return line.subarray(0, line.at(-2) === 13 ? -2 : -1);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(line: Uint8Array): string {
  try {
    return utf8.decode(line);
  } catch {
    throw protocolFault('standard output carries bytes that are not UTF-8.');
  }
}
