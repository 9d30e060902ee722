/** The one validation of a run, for every engine: parameters, lengths, initialisation and draws, checked before anything is computed. */
import type { Field } from '../spec/algebra/index.js';
import { algorithms } from '../spec/algorithms/index.js';
import {
  checkParameters,
  initializationKinds,
  type AtomTape,
  type Initialization,
  type Parameters,
  type RoundDraws,
  type RunParameters,
  type VariantName,
  violatingPart,
} from '../spec/model/index.js';
import { countOf, refuseInput } from './errors.js';

/** What a run is given, but for its oracle and its draws. */
export interface RunInput<S> {
  readonly parameters: RunParameters<S>;
  readonly initialization: Initialization<S>;
  /** x⁰. */
  readonly startingPoint: ArrayLike<S>;
}

/** The order and the text of the numbers of a run; an exact field has both. */
export type RunNumbers<S> = Pick<Field<S>, 'zero' | 'one' | 'compare' | 'format'>;

/** Kinds of m⁰ of what keeps an estimate. */
const estimateStarts: readonly string[] = initializationKinds.filter((kind) => kind !== 'none');

/** Doubles for {@link assertRunInput}: NaN and infinities compare as nothing, and so are in no domain. */
export const finiteDoubles: RunNumbers<number> & { readonly isNumber: (value: number) => boolean } = {
  zero: 0,
  one: 1,
  compare: (left, right) => (Number.isFinite(left) && Number.isFinite(right) ? left - right : NaN),
  format: String,
  isNumber: Number.isFinite,
};

/**
 * Checks the name of the variant, the parameters' domains, the lengths of x⁰ and a given m⁰ and, where the numbers are
 * doubles, that they are finite, and that the initialisation fits the variant.
 *
 * @param dimension - d.
 * @throws InputError for the first that does not hold.
 */
export function assertRunInput<S>(
  numbers: RunNumbers<S> & { readonly isNumber?: (value: S) => boolean },
  variant: VariantName,
  { parameters, initialization, startingPoint }: RunInput<S>,
  dimension: number,
): void {
  if (!Object.hasOwn(algorithms, variant)) {
    const names = Object.keys(algorithms).join(', ');
    refuseInput(
      'variant',
      `there is no variant "${variant}"`,
      `one of ${names}`,
      'Name the variant in full.',
    );
  }
  const { isNumber } = numbers;
  const [violation] = checkParameters(numbers, variant, parameters);
  if (violation !== undefined) {
    const { parameter, path, expected } = violation;
    const where = ['parameters', parameter].join('.') + path.map((index) => `[${index}]`).join('');
    const part = violatingPart(parameters, violation);
    if (Array.isArray(part)) {
      refuseInput(where, `the schedule has ${part.length} values`, expected, 'Give as many, or one value.');
    }
    const text = typeof part === 'number' ? String(part) : numbers.format(part as S);
    const isFinite = parameter !== 'stepSize' || isNumber === undefined ? '' : ' and finite';
    refuseInput(
      where,
      `the value ${text} is outside its domain`,
      `${expected}${isFinite}`,
      'Choose a value in this domain.',
    );
  }
  const assertVector = (where: string, vector: ArrayLike<S>): void => {
    if (vector.length !== dimension) {
      refuseInput(
        where,
        `a vector has length ${vector.length}`,
        `length ${dimension}, the dimension of the problem`,
        'Give one number for each coordinate.',
      );
    }
    for (let i = 0; isNumber !== undefined && i < dimension; i += 1) {
      const value = vector[i] as S;
      if (isNumber(value)) continue;
      const text = numbers.format(value);
      refuseInput(
        `${where}[${i}]`,
        `the value is ${text}`,
        'a finite number',
        'Replace it by a finite number.',
      );
    }
  };
  assertVector('startingPoint', startingPoint);
  const { kind } = initialization;
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  if (keepsEstimate ? !estimateStarts.includes(kind) : kind !== 'none') {
    refuseInput(
      'initialization.kind',
      `the initialisation "${kind}" does not fit ${variant}`,
      keepsEstimate ? estimateStarts.join(', ').replace(/, (?=[^,]*$)/, ' or ') : 'none',
      `${variant} ${keepsEstimate ? 'keeps an estimate, which needs a start' : 'keeps no estimate'}.`,
    );
  }
  if (kind === 'given') assertVector('initialization.correction', initialization.correction);
  if (kind === 'batch' && !isCount(initialization.size)) {
    refuseInput(
      'initialization.size',
      `the initial batch has size ${initialization.size}`,
      'a whole number B ≥ 1',
      'Choose how many draws the initial estimate averages, or another initialisation.',
    );
  }
}

/** How many atoms the two oracles have; `Infinity` where every whole number ≥ 0 names one. */
export interface AtomCounts {
  readonly snapshotAtomCount: number;
  readonly localAtomCount: number;
}

/** For an oracle that does not say how many atoms it has: only the lengths of a tape are checked. */
export const anyAtoms: AtomCounts = { snapshotAtomCount: Infinity, localAtomCount: Infinity };

/**
 * Refuses a tape with fewer than T rounds or fewer than K local draws in a round, an initial batch of another size
 * than the initialisation has, and an atom that the oracle does not have. Rounds and local draws beyond T and K are
 * not looked at.
 *
 * @throws InputError naming the entry of the tape.
 */
export function assertTape(
  { initial, rounds }: AtomTape,
  { localStepCount, roundCount }: Pick<Parameters<unknown>, 'localStepCount' | 'roundCount'>,
  initialization: Initialization<unknown>,
  { snapshotAtomCount, localAtomCount }: AtomCounts,
): void {
  const batchSize = initialization.kind === 'batch' ? initialization.size : 0;
  if (initial.length !== batchSize) {
    refuseInput(
      'tape.initial',
      `the tape has ${initial.length} initial draws`,
      `${batchSize}, because the initialisation is "${initialization.kind}"`,
      'Draw the tape for the same initialisation as the run.',
    );
  }
  // A run looks at every draw here, so where a draw stands is put into words only when it is wrong.
  for (let i = 0; i < initial.length; i += 1) {
    if (!isAtom(initial[i], snapshotAtomCount))
      refuseAtom(initial[i], snapshotAtomCount, `tape.initial[${i}]`);
  }
  if (rounds.length < roundCount) refuseLength(rounds.length, roundCount, 'round', 'tape.rounds');
  for (let round = 0; round < roundCount; round += 1) {
    const { snapshot, local } = rounds[round] as RoundDraws;
    const where = (): string => `tape.rounds[${round}]`;
    if (!isAtom(snapshot, snapshotAtomCount)) refuseAtom(snapshot, snapshotAtomCount, `${where()}.snapshot`);
    if (local.length < localStepCount) {
      refuseLength(local.length, localStepCount, 'local step', `${where()}.local`);
    }
    for (let k = 0; k < localStepCount; k += 1) {
      if (!isAtom(local[k], localAtomCount)) refuseAtom(local[k], localAtomCount, `${where()}.local[${k}]`);
    }
  }
}

/** Whether `value` is a whole number ≥ 1. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function isAtom(atom: number | undefined, count: number): boolean {
  return atom !== undefined && Number.isSafeInteger(atom) && atom >= 0 && atom < count;
}

function refuseLength(actual: number, needed: number, unit: string, where: string): never {
  return refuseInput(
    where,
    `the tape is too short: ${countOf(actual, 'entry')}`,
    `at least ${needed}, one a ${unit}`,
    'Draw the tape for the same numbers of rounds and local steps as the run.',
  );
}

function refuseAtom(atom: number | undefined, count: number, where: string): never {
  return refuseInput(
    where,
    `the oracle has no atom ${atom}`,
    count === Infinity ? 'a whole number ≥ 0' : `a whole number from 0 to ${count - 1}`,
    'Draw the tape from the atoms of this oracle; they are counted from 0.',
  );
}
