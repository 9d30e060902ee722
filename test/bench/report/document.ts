/** The document of a run; docs/experiments/benchmarks.md says what its keys mean. */
import { cpus, loadavg } from 'node:os';
import type { GrowthResult } from '../harness/growth.js';
import type { Left, Outcome, RaceResult } from '../harness/race.js';
import { ratioInTurn } from '../harness/statistics.js';
import { evaluateTargets, type Target, type TargetResult } from '../harness/targets.js';
import type { RowResult } from '../plan.js';

/** A contender in the document. */
export type ContenderEntry = { readonly name: string; readonly ours: boolean } & (
  | {
      readonly status: 'timed';
      /** Median of the turns, for one unit of the row. */
      readonly seconds: number;
      readonly turns: number;
      /** Its time divided by that of the row's headline, the median of the turns; null where that has none. */
      readonly ratio: number | null;
      /** The least and the greatest ratio of a turn. */
      readonly range: readonly [number, number] | null;
    }
  | { readonly status: Left; readonly reason: string }
);

/** A row in the document. */
export interface RowEntry {
  readonly name: string;
  readonly computes: string;
  readonly unit: string;
  readonly headline: string;
  readonly contenders: readonly ContenderEntry[];
}

/** The document. */
export interface BenchDocument {
  readonly format: 'auxopt-bench/1';
  readonly quick: boolean;
  readonly agreed: boolean;
  readonly machine: Machine;
  readonly rows: readonly RowEntry[];
  readonly growth: readonly GrowthResult[];
  readonly targets: readonly TargetResult[];
}

interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** The load average of one minute before the run: above 0.2 or so somebody else was busy. */
  readonly load: number;
}

/** What the run is on; asked before it begins. */
export function describeMachine(): Machine {
  const all = cpus();
  return {
    processor: all[0]?.model ?? 'unknown',
    cores: all.length,
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

function toEntry(outcome: Outcome, headline: Outcome | undefined): ContenderEntry {
  const { name, isOurs: ours } = outcome;
  if (outcome.status !== 'timed') return { name, ours, status: outcome.status, reason: outcome.reason };
  const side = headline?.status === 'timed' ? ratioInTurn(outcome.turns, headline.turns) : undefined;
  return {
    name,
    ours,
    status: 'timed',
    seconds: outcome.seconds,
    turns: outcome.turns.length,
    ratio: side?.ratio ?? null,
    range: side === undefined ? null : [side.least, side.greatest],
  };
}

/** The document of what was measured. Small sizes have no targets: they are there to show that everything runs. */
export function createDocument(
  machine: Machine,
  isQuick: boolean,
  results: readonly RowResult[],
  targets: readonly Target[],
): BenchDocument {
  const races = results.flatMap((row): RaceResult[] => (row.kind === 'race' ? [row.result] : []));
  return {
    format: 'auxopt-bench/1',
    quick: isQuick,
    agreed: races.every(({ outcomes }) => outcomes.every(({ status }) => status !== 'refused')),
    machine,
    rows: races.map(({ name, computes, unit, headline, outcomes }) => {
      const beside = outcomes.find((outcome) => outcome.name === headline);
      return {
        name,
        computes,
        unit,
        headline,
        contenders: outcomes.map((outcome) => toEntry(outcome, beside)),
      };
    }),
    growth: results.flatMap((row) => (row.kind === 'growth' ? [row.result] : [])),
    targets: isQuick ? [] : evaluateTargets(targets, races),
  };
}
