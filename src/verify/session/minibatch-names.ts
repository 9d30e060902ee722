/** The minibatches of a run: their rows, and the names by which they are seen again. */
import type { Minibatches } from '../../judge/index.js';
import type { Sampling } from '../cases/verification-case.js';
import { PeerFault } from '../peer/peer.js';
import type { MinibatchQuestion } from '../protocol/replies.js';

/** One minibatch that was drawn. */
export interface DrawnMinibatch {
  readonly draw: 'snapshot' | 'local';
  /** The round that it is for. */
  readonly round: number;
  readonly atom: number;
  readonly rows: readonly number[];
}

/** Names for minibatches. */
export interface MinibatchNames {
  readonly rowsOf: (draw: 'snapshot' | 'local', atom: number) => readonly number[] | undefined;
  /** The name of the minibatch that a question draws; undefined where it is the one that is planned. */
  readonly choose: (question: MinibatchQuestion, planned: number) => number | undefined;
  readonly all: () => Minibatches;
}

/** The names of a run, those of the planned minibatches first. Minibatches of the same rows that an implementation draws have one name. */
export function createMinibatchNames(
  sampling: Sampling,
  rowCounts: Readonly<Record<'snapshot' | 'local', number>>,
): MinibatchNames {
  const { kind, planned: known } = sampling;
  const all = { snapshot: [...known.snapshot], local: [...known.local] };
  const names = new Map<string, number>();
  const nameOf = (draw: 'snapshot' | 'local', rows: readonly number[]): number => {
    const key = `${draw} ${rows.toSorted((left, right) => left - right).join(' ')}`;
    const name = names.get(key) ?? all[draw].push(rows) - 1;
    names.set(key, name);
    return name;
  };
  return {
    rowsOf: (draw, atom) => all[draw][atom],
    choose: ({ draw, size, rows }, planned) => {
      const rowCount = rowCounts[draw];
      if (kind === 'drawn') {
        const due = all[draw][planned] ?? [];
        if (size === undefined) throw refusal('the kit draws the minibatches: ask with their size');
        if (size > rowCount)
          throw refusal(`${size} different rows were asked for, and there are ${rowCount}`);
        if (size === due.length) return undefined;
        const others = Array.from({ length: rowCount }, (_, row) => row).filter((row) => !due.includes(row));
        return nameOf(draw, [...due, ...others].slice(0, size));
      }
      if (rows === undefined) throw refusal('the implementation draws the minibatches: ask with their rows');
      const unknown = rows.find((row) => row >= rowCount);
      if (unknown !== undefined)
        throw refusal(`row ${unknown} of a ${draw} minibatch does not exist: rows are 0 to ${rowCount - 1}`);
      return nameOf(draw, rows);
    },
    all: () => all,
  };
}

function refusal(why: string): PeerFault {
  return new PeerFault('protocol', `a minibatch question has no answer, for ${why}.`);
}
