import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { createQuadraticOracle } from '../../spec/model/index.js';
import { runExact } from '../../src/exact/index.js';
import {
  drawTapeFor,
  readProblem,
  withExactCase,
  withVariant,
  type ResolvedProblem,
} from '../../src/problems/index.js';
import { explicitFile, readFixture } from './fixtures.js';

const read = (changes: Record<string, unknown> = {}): ResolvedProblem =>
  readProblem(JSON.stringify({ ...explicitFile, ...changes }), 'a.json', readFixture);
const given = { initialization: { kind: 'given', correction: ['1', '2'] } };

describe('withVariant', () => {
  it.each(variantNames)('gives a case that runs as %s', (variant) => {
    for (const kind of ['zero', 'exact', 'first-snapshot']) {
      const changed = withVariant(read({ initialization: { kind } }), variant);
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
    const before = read();
    const after = withVariant(before, 'aux-mvr');
    expect(after).toEqual({ ...before, variant: 'aux-mvr' });
  });

  it('needs an initialisation to come from naive or sgd', () => {
    const naive = withVariant(read(), 'naive');
    expect(naive.initialization).toEqual({ kind: 'none' });
    expect(() => withVariant(naive, 'aux-mom')).toThrow(
      /^the variant aux-mom: .*"none"; expected an initialisation/,
    );
    expect(withVariant(naive, 'aux-mom', { kind: 'zero' }).initialization).toEqual({ kind: 'zero' });
  });

  it('does not carry a given m⁰ over to a variant for which it would mean something else', () => {
    const difference = read(given);
    expect(withVariant(difference, 'aux-mvr').initialization.kind).toBe('given');
    expect(() => withVariant(difference, 'aux-mom-target')).toThrow(
      /gradient of the difference, not of the target/,
    );
    expect(() => withVariant(read({ ...given, variant: 'aux-mvr-target' }), 'aux-mom')).toThrow(
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
    const resolved = read({ initialization: { kind: 'batch', size: 3 } });
    const tape = drawTapeFor(field, resolved);
    expect(tape.initial).toHaveLength(3);
    expect(tape.rounds.map(({ local }) => local.length)).toEqual([2, 2, 2]);
    const sgd = drawTapeFor(field, withVariant(resolved, 'sgd'));
    expect(sgd.rounds.map(({ snapshot }) => snapshot)).toEqual(tape.rounds.map(({ snapshot }) => snapshot));
  });

  it('follows the seed of the case, or the one it is given', () => {
    const long = read({ parameters: { ...(explicitFile['parameters'] as object), roundCount: 64 } });
    expect(drawTapeFor(field, long)).toEqual(drawTapeFor(field, { ...long, seed: 1 }, 7));
    expect(drawTapeFor(field, long)).not.toEqual(drawTapeFor(field, long, 8));
  });
});
