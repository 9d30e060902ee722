/** What only some rounds decide: the operands of max, min and |·|, and the sides of conditions. */
import {
  everyStatement,
  operatorOf,
  partsOf,
  printExpression,
  printStatement,
  type Expression,
  type Method,
  type Page,
  type Use,
} from '../../spec/language/index.js';
import { replaced } from './parts.js';
import { put } from './edited-page.js';

/** One of two ways that a round can go. */
export interface Choice {
  /** What is so where it is the only one that any round went. */
  readonly words: string;
  /** The page with this way alone. */
  readonly page: Page;
}

const choosing: ReadonlySet<string> = new Set(['max', 'min', 'abs']);

/** What a part of a formula may be. */
function waysOf(part: Expression<Use>): readonly Expression<Use>[] {
  if (part.kind !== 'apply') return [];
  const [first, , , last] = part.operands;
  if (choosing.has(part.operator)) return part.operands;
  return first && last && operatorOf(part.operator).relation !== undefined ? [first, last] : [];
}

/** Every way of every choice of a page. */
export function* choicesOf(method: Method): Generator<Choice> {
  for (const line of method.lines) {
    const where = `line ${line.span.line}, ${printStatement(line)}`;
    for (const part of partsOf<Use>(line.value)) {
      for (const way of waysOf(part)) {
        const value = replaced(line.value, (one) => one === part, way);
        const page = put(method, line, [{ ...line, value, also: [] }]);
        const [whole, own] = [printExpression(part), printExpression(way)];
        const words = `no run tells ${whole} from ${own}`;
        yield { words: `${where}: ${words}`, page };
      }
    }
  }
  for (const statement of everyStatement<Use>(method.body)) {
    if (statement.kind !== 'choice') continue;
    const where = `line ${statement.span.line}, ${printStatement(statement)}`;
    yield {
      words: `${where}: no run tells whether this is always so`,
      page: put(method, statement, statement.then),
    };
    yield {
      words: `${where}: no run tells whether this is never so`,
      page: put(method, statement, statement.otherwise),
    };
  }
}
