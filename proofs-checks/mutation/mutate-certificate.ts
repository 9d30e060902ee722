/** Every small change of a certificate: of each multiplier, vector, premise, instance, equation and the cancelled factor. */
import {
  constant,
  inductionHypothesis,
  indexVariable,
  instantiate,
  polynomialKey,
  sum,
  variablesOf,
  type Certificate,
  type CertificateTerm,
  type Fact,
  type Instance,
  type Orthogonality,
  type Polynomial,
  type Rewriting,
  type StepPremise,
} from '../kernel/index.js';
import { mutatePolynomial, mutateSquare, mutateVector, type Mutant } from './mutate-parts.js';

type StepCertificate = Certificate<StepPremise>;
type StepTerm = CertificateTerm<StepPremise>;

/** What the induction hypothesis says, to compare premises with. */
export interface MutationContext {
  readonly hypothetical?: Polynomial;
}

const statementOf = (premise: StepPremise, at: Instance, { hypothetical }: MutationContext): string =>
  premise === inductionHypothesis
    ? polynomialKey(instantiate(hypothetical ?? constant(0), at))
    : polynomialKey(instantiate(premise.statement, at));

/** The names of the indices that a statement depends on, at any depth. */
function indexNames(polynomial: Polynomial): readonly string[] {
  const names = variablesOf(polynomial).flatMap((variable): readonly string[] => {
    if (variable.kind === 'index') return variable.key === 'J' ? [] : [variable.key];
    if (variable.kind === 'sequence') return variable.indices.flatMap(indexNames);
    if (variable.kind === 'parameter') return [];
    return [...variable.left.indices, ...variable.right.indices].flatMap(indexNames);
  });
  return [...new Set(names)];
}

/** Each index of an instance moved by one. */
function shiftedInstances(names: readonly string[], at: Instance): readonly Mutant<Instance>[] {
  return names.map((name) => ({
    change: `${name} moved by one`,
    value: {
      ...at,
      indices: { ...at.indices, [name]: sum(at.indices?.[name] ?? indexVariable(name), constant(1)) },
    },
  }));
}

function mutateTerm(
  term: StepTerm,
  foreign: readonly Fact[],
  context: MutationContext,
): readonly Mutant<StepTerm>[] {
  const { premise, scalar, square } = term;
  const at = term.at ?? {};
  const mutants: Mutant<StepTerm>[] = mutatePolynomial(term.multiplier).map(({ change, value }) => ({
    change: `multiplier: ${change}`,
    value: { ...term, multiplier: value },
  }));
  if (square !== undefined) {
    mutants.push(
      ...mutateSquare(square).map(({ change, value }) => ({
        change: `square: ${change}`,
        value: { ...term, square: value },
      })),
    );
  }
  if (scalar !== undefined) {
    const { scalar: _dropped, scalarAt: _at, ...rest } = term;
    mutants.push({ change: 'scalar hypothesis dropped', value: rest });
  }
  if (premise !== undefined) {
    const original = statementOf(premise, at, context);
    // A premise that says the same in another place is the same certificate, so only other statements count.
    const swapped = foreign
      .filter((other) => statementOf(other, at, context) !== original)
      .map((other) => ({ change: 'premise swapped', value: { ...term, premise: other } }));
    const statement = premise === inductionHypothesis ? context.hypothetical : premise.statement;
    const shifted = shiftedInstances(indexNames(statement ?? constant(0)), at)
      .filter(({ value }) => statementOf(premise, value, context) !== original)
      .map(({ change, value }) => ({ change: `premise: ${change}`, value: { ...term, at: value } }));
    mutants.push(...swapped, ...shifted);
    const { operator, ...withoutOperator } = at;
    if (operator !== undefined) {
      mutants.push({ change: 'operator dropped', value: { ...term, at: withoutOperator } });
    }
  }
  return mutants;
}

function mutateOrthogonality(one: Orthogonality): readonly Mutant<Orthogonality>[] {
  return [
    ...mutatePolynomial(one.weight).map(({ change, value }) => ({
      change: `orthogonality: ${change}`,
      value: { ...one, weight: value },
    })),
    ...mutateVector(one.older).map(({ change, value }) => ({
      change: `older vector: ${change}`,
      value: { ...one, older: value },
    })),
  ];
}

function mutateRewriting(one: Rewriting): readonly Mutant<Rewriting>[] {
  const { sides } = one.equation;
  const names = [...new Set(sides.left.indices.flatMap(indexNames))];
  return shiftedInstances(names, one.at ?? {}).map(({ change, value }) => ({
    change: `equation ${one.equation.id}: ${change}`,
    value: { ...one, at: value },
  }));
}

/** Each element replaced by each of its mutants, and each element left out. */
function inList<Element>(
  list: readonly Element[],
  what: string,
  mutate: (element: Element) => readonly Mutant<Element>[],
): readonly Mutant<readonly Element[]>[] {
  return list.flatMap((element, at) => [
    ...mutate(element).map(({ change, value }) => ({ change, value: list.with(at, value) })),
    { change: `${what} ${at + 1} dropped`, value: list.toSpliced(at, 1) },
  ]);
}

/** Every mutant of a certificate; `foreign` are facts to put in the place of its premises. */
export function mutateCertificate(
  certificate: StepCertificate,
  foreign: readonly Fact[],
  context: MutationContext,
): readonly Mutant<StepCertificate>[] {
  const { cancel, terms, orthogonal = [], rewrite = [] } = certificate;
  const { cancel: _cancel, ...uncancelled } = certificate;
  const own = terms.flatMap(({ premise }) =>
    premise === undefined || premise === inductionHypothesis ? [] : [premise],
  );
  return [
    ...inList(terms, 'term', (term) => mutateTerm(term, [...new Set([...own, ...foreign])], context)).map(
      ({ change, value }) => ({ change, value: { ...certificate, terms: value } }),
    ),
    ...inList(orthogonal, 'orthogonality', mutateOrthogonality).map(({ change, value }) => ({
      change,
      value: { ...certificate, orthogonal: value },
    })),
    ...inList(rewrite, 'equation', mutateRewriting).map(({ change, value }) => ({
      change,
      value: { ...certificate, rewrite: value },
    })),
    ...(cancel === undefined
      ? []
      : [
          { change: 'cancelled factor dropped', value: uncancelled },
          ...mutatePolynomial(cancel).map(({ change, value }) => ({
            change: `cancelled factor: ${change}`,
            value: { ...certificate, cancel: value },
          })),
        ]),
  ];
}
