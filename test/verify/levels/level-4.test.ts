/** Level 4: every sequence of draws, and the average over all of them. */
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../../spec/algorithms/index.js';
import { floatFormats, formatRatio, isRepresentable, type Ratio } from '../../../src/exact/index.js';
import { countTapes, enumerateRun, enumerateTapes, expectRun } from '../../../src/expectation/index.js';
import { createExactCases } from '../../../src/verify/cases/exact-cases.js';
import { mapCaseNumbers } from '../../../src/verify/cases/verification-case.js';
import { createAverager, expectMeasures } from '../../../src/verify/expected/average.js';
import { judgeTheorems } from '../../../src/verify/expected/judge-theorem.js';
import { verifyImplementation } from '../../../src/verify/index.js';
import { mutants } from '../../../src/verify/mutants/index.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { prepareCase, type PreparedCase } from '../../../src/verify/session/prepared-case.js';
import type { ArithmeticName } from '../../../src/verify/protocol/message-parts.js';
import { runOf, spaceOf } from './support/every-sequence.js';
import { createMomentum, createRememberer } from './support/odd-implementations.js';

const onlyLevel4 = { level: 4, explains: false, only: (id: string): boolean => id.startsWith('L4/') };
const all = variantNames.flatMap((variant) => createExactCases(variant));

function prepare(given: (typeof all)[number]['given'], arithmetic: ArithmeticName): PreparedCase {
  const capabilities = {
    variants: [given.variant],
    arithmetic,
    oracleModes: ['tape' as const],
    snapshotDraws: 'joint' as const,
  };
  const prepared = prepareCase(given, capabilities, 'tape');
  if (prepared === undefined) throw new Error('the case does not fit');
  return prepared;
}

describe('the cases of level 4', () => {
  it('have at most 64 sequences each and two atoms an oracle', () => {
    expect(all.length).toBeGreaterThan(20);
    for (const { given } of all) {
      expect(Number(countTapes(spaceOf(given)))).toBeLessThanOrEqual(64);
      expect(given.problem.snapshotAtoms).toHaveLength(2);
      expect(given.problem.localAtoms).toHaveLength(2);
    }
  });

  it('are held exactly by every format, so that atoms still average to their means', () => {
    for (const format of Object.values(floatFormats)) {
      for (const { given } of all) {
        mapCaseNumbers(given, (value) => {
          expect(isRepresentable(format, value), `${given.id} ${formatRatio(value)}`).toBe(true);
          return value;
        });
      }
    }
  });

  it('satisfy the conditions of every theorem about a rate that their variant has', () => {
    const asked = all.flatMap(({ given, constants }) => {
      if (constants === undefined) return [];
      const resolved = { ...given, name: given.id, seed: 0 };
      const { averageSquaredGradient: value } = expectRun(resolved, { rounds: false });
      const judged = judgeTheorems(resolved, constants, { value, radius: zero });
      expect(judged.violation).toBeUndefined();
      return judged.asked;
    });
    expect(asked.sort()).toEqual([
      ...['MOM-1', 'MOM-1H', 'MOM-2', 'MOM-3', 'MVR-1', 'MVR-2'],
      ...['SGD-1', 'TGT-MOM', 'TGT-MVR'],
    ]);
  });
});

const zero: Ratio = { numerator: 0n, denominator: 1n };
const half: Ratio = { numerator: 1n, denominator: 2n };

describe('the average over every sequence', () => {
  it.each(all.map(({ given }) => given))('of the exact runs of $id is the exact expectation', (given) => {
    const averager = createAverager(prepare(given, 'rational'));
    for (const { probability, tape } of enumerateTapes(spaceOf(given))) {
      averager.add(probability, tape, runOf(given, tape));
    }
    expect(averager.compare()).toBeUndefined();
    // and enumeration, which shares no code with the recursion of moments, agrees with what is expected
    const enumerated = enumerateRun({ ...given, name: given.id, seed: 0 });
    const expected = expectMeasures(given);
    enumerated.rounds.forEach(({ steps }, t) => {
      expect(expected[t + 1]?.[0]).toEqual(steps.at(-1)?.targetValue);
      expect(expected[t]?.[1]).toEqual(steps[0]?.squaredGradient);
    });
  });

  it.each(['rational', 'binary64', 'bfloat16'] as const)(
    'is off where one sequence of 64 is, or where its weight is, in %s',
    (arithmetic) => {
      const given = all.find(({ given: { id } }) => id === 'aux-mom/every-draw-rate')?.given;
      if (given === undefined) throw new Error('there is such a case');
      const tapes = [...enumerateTapes(spaceOf(given))];
      const averageOf = (
        spoil: (probability: Ratio, run: ReturnType<typeof runOf>, index: number) => [Ratio, typeof run],
      ) => {
        const averager = createAverager(prepare(given, arithmetic));
        tapes.forEach(({ probability, tape }, index) => {
          const [weight, run] = spoil(probability, runOf(given, tape), index);
          averager.add(weight, tape, run);
        });
        return averager.compare();
      };
      expect(averageOf((weight, run) => [weight, run])).toBeUndefined();
      const moved = averageOf((weight, run, index) => [
        weight,
        index === 0
          ? run.map((x, t) => (t === 3 ? x.map(() => ({ numerator: 99n, denominator: 1n })) : x))
          : run,
      ]);
      expect(moved).toMatchObject({ equation: 'EXPECT.1', round: 3, quantity: 'E f(x^3)' });
      if (arithmetic === 'bfloat16') return; // whose rounding explains as much as wrong weights
      const uniform: Ratio = { numerator: 1n, denominator: BigInt(tapes.length) };
      expect(averageOf((_weight, run) => [uniform, run])).toMatchObject({ equation: 'EXPECT.1' });
    },
  );

  it('breaks a theorem where it is beyond its bound, and not where rounding explains it', () => {
    const exact = all.find(({ given: { id } }) => id === 'aux-mom/every-draw-rate');
    if (exact?.constants === undefined) throw new Error('there is such a case');
    const resolved = { ...exact.given, name: 'rate', seed: 0 };
    const huge: Ratio = { numerator: 1000n, denominator: 1n };
    const judged = judgeTheorems(resolved, exact.constants, { value: huge, radius: half });
    expect(judged.violation).toMatchObject({ equation: 'EXPECT.2', quantity: 'G of MOM-1' });
    expect(judgeTheorems(resolved, exact.constants, { value: huge, radius: huge }).violation).toBeUndefined();
  });
});

describe('level 4', { tags: 'long' }, () => {
  const passes = async (arithmetic: ArithmeticName): Promise<void> => {
    const report = await verifyImplementation(createReference({ arithmetic }), onlyLevel4);
    expect(report.results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(report.levels).toEqual([4]);
    expect(report.cases).toBe(all.length);
  };

  it.each(['binary64', 'binary16', 'bfloat16', 'decimal', 'rational'] as const)(
    'passes the reference in %s',
    passes,
  );

  it.each([[{ isInterpolated: true }], [{}]])('passes other honest arithmetic, %j', async (options) => {
    const report = await verifyImplementation(createMomentum(options), onlyLevel4);
    expect(report.verdict).toBe('pass');
    expect(report.counts).toMatchObject({ fail: 0, unsupported: 1 }); // it has no batch
  });

  it('catches a cache that only shows when the same atom comes twice in a row, which level 2 never asks', async () => {
    // `if (cached.atom && …)`: atom 0 is never cached
    const cache = createMomentum({
      local: (gradient, atom, before) =>
        before !== undefined && before.atom > 0 && before.atom === atom ? before.gradient : gradient,
    });
    const report = await verifyImplementation(cache, { level: 4, explains: false });
    const failed = report.results.filter(({ verdict }) => verdict === 'fail');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(({ level }) => level === 4)).toBe(true);
    // the first sequence that has it, after three that do not
    expect(failed[0]?.id).toBe('L4/aux-mom/every-draw-line/callback');
    expect(failed[0]?.message).toMatch(
      /^sequence 4 of 64 \(ξ\^1 = 0, ζ\^1 = 0 0; ξ\^2 = 0, ζ\^2 = 1 1\): AUX-MOM\.5/,
    );
  });

  it('catches an implementation that is right on one tape and ignores an atom', async () => {
    let used: readonly number[] = [];
    const ignores = createMomentum({
      local: (gradient, atom) => {
        if (atom === 0) used = gradient;
        return atom === 0 ? gradient : used.length === gradient.length ? used : gradient;
      },
    });
    const report = await verifyImplementation(ignores, onlyLevel4);
    expect(report.results[0]?.message).toMatch(/^sequence 2 of 64/); // the first is all zeros
  });

  it('catches an implementation that remembers earlier sessions, which level 3 does not', async () => {
    expect((await verifyImplementation(createRememberer(), { level: 3 })).verdict).toBe('pass');
    const report = await verifyImplementation(createRememberer(), onlyLevel4);
    expect(report.results[0]?.message).toMatch(/^sequence 2 of 64 .*AUDIT\.4/);
  });

  it('catches every wrong recursion of the catalogue alone', async () => {
    const missed: string[] = [];
    for (const mutant of mutants.filter(({ variant }) => variant === 'naive' || variant === 'sgd')) {
      const options = { ...onlyLevel4, variants: [mutant.variant] };
      const report = await verifyImplementation(createReference({ mutant }), options);
      if (report.verdict === 'pass') missed.push(mutant.id);
    }
    expect(missed).toEqual([]);
  });
});
