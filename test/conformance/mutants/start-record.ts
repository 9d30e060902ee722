/** The start of a run with hooks: x⁰ and m⁰, from the definitions in prose. */
import { createVectorSpace, fromInteger, type Field } from '../../../spec/algebra/index.js';
import type { RunRequest } from '../../../spec/algorithms/index.js';
import type { GradientQuery, GradientRecord, StartRecord, VariantName } from '../../../spec/model/index.js';
import { plans } from './honest-choices.js';
import type { Mutation } from './mutation.js';

/** x⁰ and m⁰ with the gradients that made it. */
export function startRecord<S>(
  field: Field<S>,
  variant: VariantName,
  { initialization, startingPoint, tape, oracle }: RunRequest<S>,
  mutation: Mutation,
): StartRecord<S> {
  const space = createVectorSpace(field);
  const iterate = mutation.startingPoint?.(startingPoint, space) ?? startingPoint;
  const { keepsEstimate, isTarget } = plans[variant];
  const { kind } = initialization;
  if (!keepsEstimate || kind === 'none' || kind === 'first-snapshot') return { iterate, gradients: [] };
  const firstAtom = tape.rounds[0]?.snapshot ?? 0;
  const ask = (
    name: 'f' | 'h',
    draw: 'mean' | 'snapshot',
    atom: number,
    index: number,
  ): GradientRecord<S> => {
    const honest: GradientQuery<S> = { function: name, draw, atom, at: iterate };
    const query = mutation.startQuery?.(honest, index, firstAtom) ?? honest;
    return { ...query, value: oracle?.gradient(query) ?? [] };
  };
  const atoms = kind === 'batch' ? tape.initial : kind === 'exact' ? [0] : [];
  const gradients = atoms.map((atom, index) => {
    const draw = kind === 'batch' ? 'snapshot' : 'mean';
    const target = ask('f', draw, atom, index);
    return isTarget ? { target } : { target, auxiliary: ask('h', draw, atom, index) };
  });
  const total = gradients
    .map(({ target, auxiliary }) =>
      auxiliary === undefined ? target.value : space.subtract(target.value, auxiliary.value),
    )
    .reduce(space.add, space.zero(iterate.length));
  const mean = total.map((value) => field.divide(value, fromInteger(field, Math.max(atoms.length, 1))));
  const honest = kind === 'given' ? initialization.correction : mean;
  return { iterate, correction: mutation.startEstimate?.(honest, space) ?? honest, gradients };
}
