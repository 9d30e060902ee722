/** Contenders in processes of their own: started on a data file, asked over a pipe, timed by their own clock. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { AbsentError, type Contender } from './contender.js';

/** A program and its arguments. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * The environment of a peer: one thread, and none of the variables that make a BLAS choose a kernel or a buffer by hand.
 * It is written out in full, so what is set on the machine does not count.
 */
export const peerEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C.UTF-8',
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  PYTHONDONTWRITEBYTECODE: '1',
};

/**
 * A peer that speaks lines: it says `ready` once it has read its data, answers `result` with its result on one line, and
 * `time N` with the seconds that N runs took.
 *
 * @param program - made when the row begins; may throw AbsentError.
 * @param parse - of the line that is the result.
 */
export function inOtherProcess<Result>(
  name: string,
  program: () => Promise<Program> | Program,
  parse: (line: string) => Result,
): Contender<Result> {
  return {
    name,
    isOurs: false,
    start: async () => {
      const { command, args } = await program();
      const talk = openTalk(command, args);
      const ready = await talk.readLine();
      if (ready !== 'ready') {
        await talk.stop();
        throw new AbsentError(await talk.whyGone());
      }
      return {
        compute: async () => parse(await talk.ask('result')),
        time: async (runs) => {
          const seconds = Number(await talk.ask(`time ${runs}`));
          if (seconds > 0) return seconds;
          throw new Error(`${name} gave no time`);
        },
        stop: talk.stop,
      };
    },
  };
}

interface Talk {
  readonly readLine: () => Promise<string | undefined>;
  readonly ask: (line: string) => Promise<string>;
  readonly whyGone: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

function openTalk(command: string, args: readonly string[]): Talk {
  const child: ChildProcessWithoutNullStreams = spawn(command, args, { env: peerEnvironment, stdio: 'pipe' });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stdin.on('error', () => undefined); // it may have gone
  const gone = new Promise<string>((resolve) => {
    child.on('error', (error) => {
      resolve(error.message);
    });
    child.on('close', (code) => {
      // the last line of a traceback says what was missing
      const last = log.trim().split('\n').at(-1) ?? '';
      resolve(last === '' ? `${command} ended with exit code ${code}` : last);
    });
  });
  const readLine = async (): Promise<string | undefined> => {
    const next: IteratorResult<string, undefined> = await lines.next();
    return next.value;
  };
  return {
    readLine,
    ask: async (line) => {
      child.stdin.write(`${line}\n`);
      const answer = await readLine();
      if (answer === undefined) throw new Error(await gone);
      return answer;
    },
    whyGone: () => gone,
    stop: async () => {
      child.stdin.end();
      const cut = setTimeout(() => child.kill('SIGKILL'), 2000);
      await gone;
      clearTimeout(cut);
    },
  };
}
