/** What only some rounds decide: the operands of max, min and |·|, and the sides of conditions. */
import {
  everyStatement,
  partsOf,
  printExpression,
  printStatement,
  type Application,
  type Method,
  type Page,
  type Use,
} from '../../spec/language/index.js';
import { replaced } from './changes.js';
import { put } from './edited-page.js';

/** One of two ways that a round can go. */
export interface Choice {
  /** What is so where it is the only one that any round went. */
  readonly words: string;
  /** The page with this way alone. */
  readonly page: Page;
}

const choosing: ReadonlySet<string> = new Set(['max', 'min', 'abs']);

/** Every way of every choice of a page. */
export function* choicesOf(method: Method): Generator<Choice> {
  for (const line of method.lines) {
    const where = `line ${line.span.line}, ${printStatement(line)}`;
    for (const part of partsOf<Use>(line.value)) {
      if (part.kind !== 'apply' || !choosing.has(part.operator)) continue;
      for (const [index, operand] of part.operands.entries()) {
        const value = replaced(line.value, (one) => one === (part as Application), operand);
        const page = put(method, line, [{ ...line, value, also: [] }]);
        const [own, other] = [operand, part.operands[1 - index]].map((one) => one && printExpression(one));
        const words =
          other === undefined
            ? `${own ?? ''} is never negative`
            : `${printExpression(part)} is always ${own ?? ''}, and never ${other}`;
        yield { words: `${where}: ${words}`, page };
      }
    }
  }
  for (const statement of everyStatement<Use>(method.body)) {
    if (statement.kind !== 'choice') continue;
    const where = `line ${statement.span.line}, ${printStatement(statement)}`;
    yield { words: `${where}: this is always so`, page: put(method, statement, statement.then) };
    yield { words: `${where}: this is never so`, page: put(method, statement, statement.otherwise) };
  }
}
