/** Pages with something else in one place. */
import {
  mapName,
  mapNames,
  nameAt,
  printStatement,
  type Choice,
  type Expression,
  type Line,
  type Method,
  type Page,
  type Relation,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { anywhere, numeral, replaced } from './parts.js';
import { tidied } from './edit-scopes.js';
import type { Guard } from './guards.js';

/** A page that differs in one place. */
export interface Edit {
  /** Stable within a page: the line and what is there in its place. */
  readonly id: string;
  /** The line of the file. */
  readonly line: number;
  /** Both formulas: the second is empty where the line is left out, and the same where it stands elsewhere. */
  readonly should: string;
  readonly is: string;
  /** When or where it is so, and what its names are; always where it is left out. */
  readonly condition?: string;
  /** What differs besides. */
  readonly second?: Edit;
  readonly page: Page;
  /** Whether it has the states of the page and starts them so: then a round of it can be made from what was reported. */
  readonly isOfRounds: boolean;
  /** Whether it is about what is reported alone: the rounds go on as they should. */
  readonly isReport?: true;
  /** The same at some times, or in some coordinates, alone. */
  readonly under?: (guard: Guard) => Edit | undefined;
}

/** What is said of statements in the place of others. */
export function saying(
  should: readonly [Statement, ...Statement[]],
  is: readonly Statement[],
  condition?: string,
  between = ';  ',
): Omit<Edit, 'page' | 'under'> {
  const [due, made] = [should, is].map((all) => all.map((one) => printStatement(one)).join(between)) as [
    string,
    string,
  ];
  const { line } = should[0].span;
  const id = `L${line}: ${condition === undefined ? made : `${made}, ${condition}`}`;
  return { id, line, should: due, is: made, ...(condition !== undefined && { condition }), isOfRounds: true };
}

/** A page with its statements changed by `change`, block by block, the inner ones first. */
export function rewrite(
  body: readonly Statement<Use>[],
  change: (block: readonly Statement<Use>[], around: Statement<Use> | undefined) => readonly Statement[],
  around?: Statement<Use>,
): readonly Statement[] {
  const inner = body.map((statement): Statement<Use> => {
    const within = (block: readonly Statement<Use>[]): Statement<Use>[] =>
      rewrite(block, change, statement) as Statement<Use>[];
    if (statement.kind === 'repeat') return { ...statement, body: within(statement.body) };
    if (statement.kind !== 'choice') return statement;
    return { ...statement, then: within(statement.then), otherwise: within(statement.otherwise) };
  });
  return change(inner, around);
}

/** Statements with other names. */
export function withNames(
  body: readonly Statement<Use>[],
  rename: (use: Use) => Use,
): readonly Statement<Use>[] {
  const value = (e: Expression<Use>): Expression<Use> => mapNames(e, rename);
  return body.map((one): Statement<Use> => {
    if (one.kind === 'line')
      return {
        ...one,
        target: mapName(one.target, rename),
        value: value(one.value),
        also: one.also.map(value),
      };
    if (one.kind === 'repeat') return { ...one, count: value(one.count), body: withNames(one.body, rename) };
    if (one.kind !== 'choice') return one;
    const [left, right] = one.sides;
    const [then, otherwise] = [one.then, one.otherwise].map((block) => withNames(block, rename));
    return { ...one, sides: [value(left), value(right)], then: then ?? [], otherwise: otherwise ?? [] };
  });
}

/** Statements in the place of one. */
export type Put = readonly [at: Statement<Use>, by: readonly Statement[]];

/** The page with other statements in the place of one. */
export const put = (method: Method, ...one: Put): Page => putAll(method, [one]);

/** The page with other statements in the place of several, and more before another one. */
export const putAll = (method: Method, all: readonly Put[], before?: Put): Page =>
  pageOf(
    method,
    rewrite(method.body, (block) =>
      block.flatMap((one) => [
        ...(before?.[0].span === one.span ? before[1] : []),
        ...(all.find(([{ span }]) => span === one.span)?.[1] ?? [one]),
      ]),
    ),
  );

/** The page of a method with another body. */
export const pageOf = (method: Method, body: readonly Statement[]): Page => ({
  ...(method as unknown as Page),
  body,
});

/** The page where h is 0: without its gradients, and without the samples that no other gradient sees. */
export function withoutAuxiliary(method: Method): Page {
  const isLeftOut = (e: Expression): boolean => e.kind === 'gradient' && e.function === 'h';
  const plain = (e: Expression<Use>): Expression<Use> => tidied(replaced(e, isLeftOut, numeral('0', e)));
  const seen = new Set(
    method.questions.flatMap(({ gradient: { function: name, sample } }) =>
      name === 'h' || !sample ? [] : [sample.name],
    ),
  );
  return withBody(method, (one) => {
    if (one.kind === 'line') return [{ ...one, value: plain(one.value), also: one.also.map(plain) }];
    return one.kind === 'sample' && !seen.has(one.target.name) ? [] : [one];
  });
}

/** The page with others in the place of each statement, the inner ones first. */
export const withBody = (method: Method, change: (one: Statement<Use>) => readonly Statement<Use>[]): Page =>
  pageOf(
    method,
    rewrite(method.body, (block) => block.flatMap(change)),
  );

/** A name that an edit brings: which version it is shows once the page is resolved again. */
export const named = (name: string): Use => nameAt(name, anywhere) as Use;

/** A name that a method does not have. */
export function fresh(method: Pick<Method, 'versions' | 'parameters'>, name: string): Use {
  const known = new Set(
    [...method.versions, ...method.parameters.map((one) => one.name)].map((one) => one.name),
  );
  return known.has(name) ? fresh(method, `${name}′`) : named(name);
}

/** Statements where a condition holds, and others where it does not, in the place of a line. */
export const choose = (
  { span }: Line<Use>,
  relation: Relation,
  sides: Choice['sides'],
  then: readonly Statement[],
  otherwise: readonly Statement[] = [],
): Choice => ({ kind: 'choice', relation, sides, span: { ...span, from: 0 }, then, otherwise });

/** Statements in round 1, and others afterwards. */
export const inRoundOne = (
  line: Line<Use>,
  then: readonly Statement[],
  otherwise: readonly Statement[] = [],
): Choice => choose(line, '=', [named('t'), numeral('1', line)], then, otherwise);

/** A number that an edit leaves open: no page has such a name. */
export const openNumber = '□';

/** A page with more parameters, of any value. */
export const withParameters = (page: Page, names: readonly string[]): Page => ({
  ...page,
  parameters: [...page.parameters, ...names.map((name) => ({ name: named(name), bounds: [] }))],
});

/** Words after those that an edit has of when it is so. */
export const andWords = (condition: string | undefined, words: string): string =>
  condition === undefined ? words : `${condition}, ${words}`;
