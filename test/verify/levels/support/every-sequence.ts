/** Exact runs of a case of the kit, for one tape. */
import type { Vector } from '../../../../spec/algebra/index.js';
import {
  mapInitialization,
  mapParameters,
  createQuadraticOracle,
  mapProblem,
  type AtomTape,
} from '../../../../spec/model/index.js';
import { createRationalField, runExact, type Ratio } from '../../../../src/exact/index.js';
import type { TapeSpace } from '../../../../src/expectation/index.js';
import type { VerificationCase } from '../../../../src/verify/cases/verification-case.js';

/** What decides which sequences there are. */
export function spaceOf({ variant, parameters, initialization, problem }: VerificationCase): TapeSpace {
  return {
    variant,
    parameters,
    initialization,
    snapshotProbabilities: problem.snapshotAtoms.map(({ probability }) => probability),
    localProbabilities: problem.localAtoms.map(({ probability }) => probability),
  };
}

/** x⁰ … x^T, exactly. */
export function runOf(given: VerificationCase, tape: AtomTape): readonly Vector<Ratio>[] {
  const field = createRationalField();
  const to = field.fromRatio;
  const { variant, parameters, initialization, startingPoint, problem } = given;
  const trace = runExact(field, variant, {
    parameters: mapParameters(parameters, to),
    initialization: mapInitialization(initialization, to),
    startingPoint: startingPoint.map(to),
    tape,
    oracle: createQuadraticOracle(field, mapProblem(problem, to)),
  });
  return [trace.start, ...trace.rounds].map(({ iterate }) => iterate.map(field.toRatio));
}
