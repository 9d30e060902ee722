/** Draws that a program is told, coins and sets and indices: the kit makes them, whatever their probability, so that both ways are seen. */
import {
  createCompiler,
  everyStatement,
  type Expression,
  type Method,
  type Sampling,
  type Statement,
  type Told,
  type Use,
} from '../../../spec/language/index.js';
import { memoized } from '../../equations/index.js';
import { ratioField } from '../../exact/index.js';
import { drawInteger, type RandomGenerator } from '../../problems/draws.js';

/** By name, for every round: the members of each draw. A coin that is 1 has the member 1, any other none. */
export type ToldDraws = ReadonlyMap<string, readonly (readonly (readonly number[])[])[]>;

/** What a coin shows, or whether a member is in a set. */
export const toldBy =
  (draws: ToldDraws) =>
  ({ name, member = 1, round, place }: Told): boolean =>
    draws.get(name)?.[round - 1]?.[place]?.includes(member) === true;

const compileCount = memoized(createCompiler(ratioField).count);

/** The value of a count, by the counts of a run. */
export const countBy =
  (counts: ReadonlyMap<string, unknown>) =>
  (e: Expression<Use>): number =>
    compileCount(e)({ values: new Map(counts), passes: [1], gradient: () => [] });

/** The draws of a run that its program is told. */
export function toldDraws(
  { body }: Method,
  counts: ReadonlyMap<string, unknown>,
  roundCount: number,
  stream: RandomGenerator,
): ToldDraws {
  const countOf = countBy(counts);
  const drawOne = ({ size, range }: Sampling<Use>): readonly number[] => {
    if (range === undefined) return drawInteger(stream, 0, 1) === 1 ? [1] : [];
    const [first, last] = [countOf(range[0]), countOf(range[1])];
    const left = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const wanted = size === undefined ? 1 : countOf(size);
    const chosen = Array.from({ length: wanted }, () =>
      left.splice(drawInteger(stream, 0, Math.max(left.length - 1, 0)), 1),
    );
    return chosen.flat().sort((one, other) => one - other);
  };
  /** What is drawn by a name in a round, in order: of a choice the branch that draws more often. */
  const inRound = (name: string, statements: readonly Statement<Use>[]): readonly Sampling<Use>[] =>
    statements.flatMap((one): readonly Sampling<Use>[] => {
      if (one.kind === 'sample') return one.target.name === name ? [one] : [];
      if (one.kind === 'choice') {
        const [then, otherwise] = [inRound(name, one.then), inRound(name, one.otherwise)];
        return then.length < otherwise.length ? otherwise : then;
      }
      if (one.kind !== 'repeat') return [];
      const draws = inRound(name, one.body);
      const passes = draws.length === 0 || one.members ? 1 : Math.max(countOf(one.count), 0);
      return Array.from({ length: passes }, () => draws).flat();
    });
  const names = new Set(
    [...everyStatement<Use>(body)].flatMap((one) =>
      one.kind === 'sample' && (one.probability ?? one.range) ? [one.target.name] : [],
    ),
  );
  const roundsOf = (draws: readonly Sampling<Use>[]) =>
    Array.from({ length: roundCount }, () => draws.map(drawOne));
  return new Map([...names].map((name) => [name, roundsOf(inRound(name, body))]));
}
