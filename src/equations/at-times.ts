/** Edits that are made at some times alone: in the first round, in the last pass, in more than one dimension. */
import {
  repeatsOf,
  type Choice,
  type Expression,
  type Line,
  type Method,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { apply, numeral } from './changes.js';
import { named, put, type Edit } from './edited-page.js';

/** The edit that has these statements in the place of a line, at all times and at some. */
export function insteadOf(
  method: Method,
  line: Line<Use>,
  by: readonly Statement[],
  edit: Omit<Edit, 'page' | 'under'>,
): Edit {
  return {
    ...{ ...edit, page: put(method, line, by) },
    under: () =>
      conditionsOf(method, line).map(({ words, relation, sides, isOfPass }) => {
        const choice = { kind: 'choice', span: line.span, relation, sides } as const;
        const otherwise = [{ ...line, also: [] }];
        const condition = edit.condition === undefined ? words : `${edit.condition}, ${words}`;
        return {
          ...{ ...edit, condition, id: `${edit.id}, ${words}`, isOfPass },
          page: put(method, line, [{ ...choice, then: by, otherwise }]),
        };
      }),
  };
}

/** When a mistake may be made: in the first round or pass, in the last pass, when an epoch begins, in more than one dimension, and the opposites. */
function conditionsOf(
  { parameters }: Method,
  line: Line<Use>,
): readonly (Pick<Choice<Use>, 'relation' | 'sides'> & {
  readonly words: string;
  readonly isOfPass: boolean;
})[] {
  const { span, target } = line;
  const [one, zero] = [numeral('1', line), numeral('0', line)];
  const ofPasses = repeatsOf(target.version.blocks)
    .slice(-1)
    .flatMap(({ counter, count }) => [
      ['in the first pass', 'from the second pass on', named(counter.name), one] as const,
      ['in the last pass', 'before the last pass', named(counter.name), count] as const,
    ]);
  const epoch = (of: Expression<Use>): Expression<Use> => ({
    ...{ kind: 'apply', operator: 'mod', operands: [apply('−', named('t'), one), of], span },
  });
  const counts = parameters.filter((parameter) => parameter.name.version.type === 'count');
  const ofCount = counts.flatMap(({ name: { name: text } }) => [
    [`where ${text} = 1`, `where ${text} > 1`, named(text), one] as const,
    [
      ...([`in round 1, ${text} + 1, …`, `in all rounds but 1, ${text} + 1, …`] as const),
      ...([epoch(named(text)), zero] as const),
    ] as const,
  ]);
  const dimension: Expression<Use> = { kind: 'apply', operator: 'dim', operands: [named('x')], span };
  const all = [
    ['in round 1', 'from round 2 on', named('t'), one] as const,
    ...ofPasses,
    ...ofCount,
    ['in one dimension', 'in more than one dimension', dimension, one] as const,
  ];
  return all.flatMap((row) => {
    const [words, opposite, left, right] = row;
    const isOfPass = ofPasses.some((one) => one === row);
    return [
      { words, relation: '=', sides: [left, right], isOfPass },
      { words: opposite, relation: '≠', sides: [left, right], isOfPass },
    ];
  });
}
