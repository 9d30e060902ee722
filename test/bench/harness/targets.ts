/** Targets: a ratio that is aimed at, and whether this run met it. */
import type { Outcome, RaceResult } from './race.js';
import { ratioInTurn } from './statistics.js';

/** ours/peer ≤ atMost, in a row. */
export interface Target {
  readonly name: string;
  readonly row: string;
  readonly ours: string;
  /** The peers; the fastest of them counts. */
  readonly peers: readonly string[];
  readonly atMost: number;
}

/** What became of a target. */
export interface TargetResult {
  readonly name: string;
  readonly row: string;
  /** ours/peer, the median of the turns; null where it could not be measured, and then `reason` says why. */
  readonly ratio: number | null;
  readonly target: number;
  readonly met: boolean;
  readonly against: string;
  readonly reason?: string;
}

/** Holds the results to the targets of the rows that were run. */
export function evaluateTargets(
  targets: readonly Target[],
  results: readonly RaceResult[],
): readonly TargetResult[] {
  return targets.flatMap((target) => {
    const result = results.find(({ name }) => name === target.row);
    return result === undefined ? [] : [evaluateTarget(target, result.outcomes)];
  });
}

function evaluateTarget(
  { name, row, ours, peers, atMost }: Target,
  outcomes: readonly Outcome[],
): TargetResult {
  const find = (wanted: string): Outcome | undefined => outcomes.find((outcome) => outcome.name === wanted);
  const unmeasured = (who: string): TargetResult => {
    const outcome = find(who);
    const why = outcome === undefined || outcome.status === 'timed' ? 'it is not in the row' : outcome.reason;
    return {
      name,
      row,
      ratio: null,
      target: atMost,
      met: false,
      against: peers.join(', '),
      reason: `${who}: ${why}`,
    };
  };
  const own = find(ours);
  if (own?.status !== 'timed') return unmeasured(ours);
  const ratios: { readonly ratio: number; readonly peer: string }[] = [];
  for (const peer of peers) {
    const other = find(peer);
    // Against the fastest of several one must have timed them all.
    if (other?.status !== 'timed') return unmeasured(peer);
    ratios.push({ ratio: ratioInTurn(own.turns, other.turns).ratio, peer });
  }
  const worst = ratios.reduce((most, each) => (each.ratio > most.ratio ? each : most));
  return { name, row, ratio: worst.ratio, target: atMost, met: worst.ratio <= atMost, against: worst.peer };
}
