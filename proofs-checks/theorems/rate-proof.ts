/** How every rate is proven: a potential that decreases each round, induction over rounds, the specification's bound. */
import type { RateTheorem, RateTheoremId } from '../../spec/theorems/index.js';
import {
  assume,
  declareHypothesis,
  inductionHypothesis,
  type Certificate,
  type CertificateTerm,
  type Fact,
  type Hypothesis,
  type Polynomial,
} from '../kernel/index.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import {
  prove,
  proveByInduction,
  rewriting,
  times,
  unfoldTwice,
  type CertifiedStep,
  type ProofStep,
} from '../notation/steps.js';
import { iterateValue } from '../setting/algorithm.js';
import { boundedBelow, initialValue } from '../setting/assumptions.js';
import { correctionError } from '../setting/process.js';
import { gradientSum, totalGradient } from '../setting/sums.js';
import { symbolicBound, symbolicSlacks } from './polynomial-field.js';
import type { StartBound, StartName } from './start.js';

/** Which of a theorem's two conditions is assumed. */
export type ConditionName = 'simple' | 'exact';

/** A rate, proven from one condition and for one kind of initialisation. */
export interface ProvenRate {
  readonly id: RateTheoremId;
  readonly condition: ConditionName;
  readonly start: StartName | 'none';
  /** N·KT − M·Σ_t g_t ≥ 0 for the specification's bound N/M. */
  readonly bound: CertifiedStep;
}

/** A summand with a name. */
export interface NamedPart {
  readonly name: string;
  readonly value: Polynomial;
}

/** A summand of the conclusion of a step: with a smaller constant, the statement says more. */
export interface StatedConstant extends NamedPart {
  readonly step: ProofStep;
}

/** A theorem with its proof. */
export interface TheoremProof {
  /** The constants whose lowering is tested, with the step that they belong to. */
  readonly constants: readonly StatedConstant[];
  /** The parts of the exact condition: weight = slack + Σ parts. */
  readonly conditionParts: readonly NamedPart[];
  readonly theorem: RateTheorem;
  /** The slacks of its conditions, as hypotheses. */
  readonly conditions: readonly Hypothesis[];
  readonly steps: readonly ProofStep[];
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
  readonly potentialTerms: readonly CertificateTerm<Fact>[];
  /** What the snapshot noise of a round adds. */
  readonly snapshotNoise: Polynomial;
  /** What the local noise of a round adds, by the summands of the bound. */
  readonly localNoise: readonly NamedPart[];
  /** The parts that the exact condition subtracts from its weight (a², or a(2−a)). */
  readonly conditionParts: readonly NamedPart[];
  /** Certificate of round 1, and of round t + 2, given the exact condition. */
  readonly firstRound: (condition: Fact) => Certificate<Fact>;
  readonly laterRound: (condition: Fact) => Certificate<Fact>;
  /** Proves the exact condition from the simple one. */
  readonly conditionTerms: (smooth: Fact, similar: Fact) => readonly CertificateTerm<Fact>[];
  readonly starts: readonly StartBound[];
  /** M/(ηw): the specification's denominators over those of the proof. */
  readonly linkFactor: string;
}

/** The slacks of a condition of the specification, as hypotheses. */
export function declareCondition(
  theorem: RateTheorem,
  name: ConditionName,
  localStepCount?: Polynomial,
): readonly Hypothesis[] {
  const condition = name === 'exact' ? theorem.exactCondition : theorem.simpleCondition;
  return symbolicSlacks(condition, localStepCount).map((slack) =>
    declareHypothesis(`${theorem.id} ${name}`, `the ${name} condition of ${theorem.id}`, slack),
  );
}

/** The exact condition, assumed, and as a consequence of the simple one. */
function proveConditions(
  theorem: RateTheorem,
  terms: RateRecipe['conditionTerms'],
): { readonly exact: Hypothesis; readonly simple: CertifiedStep; readonly all: readonly Hypothesis[] } {
  const [exact] = declareCondition(theorem, 'exact');
  const [smooth, similar] = declareCondition(theorem, 'simple');
  if (exact === undefined || smooth === undefined || similar === undefined) {
    throw new RangeError('an exact condition has one slack, a simple one has two');
  }
  const name = `${theorem.id}: the simple condition implies the exact one`;
  const simple = prove(name, exact.statement, { terms: terms(assume(smooth), assume(similar)) });
  return { exact, simple, all: [exact, smooth, similar] };
}

interface ProvenRounds {
  readonly steps: readonly ProofStep[];
  readonly fact: Fact;
  readonly constants: readonly StatedConstant[];
}

const total = (parts: readonly NamedPart[]): Polynomial =>
  parts.reduce((sum, { value }) => expression`${sum} + ${value}`, readExpression('0'));

function proveRounds(recipe: RateRecipe, condition: Fact, name: string): ProvenRounds {
  const { firstRound, laterRound, snapshotNoise } = recipe;
  const localNoise = total(recipe.localNoise);
  const potential = (t: string): Polynomial => total(recipe.potential(t));
  const weight = readExpression(recipe.weight);
  const initialWeight = readExpression(recipe.initialWeight);
  const value = (t: string): Polynomial => expression`2*${weight}*${iterateValue.at(t)}`;
  const initial = expression`${value('0')} + ${initialWeight}*${squaredNorm(correctionError('1', '0'))}`;
  const first = prove(
    `${name}: round 1`,
    expression`${initial} + ${localNoise} - ${value('1')} - ${potential('0')}
      - eta*${weight}*${gradientSum.at('1', 'K')}`,
    firstRound(condition),
  );
  const later = prove(
    `${name}: a later round`,
    expression`${value('t+1')} + ${potential('t')} + ${snapshotNoise} + ${localNoise} - ${value('t+2')}
      - ${potential('t+1')} - eta*${weight}*${gradientSum.at('t+2', 'K')}`,
    laterRound(condition),
  );
  const rounds = proveByInduction(`${name}: t + 1 rounds`, {
    variable: 't',
    statement: expression`${initial} + t*${snapshotNoise} + (t+1)*${localNoise} - ${value('t+1')}
      - ${potential('t')} - eta*${weight}*${totalGradient.at('t+1')}`,
    base: { terms: [times('1', first.fact)], rewrite: unfoldTwice(totalGradient.recursion) },
    step: {
      terms: [times('1', inductionHypothesis), times('1', later.fact)],
      rewrite: [rewriting(totalGradient.recursion.successor, { n: 't+1' })],
    },
  });
  const constants: StatedConstant[] = [
    { name: 'suboptimality', value: value('t+1') },
    { name: 'gradient', value: expression`eta*${weight}*${gradientSum.at('t+2', 'K')}` },
    { name: 'snapshot noise', value: snapshotNoise },
    ...recipe.localNoise,
    ...recipe.potential('t'),
  ].map((part) => ({ ...part, step: later }));
  return { steps: [first, later, rounds], fact: rounds.fact, constants };
}

interface ProvenBound {
  readonly summed: CertifiedStep;
  readonly bound: CertifiedStep;
}

function proveBound(recipe: RateRecipe, rounds: Fact, start: StartBound, name: string): ProvenBound {
  const weight = readExpression(recipe.weight);
  const initialWeight = readExpression(recipe.initialWeight);
  const measured = totalGradient.at('t+1');
  const perRound = expression`${recipe.snapshotNoise} + ${total(recipe.localNoise)}`;
  const summed = prove(
    `${name}: the sum over rounds`,
    expression`2*${weight}*F0 + ${initialWeight}*${start.initialError} + (t+1)*(${perRound})
      - eta*${weight}*${measured}`,
    {
      terms: [
        times('1', rounds),
        times(expression`2*${weight}`, assume(boundedBelow), { t: 't+1' }),
        ...recipe.potentialTerms,
        times(expression`2*${weight}`, assume(initialValue)),
        times(initialWeight, start.fact),
      ],
    },
  );
  const { numerator, denominator } = symbolicBound(recipe.theorem, start.initialError);
  const bound = prove(`${name}: the bound`, expression`${numerator}*K*(t+1) - ${denominator}*${measured}`, {
    terms: [times(expression`(t+1)^2*${readExpression(recipe.linkFactor)}`, summed.fact)],
  });
  return { summed, bound };
}

/** Proves the theorem under both conditions and for every kind of start. */
export function proveRate(recipe: RateRecipe): TheoremProof {
  const { theorem } = recipe;
  const { exact, simple, all } = proveConditions(theorem, recipe.conditionTerms);
  const steps: ProofStep[] = [simple];
  const rates: ProvenRate[] = [];
  const constants: StatedConstant[] = [];
  const conditions = [
    ['exact', assume(exact)],
    ['simple', simple.fact],
  ] as const;
  for (const [condition, fact] of conditions) {
    const rounds = proveRounds(recipe, fact, `${theorem.id} (${condition})`);
    steps.push(...rounds.steps);
    constants.push(...rounds.constants);
    for (const start of recipe.starts) {
      const name = `${theorem.id} (${condition}, ${start.name})`;
      const { summed, bound } = proveBound(recipe, rounds.fact, start, name);
      steps.push(summed, bound);
      rates.push({ id: theorem.id, condition, start: start.name, bound });
      constants.push(
        { name: 'F₀', value: expression`2*${readExpression(recipe.weight)}*F0`, step: summed },
        {
          name: 'initial error',
          value: expression`${readExpression(recipe.initialWeight)}*${start.initialError}`,
          step: summed,
        },
      );
    }
  }
  return { theorem, conditions: all, conditionParts: recipe.conditionParts, constants, steps, rates };
}
