/** Pages that differ from a page in one place. */
import {
  everyStatement,
  parsePage,
  partsOf,
  printPage,
  resolvePage,
  type Expression,
  type Line,
  type Method,
  type Page,
} from '../../../spec/language/index.js';

/** A page with one place changed, as text. */
export interface EditedPage {
  readonly what: string;
  readonly text: string;
}

type Edit = readonly [what: string, value: Expression];

/** What one part of a formula may be changed to. */
function editsOf(e: Expression, names: readonly string[]): readonly Edit[] {
  const two = (value: Expression): Expression => ({
    ...{
      kind: 'apply',
      operator: '·',
      operands: [{ kind: 'number', text: '2', span: e.span }, value],
      span: e.span,
    },
  });
  const doubled: Edit = ['twice', two(e)];
  if (e.kind === 'name') {
    return [doubled, ...names.filter((name) => name !== e.name).map((name): Edit => [name, { ...e, name }])];
  }
  if (e.kind === 'gradient') {
    const { sample: _, ...exact } = e;
    return [
      doubled,
      ['the other function', { ...e, function: e.function === 'f' ? 'h' : 'f' }],
      ...(e.sample === undefined ? [] : [['exact', exact] as const]),
    ];
  }
  if (e.kind !== 'apply') return [];
  const [left, right] = e.operands;
  const sides: readonly Edit[] = e.operands.map((side): Edit => ['one operand left out', side]);
  if (e.operator === '+' || e.operator === '−')
    return [['the other sign', { ...e, operator: e.operator === '+' ? '−' : '+' }], ...sides];
  return left && right ? sides : [];
}

/** The expression with every one of its parts changed in turn. */
function* changed(e: Expression, names: readonly string[]): Generator<Edit> {
  yield* editsOf(e, names);
  if (e.kind === 'gradient')
    for (const [what, point] of changed(e.point, names)) yield [what, { ...e, point }];
  if (e.kind === 'apply') {
    for (const [i, operand] of e.operands.entries())
      for (const [what, made] of changed(operand, names))
        yield [what, { ...e, operands: e.operands.with(i, made) }];
  }
}

/** Every page that differs from this one in one place, and that is a page. */
export function editedPages(text: string): readonly EditedPage[] {
  const page = parsePage(text);
  const lines = [...everyStatement(page.body)].filter(
    (statement): statement is Line => statement.kind === 'line',
  );
  const names = [
    ...new Set([
      ...[...partsOf(...lines.map(({ value }) => value))].flatMap((part) =>
        part.kind === 'name' ? [part.name] : [],
      ),
      ...lines.map(({ target }) => target.name),
    ]),
  ];
  return lines.flatMap((line) =>
    [...changed(line.value, names)].flatMap(([what, value]) => {
      const edited = { ...line, value, also: [] };
      const replace = (body: Page['body']): Page['body'] =>
        body.map((statement) => {
          if (statement === line) return edited;
          if (statement.kind === 'repeat') return { ...statement, body: replace(statement.body) };
          if (statement.kind !== 'choice') return statement;
          return { ...statement, then: replace(statement.then), otherwise: replace(statement.otherwise) };
        });
      const made = printPage({ ...page, body: replace(page.body) });
      return isPage(made) ? [{ what: `line ${line.span.line}: ${what}`, text: made }] : [];
    }),
  );
}

function isPage(text: string): boolean {
  try {
    const method: Method = resolvePage(parsePage(text));
    return method.lines.length > 0;
  } catch {
    return false;
  }
}
