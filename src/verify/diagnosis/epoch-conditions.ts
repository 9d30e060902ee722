/** Mistakes at the beginning of some epochs. */
import { conditionsFor, ordinal } from './conditions.js';
import type { Condition } from './edit.js';
import type { Transition } from './transition.js';

/** How many epochs may lie between two that are wrong. */
const longest = 8;

/** The simplest conditions that tell the wrong transitions from the right ones, best first; also every so many epochs. */
export function conditionsWithEpochs(
  wrong: readonly Transition[],
  right: readonly Transition[],
): readonly Condition[] {
  return [...conditionsFor(wrong, right), ...everySoManyEpochs(wrong, right)].sort(
    (left, other) => left.cost - other.cost,
  );
}

function everySoManyEpochs(wrong: readonly Transition[], right: readonly Transition[]): readonly Condition[] {
  const begun = wrong.map(epochBegun);
  for (let period = 2; period <= longest; period += 1) {
    const rests = new Set(begun.map((epoch) => (epoch === undefined ? undefined : epoch % period)));
    const [rest] = rests;
    if (rests.size !== 1 || rest === undefined) continue;
    const isMeant = (epoch: number | undefined): boolean => epoch !== undefined && epoch % period === rest;
    if (right.some((transition) => isMeant(epochBegun(transition)))) continue;
    const [first = 0, ...others] = new Set(begun);
    // one epoch alone shows no period, and in rounds that are the same it may not be the epoch
    if (others.length > 0)
      return [{ text: `in the first round of every ${ordinal(period)} new epoch`, cost: 2 }];
    if (new Set(wrong.map(({ round }) => round)).size < 2) return [];
    return [
      {
        text: `in the first round of the ${ordinal(first + 1)} epoch only (is something done after every ${first} epochs?)`,
        cost: 2.2,
      },
    ];
  }
  return [];
}

/** How many epochs were over before the round, where it is the first one of an epoch, and not of the run. */
function epochBegun({ run: { sampling }, round }: Transition): number | undefined {
  const { epochLength } = sampling ?? {};
  return epochLength === undefined || round <= 1 || (round - 1) % epochLength !== 0
    ? undefined
    : (round - 1) / epochLength;
}
