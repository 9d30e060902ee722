/** One derivation on its way to Coq: its formulas, and the Coq names of everything in it. */
import type {
  Certificate,
  Derivation,
  Equation,
  IndexExpression,
  Instance,
  Scalar,
  Vector as VectorFormula,
} from '../derivation/schema.js';
import {
  atomText,
  identifier,
  indicesOf,
  polynomialText,
  variableText,
  type FamilyNames,
} from './coq-text.js';
import {
  commonDenominator,
  natural,
  scale,
  type Atom,
  type Natural,
  type Polynomial,
  type Variable,
  type Vector,
} from './polynomial.js';
import { rational } from '../kernel/rational.js';
import { Formulas, type Environment } from './read-derivation.js';

/** A statement form ≥ 0 as Coq has it: whole coefficients, form / denominator. */
export interface Statement {
  readonly form: Polynomial;
  readonly denominator: bigint;
  readonly indices: readonly string[];
}

/** A premise or an earlier step. */
export interface Source extends Statement {
  readonly coq: string;
  /** The hypotheses that it rests on. */
  readonly rests: readonly string[];
  /** A proof of it, to be applied to values for its indices. */
  readonly proof: string;
}

/** Both sides of an assumed equation. */
export type Sides =
  | { readonly kind: 'vector'; readonly left: Atom; readonly right: Vector }
  | { readonly kind: 'value'; readonly left: Variable; readonly right: Polynomial };

/** That two noises have one mean square, for every value of the index of their draws. */
export interface Exchange {
  readonly coq: string;
  readonly left: Atom;
  readonly right: Atom;
}

/** What the parts of the exporter share. */
export class Context {
  readonly derivation: Derivation;
  readonly formulas: Formulas;
  readonly names: FamilyNames;
  /** Hypotheses and equations as arguments of a lemma, in this order. */
  readonly order: readonly string[];
  readonly #sources = new Map<string, Source>();
  readonly #equations: ReadonlyMap<string, Equation>;

  constructor(derivation: Derivation) {
    this.derivation = derivation;
    this.formulas = new Formulas(derivation);
    const defined = new Set(derivation.definitions.map(({ family }) => family));
    this.names = new Map(
      derivation.families.map(({ name, kind }) => {
        const prefix = defined.has(name) ? 'd' : kind === 'vector' ? 'v' : 's';
        return [name, `${prefix}_${name}`];
      }),
    );
    this.#equations = new Map(derivation.equations.map((one) => [one.name, one]));
    this.order = [
      ...derivation.operators.map((name) => `op_${name}`),
      ...derivation.hypotheses.map(({ name }) => identifier('hyp', name)),
      ...derivation.equations.map(({ name }) => identifier('eq', name)),
      ...this.exchanges().map(({ coq }) => coq),
    ];
    for (const { name, statement } of derivation.hypotheses) {
      const coq = identifier('hyp', name);
      this.add(name, {
        ...this.statement(this.formulas.scalar(statement)),
        coq,
        rests: [coq],
        proof: `h_${coq}`,
      });
    }
  }

  /** Makes a premise known. */
  add(name: string, source: Source): void {
    this.#sources.set(name, source);
  }

  /** A premise, by its name in the document. */
  source(name: string): Source {
    const source = this.#sources.get(name);
    if (source === undefined) throw new RangeError(`no premise ${name}`);
    return source;
  }

  /** Free indices in the order of the document, the index of an induction first. */
  indices(forms: readonly Natural[], first?: string): readonly string[] {
    const used = new Set(forms.flatMap(({ names }) => names));
    if (first !== undefined) used.add(first);
    const ordered = natural(
      [...new Set(this.derivation.indices)].filter((name) => used.has(name) && name !== first),
    ).names;
    return first === undefined ? ordered : [first, ...ordered];
  }

  /** A statement of the document, the index of an induction first among its indices. */
  statement(polynomial: Polynomial, first?: string): Statement {
    const denominator = commonDenominator([polynomial]);
    const form = scale(rational(denominator), polynomial);
    const naturals = form.flatMap(({ variables }) => variables.flatMap(indicesOf));
    return { form, denominator, indices: this.indices(naturals, first) };
  }

  polynomial(polynomial: Polynomial): string {
    return polynomialText(polynomial, (one) => variableText(this.names, one));
  }

  atom(atom: Atom): string {
    return atomText(this.names, atom);
  }

  /** A list of coefficients and vectors. */
  list(parts: Vector): string {
    const texts = parts.map(
      ({ coefficient, atom }) => `(${this.polynomial(coefficient)}, ${this.atom(atom)})`,
    );
    return `[${texts.join('; ')}]`;
  }

  environment(instance: Instance | undefined): Environment {
    return new Map(
      Object.entries(instance?.indices ?? {}).map(([name, value]) => [name, this.formulas.index(value)]),
    );
  }

  /** An assumed equation, by its name; undefined for a definition. */
  equation(
    name: string,
  ): { readonly coq: string; readonly indices: readonly string[]; readonly sides: Sides } | undefined {
    const equation = this.#equations.get(name);
    if (equation === undefined) return undefined;
    const [head, family, ...at] = equation.left;
    const indices = (at as readonly IndexExpression[]).map((one) => this.formulas.index(one));
    const sides: Sides =
      head === 'vector'
        ? {
            kind: 'vector',
            left: { family, indices, operators: [] },
            right: this.formulas.vector(equation.right as VectorFormula),
          }
        : {
            kind: 'value',
            left: { kind: 'value', family, indices },
            right: this.formulas.scalar(equation.right as Scalar),
          };
    return { coq: identifier('eq', name), indices: this.indices(indices), sides };
  }

  /** Every exchange that a certificate uses, once. */
  exchanges(): readonly Exchange[] {
    const certificates = this.derivation.steps.flatMap((step) =>
      step.rule === 'certificate' ? [step.certificate] : [step.base, step.step],
    );
    const all = certificates.flatMap(({ exchange = [] }) => exchange.map((one) => this.exchange(one)));
    return [...new Map(all.map((one) => [one.coq, one])).values()];
  }

  /** What is exchanged, by the indices that the declarations of both draws have in common. */
  exchange({ left, right }: NonNullable<Certificate['exchange']>[number]): Exchange {
    const member = (family: string): Atom => {
      const { draw } = this.derivation.families.find(({ name }) => name === family) ?? {};
      if (draw === undefined) throw new RangeError(`no draw ${family}`);
      return { family, indices: draw.member.map((one) => this.formulas.index(one)), operators: [] };
    };
    return {
      coq: identifier('exch', `${left.family} ${right.family}`),
      left: member(left.family),
      right: member(right.family),
    };
  }

  isVector(family: string): boolean {
    return this.derivation.families.find(({ name }) => name === family)?.kind === 'vector';
  }
}

/** `forall t k : nat, `. */
export function forall(indices: readonly string[]): string {
  return indices.length === 0 ? '' : `forall ${indices.join(' ')} : nat, `;
}
