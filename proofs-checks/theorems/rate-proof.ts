/** How every rate is proved: a potential that decreases each round, and induction over rounds. */
import { conclusionName, type ConditionName, type RateCase, type StartBound } from './start.js';
import type { RateTheorem, RateTheoremId } from '../../spec/theorems/index.js';
import type { Certificate, CertificateTerm, Derivation, Hypothesis, Step } from '../derivation/schema.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import type { ScalarFormula } from '../notation/formula.js';
import {
  declareHypothesis,
  inductionHypothesis,
  prove,
  proveByInduction,
  successorOf,
  times,
  unfoldTwice,
  type Named,
} from '../notation/steps.js';
import { iterateValue } from '../premises/algorithm.js';
import { boundedBelow, initialValue } from '../premises/assumptions.js';
import { correctionError } from '../premises/process.js';
import { gradientSum, totalGradient } from '../premises/sums.js';
import { symbolicSlacks } from './formula-field.js';

/** A rate, proved from one condition and for one kind of initialisation. */
export interface ProvenRate extends RateCase {
  readonly id: RateTheoremId;
  /** G_{t+1} = Σ_s g_s ≤ numerator/denominator. */
  readonly conclusion: Derivation['conclusions'][number];
}

/** A summand with a name. */
export interface NamedPart {
  readonly name: string;
  readonly value: ScalarFormula;
}

/** A summand of the conclusion of a step: with a smaller constant, the statement says more. */
export interface StatedConstant extends NamedPart {
  readonly step: Step;
}

/** A theorem with its proof. */
export interface TheoremProof {
  readonly theorem: RateTheorem;
  /** The constants whose lowering is tested, with the step that they belong to. */
  readonly constants: readonly StatedConstant[];
  /** The parts of the exact condition: weight = slack + Σ parts. */
  readonly conditionParts: readonly NamedPart[];
  /** The slacks of its conditions, as hypotheses: the exact one, then those of the simple one. */
  readonly conditions: readonly Hypothesis[];
  readonly steps: readonly Step[];
  readonly rates: readonly ProvenRate[];
}

/** What distinguishes one rate from another. Everything is multiplied by η and by `weight`. */
export interface RateRecipe {
  readonly theorem: RateTheorem;
  /** w > 0, which clears the denominators in a. */
  readonly weight: string;
  /** I, the factor of ‖E¹‖². */
  readonly initialWeight: string;
  /** The potential after round t + 1, without its part 2wF. */
  readonly potential: (t: string) => readonly NamedPart[];
  /** Terms that prove that part to be ≥ 0. */
  readonly potentialTerms: readonly CertificateTerm[];
  /** What the snapshot noise of a round adds. */
  readonly snapshotNoise: ScalarFormula;
  /** What the local noise of a round adds, by the summands of the bound. */
  readonly localNoise: readonly NamedPart[];
  /** The parts that the exact condition subtracts from its weight (a², or a(2−a)). */
  readonly conditionParts: readonly NamedPart[];
  /** Certificate of round 1, and of round t + 2, given the exact condition. */
  readonly firstRound: (condition: Named) => Certificate;
  readonly laterRound: (condition: Named) => Certificate;
  /** Proves the exact condition from the simple one. */
  readonly conditionTerms: (smooth: Named, similar: Named) => readonly CertificateTerm[];
  readonly starts: readonly StartBound[];
}

/** The slacks of a condition of the specification, as hypotheses. */
export function declareCondition(
  theorem: RateTheorem,
  name: ConditionName,
  localStepCount = 'K',
): readonly Hypothesis[] {
  const condition = name === 'exact' ? theorem.exactCondition : theorem.simpleCondition;
  return symbolicSlacks(theorem, condition, localStepCount).map((slack, at, { length }) =>
    declareHypothesis(
      `${theorem.id} ${name}${length > 1 ? ` ${at + 1}` : ''}`,
      `${theorem.id} ${name}`,
      `the ${name} condition of ${theorem.id}`,
      slack,
    ),
  );
}

/** The exact condition, assumed, and as a consequence of the simple one. */
function proveConditions(
  theorem: RateTheorem,
  terms: RateRecipe['conditionTerms'],
): { readonly exact: Hypothesis; readonly simple: Step; readonly all: readonly Hypothesis[] } {
  const [exact] = declareCondition(theorem, 'exact');
  const [smooth, similar] = declareCondition(theorem, 'simple');
  if (exact === undefined || smooth === undefined || similar === undefined) {
    throw new RangeError('an exact condition has one slack, a simple one has two');
  }
  const simple = prove(
    `${theorem.id}: the simple condition implies the exact one`,
    { kind: 'scalar', node: exact.statement },
    { terms: [...terms(smooth, similar)] },
  );
  return { exact, simple, all: [exact, smooth, similar] };
}

const total = (parts: readonly NamedPart[]): ScalarFormula =>
  parts.reduce((sum, { value }) => expression`${sum} + ${value}`, readExpression('0'));

/** The rounds of a rate under a condition, and their sum. */
export function proveRounds(
  recipe: RateRecipe,
  condition: Named,
  name: string,
): { readonly steps: readonly Step[]; readonly rounds: Step; readonly constants: readonly StatedConstant[] } {
  const { firstRound, laterRound, snapshotNoise } = recipe;
  const localNoise = total(recipe.localNoise);
  const potential = (t: string): ScalarFormula => total(recipe.potential(t));
  const weight = readExpression(recipe.weight);
  const value = (t: string): ScalarFormula => expression`2*${weight}*${iterateValue.at(t)}`;
  const initial = expression`${value('0')}
    + ${readExpression(recipe.initialWeight)}*${squaredNorm(correctionError('0'))}`;
  const first = prove(
    `${name}: round 1`,
    expression`${initial} + ${localNoise} - ${value('1')} - (${potential('0')})
      - eta*${weight}*${gradientSum.at('1', 'K')}`,
    firstRound(condition),
  );
  const later = prove(
    `${name}: a later round`,
    expression`${value('t+1')} + ${potential('t')} + ${snapshotNoise} + ${localNoise} - ${value('t+2')}
      - (${potential('t+1')}) - eta*${weight}*${gradientSum.at('t+2', 'K')}`,
    laterRound(condition),
  );
  const rounds = proveByInduction(`${name}: t + 1 rounds`, {
    over: 't',
    statement: expression`${initial} + t*${snapshotNoise} + (t+1)*(${localNoise}) - ${value('t+1')}
      - (${potential('t')}) - eta*${weight}*${totalGradient.at('t+1')}`,
    base: { terms: [times('1', first)], rewrite: [...unfoldTwice(totalGradient)] },
    step: {
      terms: [times('1', inductionHypothesis), times('1', later)],
      rewrite: [successorOf(totalGradient, { n: 't+1' })],
    },
  });
  const constants: StatedConstant[] = [
    { name: 'suboptimality', value: value('t+1') },
    { name: 'gradient', value: expression`eta*${weight}*${gradientSum.at('t+2', 'K')}` },
    { name: 'snapshot noise', value: snapshotNoise },
    ...recipe.localNoise,
    ...recipe.potential('t'),
  ].map((part) => ({ ...part, step: later }));
  return { steps: [first, later, rounds], rounds, constants };
}

/** The sum over rounds, and the bound that it is. */
export function proveBound(
  recipe: RateRecipe,
  rounds: Step,
  start: StartBound,
  name: string,
): {
  readonly step: Step;
  readonly conclusion: ProvenRate['conclusion'];
  readonly constants: readonly NamedPart[];
} {
  const weight = readExpression(recipe.weight);
  const initialWeight = readExpression(recipe.initialWeight);
  const measured = totalGradient.at('t+1');
  const perRound = expression`${recipe.snapshotNoise} + ${total(recipe.localNoise)}`;
  const suboptimality = expression`2*${weight}*F0`;
  const initial = expression`${initialWeight}*${start.initialError}`;
  const numerator = expression`${suboptimality} + ${initial} + (t+1)*(${perRound})`;
  const denominator = expression`eta*${weight}`;
  const step = prove(`${name}: the sum over rounds`, expression`${numerator} - ${denominator}*${measured}`, {
    terms: [
      times('1', rounds),
      times(expression`2*${weight}`, boundedBelow, { t: 't+1' }),
      ...recipe.potentialTerms,
      times(expression`2*${weight}`, initialValue),
      times(initialWeight, start.step),
    ],
  });
  return {
    step,
    conclusion: {
      name,
      step: step.name,
      bound: { of: measured.node, numerator: numerator.node, denominator: denominator.node },
    },
    constants: [
      { name: 'F₀', value: suboptimality },
      { name: 'initial error', value: initial },
    ],
  };
}

/** Proves the theorem under both conditions and for every kind of start. */
export function proveRate(recipe: RateRecipe): TheoremProof {
  const { theorem } = recipe;
  const { exact, simple, all } = proveConditions(theorem, recipe.conditionTerms);
  const steps: Step[] = [simple];
  const rates: ProvenRate[] = [];
  const constants: StatedConstant[] = [];
  for (const [condition, premise] of [
    ['exact', exact],
    ['simple', simple],
  ] as const) {
    const proved = proveRounds(recipe, premise, `${theorem.id} (${condition})`);
    steps.push(...proved.steps);
    constants.push(...proved.constants);
    for (const start of recipe.starts) {
      const { name, sign } = start;
      const stated = { condition, start: name, ...(sign === undefined ? {} : { sign }) };
      const result = proveBound(recipe, proved.rounds, start, conclusionName(theorem.id, stated));
      steps.push(result.step);
      rates.push({ id: theorem.id, ...stated, conclusion: result.conclusion });
      constants.push(
        ...result.constants
          .filter(({ value }) => value.node !== '0')
          .map((part) => ({ ...part, step: result.step })),
      );
    }
  }
  return { theorem, conditions: all, conditionParts: recipe.conditionParts, constants, steps, rates };
}
