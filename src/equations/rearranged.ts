/** Statements in another place: earlier or later in their block, before or behind it, or nowhere. */
import {
  expressionOf,
  mapNames,
  partsOf,
  printExpression,
  printStatement,
  termsOf,
  typeOf,
  type Line,
  type Method,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { isOpaque } from './chains.js';
import { alikeOf } from './counts-and-starts.js';
import { apply, replaced } from './parts.js';
import { fresh, pageOf, put, rewrite, withNames, type Edit } from './edited-page.js';

type Block = readonly Statement<Use>[];

/** Every statement moved, or left out. */
export function* rearranged(method: Method): Generator<Edit> {
  const blocks: Block[] = [];
  const around = new Map<Block, Block>();
  const collect = (block: Block, outer?: Block): void => {
    blocks.push(block);
    if (outer !== undefined) around.set(block, outer);
    for (const statement of block) {
      if (statement.kind === 'repeat') collect(statement.body, block);
      if (statement.kind === 'choice')
        for (const inner of [statement.then, statement.otherwise]) collect(inner, block);
    }
  };
  collect(method.body);
  const edit = (statement: Statement<Use>, page: Edit['page'], place?: string): Edit => {
    const { line } = statement.span;
    const should = printStatement(statement);
    const id = `L${line}: ${place ?? 'nothing'}`;
    const is = place === undefined ? '' : should;
    return { id, line, should, is, page, isOfRounds: true, ...(place !== undefined && { condition: place }) };
  };
  /** The page without the statement, and with it before or behind another one. */
  const moved = (statement: Statement<Use>, beside?: Statement<Use>, isBehind = false): Edit['page'] =>
    pageOf(
      method,
      rewrite(method.body, (block) =>
        block.flatMap((one) => {
          if (one.span === statement.span) return [];
          if (one.span !== beside?.span) return [one];
          return isBehind ? [one, statement] : [statement, one];
        }),
      ),
    );
  for (const block of blocks) {
    for (const [i, statement] of block.entries()) {
      const outer = around.get(block)?.find((one) => blocksOf(one).includes(block));
      const places = [...block.entries()]
        .filter(([j]) => j !== i)
        .sort(([j], [k]) => Math.abs(j - i) - Math.abs(k - i))
        .map(([j, beside]) => ({ beside, isBehind: j > i }));
      const beyond = [...(around.get(block) ?? [])];
      const here = outer === undefined ? 0 : beyond.indexOf(outer);
      const outside = [...beyond.entries()]
        .sort(([j], [k]) => Math.abs(j - here) - Math.abs(k - here))
        .flatMap(([j, beside]) => [
          ...(j <= here ? [{ beside, isBehind: false }] : []),
          ...(j >= here ? [{ beside, isBehind: true }] : []),
        ]);
      if (statement.kind === 'line' || statement.kind === 'repeat') yield edit(statement, moved(statement));
      for (const { beside, isBehind } of [...places, ...outside])
        yield edit(
          statement,
          moved(statement, beside, isBehind),
          `${isBehind ? 'after' : 'before'} ${printStatement(beside)}`,
        );
      const [next, before] = [block[i + 1], block[i - 1]];
      for (const [beside, isBehind] of [
        [next, false],
        [before, true],
      ] as const)
        for (const inner of beside === undefined ? [] : blocksOf(beside))
          if (beside !== undefined && inner.length > 0 && statement.kind !== 'repeat')
            yield edit(
              statement,
              pageOf(
                method,
                rewrite(method.body, (now) =>
                  now.some((one) => one.span === inner[0]?.span)
                    ? isBehind
                      ? [...now, statement]
                      : [statement, ...now]
                    : now.filter((one) => one.span !== statement.span),
                ),
              ),
              `inside of ${beside.kind === 'choice' && inner === beside.otherwise ? 'otherwise, of ' : ''}${printStatement(beside)}`,
            );
    }
  }
}

/** A term of a line added by a line of its own, which reads what the first one has set: a decay after the step in place of one with it. */
export function* inTwoLines(method: Method): Generator<Edit> {
  for (const line of method.lines) {
    const { target, value, span } = line;
    if (typeOf(value) !== 'vector') continue;
    const terms = termsOf(value, undefined, isOpaque);
    for (const term of terms) {
      const { leaf, factors } = term;
      const reads = partsOf(leaf).some((part) => part.kind === 'name' && part.name === target.name);
      const others = terms.filter((one) => one !== term);
      if (!reads || (leaf.kind === 'name' && factors.length === 0) || others.length < 2) continue;
      const first: Line<Use> = { ...line, value: expressionOf(others, span), also: [] };
      const later = expressionOf([{ ...term, sign: 1 }], span);
      const second: Line<Use> = {
        ...{ ...line, also: [], span: { ...span } },
        value: apply(term.sign === 1 ? '+' : '−', target, later),
      };
      const [should, is] = [printStatement(line), [first, second].map(printStatement).join(';  then ')];
      yield {
        ...{ id: `L${span.line}: ${is}`, line: span.line, should, is, isOfRounds: true },
        page: put(method, line, [first, second]),
      };
    }
  }
}

/** A sum, a product or a quotient made in place: m ← m / c, and m from there on, where a line only reads m / c. */
export function* inPlace(method: Method): Generator<Edit> {
  for (const line of method.lines) {
    for (const part of partsOf<Use>(line.value)) {
      if (part.kind !== 'apply' || !['·', '/', '+', '−'].includes(part.operator)) continue;
      const [left, right] = part.operands;
      const sides = part.operator === '−' ? [left] : [left, right];
      const kept = sides.find((one) => one?.kind === 'name' && typeOf(one) === 'vector');
      if (kept?.kind !== 'name' || kept.index !== undefined || kept.name === line.target.name) continue;
      const first: Line<Use> = { kind: 'line', target: kept, value: part, also: [], span: { ...line.span } };
      const second = { ...line, value: replaced(line.value, (one) => one === part, kept), also: [] };
      const [should, is] = [printStatement(line), [first, second].map(printStatement).join(';  then ')];
      yield {
        ...{ id: `L${line.span.line}: ${is}`, line: line.span.line, should, is, isOfRounds: true },
        page: put(method, line, [first, second]),
      };
    }
  }
}

/** Vectors that start alike and are one array, every two of them and all: what is set in one is set in the others. */
export function* shared(method: Method): Generator<Edit> {
  const groups = alikeOf(method).flatMap((alike) => {
    const vectors = alike.filter((one) => !one.isScalar && one.over === undefined && one.from !== undefined);
    return vectors.flatMap(({ name: first }, i) => {
      const others = vectors.slice(i + 1);
      return [others, ...others.map((one) => [one])].map((rest) => ({ first, rest }));
    });
  });
  for (const { first, rest } of groups) {
    const names = new Set(rest.map(({ name }) => name.name));
    const line = method.lines.find(({ target }) => names.has(target.name));
    if (line === undefined) continue;
    const rename = (use: Use): Use => (names.has(use.name) ? { ...use, name: first.name } : use);
    const edited: Line<Use> = { ...line, value: mapNames(line.value, rename), also: [] };
    const copies = rest.map(({ name }): Line<Use> => ({ ...line, target: name, value: first, also: [] }));
    const [should, is] = [line, edited].map(printStatement) as [string, string];
    const condition = `where ${[first.name, ...names].join(' and ')} are one array`;
    const at = line.span.line;
    yield {
      ...{ id: `L${at}: ${condition}`, line: at, should, is, condition, isOfRounds: true },
      page: pageOf(method, [...withNames(method.body, rename), ...copies]),
    };
  }
}

/** The lines of a round made again, with the gradient of f that its first line has taken. */
export function* twice(method: Method): Generator<Edit> {
  const { body, questions } = method;
  const gradient = questions.find((one) => one.gradient.function === 'f')?.gradient;
  const at = body.findIndex(
    (one) => one.kind === 'line' && partsOf(one.value).some(({ kind }) => kind === 'gradient'),
  );
  const line = body[at];
  if (gradient === undefined || line?.kind !== 'line') return;
  const [taken, text] = [fresh(method, 's'), printExpression(gradient)];
  const first: Line<Use> = { ...line, target: taken, value: gradient, also: [] };
  const value = replaced(line.value, (one) => printExpression(one) === text, taken);
  const rest = [{ ...line, value, also: [] }, ...body.slice(at + 1)];
  const should = printStatement(line);
  const condition = `and the lines after it, two times with the same ${text}`;
  const id = `L${line.span.line}: the same steps again`;
  yield {
    ...{ id, line: line.span.line, should, is: should, condition, isOfRounds: true },
    page: pageOf(method, [...body.slice(0, at), first, ...rest, ...rest]),
  };
}

/** The blocks of a statement. */
function blocksOf(statement: Statement<Use>): readonly Block[] {
  if (statement.kind === 'repeat') return [statement.body];
  return statement.kind === 'choice' ? [statement.then, statement.otherwise] : [];
}
