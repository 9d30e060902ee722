/** A page as text: Unicode, one form for everything that can be written in several ways. */
import { widthOf } from './complaints.js';
import { isOpenQuotient } from './expressions.js';
import { operatorOf } from './operators.js';
import {
  memberName,
  membersIn,
  relations,
  type Application,
  type Binding,
  type Choice,
  type Expression,
  type Members,
  type Page,
  type Parameter,
  type Statement,
} from './page.js';

/** A way to write expressions: Unicode here, TeX in tex.ts. */
export interface Style {
  readonly leaf: (e: Exclude<Expression, Application>) => string;
  /** An operator between or around its operands as they are written. */
  readonly apply: (e: Application, operands: readonly string[]) => string;
  /** How strongly an expression binds. */
  readonly level: (e: Expression) => number;
  /** How strongly an operand must bind to need no parentheses. */
  readonly needs: (e: Application, index: number) => number;
}

/** An expression in a style, with the parentheses that it needs. */
export function render(e: Expression, style: Style): string {
  if (e.kind !== 'apply') return style.leaf(e);
  const operands = e.operands.map((operand, i) => {
    const text = render(operand, style);
    return style.level(operand) < style.needs(e, i) ? `(${text})` : text;
  });
  return style.apply(e, operands);
}

/** How strongly an expression binds: names and what has brackets of its own most strongly. */
export const levelOf = (e: Expression): number => (e.kind === 'apply' ? operatorOf(e.operator).level : 5);

/** What the operands of an operator need: nothing in brackets, more on the right of an infix operator than on its left. */
export function needsOf({ operator }: Application, index: number): number {
  const { form, level } = operatorOf(operator);
  if (form === 'around' || form === 'call' || form === 'where') return 0;
  if (operator === '^') return 5;
  if (form === 'prefix' || index === 0) return level;
  return level === 2 ? 4 : 2;
}

const unicode: Style = {
  leaf: (e) => {
    if (e.kind === 'number') return e.text;
    if (e.kind === 'name') return e.index === undefined ? e.name : memberName(e.name, e.index.name);
    const sample = e.sample?.name ?? e.member;
    return `∇${e.function}(${printExpression(e.point)}${sample === undefined ? '' : `, ${sample}`})`;
  },
  level: levelOf,
  needs: (e, index) => {
    const isAmbiguous = index === 0 && operatorOf(e.operator).level === 2 && isOpenQuotient(e.operands[0]);
    return isAmbiguous ? 3 : needsOf(e, index);
  },
  apply: ({ operator, operands, over }, [left = '', right, third, last = '']) => {
    const { form, text, relation } = operatorOf(operator);
    if (over !== undefined) return `${operator}(${printBinding(over)}: ${left})`;
    const [sign, close = ''] = text;
    if (relation !== undefined) {
      const [, , , otherwise] = operands;
      const isMore = otherwise?.kind === 'apply' && operatorOf(otherwise.operator).relation !== undefined;
      return `{${left} where ${right ?? ''} ${relation} ${third ?? ''}; ${isMore ? last.slice(1, -1) : last}}`;
    }
    const list = right === undefined ? left : `${left}, ${right}`;
    if (form === 'prefix') return sign + left;
    // bars in bars need parentheses between them
    if (form === 'around')
      return sign + (close.startsWith(sign) && list.includes(sign) ? `(${list})` : list) + close;
    if (form === 'call') return `${sign}(${list})`;
    if (operator === '^') return right === '2' ? `${left}²` : `${left}^${right ?? ''}`;
    if (operator === '/' && operands.every(({ kind }) => kind === 'number')) return `${left}/${right ?? ''}`;
    const isPlain = operator === '·' && operands[1]?.kind !== 'number' && !/^[\d|‖]/.test(right ?? '');
    return isPlain ? `${left} ${right ?? ''}` : `${left} ${sign} ${right ?? ''}`;
  },
};

/** An expression in Unicode, for example `(1 − a) m + a ∇f(x, ξ)`. */
export const printExpression = (e: Expression): string => render(e, unicode);

/** `S`, or `1..n`. */
const printMembers = (members: Members): string =>
  membersIn(members)
    .flatMap((e) => (e === undefined ? [] : printExpression(e)))
    .join('..');

/** `i in 1..n`. */
export const printBinding = ({ index, members }: Binding): string =>
  `${index.name} in ${printMembers(members)}`;

const isText = (e: Expression | undefined, text: string): boolean =>
  e !== undefined && printExpression(e) === text;

/** Whether a choice is made in round 1 only. */
export const isOfFirstRound = ({ relation, sides }: Choice): boolean =>
  relation === '=' && isText(sides[0], 't') && isText(sides[1], '1');

/** A condition, by the name that it has if it is about rounds. */
function printCondition(choice: Choice): string {
  const [left, right] = choice.sides;
  if (isOfFirstRound(choice)) return 'in round 1';
  const [before, period] = left.kind === 'apply' && left.operator === 'mod' ? left.operands : [];
  const isPeriodic = choice.relation === '=' && isText(right, '0') && isText(before, 't − 1');
  if (isPeriodic && period) return `every ${printExpression(period)} rounds`;
  return `if ${printExpression(left)} ${choice.relation} ${printExpression(right)}`;
}

/** A statement in Unicode without its block, its number and its words. */
export function printStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'line':
      return `${printExpression(statement.target)} ← ${printExpression(statement.value)}`;
    case 'sample': {
      const { target, size, range, probability } = statement;
      if (probability !== undefined)
        return `sample ${target.name} with probability ${printExpression(probability)}`;
      const from = range === undefined ? '' : ` in ${range.map(printExpression).join('..')}`;
      return `sample ${target.name}${size ? ` of ${printExpression(size)}` : ''}${from}`;
    }
    case 'repeat': {
      const { count, counter, members } = statement;
      if (members !== undefined) return `for ${printBinding({ index: counter, members })}`;
      return `repeat ${printExpression(count)}${counter.name === 'k' ? '' : ` as ${counter.name}`}`;
    }
    case 'choice':
      return printCondition(statement);
  }
}

/** A parameter with its domain: `0 < a ≤ 1 each round`. */
export function printParameter({ name, bounds, each }: Parameter): string {
  const [first, last = first] = bounds;
  const before = first && first !== last ? `${first.value} ${relations[first.relation]} ` : '';
  const domain = last ? ` ${last.relation} ${last.value}` : '';
  return `${before}${name.name}${domain}${each === undefined ? '' : ` each ${each}`}`;
}

/** A page in Unicode: what `parsePage` reads, with two spaces a block and the numbers below one another. */
export function printPage({ name, parameters, states, returns, body }: Page): string {
  const rows: {
    readonly code: string;
    readonly number?: string | undefined;
    readonly words?: string | undefined;
  }[] = [];
  const write = (statements: readonly Statement[], indent: string): void => {
    for (const statement of statements) {
      const { number, words } = 'target' in statement ? statement : {};
      const code = indent + printStatement(statement);
      rows.push({ code, number, words });
      if (statement.kind === 'line') {
        for (const value of statement.also)
          rows.push({ code: `${indent}also ${printStatement({ ...statement, value })}` });
      }
      if (statement.kind === 'repeat') write(statement.body, `${indent}  `);
      if (statement.kind !== 'choice') continue;
      write(statement.then, `${indent}  `);
      if (statement.otherwise.length === 0) continue;
      rows.push({ code: indent + (isOfFirstRound(statement) ? 'afterwards' : 'otherwise') });
      write(statement.otherwise, `${indent}  `);
    }
  };
  write(body, '');
  const width =
    3 + Math.max(0, ...rows.map(({ code, number }) => (number === undefined ? 0 : widthOf(code))));
  const lines = rows.map(({ code, number, words }) => {
    if (number === undefined) return code;
    return `${code}${' '.repeat(width - widthOf(code))}${number}${words === undefined ? '' : `  ${words}`}`;
  });
  const kept = states.map(
    ({ name, isScalar, over, from }) =>
      `${isScalar ? 'scalar ' : ''}${over ? memberName(name.name, printBinding(over)) : name.name}${from === undefined ? '' : ` from ${printExpression(from)}`}`,
  );
  const given = parameters.length === 0 ? [] : [`given  ${parameters.map(printParameter).join('; ')}`];
  const result = returns === undefined ? [] : [`returns ${returns.name}`];
  return [`method ${name}`, ...given, `state  ${kept.join('; ')}`, ...result, '', ...lines, ''].join('\n');
}
