/** Coq terms for numbers, vectors and polynomials. */
import type { Atom, Monomial, Natural, Polynomial, Variable } from './polynomial.js';

/** The parameter that a derivation calls `J`: K − 1, a field of the world and not a bound name. */
const stepBeforeLast = 'J';

/** A natural number. */
export function naturalText({ names, constant }: Natural): string {
  const [first = 'O', ...rest] = names.map((name) => (name === stepBeforeLast ? '(n_J W)' : name));
  const sum = rest.reduce((text, name) => `(${text} + ${name})`, first);
  return Array.from({ length: constant }).reduce<string>((text) => `(S ${text})`, sum);
}

/** What a family is called in Coq, by its name in the document. */
export type FamilyNames = ReadonlyMap<string, string>;

const application = (head: string, indices: readonly Natural[]): string =>
  `(${[head, 'W', ...indices.map(naturalText)].join(' ')})`;

function nameOf(names: FamilyNames, family: string): string {
  const name = names.get(family);
  if (name === undefined) throw new RangeError(`no family ${family}`);
  return name;
}

/** A vector. */
export function atomText(names: FamilyNames, { family, indices, operators }: Atom): string {
  return operators.reduceRight(
    (text, operator) => `(o_${operator} W ${text})`,
    application(nameOf(names, family), indices),
  );
}

/** A number. */
export function variableText(names: FamilyNames, variable: Variable): string {
  switch (variable.kind) {
    case 'parameter':
      return `(p_${variable.name} W)`;
    case 'index':
      return `(INR ${naturalText(variable.value)})`;
    case 'value':
      return application(nameOf(names, variable.family), variable.indices);
    case 'inner':
      return `(ip ${atomText(names, variable.left)} ${atomText(names, variable.right)})`;
  }
}

function monomialText({ coefficient, variables }: Monomial, text: (variable: Variable) => string): string {
  if (coefficient.denominator !== 1n) throw new RangeError('a fraction in a polynomial of whole numbers');
  const factors = variables.map(text);
  const size = coefficient.numerator < 0n ? -coefficient.numerator : coefficient.numerator;
  const product = size === 1n && factors.length > 0 ? factors : [String(size), ...factors];
  return product.join(' * ');
}

/** A polynomial with whole coefficients, monomial by monomial. */
export function polynomialText(polynomial: Polynomial, text: (variable: Variable) => string): string {
  const [first, ...rest] = polynomial;
  if (first === undefined) return '0';
  const head = `${first.coefficient.numerator < 0n ? '- ' : ''}${monomialText(first, text)}`;
  const tail = rest.map(
    (one) => `${one.coefficient.numerator < 0n ? ' - ' : ' + '}${monomialText(one, text)}`,
  );
  return `(${head}${tail.join('')})`;
}

/** A comment. Nothing in it ends it, starts another, or starts a string, all of which Coq reads in comments too. */
export function commentText(text: string): string {
  return `(** ${text.replaceAll('*', '∗').replaceAll('"', '″').replaceAll(/\s+/g, ' ')} *)`;
}

/** A name for Coq. Different names may become one: {@link exportToCoq} refuses that. */
export function identifier(prefix: string, name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll('′', "'")
    .replaceAll('≤', 'le')
    .replaceAll('≥', 'ge')
    .replaceAll(/[^A-Za-z0-9']+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .replaceAll("'", '_prime');
  return `${prefix}_${plain}`;
}

/**
 * Whether Coq sees by computation alone that the printed sum with terms substituted is the normal form: `S a + b` computes,
 * `a + S b` does not.
 */
function computes(value: Natural, at: ReadonlyMap<string, Natural>): boolean {
  return value.names.every((name, position) => {
    const replaced = at.get(name);
    if (replaced === undefined) return true;
    if (value.names.length === 1) return true;
    if (position === 0)
      return replaced.names.length <= 1 && (replaced.names[0] ?? 't') === (value.names[0] ?? 't');
    return replaced.names.length === 1 && replaced.constant === 0 && replaced.names[0] === name;
  });
}

/** The natural numbers on which a variable depends through its indices. */
export function indicesOf(variable: Variable): readonly Natural[] {
  switch (variable.kind) {
    case 'parameter':
      return [];
    case 'index':
      return [variable.value];
    case 'value':
      return variable.indices;
    case 'inner':
      return [...variable.left.indices, ...variable.right.indices];
  }
}

/** Whether Coq sees by computation alone that the form with indices replaced is what is printed for it. */
export function isInstanceByComputation(form: Polynomial, at: ReadonlyMap<string, Natural>): boolean {
  return form.every(({ variables }) =>
    variables.every((one) => indicesOf(one).every((index) => computes(index, at))),
  );
}
