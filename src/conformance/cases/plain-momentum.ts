/** Cases for ordinary optimizers: aux-mom with h = 0 and K = 1 is SGD with momentum a = 1 − μ and equal dampening. */
import type { AffineGradient, QuadraticProblem } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { createVerificationCases } from './create-cases.js';
import type { VerificationCase } from './verification-case.js';

const zero = createRatio(0n, 1n);

/** The cases of aux-mom whose m⁰ an optimizer can have, with one local step a round and without an auxiliary. */
export function createPlainMomentumCases(): readonly VerificationCase[] {
  return createVerificationCases()
    .filter(({ variant, initialization }) => variant === 'aux-mom' && initialization.kind !== 'exact')
    .map((given) => ({
      ...given,
      id: `plain-momentum/${given.id.split('/').at(-1) ?? ''}`,
      problem: withoutAuxiliary(given.problem),
      parameters: { ...given.parameters, localStepCount: 1 },
      tape: {
        ...given.tape,
        rounds: given.tape.rounds.map(({ snapshot, local }) => ({ snapshot, local: local.slice(0, 1) })),
      },
    }));
}

function withoutAuxiliary(problem: QuadraticProblem<Ratio>): QuadraticProblem<Ratio> {
  const nothing: AffineGradient<Ratio> = {
    matrix: problem.target.matrix.map((row) => row.map(() => zero)),
    vector: problem.target.vector.map(() => zero),
  };
  return {
    ...problem,
    auxiliary: { ...nothing, constant: zero },
    snapshotAtoms: problem.snapshotAtoms.map((atom) => ({ ...atom, auxiliary: nothing })),
    localAtoms: problem.localAtoms.map((atom) => ({ ...atom, auxiliary: nothing })),
  };
}
