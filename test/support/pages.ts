/** The pages of spec/methods, and runs of a page over the draws and oracles of a case. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Field, Vector } from '../../spec/algebra/index.js';
import type { RunRequest } from '../../spec/algorithms/index.js';
import {
  parsePage,
  printStatement,
  resolvePage,
  type CompiledMethod,
  type Expression,
  type Method,
  type Page,
  type Statement,
  type Value,
  type World,
} from '../../spec/language/index.js';
import { parametersAt, valueAt, type DrawKind } from '../../spec/model/index.js';

const folder = new URL('../../spec/methods/', import.meta.url);
const extension = '.md';

/** The names of all pages. */
export const pageNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(extension))
  .map((file) => file.slice(0, -extension.length));

/** A page as it is in its file, prose and all. */
export const readPage = (name: string): string => readFileSync(new URL(name + extension, folder), 'utf8');

/** A page or a text of one, resolved. */
export const methodOf = (text: string): Method => resolvePage(parsePage(text));

/** Doubles as a field: every operation rounds. */
export const doubles: Field<number> = {
  ...{ name: 'doubles', zero: 0, one: 1, fromString: Number, format: String },
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  negate: (value) => -value,
  divide: (left, right) => left / right,
  compare: (left, right) => left - right,
};
/** One value of a line. */
export interface LineValue<S> {
  readonly name: string;
  /** The pass of the innermost repeat; 0 outside. */
  readonly pass: number;
  readonly value: Value<S>;
}

/** One round of a page: the values of its lines in their order, and its states after it. */
export interface PageRound<S> {
  readonly lines: readonly LineValue<S>[];
  readonly states: Readonly<Record<string, Value<S>>>;
}

/** A draw of a case: which one, and its atom. */
export interface CaseDraw {
  readonly draw: DrawKind;
  readonly atom: number;
}

/** The draws of the tape: outside repeats those of the snapshot, inside those of the local step; the oracle is the case's. */
export function worldOf<S>({ tape, oracle }: Required<RunRequest<S>>): World<S, CaseDraw> {
  return {
    draw: ({ round, passes }) => {
      const draws = tape.rounds[round - 1];
      const pass = passes.at(-1);
      return pass === undefined
        ? { draw: 'snapshot', atom: draws?.snapshot ?? -1 }
        : { draw: 'local', atom: draws?.local[pass - 1] ?? -1 };
    },
    gradient: ({ function: name }, at, draw = { draw: 'mean', atom: 0 }) =>
      oracle.gradient({ function: name, ...draw, at }),
  };
}

/** η, a and K of a round, as a page is given them. */
export function parametersOf<S>(
  request: RunRequest<S>,
  round: number,
): Record<string, S | number | readonly S[]> {
  const { stepSize, momentumWeight: a, localStepCount: K } = parametersAt(request.parameters, round);
  return {
    a,
    K,
    η: K === 1 ? valueAt(stepSize, 1) : Array.from({ length: K }, (_, k) => valueAt(stepSize, k + 1)),
  };
}

/** The run of a page over a case: `parameters` has those of round t, `states` what the page leaves open. */
export function runPage<S, Draw>(
  { start, round }: CompiledMethod<S>,
  roundCount: number,
  world: World<S, Draw>,
  parameters: (round: number) => Record<string, S | number | readonly S[]>,
  states: Readonly<Record<string, Vector<S>>>,
): readonly PageRound<S>[] {
  let kept = start({ parameters: parameters(1), states, world });
  return Array.from({ length: roundCount }, (_, index) => {
    const lines: LineValue<S>[] = [];
    kept = round({
      ...{ round: index + 1, parameters: parameters(index + 1), states: kept, world },
      observe: ({ target }, value, passes) => {
        lines.push({ name: target.name, pass: passes.at(-1) ?? 0, value });
        return undefined;
      },
    });
    return { lines, states: kept };
  });
}

/** Every expression that differs in one place: a sign turned, or a name or a gradient doubled. */
function changes(e: Expression): readonly Expression[] {
  const { span } = e;
  const doubled: Expression = {
    kind: 'apply',
    operator: '·',
    operands: [{ kind: 'number', text: '2', span }, e],
    span,
  };
  switch (e.kind) {
    case 'number':
      return [];
    case 'name':
      return [doubled];
    case 'gradient':
      return [doubled, ...changes(e.point).map((point) => ({ ...e, point }))];
    case 'apply': {
      const turned = { '+': '−', '−': '+' } as const;
      const own = e.operator === '+' || e.operator === '−' ? [{ ...e, operator: turned[e.operator] }] : [];
      const inner = e.operands.flatMap((operand, i) =>
        changes(operand).map((changed) => ({ ...e, operands: e.operands.with(i, changed) })),
      );
      return [...own, ...inner];
    }
  }
}

/** Every page that differs in one place of one right-hand side, and how that line now reads. */
export function changedPages(page: Page): readonly { readonly page: Page; readonly line: string }[] {
  const inBody = (
    body: readonly Statement[],
  ): readonly { readonly body: readonly Statement[]; readonly line: string }[] =>
    body.flatMap((statement, i) => {
      const put = (changed: Statement, line: string) => ({ body: body.with(i, changed), line });
      if (statement.kind === 'line') {
        return changes(statement.value).map((value) => {
          const changed = { ...statement, value, also: [] };
          return put(changed, printStatement(changed));
        });
      }
      if (statement.kind === 'repeat')
        return inBody(statement.body).map(({ body, line }) => put({ ...statement, body }, line));
      if (statement.kind === 'sample') return [];
      return [
        ...inBody(statement.then).map(({ body, line }) => put({ ...statement, then: body }, line)),
        ...inBody(statement.otherwise).map(({ body, line }) => put({ ...statement, otherwise: body }, line)),
      ];
    });
  return inBody(page.body).map(({ body, line }) => ({ page: { ...page, body }, line }));
}
