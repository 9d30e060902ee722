/** An algorithm from what distinguishes it: its equations are numbered in the order of a round. */
import type { Algorithm, CorrectionRule, DirectionRule, Equation } from './equation.js';
import { roundGradientEquation, stepGradientEquation } from './gradient-roles.js';
import {
  correctionEquation,
  directionEquation,
  gradientValueEquation,
  moveEquation,
  roundEndEquation,
} from './shared-equations.js';
import { startEquations } from './start.js';

/** An equation as it is written, and its right-hand side. */
export interface Formula<Rule> extends Pick<Equation, 'statement' | 'latex'> {
  readonly rule: Rule;
}

/** What distinguishes an algorithm. */
export interface AlgorithmDefinition extends Pick<
  Algorithm,
  | 'variant'
  | 'title'
  | 'summary'
  | 'estimates'
  | 'roundGradients'
  | 'stepGradients'
  | 'targetGradientsInRound'
> {
  /** Which gradients a local step takes, in words. */
  readonly stepStatement: string;
  /** mᵗ; absent where nothing is estimated. */
  readonly correction?: Formula<CorrectionRule>;
  /** d^{t,k}. */
  readonly direction: Formula<DirectionRule>;
}

/**
 * The algorithm with its equations VARIANT.1, VARIANT.2, …: the gradients of the round, mᵗ, the gradients of the steps, d^{t,k},
 * the move and the end of the round. The first two are left out where there are none.
 */
export function defineAlgorithm(definition: AlgorithmDefinition): Algorithm {
  const { stepStatement, correction, direction, ...rest } = definition;
  const { variant, estimates, roundGradients, stepGradients } = rest;
  const equations: ((id: string) => Equation)[] = [
    (id) => stepGradientEquation(id, stepStatement, stepGradients),
    (id) => directionEquation({ id, statement: direction.statement, latex: direction.latex }, direction.rule),
    moveEquation,
    roundEndEquation,
  ];
  if (correction !== undefined) {
    const { rule, ...heading } = correction;
    equations.unshift((id) => correctionEquation({ id, ...heading }, rule));
  }
  if (roundGradients.length > 0) equations.unshift((id) => roundGradientEquation(id, roundGradients));
  const [first, ...others] = equations.map((equation, i) => equation(`${variant.toUpperCase()}.${i + 1}`));
  return {
    ...rest,
    ...(correction === undefined ? {} : { correction: correction.rule }),
    direction: direction.rule,
    startEquations: startEquations(estimates),
    equations: [first as Equation, gradientValueEquation, ...others],
  };
}
