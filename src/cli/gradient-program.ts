/** Commands that ask a gradient program of the user: it is started, shown in progress and stopped; its faults exit with 3. */
import type { GradientFunction } from '../advise/measure/gradient-source.js';
import { InputError } from '../errors.js';
import { openGradientProcess, type GradientProcess } from '../verify/peer/gradient-program.js';
import { PeerFault } from '../verify/peer/peer.js';
import { startProcessPeer } from '../verify/peer/process-peer.js';
import { couldNotStart, holds } from './exit-codes.js';
import { limitsOf, peerLimits, type Limits } from './limits.js';
import { createProgress } from './progress.js';
import { printProgramFault } from './text.js';

/** How long the program may take. */
export interface ProgramLimits {
  readonly limits?: Partial<Limits>;
}

/** What is asked of a program. */
interface Questions<Answer> {
  /** The command before `--`, for an error about what follows it. */
  readonly command: string;
  /** What the bar counts, how many there may be, and which gradients are among them. */
  readonly progress: readonly [label: string, total: number, counts: (of: GradientFunction) => boolean];
  readonly ask: (program: GradientProcess) => Promise<Answer>;
  readonly present: (answer: Answer) => void | Promise<void>;
}

/** Asks a program and presents the answer; the exit code. */
export async function askGradientProgram<Answer>(
  [file, ...args]: readonly string[],
  { limits: given }: ProgramLimits,
  { command, progress: [label, total, counts], ask, present }: Questions<Answer>,
): Promise<number> {
  if (file === undefined) {
    throw new InputError({
      problem: 'there is no program to ask for gradients',
      where: 'the command line',
      expected: 'the command of a program that answers for gradients, after --',
      fix: `For example: ${command} -- python3 federated.py.`,
    });
  }
  const limits = peerLimits(limitsOf(given));
  const peer = startProcessPeer([file, ...args], { limits });
  const progress = createProgress(label, total);
  try {
    const { source, ...program } = await openGradientProcess(peer, limits.requestSeconds);
    const gradient: typeof source.gradient = async (...question) => {
      const answer = await source.gradient(...question);
      if (counts(question[0])) progress.advance();
      return answer;
    };
    const answer = await ask({ ...program, source: { ...source, gradient } });
    progress.finish();
    await present(answer);
    return holds;
  } catch (error) {
    progress.finish();
    if (!(error instanceof PeerFault)) throw error;
    printProgramFault(error.message, peer.takeLog());
    return couldNotStart;
  } finally {
    const left = await peer.stop();
    if (left?.survivor !== undefined) printProgramFault(left.message, '');
  }
}
