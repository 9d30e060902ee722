import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { createQuadraticOracle } from '../../spec/model/index.js';
import { InexactError } from '../../src/errors.js';
import {
  createDecimalField,
  createRationalField,
  formatRatio,
  nearestDouble,
  runExact,
  type ExactField,
  type Ratio,
} from '../../src/exact/index.js';
import { chooseArithmetic, drawTapeFor, withExactCase, withVariant } from '../../src/problems/index.js';
import { instantiate, toNumberCase, toNumberProblem } from '../../src/problems/arithmetic.js';
import { mapCase } from '../../src/problems/problem-case.js';
import { edited, explicitFile, leastSquaresFile, resolved } from './fixtures.js';

const changed = (path: readonly (string | number)[], value: unknown) =>
  resolved(edited(explicitFile, path, value));
const withStart = (initialization: object, file = explicitFile) => resolved({ ...file, initialization });

/** The iterates of the run of a case, as text. */
const iteratesOf = <S>(field: ExactField<S>, problemCase: ReturnType<typeof instantiate<S>>) =>
  runExact(field, problemCase.variant, {
    ...problemCase,
    oracle: createQuadraticOracle(field, problemCase.problem),
    tape: drawTapeFor(field, problemCase),
  }).rounds.map(({ iterate }) => iterate.map((value) => formatRatio(field.toRatio(value))));

describe('chooseArithmetic', () => {
  it('takes decimals where they suffice', () => {
    expect(chooseArithmetic(resolved(explicitFile)).name).toBe('decimal');
  });

  it.each([
    ['a matrix', ['auxiliary', 'constant'], '1/3'],
    ['the step size', ['parameters', 'stepSize'], '1/3'],
    ['the momentum weight', ['parameters', 'momentumWeight'], '1/3'],
    ['x⁰', ['startingPoint', 1], '1/3'],
    ['a batch of 3', ['initialization'], { kind: 'batch', size: 3 }],
    ['a given m⁰', ['initialization'], { kind: 'given', correction: ['0', '-1/3'] }],
    ['a probability', ['localAtoms'], [{ probability: '1/3' }, { probability: '2/3' }]],
  ])('takes powers of 30 for a third in %s', (_, path, value) => {
    expect(chooseArithmetic(changed(path, value)).name).toBe('radix 30');
  });

  it.each(['zero', 'exact', 'first-snapshot'])(
    'gives a field in which a run with %s does not round',
    (kind) => {
      for (const file of [explicitFile, leastSquaresFile]) {
        const found = withStart({ kind }, file);
        // The rationals are another implementation of the same numbers.
        const rationals = createRationalField();
        expect(withExactCase(found, iteratesOf)).toEqual(
          iteratesOf(rationals, instantiate(rationals, found)),
        );
      }
    },
  );
});

describe('a case in a field', () => {
  it('gives the numbers as written', () => {
    const field = createDecimalField();
    const problemCase = instantiate(field, resolved(explicitFile));
    expect(mapCase(problemCase, field.format)).toMatchObject({
      ...{ name: 'fixture', variant: 'aux-mom', seed: 7, startingPoint: ['1', '1'] },
      parameters: { stepSize: '0.1', momentumWeight: '0.5', localStepCount: 2, roundCount: 3 },
      problem: {
        dimension: 2,
        target: { constant: '0', matrix: [['1', '0.5'], ['0.5', '2']] }, // prettier-ignore
        auxiliary: { constant: '3', vector: ['0', '0.25'] },
      },
    });
    const { snapshotAtoms, localAtoms, target, auxiliary } = problemCase.problem;
    expect(snapshotAtoms[0]?.target.matrix).toEqual(target.matrix); // left out: the mean's one
    expect(localAtoms[0]?.auxiliary.vector).toEqual(auxiliary.vector);
  });

  it('means no noise where atoms are left out', () => {
    const { snapshotAtoms: _snapshot, localAtoms: _local, ...file } = explicitFile;
    const { target, auxiliary, snapshotAtoms, localAtoms } = resolved(file).problem;
    const { constant: _f, ...f } = target;
    const { constant: _h, ...h } = auxiliary;
    const probability = { numerator: 1n, denominator: 1n };
    expect([snapshotAtoms, localAtoms.length]).toEqual([[{ probability, target: f, auxiliary: h }], 1]);
  });

  it('refuses a field that does not have the numbers', () => {
    const third = changed(['startingPoint', 0], '1/3');
    expect(() => instantiate(createDecimalField(), third)).toThrow(InexactError);
  });
});

describe('withVariant', () => {
  it.each(variantNames)('gives a case that runs as %s', (variant) => {
    for (const kind of ['zero', 'exact', 'first-snapshot']) {
      const found = withVariant(withStart({ kind }), variant);
      expect(found.parameters.localStepCount).toBe(variant === 'sgd' ? 1 : 2);
      expect(withExactCase(found, iteratesOf)).toHaveLength(3);
    }
  });

  it('keeps everything else', () => {
    const before = resolved(explicitFile);
    expect(withVariant(before, 'aux-mvr')).toEqual({ ...before, variant: 'aux-mvr' });
  });

  it('needs an initialisation to come from naive or sgd', () => {
    const naive = withVariant(resolved(explicitFile), 'naive');
    expect(naive.initialization).toEqual({ kind: 'none' });
    expect(() => withVariant(naive, 'aux-mom')).toThrow(
      /^the variant aux-mom: .*"none"; expected an initialisation/,
    );
    expect(withVariant(naive, 'aux-mom', { kind: 'zero' }).initialization).toEqual({ kind: 'zero' });
  });

  it('does not carry a given m⁰ over to a variant for which it would mean something else', () => {
    const given = { kind: 'given', correction: ['1', '2'] };
    const difference = withStart(given);
    expect(withVariant(difference, 'aux-mvr').initialization.kind).toBe('given');
    expect(() => withVariant(difference, 'aux-mom-target')).toThrow(
      /gradient of the difference, not of the target/,
    );
    const target = withStart(given, { ...explicitFile, variant: 'aux-mvr-target' });
    expect(() => withVariant(target, 'aux-mom')).toThrow(/not of the difference/);
    const again = withVariant(difference, 'aux-mom-target', { ...difference.initialization });
    expect(again.variant).toBe('aux-mom-target');
  });
});

const asIs = { toRatio: <R>(value: R): R => value };

describe('drawTapeFor', () => {
  it('draws what the run needs, the same for every variant', () => {
    const batch = withStart({ kind: 'batch', size: 3 });
    const tape = drawTapeFor(asIs, batch);
    expect([tape.initial.length, tape.rounds.map(({ local }) => local.length)]).toEqual([3, [2, 2, 2]]);
    const sgd = drawTapeFor(asIs, withVariant(batch, 'sgd'));
    expect(sgd.rounds.map(({ snapshot }) => snapshot)).toEqual(tape.rounds.map(({ snapshot }) => snapshot));
  });

  it('follows the seed of the case, or the one it is given', () => {
    const long = changed(['parameters', 'roundCount'], 64);
    expect(drawTapeFor(asIs, long)).toEqual(drawTapeFor(asIs, { ...long, seed: 1 }, 7));
    expect(drawTapeFor(asIs, long)).not.toEqual(drawTapeFor(asIs, long, 8));
  });
});

describe('a case in doubles', () => {
  it('has every number of the case, rounded to the nearest', () => {
    for (const file of [explicitFile, leastSquaresFile]) {
      const found = resolved(file);
      const doubles = toNumberCase(asIs, found);
      expect(doubles).toEqual(mapCase(found, (value: Ratio) => nearestDouble(value)));
      expect(doubles.parameters.stepSize).toBe(0.1);
    }
  });

  it('refuses a number that overflows', () => {
    const large = changed(['startingPoint', 0], '2e308');
    expect(() => toNumberCase(asIs, large)).toThrow(/^the conversion .* is too large for a double/);
    expect(toNumberProblem(asIs, large.problem).dimension).toBe(2);
    const far = changed(['startingPoint', 0], `9.5${'9'.repeat(50)}e400`);
    expect(() => toNumberCase(asIs, far)).toThrow('binary64: ≈ 9.60000e400 is too large for a double');
  });
});
