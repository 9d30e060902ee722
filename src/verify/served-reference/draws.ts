/** Where the reference's draws come from: the tape, or the kit, which draws when it is first asked. */
import { createVectorSpace, fromInteger, type Field, type Vector } from '../../../spec/algebra/index.js';
import type { GradientQuery, RoundDraws } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import type { Minibatch, Task } from '../adapters/implementation.js';
import { epochLengthOf } from '../cases/verification-case.js';
import type { Mutation, SettingOfSampling } from '../mutants/index.js';
import type { WireProblem } from '../protocol/requests.js';
import { createMinibatchDraw } from './samplers.js';

/** Draws by name, and gradients that see them. */
export interface Draws<S> {
  /** The draws of the initial batch. */
  readonly initial: readonly number[];
  /** The draws of round t. */
  readonly ofRound: (round: number) => RoundDraws;
  readonly gradient: (query: GradientQuery<S>) => Vector<S>;
  /** Another draw than the one of the query. */
  readonly otherAtom: (query: GradientQuery<S>) => number;
  /** In runs whose draws are minibatches. */
  readonly sampling?: SettingOfSampling;
}

/** The draws of a task, by the mode that it runs in. */
export function createDraws<S>(field: Field<S>, task: Task<S>, mistake?: Mutation['sampler']): Draws<S> {
  if (task.problem !== undefined) return createTapeDraws(task, task.problem);
  if (task.sampling === undefined) return createNamedDraws(task, singleGradients(task));
  const { show, sampling } = minibatchGradients(field, task, task.sampling, mistake);
  return { ...createNamedDraws(task, show), sampling };
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

/** What a named draw shows, from the first question on. */
type Show<S> = (query: GradientQuery<S>) => Vector<S>;

/**
 * Callback mode: a draw is a name, and what is behind it the kit decides when the name is first used. So "another
 * sample" needs no atoms to choose from: every draw has a sibling with a name of its own, −1 − name.
 */
function createNamedDraws<S>(task: Task<S>, show: Show<S>): Draws<S> {
  let names = 0;
  const fresh = (): number => names++;
  const { localStepCount, initialization } = task;
  const rounds = new Map<number, RoundDraws>();
  return {
    initial: Array.from({ length: initialization.size ?? 0 }, fresh),
    ofRound: (round) => {
      const known = rounds.get(round);
      if (known !== undefined) return known;
      const draws = { snapshot: fresh(), local: Array.from({ length: localStepCount }, fresh) };
      rounds.set(round, draws);
      return draws;
    },
    gradient: (query) => {
      const { function: name, draw, at } = query;
      return draw === 'mean' ? task.gradient({ function: name, draw, at }).gradient : show(query);
    },
    otherAtom: ({ atom: drawName }) => -1 - drawName,
  };
}

function singleGradients<S>(task: Task<S>): Show<S> {
  const atoms = new Map<string, number>();
  return ({ function: name, draw, at, atom: drawName }) => {
    const key = `${draw} ${drawName}`;
    const known = atoms.get(key);
    const question = { function: name, draw, at, ...(known === undefined ? {} : { atom: known }) };
    const { gradient, atom } = task.gradient(question);
    atoms.set(key, atom);
    return gradient;
  };
}

/** Every draw is a minibatch, whose gradient is the mean of its rows'. */
function minibatchGradients<S>(
  field: Field<S>,
  task: Task<S>,
  asked: NonNullable<Task<S>['sampling']>,
  mistake: Mutation['sampler'],
): { readonly show: Show<S>; readonly sampling: SettingOfSampling } {
  const { add } = createVectorSpace(field);
  const minibatches = new Map<string, Minibatch<S>>();
  const sizes = new Map<string, number>();
  const draw = createMinibatchDraw({ sampling: asked, localStepCount: task.localStepCount }, mistake);
  const epochLength = epochLengthOf(asked, asked.rowCount);
  return {
    show: ({ function: name, draw: kind, at, atom }) => {
      if (kind === 'mean') throw new ContractError('the mean is no draw');
      const key = `${kind} ${atom}`;
      const minibatch = minibatches.get(key) ?? task.minibatch(kind, draw(kind));
      minibatches.set(key, minibatch);
      const gradients = minibatch[name](at);
      sizes.set(key, gradients.length);
      const count = fromInteger(field, gradients.length);
      return gradients.reduce(add).map((sum) => field.divide(sum, count));
    },
    sampling: {
      batchSize: asked.batchSize,
      localBatchSize: asked.localBatchSize,
      ...(epochLength === undefined ? {} : { epochLength }),
      sizeOf: ({ draw: kind, atom }) => sizes.get(`${kind} ${atom}`),
    },
  };
}
