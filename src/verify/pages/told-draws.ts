/** Draws that a program is told, coins and sets and indices: the kit makes them, whatever their probability, so that both ways are seen. */
import {
  everyStatement,
  writeOut,
  createCompiler,
  type Expression,
  type Method,
  type Sampling,
  type Statement,
  type Told,
  type Use,
} from '../../../spec/language/index.js';
import { ratioField } from '../../exact/index.js';
import { drawInteger, type RandomGenerator } from '../../problems/draws.js';

/** By name, for every round: the members of each draw. A coin that is 1 has the member 1, any other none. */
export type ToldDraws = ReadonlyMap<string, readonly (readonly (readonly number[])[])[]>;

/** What a coin shows, or whether a member is in a set. */
export const toldBy =
  (draws: ToldDraws) =>
  ({ name, member = 1, round, place }: Told): boolean =>
    draws.get(name)?.[round - 1]?.[place]?.includes(member) === true;

const { count: compileCount } = createCompiler(ratioField);

/** The value of a count, by the counts of a run. */
export const countBy =
  (counts: ReadonlyMap<string, unknown>) =>
  (e: Expression<Use>): number =>
    compileCount(e)({ values: new Map(counts), passes: [1], gradient: () => [] });

/** The page of a run: with all members written out. */
export const methodOf = (method: Method, counts: ReadonlyMap<string, unknown>): Method =>
  writeOut(method, countBy(counts));

/** The draws of a run that its program is told. */
export function toldDraws(
  { body }: Method,
  counts: ReadonlyMap<string, unknown>,
  roundCount: number,
  stream: RandomGenerator,
): ToldDraws {
  const countOf = countBy(counts);
  const all = [...everyStatement<Use>(body)];
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
  /** How often a statement is executed in a round, at most. */
  const timesIn = (
    statements: readonly Statement<Use>[],
    statement: Statement<Use>,
    times: number,
  ): number => {
    for (const one of statements) {
      if (one === statement) return times;
      if (one.kind === 'repeat') {
        const found = timesIn(
          one.body,
          statement,
          times * (one.members ? 1 : Math.max(countOf(one.count), 0)),
        );
        if (found > 0) return found;
      }
      if (one.kind !== 'choice') continue;
      const found = timesIn([...one.then, ...one.otherwise], statement, times);
      if (found > 0) return found;
    }
    return 0;
  };
  return new Map(
    all.flatMap((statement) =>
      statement.kind === 'sample' && (statement.probability ?? statement.range) !== undefined
        ? [
            [
              statement.target.name,
              Array.from({ length: roundCount }, () =>
                Array.from({ length: timesIn(body, statement, 1) }, () => drawOne(statement)),
              ),
            ] as const,
          ]
        : [],
    ),
  );
}
