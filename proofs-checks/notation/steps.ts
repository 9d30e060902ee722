/**
 * Hypotheses, equations, definitions and steps, as they are declared and proved in this order. They are data: a step
 * is proved when the kernel has accepted the document that contains it.
 */
import type {
  Certificate,
  CertificateTerm,
  Definition,
  Equation,
  Hypothesis,
  Instance,
  Step,
} from '../derivation/schema.js';
import { deepFreeze } from '../../spec/theorems/freeze.js';
import { readExpression } from './expression.js';
import { indexNode, type IndexValue, type ValueFamily, type VectorFamily } from './families.js';
import type { Formula, ScalarFormula, VectorFormula } from './formula.js';

/** The letter that stands for an arbitrary operator in the statement of a step. */
export const arbitraryOperator = 'V';

/** The induction hypothesis, as a premise in the step of an induction. */
export const inductionHypothesis = { name: 'induction hypothesis' } as const;

/** Something with a name that a certificate may use: a hypothesis or a step. */
export interface Named {
  readonly name: string;
}

/** Every item by name, in the order of declaration. */
export const declared = {
  hypotheses: new Map<string, Hypothesis>(),
  equations: new Map<string, Equation>(),
  definitions: new Map<string, Definition>(),
  steps: new Map<string, Step>(),
} as const;

function register<Item extends Named>(items: Map<string, Item>, item: Item): Item {
  if (Object.values(declared).some((all: ReadonlyMap<string, unknown>) => all.has(item.name))) {
    throw new RangeError(`two things are called ${item.name}`);
  }
  items.set(item.name, deepFreeze(item));
  return item;
}

/** Declares an inequality that is assumed. */
export function declareHypothesis(name: string, source: Source, statement: ScalarFormula): Hypothesis {
  return register(declared.hypotheses, { name, ...readSource(source), statement: statement.node });
}

/** The assumption that something is, and what it says. */
type Source = Readonly<Record<string, string>>;

function readSource(source: Source): { readonly assumption: string; readonly title: string } {
  const [[assumption, title] = ['', ''], ...more] = Object.entries(source);
  if (more.length > 0) throw new RangeError(`one assumption, not also ${more.join()}`);
  return { assumption, title };
}

/** Declares an equation that is assumed, such as a step of an algorithm. */
export function declareEquation(name: string, source: Source, left: Formula, right: Formula): Equation {
  const { kind } = left;
  if (kind !== right.kind) throw new RangeError(`${name}: a number and a vector are not equal`);
  const node = left.node as Equation['left'];
  return register(declared.equations, {
    name,
    ...readSource(source),
    kind: kind === 'vector' ? 'vector' : 'value',
    left: node,
    right: right.node,
  });
}

/** A family with the recursion that defines it. */
export type Defined<Of extends ValueFamily | VectorFamily> = Of & { readonly definition: Definition };

/** Defines a family by recursion over n, which is one of the indices `at`. */
export function define<Of extends ValueFamily | VectorFamily>(
  family: Of,
  title: string,
  at: readonly string[],
  zero: Formula,
  successor: Formula,
): Defined<Of> {
  const definition = register(declared.definitions, {
    name: `definition of ${family.name}`,
    title,
    family: family.name,
    at: at.map((index) => indexNode(index) as Definition['at'][number]),
    over: 'n',
    zero: zero.node,
    successor: successor.node,
  });
  return { ...family, definition };
}

/** Proves `statement` ≥ 0 by a certificate. */
export function prove(name: string, statement: ScalarFormula, certificate: Certificate): Step {
  return register(declared.steps, { name, rule: 'certificate', statement: statement.node, certificate });
}

/** Proves P(n) ≥ 0 for all n, n = `over`. */
export function proveByInduction(
  name: string,
  {
    over,
    statement,
    base,
    step,
  }: {
    readonly over: string;
    readonly statement: ScalarFormula;
    readonly base: Certificate;
    readonly step: Certificate;
  },
): Step {
  return register(declared.steps, { name, rule: 'induction', over, statement: statement.node, base, step });
}

/** Proves for k = `over` what holds of each summand: the sums begin at 0, and grow by what `each` is about. */
export function proveSum(
  name: string,
  over: string,
  statement: ScalarFormula,
  sums: readonly { readonly definition: Definition }[],
  each: Pick<Certificate, 'terms' | 'orthogonal'>,
  at: At = {},
): Step {
  const { terms, ...rest } = each;
  return proveByInduction(name, {
    over,
    statement,
    base: { terms: [], rewrite: sums.map((one) => zeroOf(one, at)) },
    step: {
      terms: [times('1', inductionHypothesis), ...terms],
      ...rest,
      rewrite: sums.map((one) => successorOf(one, { ...at, n: over })),
    },
  });
}

type At = Readonly<Record<string, IndexValue>>;

function instance(at: At): Instance | undefined {
  const entries = Object.entries(at).map(([index, value]) => [index, indexNode(value)] as const);
  return entries.length === 0 ? undefined : { indices: Object.fromEntries(entries) };
}

const toNode = (value: ScalarFormula | string) =>
  (typeof value === 'string' ? readExpression(value) : value).node;

/** multiplier · premise, the premise at the given indices. */
export function times(multiplier: ScalarFormula | string, premise: Named, at: At = {}): CertificateTerm {
  const values = instance(at);
  return {
    multiplier: toNode(multiplier),
    premise: premise.name,
    ...(values === undefined ? {} : { at: values }),
  };
}

/** premise, with the arbitrary operator followed by one more. */
export function through(premise: Named, operator: string): CertificateTerm {
  return { multiplier: '1', premise: premise.name, at: { operator: [arbitraryOperator, operator] } };
}

/** weight · ‖v‖². */
export function square(weight: ScalarFormula | string, value: VectorFormula): CertificateTerm {
  return { multiplier: toNode(weight), square: value.node };
}

/** A number ≥ 0 by its form. */
export function slack(value: ScalarFormula | string): CertificateTerm {
  return { multiplier: toNode(value) };
}

/** The term times the number that a premise without symbols says is ≥ 0. */
export function timesNumber(term: CertificateTerm, scalar: Named, at: At = {}): CertificateTerm {
  const values = instance(at);
  return { ...term, scalar: scalar.name, ...(values === undefined ? {} : { scalarAt: values }) };
}

/** weight · E⟨older, noise⟩ = 0. */
export function orthogonal(
  weight: ScalarFormula | string,
  older: VectorFormula,
  noise: VectorFormula,
): NonNullable<Certificate['orthogonal']>[number] {
  return { weight: toNode(weight), older: older.node, noise: noise.node };
}

/** weight · (E‖left‖² − E‖right‖²) = 0: the noises of two draws of one law at one point. */
export function exchange(
  weight: ScalarFormula | string,
  [left, leftAt]: readonly [Named, At],
  [right, rightAt]: readonly [Named, At],
): NonNullable<Certificate['exchange']>[number] {
  const draw = (family: Named, at: At) => ({
    family: family.name,
    at: instance(at)?.indices ?? {},
  });
  return { weight: toNode(weight), left: draw(left, leftAt), right: draw(right, rightAt) };
}

type Rewriting = NonNullable<Certificate['rewrite']>[number];

function rewritingOf(equation: Named, at: At, which?: 'zero' | 'successor'): Rewriting {
  const values = instance(at);
  return {
    equation: equation.name,
    ...(which === undefined ? {} : { case: which }),
    ...(values === undefined ? {} : { at: values }),
  };
}

/** An equation at the given indices. */
export const rewriting = (equation: Equation, at: At = {}): Rewriting => rewritingOf(equation, at);

/** The first value of a definition. */
export const zeroOf = ({ definition }: { readonly definition: Definition }, at: At = {}): Rewriting =>
  rewritingOf(definition, at, 'zero');

/** The value after n of a definition. */
export const successorOf = ({ definition }: { readonly definition: Definition }, at: At = {}): Rewriting =>
  rewritingOf(definition, at, 'successor');

/** The value at 1 of a definition, written out. */
export const unfoldTwice = (
  defined: { readonly definition: Definition },
  at: At = {},
): readonly Rewriting[] => [successorOf(defined, { ...at, n: '0' }), zeroOf(defined, at)];
