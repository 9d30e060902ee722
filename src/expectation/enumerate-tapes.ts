/** Every sequence of draws of a run, with its exact probability. */
import { algorithms } from '../../spec/algorithms/index.js';
import type { AtomTape, Initialization, RoundDraws, VariantName } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import type { Ratio } from '../exact/index.js';

/** A tape with the probability that it is drawn. */
export interface WeightedTape {
  readonly probability: Ratio;
  readonly tape: AtomTape;
}

/** What decides how many sequences there are. */
export interface TapeSpace {
  readonly variant: VariantName;
  readonly snapshotProbabilities: readonly Ratio[];
  readonly localProbabilities: readonly Ratio[];
  readonly parameters: { readonly localStepCount: number; readonly roundCount: number };
  readonly initialization: Pick<Initialization<unknown>, 'kind'> & { readonly size?: number };
}

/** Where no limit is given: about a minute of tiny runs. */
export const defaultSequenceLimit = 100_000;

/** The draws of a run in order, each with its support; draws that the variant does not make have one outcome. */
function drawsOf({
  variant,
  snapshotProbabilities,
  localProbabilities,
  parameters,
  initialization,
}: TapeSpace): readonly (readonly Ratio[])[] {
  const certain: readonly Ratio[] = [{ numerator: 1n, denominator: 1n }];
  const initial = initialization.kind === 'batch' ? (initialization.size ?? 0) : 0;
  const { stepGradients } = algorithms[variant];
  const steps = Array.from({ length: parameters.localStepCount }, (_, index) =>
    stepGradients(index + 1).some(({ draw }) => draw === 'local') ? localProbabilities : certain,
  );
  const round = [snapshotProbabilities, ...steps];
  return [
    ...Array.from({ length: initial }, () => snapshotProbabilities),
    ...Array.from({ length: parameters.roundCount }, () => round).flat(),
  ];
}

/** How many sequences of draws a run has. For whoever asks first whether enumeration is affordable. */
export function countTapes(space: TapeSpace): bigint {
  return drawsOf(space).reduce((count, { length }) => count * BigInt(length), 1n);
}

/**
 * Every sequence of draws with its probability, $\prod p_{\xi^t} \prod q_{\zeta^{t,k}}$; they sum to 1. For means of one's own.
 *
 * @param limit - greatest number of sequences.
 * @throws InputError, before the first sequence, where there are more.
 */
export function* enumerateTapes(
  space: TapeSpace,
  limit: number = defaultSequenceLimit,
): Generator<WeightedTape> {
  const count = countTapes(space);
  if (count > BigInt(limit)) {
    throw new InputError({
      problem: `the run has ${count} sequences of draws`,
      where: 'enumeration',
      expected: `at most ${limit}`,
      fix: 'Take fewer rounds, local steps or atoms, or use exact second moments (--engine expectation), which do not enumerate.',
    });
  }
  if (count === 0n) return; // a draw without outcomes: there is no run
  const draws = drawsOf(space);
  const { localStepCount, roundCount } = space.parameters;
  const initialCount = draws.length - roundCount * (1 + localStepCount);
  const chosen = draws.map(() => 0);
  for (;;) {
    yield { probability: product(draws, chosen), tape: tapeOf(chosen, initialCount, localStepCount) };
    // the next sequence, as a number whose digits have different bases
    let digit = chosen.length - 1;
    while (digit >= 0 && chosen[digit] === (draws[digit]?.length ?? 1) - 1) {
      chosen[digit] = 0;
      digit -= 1;
    }
    if (digit < 0) return;
    chosen[digit] = (chosen[digit] ?? 0) + 1;
  }
}

function product(draws: readonly (readonly Ratio[])[], chosen: readonly number[]): Ratio {
  const drawn = draws.map((support, index) => support[chosen[index] ?? 0] as Ratio);
  return {
    numerator: drawn.reduce((all, { numerator }) => all * numerator, 1n),
    denominator: drawn.reduce((all, { denominator }) => all * denominator, 1n),
  };
}

function tapeOf(chosen: readonly number[], initialCount: number, localStepCount: number): AtomTape {
  const rounds: RoundDraws[] = [];
  for (let start = initialCount; start < chosen.length; start += 1 + localStepCount) {
    const [snapshot = 0, ...local] = chosen.slice(start, start + 1 + localStepCount);
    rounds.push({ snapshot, local });
  }
  return { initial: chosen.slice(0, initialCount), rounds };
}
