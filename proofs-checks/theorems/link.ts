/**
 * Whether what the kernel has accepted is what `spec/theorems` states: the same bound, for every condition and every
 * initialisation, from what the theorem says it assumes and nothing else.
 */
import type { Field } from '../../spec/algebra/index.js';
import { ContractError } from '../../spec/errors.js';
import type { Initialization } from '../../spec/model/index.js';
import {
  addFractions,
  boundTerms,
  conditionSlacks,
  conditionOf,
  createRateInput,
  hasOwnMeanSquare,
  type BoundTermValue,
  type ConditionName,
  type Fraction,
  type RateInput,
  type RateTheorem,
} from '../../spec/theorems/index.js';
import { usedByAll } from '../derivation/build.js';
import type { Derivation, Step } from '../derivation/schema.js';
import type { CheckedDerivation, Conclusion, Fact, Polynomial } from '../kernel/index.js';
import {
  constant,
  difference,
  isSymbolFree,
  isZero,
  mapVariables,
  polynomialKey,
  product,
  sum,
} from '../kernel/polynomial.js';
import { rational } from '../kernel/rational.js';
import { conclusionName, type RateCase, type StartName, firstWeights } from './start.js';
import { freeNameOf } from './formula-field.js';
import { createPolynomialField, index, parameter, type Sign } from './polynomial-field.js';
import { abbreviations, families } from '../notation/families.js';
import { parameters, predecessor } from '../notation/parameters.js';
import { arbitraryOperator, declared } from '../notation/steps.js';

/** The initialisations that a theorem may cover, batches of two sizes among them, and the start that proves each. */
const initializations: readonly (readonly [Initialization<Polynomial>, StartName])[] = [
  [{ kind: 'given', correction: [] }, 'given'],
  [{ kind: 'zero' }, 'given'],
  [{ kind: 'exact' }, 'given'],
  [{ kind: 'batch', size: 1 }, 'given'],
  [{ kind: 'batch', size: 5 }, 'given'],
  [{ kind: 'first-snapshot' }, 'first-snapshot'],
  [{ kind: 'none' }, 'none'],
];

/** The specification's input for K and T = t + 1, and whether it has a case that depends on `sign`. */
function symbolicInput(theorem: RateTheorem, initialization: Initialization<Polynomial>, sign: Sign) {
  let hasCases = false;
  const field = createPolynomialField(sign, () => {
    hasCases = true;
  });
  const constants = {
    smoothness: parameter('L'),
    hessianSimilarity: parameter('delta'),
    suboptimality: parameter('F0'),
    correctionError: parameter('e0'),
    snapshotVariance: parameter('varD'),
    firstSnapshotVariance: parameter('varD1'),
    localVariance: parameter('varh'),
    targetVariance: parameter('varf'),
    ...(hasOwnMeanSquare(theorem) && { meanSquareSimilarity: parameter('Delta') }),
    controlledVariance: parameter('ratio'),
    controlReach: parameter('control'),
    balance: parameter('balance'),
    carry: parameter('carry'),
    share: parameter('share'),
    excess: parameter('excess'),
  };
  const run = {
    stepSize: parameter('eta'),
    momentumWeight: parameter('a'),
    localStepCount: 1,
    roundCount: 1,
  };
  const input: RateInput<Polynomial> = {
    ...createRateInput(field, theorem, run, initialization, constants, parameter(freeNameOf(theorem))),
    localStepCount: theorem.id === 'SGD-1' ? constant(1) : sum(index('J'), constant(1)),
    roundCount: sum(index('t'), constant(1)),
  };
  return { field, input, hasCases };
}

/** SGD keeps no estimate, so it has nothing to initialise. */
const startOf = ({ id }: RateTheorem): 'none' | 'estimate' => (id === 'SGD-1' ? 'none' : 'estimate');

/** Whether a theorem covers an initialisation. */
function isCovered(theorem: RateTheorem, initialization: Initialization<Polynomial>): boolean {
  if (startOf(theorem) === 'none') return initialization.kind === 'none';
  try {
    symbolicInput(theorem, initialization, 1);
    return true;
  } catch (error) {
    if (error instanceof ContractError) return false;
    throw error;
  }
}

/** One bound of a theorem, for an initialisation. */
export interface StatedCase extends RateCase {
  readonly initialization: Initialization<Polynomial>;
}

/** Every bound that the specification states for a theorem. */
export function statedCases(theorem: RateTheorem): readonly StatedCase[] {
  const conditions: readonly ConditionName[] = [
    'exact',
    ...(theorem.simpleCondition === theorem.exactCondition ? [] : (['simple'] as const)),
    ...(theorem.quietCondition === undefined ? [] : (['quiet'] as const)),
  ];
  return conditions.flatMap((condition) =>
    initializations
      .filter(([initialization]) => isCovered(theorem, initialization))
      .flatMap(([initialization, start]): readonly StatedCase[] => {
        const { hasCases } = symbolicInput(theorem, initialization, 1);
        const one = { condition, initialization, start };
        return hasCases
          ? [
              { ...one, sign: 1 },
              { ...one, sign: -1 },
            ]
          : [one];
      }),
  );
}

/** The key of Σ over rounds and steps of E‖∇f‖², which is K T G, after t + 1 rounds. */
const measureKey = (theorem: RateTheorem): string =>
  `${theorem.id === 'SGD-1' ? 'Gs' : 'G'}[${polynomialKey(sum(index('t'), constant(1)))}]`;

/** The sum of all terms; those of one denominator first, which keeps the sum small. */
function sumOver(field: Field<Polynomial>, terms: readonly BoundTermValue<Polynomial>[]) {
  const parts = new Map<string, Fraction<Polynomial>>();
  for (const { value } of terms) {
    const key = polynomialKey(value.denominator);
    const numerator = sum(parts.get(key)?.numerator ?? constant(0), value.numerator);
    parts.set(key, { numerator, denominator: value.denominator });
  }
  const nothing = { numerator: constant(0), denominator: constant(1) };
  return [...parts.values()].reduce((total, part) => addFractions(field, total, part), nothing);
}

/** Whether a proved bound is the one that the specification states; why not, if it is not. */
function findDifference(
  theorem: RateTheorem,
  stated: StatedCase,
  conclusion: Conclusion,
): string | undefined {
  const proved = Object.hasOwn(conclusion, 'bound') ? conclusion.bound : undefined;
  if (proved === undefined) return 'it is no bound';
  if (polynomialKey(proved.of) !== `1*${measureKey(theorem)}`) return 'it bounds something else';
  const { initialization } = stated;
  const { field, input } = symbolicInput(theorem, initialization, stated.sign ?? 1);
  const value = sumOver(field, boundTerms(field, theorem, input));
  if (!isSymbolFree(proved.numerator) || !isSymbolFree(proved.denominator))
    return 'it is not in terms of constants';
  // A mean over B draws that are independent of one another has e₀ = σ²_{D,1}/B.
  const given =
    initialization.kind === 'batch'
      ? mapVariables(proved.numerator, ({ key }) =>
          key === 'e0' ? product(constant(rational(1, initialization.size)), parameter('varD1')) : undefined,
        )
      : proved.numerator;
  const left = product(given, value.denominator);
  const right = product(value.numerator, proved.denominator, input.localStepCount, input.roundCount);
  return isZero(difference(left, right)) ? undefined : 'it is another bound than that of spec/theorems';
}

/** Whether two parts of documents are the same, the order of their keys included. */
function isSame(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return left === right;
  const [own, other] = [Object.entries(left), Object.entries(right)];
  return (
    Array.isArray(left) === Array.isArray(right) &&
    own.length === other.length &&
    own.every(([key, value], at) => key === other[at]?.[0] && isSame(value, other[at][1]))
  );
}

/** What a document declares, assumes or defines otherwise than `premises/` and the theorem's conditions do. */
export function findForeign(document: Derivation): string | undefined {
  const known: ReadonlyMap<string, ReadonlyMap<string, unknown>> = new Map<
    string,
    ReadonlyMap<string, unknown>
  >([
    ['parameters', new Map(parameters.map((one) => [one.name, one]))],
    ['families', families],
    ['abbreviations', abbreviations],
    ['definitions', declared.definitions],
    ['equations', declared.equations],
    ['hypotheses', declared.hypotheses],
  ]);
  for (const [part, items] of known) {
    for (const item of document[part as 'families']) {
      if (!isSame(item, items.get(item.name))) return `${part}: ${item.name}`;
    }
  }
  // A number that is declared as an index could be given values, and an operator that is fixed is not every one.
  const numbers = new Set([...parameters.map(({ name }) => name), predecessor]);
  const index = document.indices.find((name) => numbers.has(name));
  if (index !== undefined) return `indices: ${index}`;
  const letter = document.arbitraryOperator;
  if (letter !== undefined && letter !== arbitraryOperator) return `arbitraryOperator: ${letter}`;
  return document.operators.includes(arbitraryOperator) ? `operators: ${arbitraryOperator}` : undefined;
}

/** The equation of each variant, or of the page, that a proof may use. */
const ofAlgorithm = ({ variants, page }: RateTheorem): readonly string[] =>
  (page === undefined ? variants : [page]).map((name) => `${name.toUpperCase()}.2`);

/** The assumptions that a proved case may rest on. */
function allowedAssumptions(theorem: RateTheorem, { condition, start }: StatedCase): ReadonlySet<string> {
  const starts = { given: ['START.given', 'e0'], 'first-snapshot': ['START.first-snapshot'], none: [] };
  return new Set([
    ...theorem.assumptions,
    ...(theorem.id === 'SGD-1' ? [] : ['LOCAL.1', 'LOCAL.2', 'LOCAL.3']),
    ...ofAlgorithm(theorem),
    ...(condition === 'quiet' || theorem.assumptions.includes('no noise') ? ['no local noise'] : []),
    ...starts[start],
    'F0',
    `${theorem.id} ${condition}`,
  ]);
}

/** The hypotheses and equations of `fact`, as they are in the document. */
export function premisesOf(document: Derivation, fact: Pick<Fact, 'premises'>) {
  const used = new Set(fact.premises);
  return [...document.hypotheses, ...document.equations].filter(({ name }) => used.has(name));
}

/** Whether the conditions in a document are those of the specification. */
function hasStatedConditions(
  theorem: RateTheorem,
  condition: ConditionName,
  checked: CheckedDerivation,
): boolean {
  const stated = conditionOf(theorem, condition);
  const { field, input } = symbolicInput(theorem, { kind: 'none' === startOf(theorem) ? 'none' : 'zero' }, 1);
  const slacks = new Set(conditionSlacks(field, stated, input).map(polynomialKey));
  return (checked.document as unknown as Derivation).hypotheses
    .filter(({ assumption }) => assumption === `${theorem.id} ${condition}`)
    .every(({ name }) => slacks.has(polynomialKey(checked.hypotheses.get(name) ?? constant(0))));
}

/** Whether a document that the kernel has accepted proves a declared step from no more than the declared proof uses. */
export function isProvenIn(step: Step, checked: CheckedDerivation): boolean {
  const fact = checked.facts.get(step.name);
  const used = usedByAll([step.name]);
  return (
    isStatementOf(step, fact) &&
    fact?.premises.every((name) => used.has(name)) === true &&
    findForeign(checked.document as unknown as Derivation) === undefined
  );
}

/** Whether a fact says what a declared step does. */
const isStatementOf = ({ statement }: Step, fact: Fact | undefined): boolean =>
  fact !== undefined && isSame(fact.statement, statement);

/** Why a case is not proved by a document that the kernel has accepted, if it is not. */
export function findGap(
  theorem: RateTheorem,
  stated: StatedCase,
  checked: CheckedDerivation,
): string | undefined {
  const name = conclusionName(theorem.id, stated);
  const conclusion = checked.conclusions.get(name);
  if (conclusion === undefined) return `${name}: no conclusion`;
  const document = checked.document as unknown as Derivation;
  const allowed = allowedAssumptions(theorem, stated);
  const sign = Object.hasOwn(stated, 'sign') ? stated.sign : undefined;
  const ofSign = sign === undefined ? undefined : firstWeights[sign].name;
  const unexpected = premisesOf(document, conclusion.fact).find(
    ({ name: premise, assumption }) => !allowed.has(assumption) && premise !== ofSign,
  );
  if (unexpected !== undefined)
    return `${name}: it also assumes ${unexpected.assumption} (${unexpected.title})`;
  const foreign = findForeign(document);
  if (foreign !== undefined) return `${name}: not as declared, ${foreign}`;
  if (!hasStatedConditions(theorem, stated.condition, checked)) return `${name}: under another condition`;
  const found = findDifference(theorem, stated, conclusion);
  return found === undefined ? undefined : `${name}: ${found}`;
}
