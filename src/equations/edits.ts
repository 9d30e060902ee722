/** Mistakes as edits: every page that differs from a page in one place. */
import {
  partsOf,
  printExpression,
  printStatement,
  typeOf,
  type Choice,
  type Expression,
  type Line,
  type Method,
  type Name,
  type Page,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { exchanges, parametersIn, scopes, usesIn } from './edit-scopes.js';

/** A page that differs in one place. */
export interface Edit {
  /** Stable within a page: the line and what is there in its place. */
  readonly id: string;
  /** The line of the file. */
  readonly line: number;
  /** Both formulas; where lines change their order or number, words in place of the second. */
  readonly should: string;
  readonly is: string;
  /** When it is so; always where it is left out. */
  readonly condition?: string;
  /** The first round that it can change. */
  readonly from: number;
  readonly page: Page;
}

/** What a line is in an edit. */
interface Change {
  readonly line: Line<Use>;
  readonly value: Expression;
}

const numeral = (text: string, { span }: Expression): Expression => ({ kind: 'number', text, span });
const apply = (operator: '+' | '−' | '·' | '/', left: Expression, right: Expression): Expression => ({
  ...{ kind: 'apply', operator, operands: [left, right], span: left.span },
});

/** What one part of a formula may be changed to: another sign, function, sample, name; a part more or less; another coefficient. */
function alternatives(e: Expression<Use>, names: NamesOf): readonly Expression[] {
  if (e.kind === 'number') return [];
  const others = (type: string): readonly Expression[] =>
    names(type).filter((name) => printExpression(name) !== printExpression(e));
  if (e.kind === 'gradient') {
    const { sample, ...exact } = e;
    const samples = names('sample').filter((one) => one.kind === 'name' && one.name !== sample?.name);
    return [
      { ...e, function: e.function === 'f' ? 'h' : 'f' },
      ...names('scalar').map((scalar) => apply('·', scalar, e)),
      apply('·', numeral('2', e), e),
      apply('/', e, numeral('2', e)),
      ...(sample === undefined ? [] : [exact]),
      ...samples.map((one) => ({ ...e, sample: one as Use })),
    ];
  }
  const type = typeOf(e);
  if (e.kind === 'name') {
    const one = numeral('1', e);
    const scaled = type === 'scalar' ? [apply('−', one, e), apply('/', one, e), apply('·', e, e), one] : [];
    const sized = type === 'vector' ? [apply('·', numeral('2', e), e)] : [];
    return [...others(type), ...scaled, ...sized];
  }
  const [left, right] = e.operands;
  if (left === undefined || right === undefined) return left === undefined ? [] : [left];
  const whole = type === 'vector' ? names(type) : [];
  // of a product the scalar may go, of a sum either part
  const kept = [left, right].filter((operand) => typeOf(operand) === type || type === 'count');
  const zero = e.operator === '−' ? [apply('−', numeral('0', e), right)] : [];
  const sign = e.operator === '+' ? '−' : '+';
  const swapped = e.operator === '−' ? [{ ...e, operands: [right, left] }] : [];
  if (e.operator === '+' || e.operator === '−')
    return [{ ...e, operator: sign }, ...swapped, ...kept, ...(type === 'scalar' ? zero : []), ...whole];
  return [...kept, ...whole];
}

type NamesOf = (type: string) => readonly Expression[];

/** The expression with each of its parts changed in turn, the outer ones first. */
function* changed(e: Expression<Use>, names: NamesOf): Generator<Expression> {
  yield* alternatives(e, names);
  yield* scopes(e);
  if (e.kind === 'gradient') for (const point of changed(e.point, names)) yield { ...e, point };
  if (e.kind !== 'apply') return;
  for (const [i, operand] of e.operands.entries())
    for (const other of changed(operand, names))
      yield { ...e, operands: (e.operands as readonly Expression[]).with(i, other) };
}

/** A page with its statements changed by `change`, block by block. */
function rewrite(
  body: readonly Statement<Use>[],
  change: (block: readonly Statement<Use>[]) => readonly Statement[],
): readonly Statement[] {
  const inner = body.map((statement): Statement<Use> => {
    if (statement.kind === 'repeat')
      return { ...statement, body: rewrite(statement.body, change) as Statement<Use>[] };
    if (statement.kind !== 'choice') return statement;
    const [then, otherwise] = [statement.then, statement.otherwise].map(
      (block) => rewrite(block, change) as Statement<Use>[],
    );
    return { ...statement, then: then ?? [], otherwise: otherwise ?? [] };
  });
  return change(inner);
}

/** When a mistake may be made: counters that tell the first from the others. */
const conditions = (isInRepeat: boolean) =>
  [
    { counter: 't', relation: '=', words: 'in round 1' },
    { counter: 't', relation: '≠', words: 'from round 2 on' },
    ...(isInRepeat
      ? ([
          { counter: 'k', relation: '=', words: 'in the first pass' },
          { counter: 'k', relation: '≠', words: 'from the second pass on' },
        ] as const)
      : []),
  ] as const;

/**
 * Every edit of a method, the plainest first: one part of one formula, then lines in another order, left out, or a pass more or less,
 * then formulas that are wrong at some times alone.
 */
export function* editsOf(method: Method): Generator<Edit> {
  const { lines, versions } = method;
  const known = new Map(versions.map((version) => [version.name, version.type]));
  const names: NamesOf = (type) =>
    [...known].filter(([, of]) => of === type).map(([name]) => ({ kind: 'name', name, span: anywhere }));
  const withBody = (body: readonly Statement[]): Page => ({ ...(method as unknown as Page), body });
  const seen = new Set<string>();
  const inLine = (line: Line<Use>): readonly Expression[] =>
    exchanges(usesIn(line.value)).map(({ change }) => change(line.value));
  const changes = lines.flatMap((line): readonly Change[] =>
    [...changed(line.value, names), ...inLine(line)].flatMap((value) => {
      const key = `${line.span.line} ${printExpression(value)}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ line, value }];
    }),
  );
  const put = ({ line, value }: Change, wrap: (edited: Line, line: Line<Use>) => Statement): Page =>
    withBody(
      rewrite(method.body, (block) =>
        block.map((statement) => (statement === line ? wrap({ ...line, value, also: [] }, line) : statement)),
      ),
    );
  const shown = ({ line, value }: Change) => ({
    line: line.span.line,
    should: printStatement(line),
    is: printStatement({ ...line, value }),
  });
  for (const change of [...changes, ...throughout(method)]) {
    const words = shown(change);
    yield { ...words, from: 1, id: `L${words.line}: ${words.is}`, page: put(change, (edited) => edited) };
  }
  yield* everywhere(method, withBody);
  yield* reordered(method, withBody);
  for (const change of changes) {
    const words = shown(change);
    const { span, target } = change.line;
    const isInRepeat = target.version.blocks.some(({ kind }) => kind === 'repeat');
    for (const { counter, relation, words: condition } of conditions(isInRepeat)) {
      const sides = [
        { kind: 'name', name: counter, span },
        numeral('1', change.line.value),
      ] as unknown as Choice['sides'];
      const page = put(change, (edited, line) => ({
        ...{ kind: 'choice', span, relation, sides, then: [edited], otherwise: [{ ...line, also: [] }] },
      }));
      const from = counter === 't' && relation === '≠' ? 2 : 1;
      yield { ...words, condition, from, id: `L${words.line} ${condition}: ${words.is}`, page };
    }
  }
}

/** Two parameters that change places on the whole page. */
function everywhere(method: Method, withBody: (body: readonly Statement[]) => Page): readonly Edit[] {
  return exchanges(parametersIn(method)).flatMap(({ names: [one, other], change }): readonly Edit[] => {
    const changedLines = method.lines.filter(({ value }) =>
      usesIn(value).some(({ name }) => name === one || name === other),
    );
    const [first] = changedLines;
    if (first === undefined || changedLines.length < 2) return [];
    const page = withBody(
      rewrite(method.body, (block) =>
        block.map((statement) =>
          statement.kind === 'line'
            ? ({ ...statement, value: change(statement.value), also: [] } as unknown as Statement<Use>)
            : statement,
        ),
      ),
    );
    const is = `${printStatement({ ...first, value: change(first.value), also: [] })}, with ${one} and ${other} exchanged in all lines`;
    return [
      { id: `${one} and ${other}`, from: 1, line: first.span.line, should: printStatement(first), is, page },
    ];
  });
}

/** A parameter that is another one, or another coefficient, everywhere in a line: m + a (g − m) has a in two places of the page. */
function throughout({ lines, parameters }: Method): readonly Change[] {
  const scalars = parameters.flatMap(({ name }) => (name.version.type === 'scalar' ? [name] : []));
  return lines.flatMap((line) =>
    scalars.flatMap((parameter): readonly Change[] => {
      const isHere = (e: Expression): boolean => e.kind === 'name' && e.name === parameter.name;
      const places = [...partsOf<Name>(line.value)].filter(isHere);
      if (places.length < 2) return [];
      const one = numeral('1', parameter);
      const others = scalars.filter((other) => other.name !== parameter.name);
      const instead: readonly Expression[] = [
        apply('−', one, parameter),
        apply('·', parameter, parameter),
        apply('/', one, parameter),
        ...others,
      ];
      return instead.map((other) => ({ line, value: replaced(line.value, isHere, other) }));
    }),
  );
}

/** The expression with every such part replaced. */
function replaced(e: Expression, isHere: (e: Expression) => boolean, by: Expression): Expression {
  if (isHere(e)) return by;
  if (e.kind === 'gradient') return { ...e, point: replaced(e.point, isHere, by) };
  if (e.kind !== 'apply') return e;
  return { ...e, operands: e.operands.map((operand) => replaced(operand, isHere, by)) };
}

const anywhere = { line: 1, from: 1, to: 2 };

/** Lines exchanged with the next of their block, or left out; repeats with a pass more or less. */
function reordered({ body }: Method, withBody: (body: readonly Statement[]) => Page): readonly Edit[] {
  const edits: Edit[] = [];
  const add = (
    statement: Statement<Use>,
    is: string,
    change: (block: readonly Statement<Use>[]) => readonly Statement[],
  ) => {
    const { line } = statement.span;
    const page = withBody(rewrite(body, change));
    edits.push({ id: `L${line}: ${is}`, from: 1, line, should: printStatement(statement), is, page });
  };
  rewrite(body, (block) => {
    for (const [i, statement] of block.entries()) {
      const next = block[i + 1];
      const isHere = (one: Statement, other: Statement): boolean =>
        one.span.line === other.span.line && one.kind === other.kind;
      const at = (blockNow: readonly Statement<Use>[]): number =>
        blockNow.findIndex((one) => isHere(one, statement));
      if (next !== undefined)
        add(statement, `${printStatement(next)}, and then this line`, (now) => {
          const place = at(now);
          const [first, second] = [now[place], now[place + 1]];
          if (place < 0 || first === undefined || second === undefined) return now;
          return [...now.slice(0, place), second, first, ...now.slice(place + 2)];
        });
      if (statement.kind === 'line')
        add(statement, 'nothing', (now) => now.filter((one) => !isHere(one, statement)));
      if (statement.kind === 'repeat')
        for (const [operator, words] of [
          ['+', 'one pass more'],
          ['−', 'one pass less'],
        ] as const)
          add(statement, words, (now) =>
            now.map((one) =>
              one.kind === 'repeat' && isHere(one, statement)
                ? { ...one, count: apply(operator, one.count, numeral('1', one.count)) }
                : one,
            ),
          );
    }
    return block;
  });
  return edits;
}
