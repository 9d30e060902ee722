/** Mistakes in the check of the parameters: served, each answers one kind of question wrongly, and is named for it. */
import { expect, it } from 'vitest';
import { createResponder } from '../../../src/verify/adapters/responder.js';
import { diagnoseDomain, mergeDiagnoses } from '../../../src/verify/diagnosis/index.js';
import type { OpenRequest } from '../../../src/verify/protocol/requests.js';
import { domainMutants, type Mutant } from '../../../src/verify/mutants/index.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { parseExactNumber } from '../../../src/exact/index.js';

const good = { stepSize: '0.125', momentumWeight: '0.25', localStepCount: 2, roundCount: 1 };
const questions = [
  good,
  { ...good, momentumWeight: '1' },
  { ...good, momentumWeight: '0' },
  { ...good, momentumWeight: '-0.5' },
  { ...good, momentumWeight: '1.5' },
  { ...good, stepSize: '0' },
  { ...good, stepSize: '-1' },
  { ...good, localStepCount: 0 },
  { ...good, localStepCount: -1 },
  { ...good, roundCount: 0 },
];

/** The merged diagnosis of all answers. */
async function diagnoseAnswers(mutant?: Mutant): Promise<readonly string[]> {
  const respond = createResponder(createReference(mutant === undefined ? {} : { mutant }));
  const never = (): never => {
    throw new Error('nothing is asked before a run');
  };
  const port = {
    ask: never,
    askMinibatch: never,
    tell: () => undefined,
  };
  const diagnoses = [];
  for (const question of questions) {
    const open: OpenRequest = {
      type: 'open',
      id: '1',
      session: 's',
      case: 'case',
      variant: 'aux-mom',
      parameters: question,
      initialization: { kind: 'zero' },
      dimension: 1,
      x0: ['1'],
      oracleMode: 'callback',
    };
    const { type } = await respond(open, port);
    expect(['ok', 'rejected']).toContain(type);
    const [stepSize, momentumWeight] = [question.stepSize, question.momentumWeight].map(parseExactNumber);
    if (stepSize === undefined || momentumWeight === undefined) throw new Error('two numbers are expected');
    const parameters = { ...question, stepSize, momentumWeight };
    diagnoses.push(diagnoseDomain({ variant: 'aux-mom', parameters, isRejected: type === 'rejected' }));
  }
  return mergeDiagnoses(diagnoses).map(({ id }) => id);
}

it.each(domainMutants.map((mutant) => [mutant.id, mutant] as const))('names %s', async (id, mutant) => {
  expect((await diagnoseAnswers(mutant))[0]).toBe(id);
});

it('finds nothing in right answers', async () => {
  expect(await diagnoseAnswers()).toEqual([]);
});
