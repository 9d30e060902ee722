/** The compact form in which mutants are written down. */
import type { GradientQuery, VariantName } from '../../../spec/model/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import type { Asking, Mutant, Mutation, Scene } from './mutation.js';

/** The first broken equation, such as `AUX-MOM.3 in round 1, step 2`; round 0 is the start. */
export type Place = `${string} in round ${number}` | `${string} in round ${number}, step ${number}`;

/** One mutant: what is not named in a {@link Mutant} is a hook of its mutation. */
export interface MutantRow extends Mutation, Pick<Mutant, 'mistake' | 'fix' | 'start'> {
  readonly breaks: Place;
  /** The variant that the implementation claims to be; that of the broken equation where it is left out. */
  readonly variant?: VariantName;
}

/** Mutants by id. */
export function createMutants(rows: Readonly<Record<string, MutantRow>>): readonly Mutant[] {
  return Object.entries(rows).map(([id, { breaks, mistake, fix, start, variant, ...mutation }]) => {
    const place = parsePlace(breaks);
    return {
      id,
      mistake,
      fix,
      variant: variant ?? (place.equation.replace(/\.\d+$/, '').toLowerCase() as VariantName),
      ...(start === undefined ? {} : { start }),
      breaks: place,
      mutation,
    };
  });
}

function parsePlace(place: Place): Mutant['breaks'] {
  const [equation = '', round, step] = place.split(/ in round |, step /);
  return { equation, round: Number(round), ...(step === undefined ? {} : { step: Number(step) }) };
}

/** What is asked differently: all gradients, those before the local steps, those of the local steps, or those of a role. */
type Where = 'all' | 'round' | 'steps' | 'steps at the snapshot' | Asking['role'] | 'at the old snapshot';

/** The parts of a question that a mistake changes. */
type Change = <S>(
  query: GradientQuery<S>,
  scene: Scene<S>,
  local: { readonly y: Vector<S>; readonly points: readonly Vector<S>[]; readonly step: number },
) => Partial<GradientQuery<S>>;

/** The hook that asks differently where the question is one of `where`. */
export function ask(where: Where, change: Change): NonNullable<Mutation['query']> {
  const isMeant = ({ role, step }: Asking): boolean => {
    if (where === 'all') return true;
    if (where === 'round') return step === 0;
    if (where === 'steps') return step > 0;
    if (where === 'steps at the snapshot') return step > 0 && role === 'auxiliaryAtSnapshot';
    if (where === 'at the old snapshot') return role.endsWith('Previous');
    return role === where;
  };
  return (query, asking, scene, y, points) =>
    isMeant(asking) ? { ...query, ...change(query, scene, { y, points, step: asking.step }) } : query;
}

/** Σ weight·vector. */
export function combine<S>(
  { space }: Scene<S>,
  ...[first, ...others]: readonly [readonly [S, Vector<S>], ...(readonly [S, Vector<S>])[]]
): Vector<S> {
  const scaled = ([weight, vector]: readonly [S, Vector<S>]): Vector<S> => space.scale(weight, vector);
  return others.map(scaled).reduce(space.add, scaled(first));
}
