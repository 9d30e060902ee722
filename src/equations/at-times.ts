/** Edits that are made at some times alone: in the first round, in the last pass, in one coordinate. */
import {
  type Expression,
  type Line,
  type Method,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { andWords, pageOf, put, saying, type Edit } from './edited-page.js';
import { isOfFormula, type Guard } from './guards.js';

/** The edit that has these statements in the place of a line, at all times and at some. */
export function insteadOf(
  method: Method,
  line: Line<Use>,
  by: readonly Statement[],
  edit: Omit<Edit, 'page' | 'under'>,
): Edit {
  const plain = { ...line, also: [] };
  const [only] = by as readonly Statement<Use>[];
  return {
    ...{ ...edit, page: put(method, line, by) },
    under: (guard) => {
      const { relation, sides, words } = guard;
      const timed = (statement: Statement): Edit => {
        const condition = andWords(edit.condition, words);
        return insteadOf(method, line, [statement], { ...edit, condition, id: `${edit.id}, ${words}` });
      };
      if (!isOfFormula(guard))
        return timed({ kind: 'choice', span: line.span, relation, sides, then: by, otherwise: [plain] });
      if (by.length !== 1 || only?.kind !== 'line') return undefined;
      const operands = [only.value, ...sides, line.value];
      return timed({
        ...plain,
        value: { kind: 'apply', operator: `where ${relation}`, operands, span: line.span },
      });
    },
  };
}

/** The edit that has another formula in a line. */
export function withValue(method: Method, line: Line<Use>, value: Expression<Use>): Edit {
  const edited: Line<Use> = { ...line, value, also: [] };
  return insteadOf(method, line, [edited], saying([line], [edited]));
}

/** The edit in the rounds in which a condition holds when they begin. */
export function inRounds(method: Method, edit: Edit, guard: Guard): Edit | undefined {
  const { relation, sides, words } = guard;
  if (isOfFormula(guard)) return undefined;
  const [first] = method.body;
  if (first === undefined) return undefined;
  const choice = { kind: 'choice', span: first.span, relation, sides } as const;
  const body = [{ ...choice, then: edit.page.body, otherwise: method.body as readonly Statement[] }];
  const condition = andWords(edit.condition, words);
  const page = { ...pageOf(method, body), states: edit.page.states };
  return { ...edit, condition, id: `${edit.id}, ${words}`, page };
}
