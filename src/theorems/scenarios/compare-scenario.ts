/** A scenario beside its baselines: equal numbers of target gradients, exact expectations, and what the theorems promise. */
import type { VariantName } from '../../../spec/model/index.js';
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import type { Ratio } from '../../exact/index.js';
import { expectRun } from '../../expectation/index.js';
import type { ResolvedProblem } from '../../problems/index.js';
import type { ScenarioExample } from '../../problems/scenario-examples.js';
import {
  judgeRate,
  measureQuadratic,
  quotientOf,
  type ProblemConstants,
  type RateMeasurement,
  type RateVerdict,
} from '../rates/index.js';
import { curveOf, gapsOf, type CurvePoint } from './curves.js';
import { runByTheory, type TheoryRun } from './run-by-theory.js';
import {
  caseAt,
  type BoundedDescription,
  constantsFor,
  describeScenario,
  tuneByBound,
  tuneByValue,
  type GridPoint,
} from './tune.js';

/** The algorithms compared, baselines last. */
export const comparedVariants: readonly VariantName[] = ['aux-mom', 'aux-mvr', 'naive', 'sgd'];

/** The theorems that promise something to one of them. */
const promisedTheorems: readonly {
  readonly id: RateTheoremId;
  readonly variant: VariantName;
}[] = [
  { id: 'MOM-2', variant: 'aux-mom' },
  { id: 'MVR-1', variant: 'aux-mvr' },
  { id: 'SGD-1', variant: 'sgd' },
];

/** One algorithm at the best point of the grid. */
export interface ScenarioMethod {
  readonly variant: VariantName;
  readonly at: GridPoint;
  readonly roundCount: number;
  /** E f(x^T) − inf f, exactly, not in lowest terms. */
  readonly gap: Ratio;
  /** (gap of SGD)/(gap of this), exactly, not in lowest terms; above 1 is better than SGD. */
  readonly gain: Ratio;
  /** E f(xᵗ) − inf f against the target gradients spent, rounded for a picture. */
  readonly curve: readonly CurvePoint[];
}

/** What a theorem promises at the grid point where it promises most. */
export interface ScenarioPromise {
  readonly id: RateTheoremId;
  readonly variant: VariantName;
  readonly at: GridPoint;
  /** The variances along the run, with the other constants of the bound; exact. */
  readonly measurement: RateMeasurement;
  /** Judged exactly: condition, G and bound. */
  readonly verdict: RateVerdict;
  /** G of the rounds so far and its bound, rounded for a picture. */
  readonly average: readonly CurvePoint[];
  readonly limit: readonly CurvePoint[];
}

/** A scenario, measured. */
export interface ScenarioComparison {
  readonly example: ScenarioExample;
  readonly description: BoundedDescription;
  readonly methods: readonly ScenarioMethod[];
  /** Theorems whose condition some point of the grid satisfies. */
  readonly promises: readonly ScenarioPromise[];
  /** AuxMOM and SGD with the parameters of their own theory. */
  readonly theory: { readonly auxMom: TheoryRun; readonly sgd: TheoryRun };
}

/**
 * Compares the algorithms on an example.
 *
 * Each gets the best η and a of one grid, K of the example, and the same number of target gradients; points are tried in
 * doubles, and what is reported of the chosen ones is exact. A promise uses the grid point that satisfies the theorem's exact
 * condition and has the least bound.
 */
export function compareScenario(example: ScenarioExample): ScenarioComparison {
  const { problemCase, budget } = example;
  const description = describeScenario(problemCase);
  const { value: least, suboptimality } = description.optimum;
  const measured = comparedVariants.map((variant) => {
    const at = tuneByValue(problemCase, variant, budget);
    const chosen = caseAt(problemCase, variant, at, budget);
    const result = expectRun(chosen, { moments: false, localSteps: false });
    const gaps = gapsOf(result, least);
    return {
      variant,
      at,
      roundCount: chosen.parameters.roundCount,
      gap: gaps.at(-1) ?? suboptimality,
      curve: curveOf(variant, gaps, 0),
    };
  });
  const baseline = measured.find(({ variant }) => variant === 'sgd')?.gap ?? suboptimality;
  return {
    example,
    description,
    methods: measured.map((method) => ({
      ...method,
      gain: quotientOf({ numerator: baseline, denominator: method.gap }),
    })),
    theory: {
      auxMom: runByTheory(problemCase, 'aux-mom', budget, description),
      sgd: runByTheory(problemCase, 'sgd', budget, description),
    },
    promises: promisedTheorems.flatMap(({ id, variant }) => {
      const at = tuneByBound(problemCase, id, variant, budget, description);
      if (at === undefined) return [];
      const known = constantsFor(id, description);
      return [{ id, variant, at, ...promiseOf(id, caseAt(problemCase, variant, at, budget), known) }];
    }),
  };
}

function promiseOf(id: RateTheoremId, chosen: ResolvedProblem, constants: ProblemConstants) {
  const theorem = rateTheorems[id];
  const { variant, parameters } = chosen;
  const expected = expectRun(chosen, { moments: false, localSteps: false });
  const measurement = measureQuadratic(chosen, expected);
  const rateCase = { ...chosen, constants, measurement };
  const averages = expected.rounds.map(({ averageSquaredGradient }) => averageSquaredGradient);
  const limits = averages.map(
    (_, t) => judgeRate(theorem, { ...rateCase, parameters: { ...parameters, roundCount: t + 1 } }).bound,
  );
  return {
    measurement,
    verdict: judgeRate(theorem, rateCase),
    average: curveOf(variant, averages, 1),
    limit: curveOf(variant, limits, 1),
  };
}
