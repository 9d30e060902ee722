/** A case from an `open` message in tape mode: the way back of `openMessage`. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { AffineGradient, Initialization, VariantName } from '../../../spec/model/index.js';
import { InputError } from '../../errors.js';
import { parseExactNumber, type Ratio } from '../../exact/index.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import type { OpenRequest, WireAffine } from '../protocol/requests.js';

const zero: Ratio = { numerator: 0n, denominator: 1n };
const read = (number: WireNumber): Ratio => parseExactNumber(String(number));
const vector = (values: WireVector): readonly Ratio[] => values.map(read);
const affine = (sample: WireAffine): AffineGradient<Ratio> => ({
  matrix: sample.matrix.map(vector),
  vector: vector(sample.vector),
});

/**
 * @param source - the file and line, for errors.
 * @throws InputError where the message has no problem, or a number that is none.
 */
export function caseFromOpen(open: Omit<OpenRequest, 'id'>, source: string): VerificationCase {
  const { problem, parameters, variant } = open;
  if (problem === undefined) {
    throw new InputError({
      problem: `the case ${open.case} has no problem`,
      where: source,
      expected: 'an open message in tape mode',
      mend: 'Print cases with auxopt vectors list --json, or with auxopt run FILE --tape.',
    });
  }
  return {
    id: open.case,
    purpose: 'a case from a file',
    variant,
    problem: {
      dimension: open.dimension,
      target: { ...affine(problem.target), constant: zero },
      auxiliary: { ...affine(problem.auxiliary), constant: zero },
      snapshotAtoms: problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
        probability: read(probability),
        target: affine(target),
        auxiliary: affine(auxiliary),
      })),
      localAtoms: problem.localAtoms.map(({ probability, auxiliary }) => ({
        probability: read(probability),
        auxiliary: affine(auxiliary),
      })),
    },
    parameters: {
      ...parameters,
      stepSize: read(parameters.stepSize),
      momentumWeight: read(parameters.momentumWeight),
    },
    initialization: initializationOf(open),
    startingPoint: vector(open.x0),
    tape: {
      initial: problem.tape.initial,
      rounds: problem.tape.rounds.map(({ snapshot, local }) => ({
        snapshot,
        local: placeLocals(variant, parameters.localStepCount, local),
      })),
    },
  };
}

function initializationOf({ initialization, m0 = [] }: Omit<OpenRequest, 'id'>): Initialization<Ratio> {
  const { kind, size = 1 } = initialization;
  if (kind === 'given') return { kind, correction: vector(m0) };
  return kind === 'batch' ? { kind, size } : { kind };
}

/** The drawn local atoms at their steps; 0 where a step draws none. */
function placeLocals(variant: VariantName, stepCount: number, drawn: readonly number[]): readonly number[] {
  const { stepGradients } = algorithms[variant];
  let next = 0;
  return Array.from({ length: stepCount }, (_, index) =>
    stepGradients(index + 1).some(({ draw }) => draw === 'local') ? (drawn[next++] ?? 0) : 0,
  );
}
