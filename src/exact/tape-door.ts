/** The draws of a tape, for every exact engine: a tape that does not fit its run is refused where it ends. */
import type { AtomTape, Initialization, RoundDraws } from '../../spec/model/index.js';
import { InputError } from '../errors.js';

/**
 * The draws of the initial batch; none where the run does not start from one.
 *
 * @throws InputError where the tape has more or fewer.
 */
export function initialDraws(
  { initial }: Pick<AtomTape, 'initial'>,
  initialization: Initialization<unknown>,
): readonly number[] {
  if (initialization.kind !== 'batch') return [];
  if (initial.length === initialization.size) return initial;
  throw new InputError({
    problem: `the tape has ${initial.length} initial draws`,
    where: 'tape.initial',
    expected: `one for each of the ${initialization.size} draws of the initial batch`,
    fix: 'Draw the tape for the same initialisation as the run.',
  });
}

/**
 * The draws of round t.
 *
 * @throws InputError where the tape has no such round, or too few local atoms in it.
 */
export function drawsOfRound(
  { rounds }: Pick<AtomTape, 'rounds'>,
  roundNumber: number,
  localStepCount: number,
): RoundDraws {
  const draws = rounds[roundNumber - 1];
  if (draws !== undefined && draws.local.length >= localStepCount) return draws;
  throw new InputError({
    problem: 'the tape of atoms is too short',
    where: `round ${roundNumber}`,
    expected: `one snapshot atom and ${localStepCount} local atoms a round`,
    fix: 'Draw the tape for the same number of rounds and local steps as the run.',
  });
}
