/** The start of a run with hooks: x⁰ and m⁰, from the definitions in prose. */
import type { Vector } from '../../../spec/algebra/index.js';
import type {
  GradientQuery,
  GradientRecord,
  Initialization,
  RoundDraws,
  StartRecord,
  VariantName,
} from '../../../spec/model/index.js';
import { planOf } from './right-recursion.js';
import type { Mutation, RoundMemory, Setting } from './mutation.js';

/** What a start is asked for, and its draws. */
export interface StartInput<S> {
  readonly initialization: Initialization<S>;
  readonly startingPoint: Vector<S>;
  /** The atoms of the initial batch. */
  readonly initialDraws: readonly number[];
  /** The draws of round 1. */
  readonly firstDraws: RoundDraws;
}

/** x⁰ and m⁰ with the gradients that made it. */
export function startRecord<S>(
  setting: Setting<S>,
  claimed: VariantName,
  { initialization, startingPoint, initialDraws, firstDraws }: StartInput<S>,
  mutation: Mutation,
): StartRecord<S> {
  const { space, gradient, otherAtom, divide } = setting;
  const iterate = mutation.startingPoint?.(startingPoint, space) ?? startingPoint;
  const { keepsEstimate, isTarget } = planOf(mutation.runs ?? claimed);
  const kind = mutation.startsAs ?? initialization.kind;
  if (!keepsEstimate || kind === 'none' || kind === 'first-snapshot') return { iterate, gradients: [] };
  const first = firstDraws.snapshot;
  const ask = (name: 'f' | 'h', draw: 'mean' | 'snapshot', atom: number, index: number) => {
    const honest: GradientQuery<S> = { function: name, draw, atom, at: iterate };
    const query = mutation.startQuery?.(honest, index, { first, otherAtom }) ?? honest;
    return { ...query, value: gradient(query) } satisfies GradientRecord<S>;
  };
  const ofRound: GradientQuery<S> = { function: 'f', draw: 'snapshot', atom: first, at: iterate };
  // A batch that nobody asked for has one draw, and not the one of ξ¹.
  const batch = initialization.kind === 'batch' ? initialDraws : [otherAtom(ofRound)];
  const atoms = kind === 'batch' ? batch : kind === 'exact' ? [0] : [];
  const gradients = atoms.map((atom, index) => {
    const draw = kind === 'batch' ? 'snapshot' : 'mean';
    const target = ask('f', draw, atom, index);
    return isTarget ? { target } : { target, auxiliary: ask('h', draw, atom, index) };
  });
  const samples = gradients.map(({ target, auxiliary }) =>
    auxiliary === undefined ? target.value : space.subtract(target.value, auxiliary.value),
  );
  const total = samples.length === 0 ? space.zero(iterate.length) : samples.reduce(space.add);
  const mean = samples.length < 2 ? total : total.map((value) => divide(value, samples.length));
  const honest = kind === 'given' && initialization.kind === 'given' ? initialization.correction : mean;
  const correction = mutation.startEstimate?.(honest, space, samples) ?? honest;
  return { iterate, correction, gradients };
}

/** What is remembered before round 1. */
export function firstMemory<S>(
  { iterate: x, correction }: StartRecord<S>,
  draws: RoundDraws,
): RoundMemory<S> {
  return {
    round: 1,
    x,
    xOld: x,
    xOlder: x,
    xStart: x,
    ...(correction === undefined ? {} : { estimate: correction }),
    draws,
    oldDraws: draws,
    oldPoints: [x],
  };
}
