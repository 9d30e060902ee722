/** The samplers of the reference: which rows a minibatch has, by the law that the run asks for. */
import { createStream, drawInteger, type RandomGenerator } from '../../problems/draws.js';
import type { Task } from '../adapters/implementation.js';
import type { Mutation } from '../mutants/index.js';
import type { SamplingKind } from '../protocol/message-parts.js';

/** The rows of the next minibatch of ξ or of ζ; undefined where the kit draws them. */
export type MinibatchDraw = (draw: 'snapshot' | 'local') => readonly number[] | undefined;

/** The samplers of a run, right or with a flaw. */
export function createMinibatchDraw(
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
