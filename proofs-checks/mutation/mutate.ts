/** Every small change of a certificate, as data: of each number, vector, premise, instance, equation and cancelled factor. */
import type {
  Certificate,
  CertificateTerm,
  IndexExpression,
  Instance,
  Scalar,
  Vector,
} from '../derivation/schema.js';

/** A changed value and what was changed. */
export interface Mutant<Value> {
  readonly change: string;
  readonly value: Value;
}

const changed = <Value>(mutants: readonly Mutant<Value>[], what: string): readonly Mutant<Value>[] =>
  mutants.map(({ change, value }) => ({ change: `${what}: ${change}`, value }));

/** A part replaced by each of its mutants. */
const inPart = <Whole extends object, Key extends keyof Whole & string>(
  whole: Whole,
  key: Key,
  mutants: readonly Mutant<NonNullable<Whole[Key]>>[],
  what: string = key,
): readonly Mutant<Whole>[] =>
  changed(mutants, what).map(({ change, value }) => ({ change, value: { ...whole, [key]: value } }));

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

const isNumber = (node: unknown): boolean => typeof node === 'string' && /^-?\d/.test(node);

/** Changes of a number within: each part of a sum or product, and each exponent. */
function mutateInside(node: Scalar): readonly Mutant<Scalar>[] {
  if (typeof node === 'string') return [];
  const [head, ...parts] = node;
  if (head === '+') {
    const inner = inList<Scalar>(parts as Scalar[], 'summand', (part) => [
      ...mutateInside(part),
      { change: 'coefficient lowered by a hundredth', value: ['*', '99/100', part] },
      { change: 'sign', value: ['-', part] },
    ]);
    return inner.map(({ change, value }) => ({ change, value: ['+', ...value] }));
  }
  if (head === '*') {
    const inner = inList<Scalar>(parts as Scalar[], 'factor', mutateInside).filter(
      ({ value }) => value.length === parts.length || !isNumber(parts.find((part, at) => part !== value[at])),
    );
    return inner.map(({ change, value }) => ({ change, value: ['*', ...value] as Scalar }));
  }
  if (head === '^') {
    const [base, exponent] = parts as readonly [Scalar, string];
    return [1, -1].map((by) => ({
      change: `exponent ${by > 0 ? 'raised' : 'lowered'}`,
      value: ['^', base, String(Number(exponent) + by)],
    }));
  }
  if (head === '-' && parts.length === 1) {
    return mutateInside(parts[0] as Scalar).map(({ change, value }) => ({ change, value: ['-', value] }));
  }
  return [];
}

/** Every change of a number: its size, its sign, and changes within. */
export function mutateScalar(node: Scalar): readonly Mutant<Scalar>[] {
  return [
    { change: 'coefficient lowered by a hundredth', value: ['*', '99/100', node] },
    { change: 'coefficient doubled', value: ['*', '2', node] },
    { change: 'sign', value: ['-', node] },
    { change: 'a factor a', value: ['*', 'a', node] },
    ...mutateInside(node),
  ];
}

/** Every change of a vector: each summand left out, turned or scaled, and its coefficient changed. */
export function mutateVector(node: Vector): readonly Mutant<Vector>[] {
  const [head, ...parts] = node;
  if (head === '+') {
    const inner = inList<Vector>(parts as Vector[], 'summand', (part) => [
      ...mutateVector(part),
      { change: 'sign of a summand', value: ['-', part] },
    ]);
    return inner.map(({ change, value }) => ({ change, value: ['+', ...value] as Vector }));
  }
  if (head === '*') {
    const [factor, vector] = parts as readonly [Scalar, Vector];
    return [
      ...mutateScalar(factor)
        .filter(({ change }) => change !== 'sign')
        .map(({ change, value }): Mutant<Vector> => ({ change, value: ['*', value, vector] })),
      ...mutateVector(vector).map(({ change, value }): Mutant<Vector> => ({
        change,
        value: ['*', factor, value],
      })),
    ];
  }
  if (head === '-' && parts.length === 1) {
    return mutateVector(parts[0] as Vector).map(({ change, value }) => ({ change, value: ['-', value] }));
  }
  return [{ change: 'coefficient lowered by a hundredth', value: ['*', '99/100', node] }];
}

/** What a mutant needs to know of the premises: the indices that a statement depends on, and others to swap it with. */
export interface Surroundings {
  readonly indicesOf: (premise: string) => readonly string[];
  readonly foreign: readonly string[];
}

/** Each index of an instance moved by one. */
function shift(names: readonly string[], at: Instance = {}): readonly Mutant<Instance>[] {
  return names.map((name) => {
    const moved: IndexExpression = ['+', at.indices?.[name] ?? name, '1'];
    return { change: `${name} moved by one`, value: { ...at, indices: { ...at.indices, [name]: moved } } };
  });
}

function mutateTerm(term: CertificateTerm, around: Surroundings): readonly Mutant<CertificateTerm>[] {
  const { multiplier, premise, scalar, square, at } = term;
  const { scalar: _scalar, scalarAt: _scalarAt, ...unscaled } = term;
  return [
    ...inPart(term, 'multiplier', mutateScalar(multiplier)),
    ...(square === undefined ? [] : inPart(term, 'square', mutateVector(square))),
    ...(scalar === undefined ? [] : [{ change: 'scalar premise dropped', value: unscaled }]),
    ...(premise === undefined
      ? []
      : [
          ...inPart(term, 'at', shift(around.indicesOf(premise), at), 'premise'),
          ...around.foreign
            .filter((other) => other !== premise)
            .map((other) => ({ change: 'premise swapped', value: { ...term, premise: other } })),
        ]),
    ...(at?.operator === undefined ? [] : [{ change: 'operator dropped', value: { ...term, at: {} } }]),
  ];
}

/** Every mutant of a certificate. */
export function mutateCertificate(
  certificate: Certificate,
  around: Surroundings,
): readonly Mutant<Certificate>[] {
  const { cancel, terms, orthogonal = [], exchange = [], rewrite = [] } = certificate;
  const own = terms.flatMap(({ premise }) => (premise === undefined ? [] : [premise]));
  const others = { ...around, foreign: [...new Set([...own, ...around.foreign])] };
  const { cancel: _cancel, ...uncancelled } = certificate;
  const set = (key: keyof Certificate, mutants: readonly Mutant<unknown>[]): readonly Mutant<Certificate>[] =>
    mutants.map(({ change, value }) => ({ change, value: { ...certificate, [key]: value } }));
  return [
    ...set(
      'terms',
      inList(terms, 'term', (term) => mutateTerm(term, others)),
    ),
    ...set(
      'orthogonal',
      inList(orthogonal, 'orthogonality', (one) => [
        ...inPart(one, 'weight', mutateScalar(one.weight)),
        ...inPart(one, 'older', mutateVector(one.older), 'older vector'),
      ]),
    ),
    ...set(
      'exchange',
      inList(exchange, 'exchange', (one) => [
        ...inPart(one, 'weight', mutateScalar(one.weight)),
        ...(['left', 'right'] as const).flatMap((side) =>
          shift(Object.keys(one[side].at), { indices: one[side].at }).map(({ change, value }) => ({
            change: `draw: ${change}`,
            value: { ...one, [side]: { ...one[side], at: value.indices } },
          })),
        ),
      ]),
    ),
    ...set(
      'rewrite',
      inList(rewrite, 'equation', (one) =>
        inPart(one, 'at', shift(around.indicesOf(one.equation), one.at), 'equation'),
      ),
    ),
    ...(cancel === undefined
      ? []
      : [
          { change: 'cancelled factor dropped', value: uncancelled },
          ...changed(set('cancel', mutateScalar(cancel)), 'cancelled factor'),
        ]),
  ];
}
