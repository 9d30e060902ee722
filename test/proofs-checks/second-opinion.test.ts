/** The second opinion without its solver: the questions come from the proofs, and answers add up as they should. */
import { describe, expect, it } from 'vitest';
import { rational } from '../../proofs-checks/kernel/index.js';
import { descentStep } from '../../proofs-checks/lemmas/c1-descent.js';
import { noiseSums } from '../../proofs-checks/lemmas/c3-drift.js';
import { lemmaConstants } from '../../proofs-checks/lemmas/constants.js';
import { formSecondOpinion, isConfirmed, type Ask } from '../../proofs-checks/second-opinion/opinion.js';
import { createQuery } from '../../proofs-checks/second-opinion/query.js';

const limits = { free: 1, fixed: 1 };
const assertions = (question: string): number => (question.match(/^\(assert \([<>=]+ \(/gm) ?? []).length;

describe('questions', () => {
  it('contain the premises, the orthogonalities and the negated conclusion of the step', () => {
    const question = createQuery({ step: descentStep, dimension: 1 });
    // smoothness and variance, two orthogonalities, one conclusion
    expect(assertions(question)).toBe(5);
    expect(question.match(/\(assert \(= /g)).toHaveLength(2);
    expect(question.match(/\(assert \(< /g)).toHaveLength(1);
    expect(question).toContain('(assert (> |eta| 0.0))');
    expect(question).toContain('(assert (>= |L| 0.0))');
  });

  it('have one coordinate a dimension', () => {
    const coordinates = (dimension: 1 | 2): number =>
      (createQuery({ step: descentStep, dimension }).match(/declare-const \|[^|]*\.[01]\|/g) ?? []).length;
    expect(coordinates(2)).toBe(2 * coordinates(1));
  });

  it('use the induction hypothesis of an induction, lowered with its statement', () => {
    const question = createQuery({ step: noiseSums, dimension: 1 });
    expect(question.match(/\(assert \(>= \(/g)).toHaveLength(2); // the hypothesis and A4
    const constant = lemmaConstants.find(({ step }) => step === noiseSums);
    if (constant === undefined) throw new RangeError('the sum of noises has a constant');
    const lowered = createQuery({ step: noiseSums, dimension: 1, lowered: constant.value });
    expect(lowered).not.toBe(question);
    expect(lowered).toContain('(/ 1.0 2.0)');
  });

  it('put numbers in the place of fixed parameters', () => {
    const fixed = new Map([['eta', rational(1, 3)]]);
    const question = createQuery({ step: descentStep, dimension: 1, fixed });
    expect(question).not.toContain('|eta|');
    expect(question).toContain('(/ 1.0 3.0)');
  });
});

describe('answers', () => {
  const isLowered = (question: string): boolean => loweredQuestions.has(question);
  const fixedPoint = new Map(
    Object.entries({ a: [1, 2], J: [2, 1], k: [2, 1], t: [3, 1], s: [4, 1] } as const).map(
      ([name, [numerator, denominator]]) => [name, rational(numerator, denominator)] as const,
    ),
  );
  for (const name of ['eta', 'L', 'delta', 'j', 'varD', 'varh']) fixedPoint.set(name, rational(1));
  const loweredQuestions = new Set(
    lemmaConstants.flatMap(({ step, value }) =>
      ([1, 2] as const).map((dimension) =>
        createQuery({ step, dimension, lowered: value, fixed: fixedPoint }),
      ),
    ),
  );
  const honest: Ask = (question) => Promise.resolve(isLowered(question) ? 'sat' : 'unsat');

  it('confirm the proofs where the solver finds what it should', async () => {
    const opinion = await formSecondOpinion(honest, limits);
    expect(isConfirmed(opinion)).toBe(true);
    expect(opinion.z3.map(({ id, dimension }) => `${id}/${dimension}`)).toEqual(
      ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'].flatMap((id) => [`${id}/1`, `${id}/2`]),
    );
    for (const { verdict, lowered } of opinion.z3) {
      expect({ verdict, lowered }).toEqual({ verdict: 'no-counterexample', lowered: 'counterexample' });
    }
  });

  it('print a time-out as such', async () => {
    const slow = await formSecondOpinion(() => Promise.resolve('unknown'), limits);
    for (const { verdict, lowered } of slow.z3)
      expect({ verdict, lowered }).toEqual({ verdict: 'timeout', lowered: 'timeout' });
    expect(isConfirmed(slow)).toBe(true);
  });

  it('contradict the proofs where a lemma has a counterexample, or a lowered one has none', async () => {
    const broken = await formSecondOpinion(() => Promise.resolve('sat'), limits);
    expect(broken.z3[0]?.verdict).toBe('counterexample');
    expect(isConfirmed(broken)).toBe(false);
    const vacuous = await formSecondOpinion(() => Promise.resolve('unsat'), limits);
    expect(vacuous.z3[0]?.lowered).toBe('none');
    expect(isConfirmed(vacuous)).toBe(false);
  });
});
