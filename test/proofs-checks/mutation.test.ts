/** The mutation tests themselves: they notice a mutant that survives, and a shape that fits. */
import { describe, expect, it } from 'vitest';
import { createDerivation } from '../../proofs-checks/derivation/build.js';
import type { Derivation, Step } from '../../proofs-checks/derivation/schema.js';
import { descentStep } from '../../proofs-checks/lemmas/round.js';
import { mutateCertificate, mutateScalar, mutateVector } from '../../proofs-checks/mutation/mutate.js';
import { openDerivation } from '../../proofs-checks/mutation/open-derivation.js';
import { runMutants } from '../../proofs-checks/mutation/run-mutants.js';
import { expression, readExpression, vector } from '../../proofs-checks/notation/expression.js';
import { multiply, scalar } from '../../proofs-checks/notation/formula.js';
import { prove, slack, zeroOf } from '../../proofs-checks/notation/steps.js';
import { averageSteps } from '../../proofs-checks/premises/lags.js';
import { iterate, point } from '../../proofs-checks/premises/process.js';
import { directionSum } from '../../proofs-checks/premises/sums.js';
import { createDerivations } from '../../proofs-checks/theorems/registry.js';
import { lemmaConstants } from './statements/lemma-constants.js';
import { testShape } from './statements/shape.js';
import { createPoint, isRefuted, runStatementMutants } from './statements/statement-mutants.js';

const documentFor = (step: Step): Derivation =>
  createDerivation('X', 'x', [{ name: step.name, step: step.name }]);

/** The document of a step, with every step accepted. */
function open(step: Step) {
  const document = documentFor(step);
  const opened = openDerivation({ ...document, steps: [], conclusions: [] });
  for (const one of document.steps) opened.accept(one);
  return opened;
}

describe('certificate mutants', () => {
  const around = { indicesOf: () => ['k'], foreign: [] };
  if (descentStep.rule !== 'certificate') throw new RangeError('expected a certificate');
  const { certificate } = descentStep;

  it('change every summand, factor and exponent of a number', () => {
    const changes = mutateScalar(readExpression('2*a^2*eta+3').node).map(({ change }) => change);
    const count = (start: string) => changes.filter((change) => change.startsWith(start)).length;
    const kinds = ['coefficient lowered by a hundredth', 'sign', 'exponent', 'summand', 'factor'];
    expect(kinds.map(count)).toEqual([3, 3, 2, 2, 2]);
  });

  it('turn a summand of a square, but not a lone vector, which would be no change', () => {
    const lone = mutateVector(iterate.at('t').node);
    const pair = mutateVector(vector`${iterate.at('t')} - eta*${point.at('t+1', 'k')}`.node);
    expect(lone.some(({ change }) => change.startsWith('sign'))).toBe(false);
    expect(pair.filter(({ change }) => change.startsWith('sign'))).toHaveLength(2);
    expect(pair.filter(({ change }) => change.includes('dropped'))).toHaveLength(2);
  });

  it('drop every part and move every index', () => {
    const changes = mutateCertificate(certificate, around).map(({ change }) => change);
    const expected = ['term 1 dropped', 'term 2 dropped', 'orthogonality 1 dropped', 'premise swapped'];
    expect(changes).toEqual(expect.arrayContaining([...expected, 'premise: k moved by one']));
  });

  it('include none that equals its original', () => {
    for (const { value } of mutateCertificate(certificate, around)) expect(value).not.toEqual(certificate);
  });

  it('survive where a certificate has a part that it does not need (control)', () => {
    // D₀(1 + τ₀) = 0 follows from D₀ = 0 alone, so the equation τ₀ = 0 can be dropped.
    const statement = expression`${directionSum.at('t+1', '0')}*(1 + ${averageSteps.at('0')})`;
    const rewrite = [zeroOf(averageSteps), zeroOf(directionSum)];
    const wasteful = prove('wasteful', statement, { terms: [], rewrite });
    const survivor = { step: 'wasteful', change: 'equation 1 dropped' };
    expect(runMutants([documentFor(wasteful)]).survivors).toContainEqual(survivor);
    const thrifty = prove('thrifty', statement, { terms: [], rewrite: [zeroOf(directionSum)] });
    expect(runMutants([documentFor(thrifty)])).toMatchObject({ survivors: [] });
  });

  it('are all refused, for a lemma', () => {
    const result = runMutants([documentFor(descentStep)]);
    expect(result.tried).toBeGreaterThan(20);
    expect(result.survivors).toEqual([]);
  });
});

describe('statement mutants', () => {
  it('are all refuted, for lemmas and theorems', { tags: 'long' }, () => {
    const { tried, survivors } = runStatementMutants(createDerivations());
    expect(tried).toBeGreaterThan(100);
    expect(survivors).toEqual([]);
  });

  it('are not refuted where nothing was changed, and not where the statement got weaker (control)', () => {
    const constantOf = lemmaConstants.find(({ step }) => step === descentStep);
    if (constantOf === undefined) throw new RangeError('C1 has a constant');
    const opened = open(descentStep);
    const refuted = (change: string) =>
      isRefuted(opened, descentStep, multiply(scalar(change), constantOf.value), createPoint({}, 6));
    expect([refuted('0'), refuted('1/100')]).toEqual([false, true]);
    expect(testShape(opened.parts(descentStep), createPoint({}, 6))).toBe('possible');
  });

  it('see through a certificate with room to spare (control)', () => {
    const generous = prove('generous', readExpression('2*varh'), { terms: [slack('2*varh')] });
    const refuted = (lowered: string) =>
      isRefuted(open(generous), generous, readExpression(lowered), createPoint({}, 6));
    expect([refuted('varh'), refuted('3*varh')]).toEqual([false, true]);
  });
});
