/** Edits that are made at some times alone: in the first round, in the last pass, in more than one dimension. */
import {
  repeatsOf,
  type Choice,
  type Expression,
  type Line,
  type Method,
  type Repeat,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { apply, numeral } from './changes.js';
import { put, type Edit } from './edited-page.js';

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
      conditionsOf(method, line).map(({ words, relation, sides }) => {
        const choice = { kind: 'choice', span: line.span, relation, sides } as const;
        const otherwise = [{ ...line, also: [] }];
        const condition = edit.condition === undefined ? words : `${edit.condition}, ${words}`;
        return {
          ...{ ...edit, condition, id: `${edit.id}, ${words}` },
          page: put(method, line, [{ ...choice, then: by, otherwise }]),
        };
      }),
  };
}

/** When a mistake may be made: in the first round or pass, in the last pass, when an epoch begins, in more than one dimension, and the opposites. */
function conditionsOf(
  { parameters }: Method,
  line: Line<Use>,
): readonly (Pick<Choice<Use>, 'relation' | 'sides'> & { readonly words: string })[] {
  const { span, target } = line;
  const name = (text: string): Expression<Use> => ({ kind: 'name', name: text, span }) as Use;
  const [one, zero] = [numeral('1', line), numeral('0', line)];
  const repeats = repeatsOf(target.version.blocks);
  const ofPass = ({ counter, count }: Repeat<Use>) => [
    ['in the first pass', 'from the second pass on', name(counter.name), one] as const,
    ['in the last pass', 'before the last pass', name(counter.name), count] as const,
  ];
  const epoch = (of: Expression<Use>): Expression<Use> => ({
    ...{ kind: 'apply', operator: 'mod', operands: [apply('−', name('t'), one), of], span },
  });
  const counts = parameters.filter((parameter) => parameter.name.version.type === 'count');
  const ofCount = counts.flatMap(({ name: { name: text } }) => [
    [`where ${text} = 1`, `where ${text} > 1`, name(text), one] as const,
    [
      ...([`in round 1, ${text} + 1, …`, `in all rounds but 1, ${text} + 1, …`] as const),
      ...([epoch(name(text)), zero] as const),
    ] as const,
  ]);
  const dimension: Expression<Use> = { kind: 'apply', operator: 'dim', operands: [name('x')], span };
  const all = [
    ['in round 1', 'from round 2 on', name('t'), one] as const,
    ...repeats.slice(-1).flatMap(ofPass),
    ...ofCount,
    ['in one dimension', 'in more than one dimension', dimension, one] as const,
  ];
  return all.flatMap(([words, opposite, left, right]) => [
    { words, relation: '=', sides: [left, right] },
    { words: opposite, relation: '≠', sides: [left, right] },
  ]);
}
