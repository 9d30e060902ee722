/** The mutation tests themselves: they notice a mutant that survives, and a shape that fits. */
import { describe, expect, it } from 'vitest';
import { difference, rational, scale } from '../../proofs-checks/kernel/index.js';
import { lemmaConstants } from '../../proofs-checks/lemmas/constants.js';
import { solve } from '../../proofs-checks/mutation/linear-system.js';
import { mutateCertificate } from '../../proofs-checks/mutation/mutate-certificate.js';
import { mutatePolynomial, mutateSquare } from '../../proofs-checks/mutation/mutate-parts.js';
import { runMutants } from '../../proofs-checks/mutation/run-mutants.js';
import { testShape } from '../../proofs-checks/mutation/shape.js';
import { createPoint, runConstantMutants } from '../../proofs-checks/mutation/statement-mutants.js';
import { runConditionMutants } from '../../proofs-checks/mutation/condition-mutants.js';
import { expression, readExpression, vector } from '../../proofs-checks/notation/expression.js';
import { prove, rewriting, slack } from '../../proofs-checks/notation/steps.js';
import { averageSteps } from '../../proofs-checks/setting/lags.js';
import { iterate, point } from '../../proofs-checks/setting/process.js';
import { directionSum } from '../../proofs-checks/setting/sums.js';
import { descentStep } from '../../proofs-checks/lemmas/c1-descent.js';
import { rateProofs } from '../../proofs-checks/theorems/registry.js';

describe('certificate mutants', () => {
  it('change every coefficient, sign and exponent', () => {
    const changes = mutatePolynomial(readExpression('2*a^2*eta+3')).map(({ change }) => change);
    expect(changes.filter((change) => change.startsWith('coefficient doubled'))).toHaveLength(2);
    expect(changes.filter((change) => change.startsWith('sign'))).toHaveLength(2);
    expect(changes.filter((change) => change.startsWith('exponent'))).toHaveLength(4);
  });

  it('leave out the sign of a lone square, which is no change', () => {
    const lone = mutateSquare(iterate.at('t'));
    const pair = mutateSquare(vector`${iterate.at('t')} - ${point.at('t+1', 'k')}`);
    expect(lone.some(({ change }) => change.startsWith('sign'))).toBe(false);
    expect(pair.filter(({ change }) => change.startsWith('sign'))).toHaveLength(2);
  });

  it('drop every part and move every index', () => {
    const { certificate } = descentStep;
    const changes = mutateCertificate(certificate, [], {}).map(({ change }) => change);
    expect(changes).toEqual(
      expect.arrayContaining([
        'term 1 dropped',
        'term 2 dropped',
        'orthogonality 1 dropped',
        'premise swapped',
      ]),
    );
    expect(changes).toContain('premise: k moved by one');
  });

  it('include none that equals its original', () => {
    const { certificate } = descentStep;
    const text = (value: unknown): string =>
      JSON.stringify(value, (_key, part: unknown) => {
        if (part instanceof Map) return [...(part as ReadonlyMap<unknown, unknown>)];
        if (part instanceof Set) return [...(part as ReadonlySet<unknown>)];
        return typeof part === 'bigint' ? String(part) : part;
      });
    for (const { value } of mutateCertificate(certificate, [], {})) {
      expect(text(value)).not.toBe(text(certificate));
    }
  });

  it('survive where a certificate has a part that it does not need (control)', () => {
    // D₀(1 + τ₀) = 0 follows from D₀ = 0 alone, so the equation τ₀ = 0 can be dropped.
    const conclusion = expression`${directionSum.at('t+1', '0')}*(1 + ${averageSteps.at('0')})`;
    const wasteful = prove('wasteful', conclusion, {
      terms: [],
      rewrite: [rewriting(averageSteps.recursion.zero), rewriting(directionSum.recursion.zero)],
    });
    expect(runMutants([wasteful], []).survivors).toContainEqual({
      step: 'wasteful',
      change: 'equation 1 dropped',
    });
    const thrifty = prove('thrifty', conclusion, {
      terms: [],
      rewrite: [rewriting(directionSum.recursion.zero)],
    });
    expect(runMutants([thrifty], []).survivors).toEqual([]);
  });
});

describe('statement mutants', () => {
  it('are all refuted, for lemmas and theorems', () => {
    expect(runConstantMutants(rateProofs).survivors).toEqual([]);
    expect(runConditionMutants(rateProofs).survivors).toEqual([]);
  });

  it('are not refuted where nothing was changed, and not where the statement got weaker (control)', () => {
    const constantOf = lemmaConstants.find(({ step }) => step === descentStep);
    if (constantOf === undefined) throw new RangeError('C1 has a constant');
    const test = (change: number) =>
      testShape(
        difference(descentStep.conclusion, scale(rational(change, 100), constantOf.value)),
        descentStep.certificate,
        createPoint({}, 6),
      );
    expect(test(0)).toBe('possible');
    expect(test(1)).toBe('impossible');
  });

  it('see through a certificate with room to spare (control)', () => {
    const generous = prove('generous', readExpression('2*varh'), { terms: [slack('2*varh')] });
    const lowered = difference(generous.conclusion, readExpression('varh'));
    expect(testShape(lowered, generous.certificate, createPoint({}, 6))).toBe('possible');
    const exhausted = difference(generous.conclusion, readExpression('3*varh'));
    expect(testShape(exhausted, generous.certificate, createPoint({}, 6))).toBe('impossible');
  });

  it('refuse to judge at a point where a condition does not hold', () => {
    const proof = rateProofs[0]?.steps.find(({ name }) => name.includes('exact): a later round'));
    if (proof?.kind !== 'certificate') throw new RangeError('expected a round');
    const outside = createPoint({ L: rational(1000) }, 7);
    expect(() => testShape(proof.conclusion, proof.certificate, outside)).toThrow(/breaks a condition/);
    expect(testShape(proof.conclusion, proof.certificate, createPoint({}, 7))).toBe('possible');
  });
});

describe('linear systems', () => {
  const columns = (...rows: Record<string, number>[]) =>
    rows.map((row) => new Map(Object.entries(row).map(([name, value]) => [name, rational(value)])));
  const [u, v, w] = columns({ x: 1, y: 2 }, { y: 1 }, { x: 2, y: 5 });

  it('have no, one or several solutions', () => {
    if (u === undefined || v === undefined || w === undefined) throw new RangeError('three columns');
    expect(solve([u, v], w)).toEqual({ kind: 'one', coefficients: [rational(2), rational(1)] });
    expect(solve([v], w)).toEqual({ kind: 'none' });
    expect(solve([u, v, w], w)).toEqual({ kind: 'several' });
    expect(solve([], new Map())).toEqual({ kind: 'one', coefficients: [] });
  });
});
