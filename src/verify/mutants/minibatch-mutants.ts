/** Mistakes with minibatches: in runs of single draws none of them shows. */
import { mutantsOf, wordedMutants, type Mutant, type Mutation, type WordedMutant } from './mutant.js';

/** e is 1 in the first round of every epoch but the first, else 0. */
const given = 'given  η > 0 each step; 0 < a ≤ 1 each round; 0 ≤ e ≤ 1 each round; K ≥ 1';
const anew = (value: string): string =>
  `g ← ∇f(x, ξ) − ∇h(x, ξ)\nif e = 1\n  m ← ${value}\notherwise\n  m ← (1 − a) m + a g`;

/** Mistakes in the recursion. */
export const minibatchMutants: readonly Mutant[] = mutantsOf('aux-mom', [
  [
    'epoch-reset',
    'the estimate starts anew at every epoch: its first round takes its own sample in full',
    { lines: { given, 'm ←': anew('g') } },
  ],
  [
    'epoch-reset-to-zero',
    'the estimate is set to zero at every epoch',
    { lines: { given, 'm ←': anew('a g') } },
  ],
  [
    'minibatch-sum',
    'the gradients of a minibatch are summed and not averaged',
    { rows: (rows) => [rows, 1] },
  ],
  [
    'minibatch-divisor',
    'the sum over the smaller last minibatch of an epoch is divided by B instead of by its own size',
    { rows: (rows, full) => (rows === full ? [1, 1] : [rows, full]) },
  ],
]);

/** Mistakes in the choice of rows, each with what to do: no equation shows them, because the mean over any rows is a gradient. */
const samplers = `
stuck: every draw takes the same minibatch
  Take the next minibatch of the sampler for every draw.
fills-last: the smaller last minibatch of every epoch is filled up with rows that the epoch has had
  Let it be smaller: nothing is to be padded.
drops-last: the smaller last minibatch of every epoch is dropped
  Keep it (drop_last=False in PyTorch), or declare "epochs-dropped" in place of "epochs".
keeps-last: the smaller last minibatch of every epoch is kept
  Drop it (drop_last=True in PyTorch), or declare "epochs" in place of "epochs-dropped".
skips-first: every epoch lacks a minibatch: one is taken from the loader, such as the first for a look
    at it, and no round gets it
  Give every minibatch of the loader to a round.
carries-over: an epoch has a minibatch of the epoch before again, and lacks one of its own
  Take all minibatches of an epoch from the same pass over the loader, and keep none for the next one.
leaves-out-rows: some rows are never drawn
  Let the sampler run over all rows, 0 to n − 1.
anew-every-round: the epoch of the local samples begins anew in every round (as where each round makes
    an iterator over the loader)
  Make the iterator once in a run, and a new one only where its epoch has ended.
repeats-rows: an epoch has rows twice and leaves others out: every minibatch is drawn from all rows anew
  Shuffle the rows once an epoch and cut them into minibatches, or declare "replacement".
`;

/** A sampler against its law. */
export const samplerMutants: readonly WordedMutant[] = wordedMutants(
  samplers
    .trim()
    .split(/\n(?! )/u)
    .map((block) => {
      const [, name = '', mistake = '', fix = ''] = /^(\S+): (.*)\n {2}(\S.*)$/su.exec(block) ?? [];
      const sampler = name as NonNullable<Mutation['sampler']>;
      return [`sampler-${name}`, mistake.replace('\n    ', ' '), fix, { sampler }];
    }),
);
