/** Two substitutions: indices by natural numbers (instantiation), and a symbol by what equals it (rewriting). */
import { mapVariables, monomial, type Polynomial } from './polynomial.js';
import {
  expandDefinitions,
  isNatural,
  lastStep,
  sequenceValue,
  type SequenceValue,
  type Variable,
} from './symbols.js';
import {
  applyWord,
  atomVector,
  combine,
  createAtom,
  innerProduct,
  type Atom,
  type Vector,
} from './vectors.js';

/** The letter that stands for an arbitrary deterministic linear operator; a fact holds for every one. */
export const anyOperator = 'V';

/** A choice of values for the universally quantified names of a statement. */
export interface Instance {
  /** Natural numbers, by the name of the index. */
  readonly indices?: Readonly<Record<string, Polynomial>>;
  /** The word that takes the place of {@link anyOperator}. */
  readonly operator?: readonly string[];
}

/** Throws RangeError unless every value is a natural number and K − 1, which is fixed, stays. */
export function assertInstance({ indices = {} }: Instance): void {
  for (const [name, value] of Object.entries(indices)) {
    if (name === lastStep.key) throw new RangeError('K is fixed and cannot be instantiated');
    if (!isNatural(expandDefinitions(value)))
      throw new RangeError(`index ${name} must stay a natural number`);
  }
}

function instantiateAtom(atom: Atom, instance: Instance): Atom {
  const word = atom.word.flatMap((letter) =>
    letter === anyOperator ? (instance.operator ?? [letter]) : [letter],
  );
  return createAtom(
    atom.symbol,
    atom.indices.map((value) => instantiate(value, instance)),
    word,
  );
}

/** v with the choices of `instance`. */
export function instantiateVector(vector: Vector, instance: Instance): Vector {
  return combine(
    ...[...vector.values()].map(
      ({ atom, coefficient }) =>
        [instantiate(coefficient, instance), atomVector(instantiateAtom(atom, instance))] as const,
    ),
  );
}

/** p with the choices of `instance`, everywhere, also inside symbols. */
export function instantiate(polynomial: Polynomial, instance: Instance): Polynomial {
  return mapVariables(polynomial, (variable: Variable) => {
    if (variable.kind === 'index') return instance.indices?.[variable.key];
    if (variable.kind === 'sequence') return monomial(instantiateValue(variable, instance));
    if (variable.kind === 'parameter') return undefined;
    const left = atomVector(instantiateAtom(variable.left, instance));
    return innerProduct(left, atomVector(instantiateAtom(variable.right, instance)));
  });
}

/** A sequence value with the choices of `instance`. */
export function instantiateValue(value: SequenceValue, instance: Instance): SequenceValue {
  return sequenceValue(
    value.symbol,
    value.indices.map((at) => instantiate(at, instance)),
  );
}

/** p with the sequence value of key `key` replaced by what it equals. */
export function rewriteValue(polynomial: Polynomial, key: string, value: Polynomial): Polynomial {
  return mapVariables(polynomial, (variable) => (variable.key === key ? value : undefined));
}

/** p with the atom `from`, bare or under operators, replaced by the vector that it equals. */
export function rewriteAtom(polynomial: Polynomial, from: Atom, to: Vector): Polynomial {
  const image = (atom: Atom): Vector =>
    createAtom(atom.symbol, atom.indices).key === from.key ? applyWord(atom.word, to) : atomVector(atom);
  return mapVariables(polynomial, (variable) => {
    if (variable.kind !== 'gram') return undefined;
    return innerProduct(image(variable.left), image(variable.right));
  });
}
