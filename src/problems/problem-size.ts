/** The limits of a problem file, checked before memory is taken for what it asks. */
import { greatestCommonDivisor, type Ratio } from '../exact/exact-number.js';
import { problemError } from './json-path.js';
import type { ProblemFile } from './problem-file.js';

/** Numbers of a problem, every atom's own copy of what it leaves out among them; some 600 bytes each at the peak of a run. */
const numberLimit = 1_000_000;

/** Draws of a run, T·K, and of an initial batch. */
export const drawLimit = 10_000_000;

/** Digits of the common denominator, times how many numbers are written over it. */
const baseLimit = 50_000_000;

/**
 * (2 + 2S + L)(d² + d): the matrices and vectors of the means, of S snapshot atoms and of L local atoms; (2 + S + L)(d² + d) where the
 * snapshot atoms share one gradient of h.
 */
export function checkProblemSize(
  {
    dimension,
    snapshotAtoms,
    localAtoms,
  }: Readonly<Record<'dimension' | 'snapshotAtoms' | 'localAtoms', number>>,
  source: string,
  sharesAuxiliary = false,
): void {
  const count =
    (2 + (sharesAuxiliary ? 1 : 2) * snapshotAtoms + localAtoms) * (dimension * dimension + dimension);
  if (count <= numberLimit) return;
  throw problemError(source, [], {
    problem: `dimension ${dimension} with ${snapshotAtoms} snapshot and ${localAtoms} local atoms makes ${count} numbers`,
    expected: `at most ${numberLimit} numbers, (2 + ${sharesAuxiliary ? '' : '2·'}snapshot + local atoms)·(d² + d)`,
    fix: 'Reduce the dimension or the number of atoms, or give the fast engine an oracle of your own.',
  });
}

/** T·K and the initial batch: a tape holds every draw. */
export function checkRunLength({ parameters, initialization }: ProblemFile, source: string): void {
  const { roundCount, localStepCount } = parameters;
  if (roundCount * localStepCount > drawLimit) {
    throw problemError(source, ['parameters', 'roundCount'], {
      problem: `a run of ${roundCount} rounds of ${localStepCount} local steps is asked for`,
      expected: `at most ${drawLimit} local steps in all`,
      fix: 'Make the run shorter.',
    });
  }
  if (initialization.kind !== 'batch' || initialization.size <= drawLimit) return;
  throw problemError(source, ['initialization', 'size'], {
    problem: `a batch of ${initialization.size} draws is asked for`,
    expected: `at most ${drawLimit} draws`,
    fix: 'Choose a smaller batch.',
  });
}

/**
 * Every number of a run is one over a power of a common base, which has every prime factor of the denominators: with many
 * fractions of different denominators each number grows as long as all of them together.
 */
export function checkSharedBase(numbers: readonly Ratio[], source: string): void {
  const denominators = new Set(numbers.map(({ denominator }) => denominator));
  let base = 1n;
  let digits = 0;
  for (const denominator of denominators) {
    // powers of ten, short or long, are over the base that every problem has
    if (10n ** BigInt(denominator.toString().length - 1) === denominator) continue;
    base *= denominator / greatestCommonDivisor(base, denominator);
    digits = base.toString(16).length;
    if (digits * numbers.length <= baseLimit || digits < 1000) continue;
    throw problemError(source, [], {
      problem: `the denominators of its ${numbers.length} numbers have a common multiple of more than ${digits} digits`,
      expected: 'denominators that share their factors, so that exact arithmetic stays short',
      fix: 'Write decimals, or fractions over few different denominators.',
    });
  }
}
