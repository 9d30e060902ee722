import { describe, expect, it } from 'vitest';
import { createQuadraticOracle } from '../../spec/model/index.js';
import { InexactError } from '../../src/errors.js';
import { createDecimalField, createRationalField, formatRatio, runExact } from '../../src/exact/index.js';
import {
  chooseArithmetic,
  resolveProblemFile,
  drawTapeFor,
  parseProblemText,
  readProblem,
  withExactCase,
  type ResolvedProblem,
  withVariant,
} from '../../src/problems/index.js';
import { instantiate } from '../../src/problems/arithmetic.js';
import { mapCase } from '../../src/problems/problem-case.js';
import { edited, explicitFile, leastSquaresFile, readFixture, type Json } from './fixtures.js';
import { variantNames } from '../../spec/algorithms/index.js';

const read = (file: Json): ResolvedProblem => readProblem(JSON.stringify(file), 'a.json', readFixture);

describe('chooseArithmetic', () => {
  it('takes decimals where they suffice', () => {
    expect(chooseArithmetic(read(explicitFile)).name).toBe('decimal');
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
    expect(chooseArithmetic(read(edited(explicitFile, path, value))).name).toBe('radix 30');
  });

  it.each(['zero', 'exact', 'first-snapshot'] as const)(
    'gives a field in which a run with %s does not round',
    (kind) => {
      for (const file of [explicitFile, leastSquaresFile]) {
        const resolved = read({ ...file, initialization: { kind } });
        const chosen = withExactCase(resolved, (field, problemCase) => {
          const trace = runExact(field, problemCase.variant, {
            ...problemCase,
            oracle: createQuadraticOracle(field, problemCase.problem),
            tape: drawTapeFor(field, problemCase),
          });
          return trace.rounds.map(({ iterate }) => iterate.map((value) => formatRatio(field.toRatio(value))));
        });
        // The rationals are another implementation of the same numbers.
        const rationals = createRationalField();
        const again = instantiate(rationals, resolved);
        const trace = runExact(rationals, again.variant, {
          ...again,
          oracle: createQuadraticOracle(rationals, again.problem),
          tape: drawTapeFor(rationals, again),
        });
        expect(chosen).toEqual(trace.rounds.map(({ iterate }) => iterate.map(rationals.format)));
      }
    },
  );
});

describe('a case in a field', () => {
  it('gives the numbers as written', () => {
    const field = createDecimalField();
    const file = parseProblemText(JSON.stringify(explicitFile), 'a.json');
    const problemCase = instantiate(field, resolveProblemFile(file, readFixture));
    expect(mapCase(problemCase, field.format)).toMatchObject({
      name: 'fixture',
      variant: 'aux-mom',
      seed: 7,
      parameters: { stepSize: '0.1', momentumWeight: '0.5', localStepCount: 2, roundCount: 3 },
      startingPoint: ['1', '1'],
      problem: {
        dimension: 2,
        target: { constant: '0', matrix: [['1', '0.5'], ['0.5', '2']] }, // prettier-ignore
        auxiliary: { constant: '3', vector: ['0', '0.25'] },
      },
    });
    const [first] = problemCase.problem.snapshotAtoms;
    expect(first?.target.matrix).toEqual(problemCase.problem.target.matrix); // left out: the mean's one
    expect(problemCase.problem.localAtoms[0]?.auxiliary.vector).toEqual(problemCase.problem.auxiliary.vector);
  });

  it('means no noise where atoms are left out', () => {
    const file = edited(edited(explicitFile, ['snapshotAtoms'], undefined), ['localAtoms'], undefined);
    const { problem } = read(file);
    expect(problem.snapshotAtoms).toEqual([
      {
        probability: { numerator: 1n, denominator: 1n },
        target: { matrix: problem.target.matrix, vector: problem.target.vector },
        auxiliary: { matrix: problem.auxiliary.matrix, vector: problem.auxiliary.vector },
      },
    ]);
    expect(problem.localAtoms).toHaveLength(1);
  });

  it('refuses a field that does not have the numbers', () => {
    const file = parseProblemText(
      JSON.stringify(edited(explicitFile, ['startingPoint', 0], '1/3')),
      'a.json',
    );
    expect(() => instantiate(createDecimalField(), resolveProblemFile(file, readFixture))).toThrow(
      InexactError,
    );
  });

  it('takes atoms whose matrices are not symmetric as long as the mean is', () => {
    const skew = (sign: string) => ({
      probability: '1/2',
      target: { matrix: [['1', `${sign}1`], [sign === '' ? '0' : '2', '2']] }, // prettier-ignore
    });
    const { problem } = read(edited(explicitFile, ['snapshotAtoms'], [skew(''), { ...skew('-'), target: { matrix: [['1', '0'], ['1', '2']] } }])); // prettier-ignore
    expect(problem.snapshotAtoms[0]?.target.matrix.map((row) => row.map(formatRatio))).toEqual([['1', '1'], ['0', '2']]); // prettier-ignore
  });
});

const readOfVariants = (changes: Record<string, unknown> = {}): ResolvedProblem =>
  readProblem(JSON.stringify({ ...explicitFile, ...changes }), 'a.json', readFixture);
const given = { initialization: { kind: 'given', correction: ['1', '2'] } };

describe('withVariant', () => {
  it.each(variantNames)('gives a case that runs as %s', (variant) => {
    for (const kind of ['zero', 'exact', 'first-snapshot']) {
      const changed = withVariant(readOfVariants({ initialization: { kind } }), variant);
      expect(changed.parameters.localStepCount).toBe(variant === 'sgd' ? 1 : 2);
      const rounds = withExactCase(
        changed,
        (field, problemCase) =>
          runExact(field, problemCase.variant, {
            ...problemCase,
            oracle: createQuadraticOracle(field, problemCase.problem),
            tape: drawTapeFor(field, problemCase),
          }).rounds.length,
      );
      expect(rounds).toBe(3);
    }
  });

  it('keeps everything else', () => {
    const before = readOfVariants();
    const after = withVariant(before, 'aux-mvr');
    expect(after).toEqual({ ...before, variant: 'aux-mvr' });
  });

  it('needs an initialisation to come from naive or sgd', () => {
    const naive = withVariant(readOfVariants(), 'naive');
    expect(naive.initialization).toEqual({ kind: 'none' });
    expect(() => withVariant(naive, 'aux-mom')).toThrow(
      /^the variant aux-mom: .*"none"; expected an initialisation/,
    );
    expect(withVariant(naive, 'aux-mom', { kind: 'zero' }).initialization).toEqual({ kind: 'zero' });
  });

  it('does not carry a given m⁰ over to a variant for which it would mean something else', () => {
    const difference = readOfVariants(given);
    expect(withVariant(difference, 'aux-mvr').initialization.kind).toBe('given');
    expect(() => withVariant(difference, 'aux-mom-target')).toThrow(
      /gradient of the difference, not of the target/,
    );
    expect(() => withVariant(readOfVariants({ ...given, variant: 'aux-mvr-target' }), 'aux-mom')).toThrow(
      /not of the difference/,
    );
    expect(withVariant(difference, 'aux-mom-target', { ...difference.initialization }).variant).toBe(
      'aux-mom-target',
    );
  });
});

describe('drawTapeFor', () => {
  const field = { toRatio: <R>(value: R): R => value };

  it('draws what the run needs, the same for every variant', () => {
    const resolved = readOfVariants({ initialization: { kind: 'batch', size: 3 } });
    const tape = drawTapeFor(field, resolved);
    expect(tape.initial).toHaveLength(3);
    expect(tape.rounds.map(({ local }) => local.length)).toEqual([2, 2, 2]);
    const sgd = drawTapeFor(field, withVariant(resolved, 'sgd'));
    expect(sgd.rounds.map(({ snapshot }) => snapshot)).toEqual(tape.rounds.map(({ snapshot }) => snapshot));
  });

  it('follows the seed of the case, or the one it is given', () => {
    const long = readOfVariants({
      parameters: { ...(explicitFile['parameters'] as object), roundCount: 64 },
    });
    expect(drawTapeFor(field, long)).toEqual(drawTapeFor(field, { ...long, seed: 1 }, 7));
    expect(drawTapeFor(field, long)).not.toEqual(drawTapeFor(field, long, 8));
  });
});
