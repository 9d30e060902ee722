/** One certificate for Coq: a lemma about numbers, in which every inner product is a variable, proved by `ring`, which never sees a vector; and the tactics that apply it. */
import {
  atomText,
  isInstanceByComputation,
  naturalText,
  polynomialText,
  variableText,
  type FamilyNames,
} from './coq-text.js';
import {
  commonDenominator,
  natural,
  scale,
  substituteForm,
  wholeParts,
  type Atom,
  type Natural,
  type Polynomial,
  type Variable,
  type Vector,
} from './polynomial.js';
import { findParameter } from '../notation/parameters.js';
import { rational } from '../kernel/rational.js';
import { naturalNumber } from './read-derivation.js';

/** A premise of the inequality: its statement in Coq's form, and a proof. */
interface Given {
  readonly statement: string;
  readonly proof: string;
}

/** What is ≥ 0 with its factor: a premise, a square, or both, times a multiplier. */
interface Summand {
  readonly multiplier: Polynomial;
  readonly factors: readonly string[];
  readonly proofs: readonly string[];
  readonly denominator: bigint;
}

/** Collects the variables, hypotheses and proofs of one inequality. */
export class Algebra {
  readonly #names: FamilyNames;
  readonly #variables = new Map<string, { readonly name: string; readonly variable: Variable }>();
  readonly #signs: Given[] = [];
  readonly #equations: Given[] = [];
  readonly #inequalities: Given[] = [];
  readonly #zeros: Given[] = [];
  readonly #summands: Summand[] = [];
  readonly #orthogonal: { readonly weight: Polynomial; readonly text: string }[] = [];
  readonly #prepared: string[] = [];

  constructor(names: FamilyNames) {
    this.#names = names;
  }

  /** The name of a number in the inequality; what is known of it by its form is noted at its first use. */
  name(variable: Variable): string {
    const text = variableText(this.#names, variable);
    const known = this.#variables.get(text);
    if (known !== undefined) return known.name;
    const name = `v${this.#variables.size}`;
    this.#variables.set(text, { name, variable });
    this.#describe(variable, name, text);
    return name;
  }

  #describe(variable: Variable, name: string, text: string): void {
    if (variable.kind === 'parameter') this.#describeParameter(variable.name, name);
    if (variable.kind === 'index') {
      this.#signs.push({ statement: `0 <= ${name}`, proof: `(pos_INR ${naturalText(variable.value)})` });
      const { names, constant } = variable.value;
      if (names.length === 1 && constant === 0) return;
      const value = polynomialText(naturalNumber(variable.value), (one) => this.name(one));
      this.#equations.push({ statement: `${name} = ${value}`, proof: 'ltac:(index_number)' });
    }
    if (variable.kind === 'inner') {
      const reversed = this.#variables.get(
        variableText(this.#names, { kind: 'inner', left: variable.right, right: variable.left }),
      );
      if (reversed === undefined || reversed.name === name) return;
      this.#equations.push({ statement: `${name} = ${reversed.name}`, proof: `(ip_sym _ _ : ${text} = _)` });
    }
  }

  #describeParameter(parameter: string, name: string): void {
    const { domain, of = '' } = findParameter(parameter) ?? {};
    if (domain === 'complement') {
      const statement = `${name} = 1 - ${this.name({ kind: 'parameter', name: of })}`;
      this.#equations.push({ statement, proof: 'eq_refl' });
    }
    if (parameter === 'K') {
      const before = this.name({ kind: 'index', value: natural(['J']) });
      this.#equations.push({ statement: `${name} = ${before} + 1`, proof: 'eq_refl' });
      this.#signs.push({ statement: `0 < ${name}`, proof: '(p_K_pos W)' });
      return;
    }
    const sign = `0 ${domain === 'positive' ? '<' : '<='} ${name}`;
    this.#signs.push({ statement: sign, proof: `(${parameter}_pos W D)` });
  }

  /** A polynomial in the variables of the inequality. */
  text(polynomial: Polynomial): string {
    return polynomialText(polynomial, (one) => this.name(one));
  }

  /** A fact 0 ≤ form at some indices; returns its text. */
  premise(
    form: Polynomial,
    at: ReadonlyMap<string, Natural>,
    proof: string,
  ): { text: string; proof: string } {
    const text = this.text(substituteForm(form, at));
    return { text, proof: isInstanceByComputation(form, at) ? proof : this.#prepare(proof) };
  }

  #prepare(proof: string): string {
    const name = `X${this.#prepared.length}`;
    this.#prepared.push(`pose proof ${proof} as ${name}; normal_index in ${name}.`);
    return name;
  }

  /** multiplier · premises · ‖square‖². */
  summand(
    multiplier: Polynomial,
    premises: readonly { readonly text: string; readonly proof: string; readonly denominator: bigint }[],
    squared: Vector | undefined,
  ): void {
    let denominator = premises.reduce((all, one) => all * one.denominator, 1n);
    const factors = premises.map(({ text, proof }) => this.#inequality(`0 <= ${text}`, text, proof));
    if (squared !== undefined) {
      const { whole, parts } = wholeParts(squared);
      denominator *= whole * whole;
      const text = this.#squareText(parts);
      factors.push(this.#inequality(`0 <= ${text}`, text, `(square_pos ${this.#list(parts)})`));
    }
    this.#summands.push({
      multiplier,
      factors: factors.map(({ text }) => text),
      proofs: factors.map(({ name }) => name),
      denominator,
    });
  }

  #inequality(statement: string, text: string, proof: string): { text: string; name: string } {
    const name = `H${this.#inequalities.length}`;
    this.#inequalities.push({ statement, proof });
    return { text, name };
  }

  /** A list of coefficients and vectors. */
  #list(parts: Vector): string {
    const concrete = (polynomial: Polynomial): string =>
      polynomialText(polynomial, (one) => variableText(this.#names, one));
    return `[${parts.map(({ coefficient, atom }) => `(${concrete(coefficient)}, ${atomText(this.#names, atom)})`).join('; ')}]`;
  }

  #inner(left: Atom, right: Atom): string {
    return this.name({ kind: 'inner', left, right });
  }

  /** `lin_ip parts other`, or `ip_lin other parts`. */
  #combinationText(parts: Vector, product: (atom: Atom) => string): string {
    return parts.reduceRight(
      (rest, { coefficient, atom }) => `(${this.text(coefficient)} * ${product(atom)} + ${rest})`,
      '0',
    );
  }

  #squareText(parts: Vector): string {
    const [first, ...rest] = parts;
    if (first === undefined) return '0';
    const c = this.text(first.coefficient);
    const cross = this.#combinationText(rest, (atom) => this.#inner(first.atom, atom));
    return `(${c} * ${c} * ${this.#inner(first.atom, first.atom)} + 2 * ${c} * ${cross} + ${this.#squareText(rest)})`;
  }

  /** weight · E⟨older, noise⟩ = 0. */
  orthogonal(weight: Polynomial, older: Vector, noise: Atom, fresh: string): void {
    const { whole, parts } = wholeParts(older);
    const text = this.#combinationText(parts, (atom) => this.#inner(atom, noise));
    this.#zeros.push({
      statement: `${text} = 0`,
      proof: `(fresh_combination ${this.#list(parts)} ${fresh} ltac:(known_parts))`,
    });
    this.#orthogonal.push({ weight: scale(rational(1n, whole), weight), text });
  }

  /** weight · (E‖left‖² − E‖right‖²) = 0. */
  exchange(weight: Polynomial, [left, right]: readonly [Atom, Atom], proof: string): void {
    const text = `(${this.#inner(left, left)} - ${this.#inner(right, right)})`;
    this.#zeros.push({ statement: `${text} = 0`, proof });
    this.#orthogonal.push({ weight, text });
  }

  /** Uses vector equation left = Σ right in every inner product so far; `proof` gets the list of the right side, the other
   * vector, and the operators on the left side. */
  rewriteVector(
    left: Atom,
    right: Vector,
    proof: (list: string, other: string, operators: readonly string[]) => string,
  ): void {
    const done = new Set<string>();
    const same = (atom: Atom): boolean =>
      atomText(this.#names, { ...atom, operators: [] }) === atomText(this.#names, left);
    for (;;) {
      const next = [...this.#variables.values()].find(
        ({ name, variable }) =>
          !done.has(name) && variable.kind === 'inner' && (same(variable.left) || same(variable.right)),
      );
      if (next?.variable.kind !== 'inner') return;
      done.add(next.name);
      const { left: first, right: second } = next.variable;
      const [target, other] = same(first) ? [first, second] : [second, first];
      // Asking for the reversed product notes that both are equal.
      const name = this.#inner(target, other);
      done.add(name);
      const parts = right.map(({ coefficient, atom }) => ({
        coefficient,
        atom: { ...atom, operators: [...target.operators, ...atom.operators] },
      }));
      const value = this.#combinationText(parts, (atom) => this.#inner(atom, other));
      this.#equations.push({
        statement: `${name} = ${value}`,
        proof: proof(this.#list(right), atomText(this.#names, other), target.operators),
      });
    }
  }

  /** Uses an equation between numbers. */
  rewriteValue(left: Variable, right: Polynomial, proof: string): void {
    const name = this.#variables.get(variableText(this.#names, left))?.name;
    if (name === undefined) return;
    this.#equations.push({ statement: `${name} = ${this.text(right)}`, proof });
  }

  /** The lemma about numbers, and the tactics that apply it. `goal` is goalNumbers / denominator. */
  finish(
    lemma: string,
    goal: Polynomial,
    goalDenominator: bigint,
    cancel: Polynomial,
  ): { lemma: string; use: string } {
    const scaled = this.#summands.map(({ multiplier, denominator, ...rest }) => ({
      ...rest,
      multiplier: scale(rational(1n, denominator), multiplier),
    }));
    const left = scale(rational(1n, goalDenominator), cancel);
    const common = rational(
      commonDenominator([
        left,
        ...scaled.map((one) => one.multiplier),
        ...this.#orthogonal.map((one) => one.weight),
      ]),
    );
    const whole = (polynomial: Polynomial): string => this.text(scale(common, polynomial));
    const products = scaled.map(({ multiplier, factors }) =>
      factors.reduce((text, factor) => `(${text} * ${factor})`, whole(multiplier)),
    );
    const sum = products.length === 0 ? '0' : products.join(' + ');
    const zero = this.#orthogonal.map(({ weight, text }) => `${whole(weight)} * ${text}`).join(' + ') || '0';
    const numbered = (letter: string, given: readonly unknown[]) => given.map((_, at) => `${letter}${at}`);
    const signs = numbered('S', this.#signs);
    const equations = numbered('E', this.#equations);
    const zeros = numbered('Z', this.#zeros);
    const inequalities = numbered('H', this.#inequalities);
    const given = [...this.#signs, ...this.#equations, ...this.#zeros, ...this.#inequalities];
    const parts = scaled.map(({ proofs }, at) => {
      const tactic = proofs.reduce(
        (text, proof) => `apply Rmult_le_pos; [${text} | exact ${proof}]`,
        'solve [nonneg]',
      );
      return `    assert (T${at} : 0 <= ${products[at] ?? ''}) by (${tactic}).`;
    });
    const sumProof = parts
      .map((_, at) => `T${at}`)
      .reduce((all, one) => (all === '' ? one : `(Rplus_le_le_0_compat _ _ ${all} ${one})`), '');
    const text = [
      `Lemma ${lemma} (${[...this.#variables.values()].map(({ name }) => name).join(' ')} : R) :`,
      ...given.map(({ statement }) => `  ${statement} ->`),
      `  0 <= ${this.text(goal)}.`,
      'Proof.',
      `  intros ${[...signs, ...equations, ...zeros, ...inequalities].join(' ')}.`,
      `  apply (certificate ${whole(left)} (${sum}) (${zero})).`,
      '  - solve [positive].',
      '  -',
      ...parts,
      `    ${sumProof === '' ? 'apply Rle_refl' : `exact ${sumProof}`}.`,
      `  - ${zeros.length === 0 ? 'reflexivity' : `rewrite ${zeros.map((name) => `?${name}`).join(', ')}; ring`}.`,
      `  - clear - ${equations.join(' ') || 'v0'}; subst; ring.`,
      'Qed.',
    ].join('\n');
    const use = [
      ...this.#prepared.map((line) => `    ${line}`),
      `    exact (${lemma} ${[...this.#variables.keys()].join(' ')}`,
      ...given.map(({ proof }) => `      ${proof}`),
    ].join('\n');
    return { lemma: text, use: `${use}).` };
  }
}
