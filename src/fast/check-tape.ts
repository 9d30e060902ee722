/** The door for the draws of a run: enough of them, and only atoms that exist. */
import type { AtomTape, Initialization, Parameters, RoundDraws } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import type { FastOracle } from './oracle.js';

/**
 * Refuses a tape with fewer than T rounds or fewer than K local draws in a round, an initial batch of another size
 * than the initialisation says, and an atom that the oracle does not have. Rounds and local draws beyond T and K are
 * not looked at.
 *
 * @throws InputError naming the entry of the tape.
 */
export function assertTape(
  tape: AtomTape,
  { localStepCount, roundCount }: Parameters<number>,
  initialization: Initialization<number>,
  { snapshotAtomCount, localAtomCount }: FastOracle,
): void {
  assertInitialDraws(tape.initial, initialization);
  // A run looks at every draw here, so where a draw stands is put into words only when it is wrong.
  for (let i = 0; i < tape.initial.length; i += 1) {
    if (!isAtom(tape.initial[i], snapshotAtomCount)) {
      refuseAtom(tape.initial[i], snapshotAtomCount, `tape.initial[${i}]`);
    }
  }
  assertLength(tape.rounds.length, roundCount, 'round', () => 'tape.rounds');
  for (let round = 0; round < roundCount; round += 1) {
    const { snapshot, local } = tape.rounds[round] as RoundDraws;
    if (!isAtom(snapshot, snapshotAtomCount)) {
      refuseAtom(snapshot, snapshotAtomCount, `tape.rounds[${round}].snapshot`);
    }
    assertLength(local.length, localStepCount, 'local step', () => `tape.rounds[${round}].local`);
    for (let k = 0; k < localStepCount; k += 1) {
      if (!isAtom(local[k], localAtomCount)) {
        refuseAtom(local[k], localAtomCount, `tape.rounds[${round}].local[${k}]`);
      }
    }
  }
}

function assertInitialDraws(initial: readonly number[], initialization: Initialization<number>): void {
  const { kind } = initialization;
  if (kind === 'batch' && !(Number.isSafeInteger(initialization.size) && initialization.size >= 1)) {
    throw new InputError({
      problem: `the size of the initial batch is ${initialization.size}`,
      where: 'initialization.size',
      expected: 'a whole number B ≥ 1',
      fix: 'For a start without gradients use the kind "zero".',
    });
  }
  const expected = kind === 'batch' ? initialization.size : 0;
  if (initial.length === expected) return;
  throw new InputError({
    problem: `the tape has ${initial.length} initial draws`,
    where: 'tape.initial',
    expected: `${expected}, because the initialisation is "${kind}"`,
    fix: 'Draw the tape for the same initialisation as the run.',
  });
}

function assertLength(actual: number, needed: number, unit: string, where: () => string): void {
  if (actual >= needed) return;
  throw new InputError({
    problem: `the tape is too short: ${actual} entries`,
    where: where(),
    expected: `at least ${needed}, one a ${unit}`,
    fix: 'Draw the tape for the same numbers of rounds and local steps as the run.',
  });
}

function isAtom(atom: number | undefined, count: number): boolean {
  return atom !== undefined && Number.isSafeInteger(atom) && atom >= 0 && atom < count;
}

function refuseAtom(atom: number | undefined, count: number, where: string): never {
  throw new InputError({
    problem: `the oracle has no atom ${atom}`,
    where,
    expected: count === Infinity ? 'a whole number ≥ 0' : `a whole number from 0 to ${count - 1}`,
    fix: 'Draw the tape from the atoms of this oracle; they are counted from 0.',
  });
}
