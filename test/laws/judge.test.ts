/** Laws of the judge: honest arithmetic never fails, whatever its style; a change beyond twice the bound always does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  floatFormats,
  nearestDouble,
  roundToFormat,
  type FormatName,
  type Ratio,
} from '../../src/exact/index.js';
import { formatViolation, judgeTrace, readDouble, type JudgeReport } from '../../src/judge/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { runHonestly, type HonestStyle } from '../support/honest-engine.js';
import { firstOf, firstSuites } from '../support/some-of.js';
import { forAll } from '../support/for-all.js';

/** Every order of sums, fused or not, both groupings, points or displacements kept. */
const arbitraryStyle = fc
  .record({
    fused: fc.boolean(),
    grouping: fc.constantFrom('average' as const, 'lerp' as const),
    keys: fc.array(fc.integer(), { minLength: 8, maxLength: 8 }),
    flushes: fc.boolean(),
    isDisplaced: fc.boolean(),
  })
  .map(({ keys, ...rest }) => ({
    ...rest,
    order: (length: number) =>
      Array.from({ length }, (_, i) => i).sort((i, j) => (keys[i] ?? 0) - (keys[j] ?? 0)),
  }));

function judge(testCase: TestCase, format: FormatName, style: Omit<HonestStyle, 'format'>): JudgeReport {
  const floatFormat = floatFormats[format];
  const trace = runHonestly(testCase, { ...style, format: floatFormat });
  const subnormals = style.flushes === true ? 'flushed' : 'gradual';
  return judgeTrace({ ...testCase, arithmetic: { format: floatFormat, subnormals } }, trace, readDouble);
}

firstSuites(2, Object.keys(floatFormats) as FormatName[])('honest %s arithmetic', (format) => {
  firstOf(1, [[60], [400]])(
    'passes in any order of sums, fused or not, in either grouping, with subnormals flushed or not: %i cases',
    (numRuns) => {
      forAll(numRuns, [arbitraryCase(), arbitraryStyle], (testCase, style) => {
        const report = judge(testCase, format, style);
        // narrow formats may overflow on these data; the judge must say so instead of failing them
        if (report.verdict === 'unsupported') return;
        expect(report.violations.map(formatViolation)).toEqual([]);
        expect(report.worst?.fraction ?? 0).toBeLessThanOrEqual(1);
      });
    },
  );

  firstOf(1, [[40], [200]])('passes where everything underflows: %i cases', (numRuns) => {
    // data scaled down to the smallest numbers of the format: steps, gradients and products are subnormal or 0
    const { minimumExponent } = floatFormats[format];
    forAll(
      numRuns,
      [arbitraryCase({ denominator: 8 }), arbitraryStyle, fc.integer({ min: 0, max: 30 })],
      (testCase, style, shift) => {
        const tiny = 1n << BigInt(-minimumExponent - 2 + shift);
        const shrink = (value: Ratio) => ({
          numerator: value.numerator,
          denominator: value.denominator * tiny,
        });
        const small: TestCase = {
          ...testCase,
          startingPoint: testCase.startingPoint.map(shrink),
          initialization:
            testCase.initialization.kind === 'given' ? { kind: 'zero' } : testCase.initialization,
        };
        expect(judge(small, format, style).violations.map(formatViolation)).toEqual([]);
      },
    );
  });
});

describe('a dishonest state', () => {
  const style: HonestStyle = {
    format: floatFormats.binary64,
    fused: false,
    grouping: 'average',
    order: (length) => Array.from({ length }, (_, i) => i),
  };
  const arithmetic = { format: floatFormats.binary64, subnormals: 'gradual' } as const;

  firstOf(1, [[30], [200]])(
    'fails whenever one component is off by more than twice its bound: %i cases',
    (numRuns) => {
      forAll(
        numRuns,
        [arbitraryCase(), fc.nat(), fc.nat(), fc.constantFrom('m', 'y', 'x'), fc.boolean()],
        (testCase, roundPick, componentPick, quantity, up) => {
          const honest = runHonestly(testCase, style);
          const request = { ...testCase, arithmetic };
          const index = roundPick % honest.rounds.length;
          const component = componentPick % testCase.problem.dimension;
          const round = honest.rounds[index];
          if (round === undefined) return;
          const original =
            quantity === 'm' ? round.correction : quantity === 'y' ? round.steps[0]?.point : round.iterate;
          if (original === undefined) return; // naive and sgd have no m
          // the bound of this very component, from a probe that is certainly off
          const change = (amount: number) => {
            const changed = original.map((value, i) => (i === component ? value + amount : value));
            const rounds = honest.rounds.map((record, i) =>
              i !== index
                ? record
                : quantity === 'm'
                  ? { ...record, correction: changed }
                  : quantity === 'x'
                    ? { ...record, iterate: changed }
                    : { ...record, steps: record.steps.map((s, k) => (k === 0 ? { point: changed } : s)) },
            );
            return judgeTrace(request, { ...honest, rounds }, readDouble);
          };
          const probe = change(1e6);
          const place = probe.violations.find((v) => v.round === index + 1 && v.component === component);
          expect(place).toBeDefined();
          const bound = place?.bound ?? 0;
          const spacing = Math.abs(original[component] ?? 0) * Number.EPSILON + Number.MIN_VALUE;
          // twice the bound, plus what adding it to the state rounds
          const amount = 2 * bound + 2 * spacing;
          expect(change(up ? amount : -amount).verdict).toBe('fail');
        },
      );
    },
  );

  firstOf(1, [[40], [300]])('fails as binary64 when it was computed in binary32: %i cases', (numRuns) => {
    let cases = 0;
    let failed = 0;
    let inexact = 0;
    forAll(numRuns, [arbitraryCase({ denominator: 10 })], (testCase) => {
      cases += 1;
      const narrow = { ...style, format: floatFormats.binary32 };
      const trace = runHonestly(testCase, narrow);
      const wide = runHonestly(testCase, style);
      if (JSON.stringify(trace) === JSON.stringify(wide)) return; // nothing was rounded: the same run in both formats
      inexact += 1;
      const report = judgeTrace({ ...testCase, arithmetic }, trace, readDouble);
      if (report.verdict === 'fail') failed += 1;
    });
    expect(3 * inexact).toBeGreaterThan(2 * cases);
    expect(failed).toBe(inexact);
  });

  it('fails as binary32 when a state is not a binary32 number', () => {
    const testCase = fc.sample(arbitraryCase({ variants: ['aux-mom'], denominator: 8 }), 1)[0];
    if (testCase === undefined) throw new Error('no case');
    const trace = runHonestly(testCase, { ...style, format: floatFormats.binary32 });
    const nudged = { ...trace, start: { ...trace.start, iterate: trace.start.iterate.map(() => 0.1) } };
    const claim = { format: floatFormats.binary32, subnormals: 'gradual' } as const;
    const report = judgeTrace({ ...testCase, arithmetic: claim }, nudged, readDouble);
    expect(report.violations.map(({ equation }) => equation)).toContain('REPORT.4');
  });
});

describe('numbers that are not finite', () => {
  const base = arbitraryCase({ variants: ['aux-mom'], noise: false, maximumDimension: 1 });
  const style: HonestStyle = {
    format: floatFormats.binary16,
    fused: false,
    grouping: 'average',
    order: (length) => Array.from({ length }, (_, i) => i),
  };
  const claim = { format: floatFormats.binary16, subnormals: 'gradual' } as const;

  it('are a failure where nothing can overflow', () => {
    forAll(50, [base], (testCase) => {
      const trace = runHonestly(testCase, style);
      if (!trace.rounds.every((round) => round.iterate.every((v) => Math.abs(v) < 100))) return;
      const broken = {
        ...trace,
        rounds: [{ ...trace.rounds[0], steps: [], iterate: [NaN] }, ...trace.rounds.slice(1)],
      };
      const report = judgeTrace({ ...testCase, arithmetic: claim }, broken, readDouble);
      expect(report.verdict).toBe('fail');
      expect(report.violations.map(({ equation }) => equation)).toContain('REPORT.3');
    });
  });

  it('are "unsupported" where an honest run overflows its format', () => {
    const testCase = fc.sample(base, 1)[0];
    if (testCase === undefined) throw new Error('no case');
    const huge: TestCase = {
      ...testCase,
      initialization: { kind: 'zero' },
      startingPoint: [{ numerator: 60000n, denominator: 1n }],
      problem: {
        ...testCase.problem,
        snapshotAtoms: testCase.problem.snapshotAtoms.map((atom) => ({
          ...atom,
          target: {
            matrix: [[{ numerator: 8n, denominator: 1n }]],
            vector: [{ numerator: 0n, denominator: 1n }],
          },
        })),
      },
    };
    const trace = runHonestly(huge, style);
    expect(trace.rounds[0]?.iterate.some(Number.isFinite)).toBe(false);
    const report = judgeTrace({ ...huge, arithmetic: claim }, trace, readDouble);
    expect(report.verdict).toBe('unsupported');
    expect(report.reason).toContain('binary16');
  });
});

it('rounding to a format agrees between the double and the exact path', () => {
  forAll(
    100,
    [fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(...Object.values(floatFormats))],
    (value, format) => {
      const exact = readDouble(value);
      if (exact === undefined) return;
      expect(roundToFormat(format, value) + 0).toBe(
        (format.name === 'binary64' ? nearestDouble(exact) : roundToFormat(format, nearestDouble(exact))) + 0,
      );
    },
  );
});
