/** Mistakes with minibatches: in runs of single draws none of them shows. */
import { fromInteger } from '../../../spec/algebra/index.js';
import { createMutants, type MutantRow } from './mutant-rows.js';
import type { Mutant, Mutation, Scene } from './mutation.js';
import { honestEstimate } from './right-recursion.js';

/** Whether the round is the first one of an epoch, and not of the run. */
function beginsEpoch<S>({ round, sampling }: Scene<S>): boolean {
  const { epochLength } = sampling ?? {};
  return epochLength !== undefined && round > 1 && (round - 1) % epochLength === 0;
}

/** Mistakes in the recursion. */
export const minibatchMutants: readonly Mutant[] = createMutants({
  'epoch-reset': {
    breaks: 'AUX-MOM.2 in round 4',
    mistake: 'the estimate starts anew at every epoch: its first round takes its own sample in full',
    fix: 'Make the optimizer once, before the first epoch, and keep its state.',
    newEstimate: (samples, scene) => {
      const { estimate: _, ...anew } = scene;
      return honestEstimate('aux-mom', samples, beginsEpoch(scene) ? anew : scene);
    },
  },
  'epoch-reset-to-zero': {
    breaks: 'AUX-MOM.2 in round 4',
    mistake: 'the estimate is set to zero at every epoch',
    fix: 'Set m once, before the first epoch, and keep it.',
    newEstimate: (samples, scene) =>
      honestEstimate(
        'aux-mom',
        samples,
        beginsEpoch(scene) ? { ...scene, estimate: scene.space.zero(scene.x.length) } : scene,
      ),
  },
  'minibatch-sum': {
    breaks: 'AUX-MOM.2 in round 1',
    mistake: 'the gradients of a minibatch are summed and not averaged',
    fix: 'Divide the sum by the number of rows (reduction="mean" in PyTorch).',
    value: ({ draw, atom, value }, { space, field, sampling }) => {
      const size = draw === 'mean' ? undefined : sampling?.sizeOf({ draw, atom });
      return size === undefined ? value : space.scale(fromInteger(field, size), value);
    },
  },
  'minibatch-divisor': {
    breaks: 'AUX-MOM.5 in round 2, step 1',
    variant: 'aux-mom',
    mistake: 'the sum over the smaller last minibatch of an epoch is divided by B instead of by its own size',
    fix: 'Divide by the number of rows that the minibatch has.',
    value: ({ draw, atom, value }, { space, field, sampling, divide }) => {
      const size = draw === 'mean' ? undefined : sampling?.sizeOf({ draw, atom });
      const full = draw === 'local' ? sampling?.localBatchSize : sampling?.batchSize;
      return size === undefined || full === undefined || size === full
        ? value
        : space.scale(fromInteger(field, size), value).map((coordinate) => divide(coordinate, full));
    },
  },
});

/** A sampler against its law: no equation shows it, because the mean over any rows is a gradient. */
const sampler = (
  breaks: MutantRow['breaks'],
  kind: NonNullable<Mutation['sampler']>,
  mistake: string,
  fix: string,
): MutantRow => ({ breaks, variant: 'aux-mom', mistake, fix, sampler: kind });

/** Mistakes in the choice of rows. */
export const samplerMutants: readonly Mutant[] = createMutants({
  'sampler-stuck': sampler(
    'AUDIT.8 in round 1',
    'stuck',
    'every draw takes the same minibatch',
    'Take the next minibatch of the sampler for every draw.',
  ),
  'sampler-fills-last': sampler(
    'AUDIT.7 in round 2',
    'fills-last',
    'the smaller last minibatch of every epoch is filled up with rows that the epoch has had',
    'Let it be smaller: nothing is to be padded.',
  ),
  'sampler-drops-last': sampler(
    'AUDIT.7 in round 2',
    'drops-last',
    'the smaller last minibatch of every epoch is dropped',
    'Keep it (drop_last=False in PyTorch), or declare "epochs-dropped" in place of "epochs".',
  ),
  'sampler-keeps-last': sampler(
    'AUDIT.7 in round 2',
    'keeps-last',
    'the smaller last minibatch of every epoch is kept',
    'Drop it (drop_last=True in PyTorch), or declare "epochs" in place of "epochs-dropped".',
  ),
  'sampler-skips-first': sampler(
    'AUDIT.7 in round 1',
    'skips-first',
    'every epoch lacks a minibatch: one is taken from the loader, such as the first for a look at it, and no round gets it',
    'Give every minibatch of the loader to a round.',
  ),
  'sampler-carries-over': sampler(
    'AUDIT.7 in round 3',
    'carries-over',
    'an epoch has a minibatch of the epoch before again, and lacks one of its own',
    'Take all minibatches of an epoch from the same pass over the loader, and keep none for the next one.',
  ),
  'sampler-leaves-out-rows': sampler(
    'AUDIT.7 in round 2',
    'leaves-out-rows',
    'some rows are never drawn',
    'Let the sampler run over all rows, 0 to n − 1.',
  ),
  'sampler-anew-every-round': sampler(
    'AUDIT.7 in round 2',
    'anew-every-round',
    'the epoch of the local samples begins anew in every round (as where each round makes an iterator over the loader)',
    'Make the iterator once in a run, and a new one only where its epoch has ended.',
  ),
  'sampler-repeats-rows': sampler(
    'AUDIT.8 in round 1',
    'repeats-rows',
    'an epoch has rows twice and leaves others out: every minibatch is drawn from all rows anew',
    'Shuffle the rows once an epoch and cut them into minibatches, or declare "replacement".',
  ),
});
