/** The theorems on random and on stored cases, and that the check would notice if one were false. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ratioField } from '../../../src/exact/index.js';
import { isTuned, rateTheorems, type RateTheoremId, type BoundTermId } from '../../../spec/theorems/index.js';
import { readProblem, formatProblemFile, toProblemFile } from '../../../src/problems/index.js';
import { decimalRatio } from '../../../src/problems/constructed/decimal-ratio.js';
import {
  checkTheorem,
  conditionOfRegime,
  drawRateProblem,
  halveTerm,
  isConditionMet,
  judgeRate,
  judgeTheoremCase,
  measureQuadratic,
  measureScalar,
  storedCasesOf,
  witnesses,
  checkWitness,
  createScalarProblem,
  describeWitness,
  type RateMeasurement,
  type Witness,
} from '../../../src/theorems/rates/index.js';
import { firstSuites } from '../../support/some-of.js';
import { isHessianSimilar, isMeanSquareSimilar, isSmooth, mapProblem } from '../../../spec/model/index.js';
import { root } from '../../support/run-cli.js';

const ids = Object.values(rateTheorems).map(({ id }) => id);
const cases = 21;

firstSuites(2, ids)('%s', (id: RateTheoremId) => {
  const theorem = rateTheorems[id];

  it('holds on stored and random cases', () => {
    const result = checkTheorem({ theorem, seed: 7, cases });
    expect(result).toMatchObject({ violations: 0, unshown: 0, random: cases });
    expect(result.cases).toBe(cases + result.stored);
    expect(result.nonConvex).toBeGreaterThan(0);
    const least = id === 'SGD-1' || id === 'RATE-DET' ? 0.99 : 0.5;
    expect(Number(result.worstRatio)).toBeGreaterThanOrEqual(least);
    expect(Number(result.worstRatio)).toBeLessThanOrEqual(1);
  });

  it.runIf(isTuned(theorem))('chooses the parameters that it names', () => {
    for (let number = 0; number < 20; number += 1) {
      const { verdict } = judgeTheoremCase({ theorem, seed: 3 }, storedCasesOf(id).length + number);
      expect(verdict.isExactConditionMet, String(number)).toBe(true);
    }
  });

  it.skipIf(isTuned(theorem))(
    'chooses parameters inside the condition of the regime, at an edge within 10⁻⁶ of it',
    () => {
      let edges = 0;
      for (let index = 0; index < 60; index += 1) {
        const { regime, constants, ...rest } = drawRateProblem(theorem, 3, index).value;
        const { parameters } = rest.kind === 'quadratic' ? rest.problemCase : rest.rationalCase;
        const condition = conditionOfRegime(theorem, regime);
        expect(isConditionMet(condition, constants, parameters), String(index)).toBe(true);
        if (regime === 'inside') continue;
        // A little smaller a, or a little larger η, and the condition is gone.
        const shrunk = ratioField.multiply(parameters.momentumWeight, decimalRatio(999_999, 6));
        const grown = ratioField.multiply(parameters.stepSize, decimalRatio(1_000_001, 6));
        const isAtEdge =
          !isConditionMet(condition, constants, { ...parameters, momentumWeight: shrunk }) ||
          !isConditionMet(condition, constants, { ...parameters, stepSize: grown });
        if (isAtEdge) edges += 1;
      }
      expect(edges).toBeGreaterThan(15);
    },
  );

  it('draws the same case from the same seed and index, another from another', () => {
    const drawn = (seed: number) => drawRateProblem(theorem, seed, 9).value;
    expect(drawn(5)).toEqual(drawn(5));
    expect(drawn(5)).not.toEqual(drawn(6));
  });
});

describe('negative controls', () => {
  const halved = witnesses.flatMap(({ theorem, purpose }) =>
    purpose.kind === 'halved-term' ? [[theorem, purpose.term] as const] : [],
  );
  const isViolated = (...[id, term]: (typeof halved)[number]): void => {
    const result = checkTheorem({ theorem: halveTerm(rateTheorems[id], term), seed: 7, cases: 1 });
    expect(result.violations).toBeGreaterThan(0);
    expect(result.refutations[0]?.problemCase).toBeDefined();
  };
  const isLast = ([theorem]: (typeof halved)[number], i: number): boolean => halved[i + 1]?.[0] !== theorem;
  it.each(halved.filter(isLast))('%s with the term %s halved is violated', isViolated);
  it.each(halved.filter((one, i) => !isLast(one, i)))(
    '%s with the term %s halved is violated',
    { tags: 'long' },
    isViolated,
  );

  it('a violation by a random case shrinks to a problem file of one dimension', { tags: 'long' }, () => {
    const theorem = halveTerm(rateTheorems['SGD-1'], 'suboptimality');
    const judged = Array.from({ length: 30 }, (_, i) => judgeTheoremCase({ theorem, seed: 7 }, 4 + i));
    const violation = judged.find(({ result }) => result.kind === 'random' && result.isViolation);
    if (violation === undefined) throw new Error('a random case violates it');
    const text = violation.formatSmallest();
    const { problem, parameters } = readProblem(text, 'smallest.json', () => '');
    expect(problem.dimension).toBe(1);
    expect(parameters.roundCount).toBeLessThanOrEqual(10);
    expect(text).toContain('"description": "G/bound = ');
    // what is saved is the case itself, which is larger
    expect(violation.format('').length).toBeGreaterThanOrEqual(text.length - 40);
  });

  it('a gradient measured four times too large is a violation', { tags: 'long' }, () => {
    const four = decimalRatio(4, 0);
    const result = checkTheorem({
      theorem: rateTheorems['MOM-2'],
      seed: 7,
      cases: 40,
      measure: (problemCase) => {
        const measurement = measureQuadratic(problemCase);
        const { averageSquaredGradient } = measurement;
        return { ...measurement, averageSquaredGradient: ratioField.multiply(four, averageSquaredGradient) };
      },
    });
    expect(result.violations).toBeGreaterThan(0);
    expect(result.refutations.every(({ source }) => typeof source === 'number')).toBe(true);
  });

  it('a snapshot variance that is left out is a violation', { tags: 'long' }, () => {
    const result = checkTheorem({
      theorem: rateTheorems['MOM-2'],
      seed: 7,
      cases: 60,
      measure: (problemCase) => ({ ...measureQuadratic(problemCase), snapshotVariance: ratioField.zero }),
    });
    expect(result.violations).toBeGreaterThan(0);
  });

  it('a case outside the conditions is no violation, and is seen to be outside', () => {
    const outside = witnesses.filter(({ purpose }) => purpose.kind === 'outside');
    expect(outside.length).toBeGreaterThan(4);
    for (const { theorem, run } of outside) {
      const verdict = judgeRate(rateTheorems[theorem], measureScalar(theorem, run));
      expect(verdict).toMatchObject({
        isWithin: false,
        isSimpleConditionMet: false,
        isExactConditionMet: false,
        isViolation: false,
      });
    }
  });
});

const folder = join(root, 'spec/vectors/witnesses');

const fileNameOf = ({ run }: Witness): string => `${run.name}.json`;

/** A stored case as the text of a problem file. */
const formatWitness = (witness: Witness): string =>
  formatProblemFile(
    toProblemFile(createScalarProblem(witness.theorem, witness.run), {
      description: describeWitness(witness),
      source: 'docs/theory/tightness.md',
    }),
  );

/** Cases that the general recursion takes in a moment too. */
const short = witnesses.filter(({ run }) => run.localStepCount * run.roundCount <= 400);

describe.each(witnesses.map((witness) => [witness.run.name, witness] as const))('%s', (_name, witness) => {
  const verdict = checkWitness(witness);

  it('shows what it is stored for', () => {
    expect([verdict.isShown, verdict.isViolation]).toEqual([true, false]);
    expect(verdict.isSimpleConditionMet).toBe(witness.purpose.kind !== 'outside');
    expect(verdict.isWithin).toBe(witness.purpose.kind !== 'outside');
  });

  it('satisfies A1, A2 and A5 with its constants', () => {
    const { constants } = measureScalar(witness.theorem, witness.run);
    const problem = mapProblem(createScalarProblem(witness.theorem, witness.run).problem, (value) => value);
    const similarity = witness.theorem === 'SGD-1' ? undefined : constants.hessianSimilarity;
    expect(isSmooth(ratioField, problem, constants.smoothness)).toBe(true);
    if (similarity !== undefined) {
      expect(isHessianSimilar(ratioField, problem, similarity)).toBe(true);
      expect(isMeanSquareSimilar(ratioField, problem, similarity)).toBe(true);
    }
  });

  it('is the problem file of its name', () => {
    const text = readFileSync(join(folder, fileNameOf(witness)), 'utf8');
    expect(text).toBe(formatWitness(witness));
    expect(readProblem(text, witness.run.name, () => '')).toEqual(
      createScalarProblem(witness.theorem, witness.run),
    );
  });
});

describe('the stored cases', () => {
  it('are all the files there are', () => {
    expect(readdirSync(folder).sort()).toEqual(witnesses.map(fileNameOf).sort());
  });

  it('cover every term that theory says cannot be halved', () => {
    const expected: Readonly<Record<RateTheoremId, readonly BoundTermId[]>> = {
      'MOM-1': ['suboptimality', 'snapshot-noise', 'descent-noise'],
      'MOM-1H': ['suboptimality', 'descent-noise'],
      'MOM-2': ['suboptimality', 'initial-error', 'snapshot-noise', 'descent-noise'],
      'MOM-3': ['suboptimality', 'initial-error', 'descent-noise'],
      'MVR-1': ['suboptimality', 'initial-error', 'descent-noise'],
      'MVR-2': ['suboptimality', 'initial-error', 'snapshot-noise', 'descent-noise'],
      'FAM-1': ['suboptimality', 'initial-error', 'snapshot-noise', 'descent-noise'],
      'FAM-2': ['suboptimality', 'initial-error', 'snapshot-noise', 'descent-noise'],
      // halving their other terms is refuted by no case that is known under the simple condition
      'TGT-MOM': ['suboptimality'],
      'TGT-MVR': ['suboptimality'],
      'SGD-1': ['suboptimality', 'target-noise'],
      'RATE-DET': ['smoothness', 'similarity'],
      'RATE-MOM': ['smoothness', 'similarity', 'step-size'],
      'RATE-MOM-G': ['smoothness', 'similarity', 'step-size'],
      'RATE-MVR': ['smoothness', 'similarity'],
      'RATE-MVR-2': ['smoothness', 'similarity'],
      'RATE-MVR-2P': ['smoothness', 'similarity'],
      'RATE-MVR-H': ['smoothness', 'similarity'],
      'RATE-FAM': ['smoothness'],
      'RATE-TGT-MOM': ['smoothness', 'similarity'],
      'RATE-TGT-MVR': ['smoothness', 'similarity'],
    };
    for (const [id, terms] of Object.entries(expected)) {
      const found = witnesses.flatMap(({ theorem, purpose }) =>
        theorem === id && purpose.kind === 'halved-term' ? [purpose.term] : [],
      );
      expect(found).toEqual(terms);
    }
  });

  it.each([
    ['mom-2-halved-snapshot-noise', '1.018793'],
    ['mom-2-halved-initial-error', '1.010719'],
    ['mvr-1-halved-initial-error', '1.014854'],
    ['mom-3-halved-initial-error', '1.007757'],
    ['mom-1-halved-snapshot-noise', '1.000060'],
    ['rate-det-halved-similarity', '1.390330'],
  ])('%s refutes the halved bound by the ratio that the docs give', (name, ratio) => {
    const witness = witnesses.find(({ run }) => run.name === name);
    expect(witness && checkWitness(witness).halvedRatio).toBe(ratio);
  });

  it.each(short.map((witness) => [witness.run.name, witness] as const))(
    '%s: exact expectation gives the same numbers',
    (_name, { theorem, run }) => {
      const closed = measureScalar(theorem, run);
      const general = measureQuadratic(createScalarProblem(theorem, run));
      const names: readonly (keyof RateMeasurement)[] =
        theorem === 'SGD-1'
          ? ['averageSquaredGradient', 'targetVariance']
          : ['averageSquaredGradient', 'correctionError', 'snapshotVariance', 'localVariance'];
      for (const name of names)
        expect(ratioField.compare(closed.measurement[name], general[name]), name).toBe(0);
    },
  );

  it('refute no bound whose halved term they do not use', () => {
    // Halving the drift term leaves a case without local noise as it is.
    const witness = witnesses.find(({ run }) => run.name === 'mom-2-halved-suboptimality');
    if (witness === undefined) throw new Error('the stored case is gone');
    const halved = halveTerm(rateTheorems['MOM-2'], 'drift-noise');
    expect(judgeRate(halved, measureScalar('MOM-2', witness.run)).isWithin).toBe(true);
  });
});
