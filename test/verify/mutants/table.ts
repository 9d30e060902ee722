/** The run that all mutants are given. */
import type { RunRequest } from '../../../spec/algorithms/index.js';
import { mapProblem, type Initialization } from '../../../spec/model/index.js';
import { createRationalField, parseExactNumber, type ExactField } from '../../../src/exact/index.js';
import { instantiate, type TestCase } from '../../support/cases.js';
import { handVectors, problemOf } from '../../support/hand-vectors.js';
import type { Mutant } from '../../../src/verify/mutants/index.js';

const exactly = (text: string) => parseExactNumber(text);

/** Problem 2 of the hand-computed vectors: in the plane, samples not symmetric, two atoms in each support. */
function planarProblem(): TestCase['problem'] {
  const vector = handVectors.find(([name]) => name === 'aux-mom')?.[1];
  if (vector === undefined) throw new Error('the hand-computed vector aux-mom is missing');
  const field = createRationalField();
  return mapProblem(problemOf(field, vector), field.toRatio);
}

/** The run that shows the mistake: four rounds of three steps, neighbouring draws different, a = 0.2, η = 0.1. */
export function caseFor({ variant, start }: Pick<Mutant, 'variant' | 'start'>): TestCase {
  const hasNoEstimate = variant === 'naive' || variant === 'sgd';
  const given = { kind: 'given', correction: [exactly('0.5'), exactly('-1')] } as const;
  const batch = { kind: 'batch', size: 2 } as const;
  const initialization: Initialization<ReturnType<typeof exactly>> = hasNoEstimate
    ? { kind: 'none' }
    : start === undefined
      ? given
      : start === 'batch'
        ? batch
        : { kind: start };
  const rounds = [
    { snapshot: 1, local: [0, 1, 0] },
    { snapshot: 0, local: [1, 0, 1] },
    { snapshot: 1, local: [1, 0, 0] },
    { snapshot: 0, local: [0, 1, 1] },
  ];
  return {
    variant,
    problem: planarProblem(),
    parameters: {
      stepSize: exactly('0.1'),
      momentumWeight: exactly('0.2'),
      localStepCount: variant === 'sgd' ? 1 : 3,
      roundCount: rounds.length,
    },
    initialization,
    startingPoint: [exactly('1'), exactly('-2')],
    tape: { initial: initialization.kind === 'batch' ? [0, 0] : [], rounds },
  };
}

/** The same run over a field. */
export function requestFor<S>(
  field: ExactField<S>,
  mutant: Pick<Mutant, 'variant' | 'start'>,
): Required<RunRequest<S>> {
  return instantiate(field, caseFor(mutant));
}
