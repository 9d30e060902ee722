/** Edits that explain what is wrong, and make wrong what is right: when they are made is read off both. */
import { resolveNames, type Line, type Method, type Use } from '../../../spec/language/index.js';
import {
  andWords,
  bitsOfChoice,
  guardsOf,
  inRounds,
  memoized,
  necessary,
  withParameters,
  type Edit,
  type Feature,
  type Guard,
} from '../../equations/index.js';
import { featuresOf, readVectors, sizesOf, vectorsAt } from './features.js';
import { extraNames } from './page-run.js';
import { splitBy, type JudgedRound, type Split } from './places.js';
import { asRunsOf, attempt } from './as-runs.js';
import type { Work } from './try-page.js';

/** Conditions that are tried for an edit. */
const mostGuards = 4;
/** How much of all work may go on plain conditions, and on any. */
const mostShare = { plain: 0.15, any: 0.3 };

/**
 * The edits under the conditions that tell where they are made: those that are sure, and those that may be others.
 *
 * `isAny`: whether a condition may have two parts, or a number that nobody has told.
 */
export function conditionsOf(
  method: Method,
  judged: () => readonly JudgedRound[],
  work: Work,
): (edits: readonly Edit[], isAny: boolean) => Readonly<Record<'sure' | 'doubted', readonly Edit[]>> {
  const plain = asRunsOf(method, true);
  const sizes = memoized((line: Line<Use>) => {
    const vectors = vectorsAt(method, line);
    const valuesOf = readVectors(plain, line, vectors);
    return (of: Split): readonly Feature[] => sizesOf(line, vectors, valuesOf, of);
  });
  return (edits, isAny) => {
    const limit = Math.min(work.most, work.numbers + mostShare[isAny ? 'any' : 'plain'] * work.most);
    const found: { readonly edit: Edit; readonly guards: readonly Guard[] }[] = [];
    for (const edit of edits) {
      if (work.numbers > limit) break;
      if (!edit.isOfRounds) continue;
      const line = method.lines.find(({ span }) => span.line === edit.line);
      const split = attempt(() =>
        splitBy(plain, asRunsOf(resolveNames(edit.page), true), judged(), line, work),
      );
      if (split === undefined || split.inside.length === 0 || split.outside.length === 0) continue;
      const guarded = attempt(() =>
        guardsFor(
          split,
          (of) => featuresOf(method, line, of),
          isAny ? line && sizes(line) : undefined,
          isAny,
        ),
      );
      for (const guards of guarded ?? []) {
        let timed: Edit | undefined = edit;
        for (const guard of guards)
          timed = timed?.under === undefined ? timed && inRounds(method, timed, guard) : timed.under(guard);
        if (timed !== undefined) found.push({ edit: withExtras(method, timed), guards });
      }
    }
    const isSure = ({ guards }: (typeof found)[number]): boolean =>
      !guards.some(({ isDoubtful }) => isDoubtful);
    const doubted = ({ edit }: (typeof found)[number]): Edit => ({
      ...edit,
      condition: `${edit.condition} (${doubt})`,
    });
    return {
      sure: found.filter(isSure).map(({ edit }) => edit),
      doubted: found.filter((one) => !isSure(one)).map(doubted),
    };
  };
}

const doubt = 'few rounds show it: the condition may be another one';

/** The conditions that are tried, each of one part or of two. */
function guardsFor(
  split: Split,
  features: (of: Split) => readonly Feature[],
  sizes: ((of: Split) => readonly Feature[]) | undefined,
  isAny: boolean,
): readonly (readonly Guard[])[] {
  const own = features(split);
  let known: readonly Feature[] | undefined;
  /** The conditions on these places outside, the numbers of which are read once. */
  const single = (isLeft: (outside: number) => boolean = () => true): readonly Guard[] => {
    const left = (all: readonly Feature[]): readonly Feature[] =>
      all.map((one) => ({ ...one, outside: one.outside.filter((_, i) => isLeft(i)) }));
    const guards = guardsOf(left(own)).filter(({ isMeasured }) => isAny || !isMeasured);
    if (guards.length > 0 || sizes === undefined) return guards;
    return guardsOf(left((known ??= sizes(split))));
  };
  const guards = single();
  if (guards.length > 0 || !isAny) return guards.slice(0, mostGuards).map((guard) => [guard]);
  const both = necessary(own).flatMap(({ guard, holds }) => {
    if (split.outside.every((_, i) => holds(i))) return [];
    return single(holds)
      .slice(0, 1)
      .map((other) => [guard, { ...other, isDoubtful: guard.cost + other.cost + choice >= bitsOf(split) }]);
  });
  const costOf = (all: readonly Guard[]): number => all.reduce((sum, { cost }) => sum + cost, 0);
  const sorted = both.toSorted((left, right) => costOf(left) - costOf(right));
  const keys = sorted.map((all) =>
    all
      .map(({ words }) => words)
      .sort()
      .join(),
  );
  return sorted.filter((_, i) => keys.indexOf(keys[i] ?? '') === i).slice(0, mostGuards);
}

/** Bits of a choice of two conditions. */
const choice = 12;

/** How many bits a list takes of the rounds in which an edit is made. */
function bitsOf({ inside, outside }: Split): number {
  const [own, others] = [inside, outside].map(
    (points) => new Set(points.map(({ before }) => before)).size,
  ) as [number, number];
  return bitsOfChoice(own + others, own);
}

/** The edit on a page that has everything a program may know. */
export const withExtras = (method: Method, edit: Edit): Edit => {
  const known = new Set(edit.page.parameters.map(({ name }) => name.name));
  const missing = extraNames(method).filter((extra) => !known.has(extra));
  const page = withParameters(edit.page, missing);
  const first = missing.find((extra) => extra.endsWith('₁') && edit.is.includes(extra));
  const words = `where ${first} is ${first?.slice(0, -1)} of the first step`;
  return { ...edit, page, ...(first && { condition: andWords(edit.condition, words) }) };
};
