/** How a tuned rate follows from another: its parameters meet the condition of that one, whose bound becomes its own. */
import type { ConditionName, TunedTheorem } from '../../spec/theorems/index.js';
import type { CertificateTerm, Hypothesis, Step } from '../derivation/schema.js';
import { expression, readExpression } from '../notation/expression.js';
import { declared, prove, slack, times } from '../notation/steps.js';
import { totalGradient } from '../premises/sums.js';
import {
  conclude,
  declareCondition,
  proveBound,
  proveRoundsFrom,
  type ProvenRate,
  type RateRecipe,
  type TheoremProof,
} from './rate-proof.js';
import { conclusionName, type StartBound } from './start.js';

/** A start of a tuned rate: that of the rate it follows from, and what is left of the bound after substitution. */
export interface TunedStart {
  readonly bound: StartBound;
  /** The bound on G_{t+1} = Σ_s g_s, times `denominator`. */
  readonly numerator: string;
  /** factor·numerator − factor·denominator·G = scale·(the other bound) + these. */
  readonly terms: readonly CertificateTerm[];
}

/** The start with a number that is left over, or none, before the terms that all starts have. */
export const startFrom = (
  bound: StartBound,
  numerator: string,
  left: string,
  shared: readonly CertificateTerm[],
): TunedStart => ({ bound, numerator, terms: [...(left === '0' ? [] : [slack(left)]), ...shared] });

/** What distinguishes one tuned rate from another. */
export interface TunedRecipe {
  readonly theorem: TunedTheorem;
  readonly from: RateRecipe;
  /** Its condition, as its slacks: what is assumed. */
  readonly conditions: readonly Hypothesis[];
  /** The condition of the other rate, the exact one unless told otherwise, and what proves each of its slacks. */
  readonly under?: 'quiet';
  readonly premises: readonly (readonly CertificateTerm[])[];
  /** Steps to print before the others. */
  readonly steps: readonly Step[];
  readonly denominator: string;
  readonly factor: string;
  readonly scale: string;
  readonly starts: readonly TunedStart[];
}

/** Slacks to be named: no theorem has more of them, and most have fewer. */
export type Slacks = readonly [Hypothesis, Hypothesis, Hypothesis, Hypothesis, Hypothesis, Hypothesis];

/** The slacks of a tuned theorem's condition. */
export const declareTuning = (theorem: TunedTheorem): Slacks =>
  declareCondition(theorem, 'exact') as unknown as Slacks;

/** 2Lη ≤ 1 from a slack that is cancel·(1 − 2Lη) without the rest. */
export const proveSmallStep = (id: string, cancel: string, atMost: Hypothesis, rest: string): Step =>
  prove(`${id}: 2Lη ≤ 1`, readExpression('1 - 2*L*eta'), {
    cancel: readExpression(cancel).node,
    terms: [times('1', atMost), slack(rest)],
  });

/** Proves a tuned theorem for every kind of start. */
export function proveTunedRate(recipe: TunedRecipe): TheoremProof {
  const { theorem, conditions, under = 'exact' } = recipe;
  const from = under === 'quiet' ? { ...recipe.from, ...recipe.from.quiet } : recipe.from;
  const premises = declaredSlacks(from, under).map((statement, at, { length }) =>
    prove(
      `${theorem.id}: its parameters satisfy the ${under} condition of ${from.theorem.id}${length > 1 ? ` ${at + 1}` : ''}`,
      { kind: 'scalar', node: statement },
      { terms: [...(recipe.premises[at] ?? [])] },
    ),
  );
  const proved = proveRoundsFrom(from, premises, theorem.id);
  const steps: Step[] = [...recipe.steps, ...premises, ...proved.steps];
  const rates = recipe.starts.map(({ bound, numerator, terms }): ProvenRate => {
    const stated = { condition: 'exact', start: bound.name } as const;
    const name = conclusionName(theorem.id, stated);
    const summed = proveBound(from, proved.rounds, bound, `${name}, from ${from.theorem.id}`);
    const of = totalGradient.at('t+1');
    const [top, bottom] = [readExpression(numerator), readExpression(recipe.denominator)];
    const step = prove(`${name}: in closed form`, expression`${top} - ${bottom}*${of}`, {
      cancel: readExpression(recipe.factor).node,
      terms: [times(recipe.scale, summed.step), ...terms],
    });
    steps.push(summed.step, step);
    return { id: theorem.id, ...stated, conclusion: conclude(name, step, of, top, bottom) };
  });
  return { theorem, conditions, conditionParts: [], constants: [], steps, rates };
}

/** The slacks of a condition of the other rate; that there is no local noise is an equation of its rounds. */
export const declaredSlacks = (
  { theorem }: RateRecipe,
  name: ConditionName,
): readonly Hypothesis['statement'][] =>
  [...declared.hypotheses.values()]
    .filter(({ assumption }) => assumption === `${theorem.id} ${name}`)
    .slice(name === 'quiet' ? 1 : 0)
    .map(({ statement }) => statement);
