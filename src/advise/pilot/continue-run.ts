/** Runs of the fast engine that go on where they stopped, on gradients that may come later. */
import { AuxoptError } from '../../errors.js';
import { valueAt, type Parameters, type RoundDraws } from '../../../spec/model/index.js';
import { createWorkspace, fastRounds, type FastOracle, type FastWorkspace } from '../../fast/index.js';
import type { FastRound } from '../../fast/fast-round.js';
import {
  NotFiniteError,
  type CountedSource,
  type GradientDraw,
  type GradientFunction,
} from '../measure/gradient-source.js';

/** The variants that a pilot tries; `momentum` is SGD with heavy-ball momentum. */
export type PilotVariant = 'sgd' | 'momentum' | 'aux-mom' | 'aux-mvr';

/** β of `momentum`: what people take. */
export const heavyBall = 0.9;

/** v ← βv + g_f(x), x ← x − ηv, as `torch.optim.SGD(momentum=0.9)` has it; v is where the corrected variants keep m. */
const momentumRound: FastRound = ({ x, xOld, m, d }, oracle, { stepSize }, draws) => {
  oracle.writeTarget(draws.snapshot, x.buffer, d.buffer);
  m.mul(heavyBall).add(d);
  xOld.copy(x);
  x.subScaled(valueAt(stepSize, 1), m);
};

const roundOf: Readonly<Record<PilotVariant, FastRound>> = { ...fastRounds, momentum: momentumRound };

/** A run after some rounds; nothing of it is changed when it goes on. */
export interface PilotRun {
  readonly variant: PilotVariant;
  /** xᵗ. */
  readonly point: Float64Array;
  /** x^{t−1}. */
  readonly previous: Float64Array;
  /** mᵗ, or v of `momentum`; 0 before round 1, which starts as `first-snapshot` prescribes. */
  readonly correction: Float64Array;
  /** t. */
  readonly rounds: number;
  /** Whether it left what doubles can hold, or where the gradients are numbers. */
  readonly isLost: boolean;
}

/** Round t + 1 of a run: what it is made with. */
export interface PilotRound {
  readonly parameters: Parameters<number>;
  readonly draws: RoundDraws;
}

/** The run before its first round. */
export function startPilotRun(variant: PilotVariant, startingPoint: ArrayLike<number>): PilotRun {
  const point = Float64Array.from(startingPoint);
  return {
    variant,
    point,
    previous: point,
    correction: new Float64Array(point.length),
    rounds: 0,
    isLost: false,
  };
}

/** The run after further rounds, each taken when it is played. A run that is lost stays so, and asks for nothing. */
export async function continueRun(
  source: CountedSource,
  run: PilotRun,
  rounds: Iterable<PilotRound>,
): Promise<PilotRun> {
  if (run.isLost) return run;
  const workspace = createWorkspace(source.dimension);
  const { x, xOld, m } = workspace;
  x.buffer.set(run.point);
  xOld.buffer.set(run.previous);
  m.buffer.set(run.correction);
  let number = run.rounds;
  const state = (isLost: boolean): PilotRun => ({
    variant: run.variant,
    point: x.buffer.slice(),
    previous: xOld.buffer.slice(),
    correction: m.buffer.slice(),
    rounds: number,
    isLost,
  });
  try {
    for (const { parameters, draws } of rounds) {
      number += 1;
      // first-snapshot: a = 1 in round 1
      const ofRound = number === 1 ? { ...parameters, momentumWeight: 1 } : parameters;
      await playRound(source, workspace, (oracle) => {
        roundOf[run.variant](workspace, oracle, ofRound, draws, number);
      });
      if (!x.buffer.every(Number.isFinite)) return state(true);
    }
    return state(false);
  } catch (error) {
    if (error instanceof NotFiniteError) return state(true);
    throw error;
  }
}

/** Thrown out of a round that needs an answer which is not there yet. */
class Waiting extends AuxoptError {
  readonly answer: Promise<readonly number[]>;

  constructor(answer: Promise<readonly number[]>) {
    super('an answer is on its way');
    this.answer = answer;
  }
}

/**
 * Plays one round of the engine, which knows no promises: where an answer is not there yet the round is left, and played again
 * from its beginning when it is. The same answers give the same bits, so playing again changes nothing.
 */
async function playRound(
  source: CountedSource,
  workspace: FastWorkspace,
  round: (oracle: FastOracle) => void,
): Promise<void> {
  const buffers = [workspace.x, workspace.xOld, workspace.m].map(({ buffer }) => buffer);
  const before = buffers.map((buffer) => buffer.slice());
  const answers: (readonly number[])[] = [];
  for (;;) {
    let asked = 0;
    const write =
      (of: GradientFunction, oracle: GradientDraw['oracle']) =>
      (index: number, at: Float64Array, out: Float64Array): void => {
        const answer = answers[asked] ?? source.gradient(of, [...at], { oracle, index });
        if (answer instanceof Promise) throw new Waiting(answer);
        answers[asked] = answer;
        asked += 1;
        out.set(answer);
      };
    try {
      round({
        dimension: source.dimension,
        snapshotAtomCount: Infinity,
        localAtomCount: Infinity,
        writeTarget: write('target', 'snapshot'),
        writeAuxiliary: write('auxiliary', 'snapshot'),
        writeLocalAuxiliary: write('auxiliary', 'local'),
      });
      return;
    } catch (error) {
      if (!(error instanceof Waiting)) throw error;
      answers.push(await error.answer);
      buffers.forEach((buffer, i) => {
        buffer.set(before[i] as Float64Array);
      });
    }
  }
}
