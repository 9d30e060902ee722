/** Where the reference's draws come from: the tape, or the kit, which draws when it is first asked. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { GradientQuery, RoundDraws } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import type { Task } from '../adapters/implementation.js';
import type { WireProblem } from '../protocol/requests.js';

/** Draws by name, and gradients that see them. */
export interface Draws<S> {
  /** The draws of the initial batch. */
  readonly initial: readonly number[];
  /** The draws of round t. */
  readonly ofRound: (round: number) => RoundDraws;
  readonly gradient: (query: GradientQuery<S>) => Vector<S>;
  /** Another draw than the one of the query. */
  readonly otherAtom: (query: GradientQuery<S>) => number;
}

/** The draws of a task, by the mode that it runs in. */
export function createDraws<S>(task: Task<S>): Draws<S> {
  return task.problem === undefined ? createNamedDraws(task) : createTapeDraws(task, task.problem);
}

/** Tape mode: a draw is the atom that the tape says. */
function createTapeDraws<S>(task: Task<S>, { tape, snapshotAtoms, localAtoms }: WireProblem): Draws<S> {
  const countOf = ({ draw }: GradientQuery<S>): number =>
    (draw === 'local' ? localAtoms : snapshotAtoms).length;
  return {
    initial: tape.initial,
    ofRound: (round) => {
      const draws = tape.rounds[round - 1];
      if (draws === undefined) throw new ContractError(`the tape has no round ${round}`);
      // The wire lists what is drawn: steps without a draw come first (step 1 of naive), and never look.
      const undrawn = Math.max(task.localStepCount - draws.local.length, 0);
      return { ...draws, local: [...Array.from({ length: undrawn }, () => 0), ...draws.local] };
    },
    // a mistake may use the atom of one support in the other, which may have fewer
    gradient: (query) =>
      task.gradient(query.draw === 'mean' ? query : { ...query, atom: query.atom % countOf(query) }).gradient,
    otherAtom: (query) => (query.atom + 1) % countOf(query),
  };
}

/**
 * Callback mode: a draw is a name, and what is behind it the kit decides when the name is first used. So "another
 * sample" needs no atoms to choose from: every draw has a sibling with a name of its own, −1 − name.
 */
function createNamedDraws<S>(task: Task<S>): Draws<S> {
  let names = 0;
  const fresh = (): number => names++;
  const { localStepCount, initialization } = task;
  const rounds = new Map<number, RoundDraws>();
  const atoms = new Map<string, number>();
  return {
    initial: Array.from({ length: initialization.size ?? 0 }, fresh),
    ofRound: (round) => {
      const known = rounds.get(round);
      if (known !== undefined) return known;
      const draws = { snapshot: fresh(), local: Array.from({ length: localStepCount }, fresh) };
      rounds.set(round, draws);
      return draws;
    },
    gradient: ({ function: name, draw, at, atom: drawName }) => {
      if (draw === 'mean') return task.gradient({ function: name, draw, at }).gradient;
      const key = `${draw} ${drawName}`;
      const known = atoms.get(key);
      const question = { function: name, draw, at, ...(known === undefined ? {} : { atom: known }) };
      const { gradient, atom } = task.gradient(question);
      atoms.set(key, atom);
      return gradient;
    },
    otherAtom: ({ atom: drawName }) => -1 - drawName,
  };
}
