/** Where the reference's draws come from: the tape, or the kit, which draws when it is first asked. */
import { createVectorSpace, fromInteger, type Field, type Vector } from '../../../spec/algebra/index.js';
import type { GradientQuery, RoundDraws } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import type { Minibatch, Task } from '../adapters/implementation.js';
import { epochLengthOf } from '../cases/verification-case.js';
import type { Mutation } from '../mutants/index.js';
import type { WireProblem } from '../protocol/requests.js';
import { createStream, drawInteger, type RandomGenerator } from '../../problems/draws.js';
import type { SamplingKind } from '../protocol/message-parts.js';

/** The sizes of the minibatches of a run. */
interface BatchSizes {
  /** B of ξ, and of ζ. */
  readonly batchSize: number;
  readonly localBatchSize: number;
  /** Rounds of an epoch of the ξ; absent where there are no epochs. */
  readonly epochLength?: number;
  /** Rows of a minibatch that was seen. */
  readonly sizeOf: (drawn: {
    readonly draw: 'snapshot' | 'local';
    readonly atom: number;
  }) => number | undefined;
}

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
  readonly sampling?: BatchSizes;
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
      // one more for a step too many
      const draws = { snapshot: fresh(), local: Array.from({ length: localStepCount + 1 }, fresh) };
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
): { readonly show: Show<S>; readonly sampling: BatchSizes } {
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

/** The rows of the next minibatch of ξ or of ζ; undefined where the kit draws them. */
type MinibatchDraw = (draw: 'snapshot' | 'local') => readonly number[] | undefined;

/** The samplers of a run, right or with a flaw. */
function createMinibatchDraw(
  {
    sampling,
    localStepCount,
  }: Pick<Task<unknown>, 'localStepCount'> & {
    readonly sampling: NonNullable<Task<unknown>['sampling']>;
  },
  flaw: Mutation['sampler'],
): MinibatchDraw {
  const { rowCount, batchSize, localRowCount, localBatchSize } = sampling;
  const kind = kindWith(sampling.kind, flaw);
  if (kind === 'drawn') return () => undefined;
  const atEnd = kind === 'epochs-dropped' ? 'drop' : flaw === 'fills-last' ? 'fill' : 'keep';
  const create = kind === 'replacement' ? drawWithReplacement : drawEpochs(atEnd);
  const missing = flaw === 'leaves-out-rows' ? 1 : 0;
  const start = (label: number, rows: number, size: number): (() => readonly number[]) => {
    const own = create(createStream(0, label), Math.max(rows - missing, 1), size);
    const next = inEpochs(own, (kind === 'epochs-dropped' ? Math.floor : Math.ceil)(rows / size), flaw);
    const first = flaw === 'stuck' ? next() : undefined;
    return () => first ?? next();
  };
  const next = {
    snapshot: start(1, rowCount, batchSize),
    local: start(2, localRowCount, localBatchSize),
  };
  let locals = 0;
  return (draw) => {
    if (draw === 'local' && flaw === 'anew-every-round') {
      if (locals > 0 && locals % localStepCount === 0)
        next.local = start(2 + locals, localRowCount, localBatchSize);
      locals += 1;
    }
    return next[draw]();
  };
}

/** The minibatches of a loop that does not give every one to a round of its epoch. */
function inEpochs(
  next: () => readonly number[],
  length: number,
  flaw: Mutation['sampler'],
): () => readonly number[] {
  const [skips, carries] = [flaw === 'skips-first', flaw === 'carries-over'];
  if (length < 2 || !(skips || carries)) return next;
  let queue: (readonly number[])[] = [];
  let carried: readonly number[] | undefined;
  return () => {
    if (queue.length === 0) {
      queue = Array.from({ length }, next);
      if (skips || carried !== undefined) queue.shift();
      if (carried !== undefined) queue.push(carried);
      carried = carries ? queue[0] : undefined;
    }
    return queue.shift() ?? next();
  };
}

/** The law that a sampler really follows. */
function kindWith(kind: SamplingKind, flaw: Mutation['sampler']): SamplingKind {
  if (flaw === 'drops-last' && kind === 'epochs') return 'epochs-dropped';
  if (flaw === 'keeps-last' && kind === 'epochs-dropped') return 'epochs';
  return flaw === 'repeats-rows' && kind !== 'drawn' ? 'replacement' : kind;
}

type CreateSampler = (stream: RandomGenerator, rowCount: number, size: number) => () => readonly number[];

const drawWithReplacement: CreateSampler = (stream, rowCount, size) => () =>
  Array.from({ length: size }, () => drawInteger(stream, 0, rowCount - 1));

/** All rows in a new order every epoch, cut into minibatches; the smaller last one is kept, dropped, or filled up. */
const drawEpochs =
  (atEnd: 'keep' | 'drop' | 'fill'): CreateSampler =>
  (stream, rowCount, size) => {
    let left: number[] = [];
    return () => {
      const all = Array.from({ length: rowCount }, (_, row) => row);
      if (left.length < (atEnd === 'drop' ? size : 1)) left = [...all];
      const taken = Array.from({ length: Math.min(size, left.length) }, () =>
        left.splice(drawInteger(stream, 0, left.length - 1), 1),
      ).flat();
      const padding = all.filter((row) => !taken.includes(row)).slice(0, size - taken.length);
      return atEnd === 'fill' ? [...taken, ...padding] : taken;
    };
  };
