/** Statements in another place: earlier or later in their block, before or behind it, or nowhere. */
import {
  mapNames,
  partsOf,
  printExpression,
  printStatement,
  type Line,
  type Method,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { alikeOf } from './counts-and-starts.js';
import { replaced } from './parts.js';
import { fresh, pageOf, saying, withNames, type Edit } from './edited-page.js';

type Block = readonly Statement<Use>[];

/** A place between the statements of a block, and the statement that the block is in. */
interface Spot {
  readonly block: Block;
  readonly at: number;
  readonly around?: Statement<Use>;
}

/** Every place of a page, in order. */
function spotsIn(block: Block, around?: Statement<Use>): readonly Spot[] {
  const here = (at: number): Spot => ({ block, at, ...(around && { around }) });
  const inner = (one: Statement<Use>): readonly Spot[] => blocksOf(one).flatMap((own) => spotsIn(own, one));
  return [...block.flatMap((one, at) => [here(at), ...inner(one)]), here(block.length)];
}

/** The blocks with a statement in another place, or nowhere. */
const withMoved = (block: Block, statement: Statement<Use>, to?: Spot): Block => [
  ...block.flatMap((one, at) => [
    ...(to?.block === block && to.at === at ? [statement] : []),
    ...(one === statement ? [] : [withBlocks(one, (inner) => withMoved(inner, statement, to))]),
  ]),
  ...(to?.block === block && to.at === block.length ? [statement] : []),
];

/** Every statement moved, or left out: first within its block, then to those around it, then into others. */
export function* rearranged(method: Method): Generator<Edit> {
  const spots = spotsIn(method.body);
  for (const { block, at, around } of spots) {
    const statement = block[at];
    if (statement === undefined) continue;
    const { line } = statement.span;
    const own = spots.findIndex((one) => one.block === block && one.at === at);
    const isAround = ({ block: other }: Spot): boolean => around !== undefined && other.includes(around);
    const rankOf = (one: Spot): number => (one.block === block ? 0 : isAround(one) ? 1 : 2);
    const inside = new Set(spotsIn([statement]).map((one) => one.block));
    const isEdge = (one: Spot): boolean => one.at === (spots.indexOf(one) > own ? 0 : one.block.length);
    const isFree = (one: Spot): boolean =>
      statement.kind !== 'repeat' && !inside.has(one.block) && isEdge(one);
    const edit = (to?: Spot): Edit => {
      const should = printStatement(statement);
      const place = to && wordsOf(to, spots.indexOf(to) > own, rankOf(to) === 2, around);
      return {
        ...{ id: `L${line}: ${place ?? 'nothing'}`, line, should, is: to ? should : '' },
        ...{ page: pageOf(method, withMoved(method.body, statement, to)), isOfRounds: true },
        ...(place !== undefined && { condition: place }),
      };
    };
    if (statement.kind === 'line' || statement.kind === 'repeat') yield edit();
    const isOther = (one: Spot): boolean =>
      one.block === block ? one.at !== at && one.at !== at + 1 : isAround(one) || isFree(one);
    const distance = (one: Spot): number => Math.abs(spots.indexOf(one) - own);
    const others = spots
      .filter(isOther)
      .toSorted((left, right) => rankOf(left) - rankOf(right) || distance(left) - distance(right));
    for (const to of others) yield edit(to);
  }
}

/** Where a place is, from another one before or after it, in the statement `left`. */
function wordsOf(
  { block, at, around }: Spot,
  isLater: boolean,
  isInside: boolean,
  left?: Statement<Use>,
): string {
  const [before, next] = [block[at - 1], block[at]];
  if (isInside && around !== undefined) {
    const isOtherwise = around.kind === 'choice' && block === around.otherwise;
    return `inside of ${isOtherwise ? 'otherwise, of ' : ''}${labelOf(around)}`;
  }
  const beside = isLater ? (before ?? next) : (next ?? before);
  if (beside === undefined) return 'alone';
  const side = beside === before ? 'after' : 'before';
  const isOut = beside === left && left.kind === 'choice';
  return isOut ? `outside of ${labelOf(beside)}, ${side} it` : `${side} ${labelOf(beside)}`;
}

/** A statement as a part of a sentence: a condition would read as if it were that of the sentence. */
const labelOf = (one: Statement<Use>): string =>
  one.kind === 'choice' ? `“${printStatement(one)}”` : printStatement(one);

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
    const condition = `where ${[first.name, ...names].join(' and ')} are one array`;
    yield {
      ...saying([line], [edited], condition),
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

/** The statement with other blocks. */
function withBlocks(statement: Statement<Use>, change: (block: Block) => Block): Statement<Use> {
  if (statement.kind === 'repeat') return { ...statement, body: change(statement.body) };
  if (statement.kind !== 'choice') return statement;
  return { ...statement, then: change(statement.then), otherwise: change(statement.otherwise) };
}
