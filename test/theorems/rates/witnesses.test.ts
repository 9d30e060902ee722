/** The stored cases: each shows exactly what it is stored for, and its file says the same. */
import { ratioField } from '../../../src/exact/index.js';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isHessianSimilar, isMeanSquareSimilar, isSmooth, mapProblem } from '../../../spec/model/index.js';
import { rateTheorems, type BoundTermId, type RateTheoremId } from '../../../spec/theorems/index.js';
import { formatProblemFile, readProblem, toProblemFile } from '../../../src/problems/index.js';
import {
  checkWitness,
  createScalarProblem,
  describeWitness,
  halveTerm,
  judgeRate,
  measureQuadratic,
  measureScalar,
  witnesses,
  type RateMeasurement,
  type Witness,
} from '../../../src/theorems/rates/index.js';
import { root } from '../../support/run-cli.js';

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
    expect(verdict.isShown).toBe(true);
    expect(verdict.isViolation).toBe(false);
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
      'MOM-2': ['suboptimality', 'initial-error', 'snapshot-noise', 'descent-noise'],
      'MOM-3': ['suboptimality', 'initial-error', 'descent-noise'],
      'MVR-1': ['suboptimality', 'initial-error', 'descent-noise'],
      'SGD-1': ['suboptimality', 'target-noise'],
      'RATE-DET': ['smoothness', 'similarity'],
      'RATE-MOM': ['smoothness', 'similarity', 'step-size'],
      'RATE-MOM-G': ['smoothness', 'similarity', 'step-size'],
      'RATE-MVR': ['smoothness', 'similarity'],
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
      for (const name of names) {
        expect(ratioField.compare(closed.measurement[name], general[name]), name).toBe(0);
      }
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
