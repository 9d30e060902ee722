/** What a derivation assumes, as propositions about a world, and what it defines, as Fixpoints. */
import type { Definition, Scalar, Vector as VectorFormula } from '../derivation/schema.js';
import { forall, type Context } from './context.js';
import { commentText, naturalText, variableText } from './coq-text.js';
import {
  addNaturals,
  natural,
  substituteAtom,
  substituteForm,
  type Natural,
  type Vector,
} from './polynomial.js';
import type { Environment } from './read-derivation.js';

const definitionOf = (title: string, name: string, body: string): string =>
  `${commentText(title)}\nDefinition ${name} (W : world) : Prop := ${body}.`;

function combination(context: Context, parts: Vector, other: string): string {
  return parts.reduceRight(
    (rest, { coefficient, atom }) =>
      `(${context.polynomial(coefficient)} * ip ${context.atom(atom)} ${other} + ${rest})`,
    '0',
  );
}

/** Hypotheses and assumed equations, by their Coq names. The theory proves them for every run of the algorithms. */
export function premises(context: Context): ReadonlyMap<string, string> {
  const hypotheses = context.derivation.hypotheses.map(({ name, title }) => {
    const { coq, indices, form } = context.source(name);
    return [coq, definitionOf(title, coq, `${forall(indices)}0 <= ${context.polynomial(form)}`)] as const;
  });
  const equations = context.derivation.equations.flatMap(({ name, title }) => {
    const equation = context.equation(name);
    if (equation === undefined) return [];
    const { coq, indices, sides } = equation;
    const body =
      sides.kind === 'vector'
        ? `forall u : W, ip ${context.atom(sides.left)} u = ${combination(context, sides.right, 'u')}`
        : `${variableText(context.names, sides.left)} = ${context.polynomial(sides.right)}`;
    return [[coq, definitionOf(title, coq, `${forall(indices)}${body}`)] as const];
  });
  const exchanges = context.exchanges().map(({ coq, left, right }) => {
    const [first, second] = [left, right].map((atom) => `ip ${context.atom(atom)} ${context.atom(atom)}`);
    const title = 'two draws of one law, at a point that is older than both';
    return [
      coq,
      definitionOf(title, coq, `${forall(context.indices(left.indices))}${first} = ${second}`),
    ] as const;
  });
  return new Map([...hypotheses, ...equations, ...exchanges]);
}

/** The definition of each family, with when its vectors are known, by family. */
export function definitions(context: Context): ReadonlyMap<string, string> {
  return new Map(context.derivation.definitions.map((one) => [one.family, define(context, one)]));
}

/** The index t of a left side s[t + 1, n]: the argument is called t_1, and t is its predecessor. */
interface Argument {
  readonly index: string;
  readonly shift: number;
  readonly name: string;
}

function argumentsOf({ at }: Definition): readonly Argument[] {
  return at.map((one) => {
    if (typeof one === 'string') return { index: one, shift: 0, name: one };
    if (one[2] !== '1') throw new RangeError('an index shifted by more than 1 cannot be exported');
    return { index: one[1], shift: 1, name: `${one[1]}_1` };
  });
}

function define(context: Context, definition: Definition): string {
  const { family, over } = definition;
  const coq = context.names.get(family) ?? family;
  const isVector = context.isVector(family);
  const shifted = argumentsOf(definition);
  const inside: Environment = new Map(
    shifted.filter(({ shift }) => shift > 0).map(({ index, name }) => [index, natural([`(pred ${name})`])]),
  );
  const body = (formula: Definition['zero']): string => {
    if (!isVector)
      return context.polynomial(substituteForm(context.formulas.scalar(formula as Scalar), inside));
    const parts = context.formulas.vector(formula as VectorFormula).map(({ coefficient, atom }) => ({
      coefficient: substituteForm(coefficient, inside),
      atom: substituteAtom(atom, inside),
    }));
    return parts.length === 0 ? 'zero' : `lin ${context.list(parts)}`;
  };
  const fixpoint = [
    `Fixpoint ${coq} (W : world) ${shifted.map(({ name }) => `(${name} : nat)`).join(' ')} {struct ${over}} : ${isVector ? 'W' : 'R'} :=`,
    `  match ${over} with`,
    `  | O => ${body(definition.zero)}`,
    `  | S ${over} => ${body(definition.successor)}`,
    '  end.',
  ];
  return [...fixpoint, ...(isVector ? birth(context, definition, coq) : [])].join('\n');
}

/** When a defined vector is known, proved from its definition. */
function birth(context: Context, definition: Definition, coq: string): readonly string[] {
  const { family, over } = definition;
  const declared = context.derivation.families.find(({ name }) => name === family);
  const shifted = argumentsOf(definition);
  const values: readonly Natural[] = shifted.map(({ index, shift }) => natural([index], shift));
  const inside: Environment = new Map(
    (declared?.indices ?? []).map((name, at) => [name, values[at] ?? natural([name])]),
  );
  const [round = natural([]), step = natural([])] = (declared?.birth ?? []).map((one) =>
    context.formulas.index(one, inside),
  );
  const others = shifted.map(({ index }) => index).filter((index) => index !== over);
  return [
    `Lemma known_${coq} (W : world) (D : domain W) : forall ${[over, ...others].join(' ')} : nat,`,
    `  known ${naturalText(round)} ${naturalText(addNaturals(step, natural([], 1)))} (${coq} W ${values.map(naturalText).join(' ')}).`,
    `Proof. induction ${over}; intros; cbn [${coq}]; first [apply known_zero | apply known_lin; known_parts]. Qed.`,
    `#[export] Hint Resolve known_${coq} : known.`,
  ];
}
