/** Enumeration: every sequence of draws once, with its probability, and what is measured along it. */
import { describe, expect, it } from 'vitest';
import { createQuadraticOracle, mapParameters, mapProblem } from '../../spec/model/index.js';
import { InputError } from '../../src/errors.js';
import { createRationalField, formatRatio, parseExactNumber as number } from '../../src/exact/index.js';
import {
  countTapes,
  enumerateOracleRun,
  enumerateRun,
  enumerateTapes,
  type TapeSpace,
} from '../../src/expectation/index.js';
import { defaultSequenceLimit } from '../../src/expectation/enumerate-tapes.js';
import type { ResolvedProblem } from '../../src/problems/index.js';
import { certain, constant, signs as problem } from './scalar-case.js';

const space: TapeSpace = {
  variant: 'aux-mom',
  snapshotProbabilities: [number('1/4'), number('3/4')],
  localProbabilities: [number('1/5'), number('2/5'), number('2/5')],
  parameters: { localStepCount: 1, roundCount: 1 },
  initialization: { kind: 'zero' },
};
const list = (change: Partial<TapeSpace>, limit?: number) =>
  [...enumerateTapes({ ...space, ...change }, limit)].map(({ probability, tape }) => {
    const rounds = tape.rounds.map(({ snapshot, local }) => `${snapshot}:${local.join('')}`).join(' ');
    return `${tape.initial.join('')}|${rounds} ${probability.numerator}/${probability.denominator}`;
  });

describe('the sequences of draws', () => {
  it('are listed in order, the last draw first to change', () => {
    expect(list({})).toEqual(['|0:0 1/20', '|0:1 2/20', '|0:2 2/20', '|1:0 3/20', '|1:1 6/20', '|1:2 6/20']);
  });

  it('have the draws of an initial batch before all others', () => {
    const local = { localProbabilities: [certain] };
    const batch = { kind: 'batch', size: 2 } as const;
    expect(list({ ...local, initialization: batch }).join(', ')).toBe(
      '00|0:0 1/64, 00|1:0 3/64, 01|0:0 3/64, 01|1:0 9/64, 10|0:0 3/64, 10|1:0 9/64, 11|0:0 9/64, 11|1:0 27/64',
    );
    const starts = [batch, { kind: 'batch' }, { kind: 'exact', size: 5 }] as const;
    const counts = starts.map((initialization) => countTapes({ ...space, ...local, initialization }));
    expect(counts).toEqual([8n, 2n, 2n]);
  });

  it('have one outcome for a draw that the variant does not make', () => {
    const count = (variant: TapeSpace['variant'], localStepCount: number, roundCount: number) =>
      countTapes({ ...space, variant, parameters: { localStepCount, roundCount } });
    expect(count('aux-mom', 2, 2)).toBe(324n); // (2·3²)²
    expect(count('naive', 2, 2)).toBe(36n); // step 1 takes the target gradient
    expect(count('sgd', 1, 3)).toBe(8n);
    const naive = list({ variant: 'naive', parameters: { localStepCount: 2, roundCount: 1 } });
    expect(naive.join(', ')).toBe('|0:00 1/20, |0:01 2/20, |0:02 2/20, |1:00 3/20, |1:01 6/20, |1:02 6/20');
    const sgd = list({ variant: 'sgd', parameters: { localStepCount: 1, roundCount: 2 } });
    expect(sgd.join(', ')).toBe('|0:0 0:0 1/16, |0:0 1:0 3/16, |1:0 0:0 3/16, |1:0 1:0 9/16');
  });

  it('are refused beyond the limit, before the first', () => {
    expect([defaultSequenceLimit, list({}, 6).length]).toEqual([100_000, 6]);
    expect(() => list({}, 5)).toThrow(InputError);
    expect(() => list({}, 5)).toThrow(
      'enumeration: the run has 6 sequences of draws; expected at most 5. Take fewer rounds, local steps or atoms, or use ' +
        'exact second moments (--engine expectation), which do not enumerate.',
    );
    const many = { parameters: { localStepCount: 10, roundCount: 2 } };
    expect(() => list(many)).toThrow(/13947137604 sequences of draws; expected at most 100000\./);
  });
});

describe('an enumerated run', () => {
  // m¹ = (x⁰ ∓ 2)/2 = −1/2 or 3/2; y = 1 − (1 + m)/4 = 7/8 or 3/8; y' = y − (y + m)/4 = 25/32 or −3/32
  it('has the expectations of every step, and the variance of f', () => {
    const { rounds, sequenceCount, variant, averageSquaredGradient } = enumerateRun(problem);
    expect([variant, sequenceCount, rounds.length]).toEqual(['aux-mom', 2n, 1]);
    const [round] = rounds;
    expect(round?.round).toBe(1);
    // E(m − ∇D)² with ∇D = 1: ((−3/2)² + (1/2)²)/2
    expect(formatRatio(round?.correctionError ?? constant)).toBe('1.25');
    const numbers = round?.steps.map(({ step, ...rest }) => {
      const { squaredGradient, targetValue, targetValueVariance } = rest;
      const texts = [squaredGradient, targetValue, targetValueVariance].map(formatRatio);
      return [step, ...texts];
    });
    expect(numbers).toEqual([
      // 4·1; (49 + 9)/128; ((49 − 9)/128)²
      [1, '4', '0.453125', '0.09765625'],
      // 4·29/64; (625 + 9)/2048; ((625 − 9)/2048)²
      [2, '1.8125', '0.3095703125', '0.0904693603515625'],
    ]);
    expect(formatRatio(averageSquaredGradient)).toBe('2.90625'); // (4 + 29/16)/2
  });

  it('estimates the target for a -target variant, and nothing for a baseline', () => {
    const of = (variant: ResolvedProblem['variant'], initialization: ResolvedProblem['initialization']) =>
      enumerateRun({ ...problem, variant, initialization }).rounds[0];
    // u = (2x ∓ 1)/2: E(u − 2)² = ((−3/2)² + (−1/2)²)/2
    expect(formatRatio(of('aux-mom-target', { kind: 'zero' })?.correctionError ?? constant)).toBe('1.25');
    expect(of('naive', { kind: 'none' })).not.toHaveProperty('correctionError');
  });

  const field = createRationalField();

  it('has the variance of f in every round', () => {
    const parameters = { ...problem.parameters, roundCount: 2 };
    const run = {
      oracle: createQuadraticOracle(field, mapProblem(problem.problem, field.fromRatio)),
      snapshotProbabilities: problem.problem.snapshotAtoms.map(({ probability }) => probability),
      localProbabilities: problem.problem.localAtoms.map(({ probability }) => probability),
      parameters: mapParameters(parameters, field.fromRatio),
      initialization: { kind: 'zero' },
      startingPoint: [field.one],
    } as const;
    const { variance } = enumerateOracleRun(field, 'aux-mom', run, ({ rounds }) =>
      rounds.flatMap(({ steps }) => steps.map(({ point: [y = field.zero] }) => field.multiply(y, y))),
    );
    const steps = enumerateRun({ ...problem, parameters }).rounds.flatMap((round) => round.steps);
    const variances = steps.map(({ targetValueVariance }) => formatRatio(targetValueVariance));
    expect(variances).toEqual(variance.map(field.format));
  });

  it('takes a limit, and any oracle', () => {
    expect(() => enumerateRun(problem, 1)).toThrow('the run has 2 sequences of draws; expected at most 1');
    const run = {
      oracle: {
        dimension: 1,
        gradient: ({ atom }: { readonly atom: number }) => [field.fromString(String(atom))],
      },
      snapshotProbabilities: [number('1/4'), number('3/4')],
      localProbabilities: [certain],
      parameters: { stepSize: field.one, momentumWeight: field.one, localStepCount: 1, roundCount: 1 },
      initialization: { kind: 'none' },
      startingPoint: [field.zero],
    } as const;
    const measured = enumerateOracleRun(field, 'sgd', run, ({ rounds }) =>
      rounds.flatMap(({ iterate }) => iterate),
    );
    // x = 0 or −1: mean −3/4, variance 3/16
    const { mean, variance } = measured;
    expect([mean, variance].map((values) => values.map(field.format))).toEqual([['-0.75'], ['0.1875']]);
    expect(() => enumerateOracleRun(field, 'sgd', { ...run, limit: 1 }, () => [])).toThrow('at most 1');
    const none = enumerateOracleRun(field, 'sgd', { ...run, snapshotProbabilities: [], limit: 0 }, () => []);
    expect(none).toEqual({ mean: [], variance: [] });
  });
});
