/** Logistic regression on penguins: what can be derived about the auxiliary is what comes out. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../spec/model/index.js';
import { root } from '../support/run-cli.js';

interface Point {
  readonly stepSize: number;
  readonly momentumWeight: number;
  readonly gap: number;
}
interface Auxiliary {
  readonly name: string;
  readonly rows: readonly { readonly label: number }[];
}
interface Result {
  readonly auxiliary: Auxiliary;
  readonly similarity: number;
  readonly methods: Readonly<Record<'sgd' | 'naive' | 'aux-mom' | 'aux-mvr', Point>>;
}
interface Example {
  readonly rows: Auxiliary['rows'];
  readonly compare: () => readonly Result[];
  readonly judgeOnce: (
    variant: string,
    auxiliary: Auxiliary,
    point: Point,
    change?: (trace: Trace<number>) => Trace<number>,
  ) => { readonly verdict: string; readonly violations: readonly { readonly equation: string }[] };
}

let example: Example;
let results: readonly Result[];
beforeAll(async () => {
  const url = pathToFileURL(join(root, 'docs/examples/logistic.mjs')).href;
  example = (await import(/* @vite-ignore */ url)) as Example;
  results = example.compare();
}, 240_000);

const named = (name: string): Result => {
  const found = results.find(({ auxiliary }) => auxiliary.name === name);
  if (found === undefined) throw new Error(`no auxiliary ${name}`);
  return found;
};
const mislabelled = () => ['all rows, true labels', '25 % mislabelled', '50 % mislabelled'].map(named);

describe('logistic regression on the fast engine', { tags: 'long' }, () => {
  it('really has the shares of wrong labels that it says', () => {
    const shares = mislabelled().map(
      ({ auxiliary }) =>
        auxiliary.rows.filter(({ label }, i) => label !== example.rows[i]?.label).length /
        example.rows.length,
    );
    expect(shares.map((share) => Math.round(100 * share))).toEqual([0, 25, 50]);
  });

  it('labels enter ∇h by a constant, so δ = 0 and AuxMOM and AuxMVR do not notice wrong ones', () => {
    const cases = mislabelled();
    expect(cases.map(({ similarity }) => similarity)).toEqual([0, 0, 0]);
    for (const variant of ['aux-mom', 'aux-mvr'] as const) {
      const shown = cases.map(({ methods }) => methods[variant].gap.toPrecision(3)); // as the table shows them
      expect(new Set(shown).size).toBe(1);
    }
  });

  it('and both beat SGD at equal numbers of target gradients, even with half of the labels wrong', () => {
    for (const { methods } of mislabelled()) {
      expect(methods['aux-mom'].gap).toBeLessThan(methods.sgd.gap);
      expect(methods['aux-mvr'].gap).toBeLessThan(methods.sgd.gap);
    }
  });

  it('naive has no estimate that takes the constant out: it gets worse with every wrong label', () => {
    const [none = NaN, quarter = NaN, half = NaN] = mislabelled().map(({ methods }) => methods.naive.gap);
    expect(none).toBeLessThan(quarter);
    expect(quarter).toBeLessThan(half);
    expect(half).toBeGreaterThan(named('50 % mislabelled').methods.sgd.gap);
  });

  it('a subsample has δ > 0, the more the fewer rows', () => {
    const [all = NaN, some = NaN, few = NaN] = ['all rows, true labels', '37 rows', '12 rows'].map(
      (name) => named(name).similarity,
    );
    expect(all).toBeLessThan(some);
    expect(some).toBeLessThan(few);
  });

  it('the negative control: with one row a local step h is too noisy, and nothing beats SGD', () => {
    const { methods } = named('all rows, one a local step');
    for (const variant of ['naive', 'aux-mom', 'aux-mvr'] as const)
      expect(methods[variant].gap).toBeGreaterThan(methods.sgd.gap);
  });

  it('runs pass the judge, which has the reported gradients and no problem', () => {
    const { auxiliary, methods } = named('50 % mislabelled');
    for (const variant of ['sgd', 'naive', 'aux-mom', 'aux-mvr'] as const)
      expect(example.judgeOnce(variant, auxiliary, methods[variant]).verdict).toBe('pass');
  });

  it('and do not pass where one estimate is off by a millionth', () => {
    const { auxiliary, methods } = named('50 % mislabelled');
    const nudge = (trace: Trace<number>): Trace<number> => ({
      ...trace,
      rounds: trace.rounds.map((round, t) =>
        t === 6 && round.correction !== undefined
          ? {
              ...round,
              correction: round.correction.map((value, i) => (i === 0 ? value * (1 + 1e-6) : value)),
            }
          : round,
      ),
    });
    const report = example.judgeOnce('aux-mom', auxiliary, methods['aux-mom'], nudge);
    expect([report.verdict, report.violations[0]?.equation]).toEqual(['fail', 'AUX-MOM.2']);
  });
});
