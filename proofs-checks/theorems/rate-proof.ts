/** How every rate is proved: a potential that decreases each round, and induction over rounds. */
import { conclusionName, type RateCase, type StartBound } from './start.js';
import {
  conditionOf,
  type ConditionName,
  type RateTheorem,
  type RateTheoremId,
} from '../../spec/theorems/index.js';
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
import { boundedBelow, firstSnapshotVarianceAttained, initialValue } from '../premises/assumptions.js';
import { correctionError, snapshotNoise as sampleNoise } from '../premises/process.js';
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
  /** Certificate of round 1, and of round t + 2, given the exact condition, whose last slack is the one that counts. */
  readonly firstRound: (condition: Named, prepared: readonly Step[]) => Certificate;
  readonly laterRound: (condition: Named, prepared: readonly Step[]) => Certificate;
  /** The other slacks of the exact condition, and steps from them that the rounds use. */
  readonly prepare?: (others: readonly Named[], name: string) => readonly Step[];
  /** The rounds without local noise, from the slacks of the quiet condition. */
  readonly quiet?: Pick<RateRecipe, 'potential' | 'potentialTerms' | 'firstRound' | 'laterRound'>;
  /** b·(V − v₁) is added to what the rounds start with. */
  readonly boundary?: string;
  /** Proves each slack of the exact condition from those of the simple one, the one that counts last. */
  readonly conditionTerms: (...simple: readonly Named[]) => readonly CertificateTerm[];
  readonly otherConditionTerms?: (...simple: readonly Named[]) => readonly (readonly CertificateTerm[])[];
  readonly starts: readonly StartBound[];
}

/** The slacks of a condition of the specification, as hypotheses. */
export function declareCondition(
  theorem: RateTheorem,
  name: ConditionName,
  localStepCount = 'K',
): readonly Hypothesis[] {
  return symbolicSlacks(theorem, conditionOf(theorem, name), localStepCount).map((slack, at, { length }) =>
    declareHypothesis(
      `${theorem.id} ${name}${length > 1 ? ` ${at + 1}` : ''}`,
      { [`${theorem.id} ${name}`]: `the ${name} condition of ${theorem.id}` },
      slack,
    ),
  );
}

/** The slacks of a condition, as they may be used. */
interface Assumed {
  readonly name: ConditionName;
  readonly slacks: readonly Named[];
}

/** The exact condition, assumed, and as a consequence of the simple one; and the quiet one, where there is one. */
function proveConditions({ theorem, conditionTerms, otherConditionTerms, quiet }: RateRecipe): {
  readonly steps: readonly Step[];
  readonly assumed: readonly Assumed[];
  readonly all: readonly Hypothesis[];
} {
  const exact = declareCondition(theorem, 'exact');
  const simple = declareCondition(theorem, 'simple');
  const silent = quiet === undefined ? [] : declareCondition(theorem, 'quiet');
  const certificates = [...(otherConditionTerms?.(...simple) ?? []), conditionTerms(...simple)];
  const steps = exact.map(({ statement }, at) =>
    prove(
      `${theorem.id}: the simple condition implies the exact one${exact.length > 1 ? ` ${at + 1}` : ''}`,
      { kind: 'scalar', node: statement },
      { terms: [...(certificates[at] ?? [])] },
    ),
  );
  return {
    steps,
    assumed: [
      { name: 'exact', slacks: exact },
      { name: 'simple', slacks: steps },
      ...(quiet === undefined ? [] : [{ name: 'quiet', slacks: silent } as const]),
    ],
    all: [...exact, ...simple, ...silent],
  };
}

const total = (parts: readonly NamedPart[]): ScalarFormula =>
  parts.reduce((sum, { value }) => expression`${sum} + ${value}`, readExpression('0'));

/** The rounds of a rate under a condition, and their sum. */
export function proveRounds(
  recipe: RateRecipe,
  condition: Named,
  name: string,
  prepared: readonly Step[] = [],
): { readonly steps: readonly Step[]; readonly rounds: Step; readonly constants: readonly StatedConstant[] } {
  const { firstRound, laterRound, snapshotNoise, boundary } = recipe;
  const localNoise = total(recipe.localNoise);
  const potential = (t: string): ScalarFormula => total(recipe.potential(t));
  const weight = readExpression(recipe.weight);
  const value = (t: string): ScalarFormula => expression`2*${weight}*${iterateValue.at(t)}`;
  const initial = expression`${value('0')}
    + ${readExpression(recipe.initialWeight)}*${squaredNorm(correctionError('0'))} + ${
      boundary === undefined
        ? readExpression('0')
        : expression`${readExpression(boundary)}*(varD - ${squaredNorm(sampleNoise.at('1'))})`
    }`;
  const first = prove(
    `${name}: round 1`,
    expression`${initial} + ${localNoise} - ${value('1')} - (${potential('0')})
      - eta*${weight}*${gradientSum.at('1', 'K')}`,
    firstRound(condition, prepared),
  );
  const later = prove(
    `${name}: a later round`,
    expression`${value('t+1')} + ${potential('t')} + ${snapshotNoise} + ${localNoise} - ${value('t+2')}
      - (${potential('t+1')}) - eta*${weight}*${gradientSum.at('t+2', 'K')}`,
    laterRound(condition, prepared),
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

/** What a step concludes: of ≤ numerator/denominator. */
export const conclude = (
  name: string,
  step: Step,
  of: ScalarFormula,
  numerator: ScalarFormula,
  denominator: ScalarFormula,
): ProvenRate['conclusion'] => ({
  name,
  step: step.name,
  bound: { of: of.node, numerator: numerator.node, denominator: denominator.node },
});

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
  const added = recipe.boundary === undefined ? undefined : readExpression(recipe.boundary);
  const ofBoundary = added === undefined ? readExpression('0') : expression`${added}*(varD - varD1)`;
  const numerator = expression`${suboptimality} + ${initial} + ${ofBoundary} + (t+1)*(${perRound})`;
  const denominator = expression`eta*${weight}`;
  const step = prove(`${name}: the sum over rounds`, expression`${numerator} - ${denominator}*${measured}`, {
    terms: [
      times('1', rounds),
      times(expression`2*${weight}`, boundedBelow, { t: 't+1' }),
      ...recipe.potentialTerms,
      times(expression`2*${weight}`, initialValue),
      times(initialWeight, start.step),
      ...(added === undefined ? [] : [times(added, firstSnapshotVarianceAttained)]),
    ],
  });
  return {
    step,
    conclusion: conclude(name, step, measured, numerator, denominator),
    constants: [
      { name: 'F₀', value: suboptimality },
      { name: 'initial error', value: initial },
      { name: 'boundary', value: ofBoundary },
    ],
  };
}

/** Proves the theorem under every condition and for every kind of start. */
export function proveRate(recipe: RateRecipe): TheoremProof {
  const { theorem } = recipe;
  const { steps: implied, assumed, all } = proveConditions(recipe);
  const steps: Step[] = [...implied];
  const rates: ProvenRate[] = [];
  const constants: StatedConstant[] = [];
  for (const { name: condition, slacks } of assumed) {
    const own = condition === 'quiet' ? { ...recipe, ...recipe.quiet } : recipe;
    const proved = proveRoundsFrom(own, slacks, `${theorem.id} (${condition})`);
    steps.push(...proved.steps);
    // without local noise its terms are 0, whatever their constants
    const isSilent = ({ name }: NamedPart): boolean =>
      condition === 'quiet' && recipe.localNoise.some((part) => part.name === name);
    constants.push(...proved.constants.filter((part) => !isSilent(part)));
    for (const start of recipe.starts) {
      const { name, sign } = start;
      const stated = { condition, start: name, ...(sign === undefined ? {} : { sign }) };
      const result = proveBound(own, proved.rounds, start, conclusionName(theorem.id, stated));
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

/** The rounds from the slacks of a condition: those before the last are prepared first. */
export function proveRoundsFrom(
  recipe: RateRecipe,
  slacks: readonly Named[],
  name: string,
): ReturnType<typeof proveRounds> {
  const last = slacks.at(-1);
  if (last === undefined) throw new RangeError(`${name}: a condition has slacks`);
  const prepared = recipe.prepare?.(slacks.slice(0, -1), name) ?? [];
  const proved = proveRounds(recipe, last, name, prepared);
  return { ...proved, steps: [...prepared, ...proved.steps] };
}
