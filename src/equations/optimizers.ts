/** A step of another method in the place of a move along a vector: y ← y − η d becomes what that method makes of d where it has a gradient. */
import {
  everyStatement,
  mapName,
  partsOf,
  printExpression,
  printStatement,
  repeatsOf,
  typeOf,
  type Expression,
  type Line,
  type Method,
  type Repeat,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { apply, numeral } from './parts.js';
import { tidied } from './edit-scopes.js';
import { named, put, putAll, type Edit } from './edited-page.js';

/** What programs have for the parameters of methods, by their letters: the defaults of libraries, and 0 where that is how they leave something out. */
const usual: Readonly<Record<string, readonly string[]>> = {
  ...{ β: ['0.9'], β1: ['0.9'], β2: ['0.999', '0.99'], μ: ['0.9', '0'], α: ['0.99', '0.9'] },
  ...{ ε: ['0.00000001', '0.0000000001'], δ: ['0'], τ: ['0'], λ: ['0', '0.01'] },
};

/** A line y ← y − η d: η and d. */
interface Move {
  readonly line: Line<Use>;
  readonly rate: Expression<Use>;
  readonly along: Expression<Use>;
}

/**
 * Every move with a step of one of these methods in its place.
 *
 * @param isConcerned - which lines may have one.
 */
export function* steppedBy(
  method: Method,
  others: readonly Method[],
  isConcerned: (line: Line<Use>) => boolean = () => true,
): Generator<Edit> {
  const own = method.questions.map(({ gradient }) => gradient);
  // where all gradients are of f a program may step along them, and keep no estimate
  const isPlain = own.every((gradient) => gradient.function === 'f');
  const moves = method.lines
    .filter(isConcerned)
    .flatMap(moveOf)
    .flatMap((move) => [move, ...(isPlain ? own : []).map((along) => ({ ...move, along }))]);
  // of those that do the same the plainest
  const sizeOf = ({ parameters, lines }: Method): number => parameters.length + lines.length;
  for (const other of others.filter(isStep).toSorted((left, right) => sizeOf(left) - sizeOf(right)))
    for (const move of moves)
      for (const values of valuesOf(
        other.parameters.slice(1).map(({ name }) => name.name),
        weightsOf(method, move),
        move.line,
      )) {
        const repeat = repeatsOf(move.line.target.version.blocks).at(-1);
        yield stepped(method, move, other, values);
        // where nothing is kept there is nothing to begin
        if (repeat && other.states.length > 1) yield stepped(method, move, other, values, repeat);
      }
}

function moveOf(line: Line<Use>): readonly Move[] {
  const { target, value } = line;
  const [point, step] = value.kind === 'apply' && value.operator === '−' ? value.operands : [];
  const [rate, along] = step?.kind === 'apply' && step.operator === '·' ? step.operands : [];
  const isMove = point?.kind === 'name' && point.name === target.name && typeOf(value) === 'vector';
  return isMove && rate && along && typeOf(rate) === 'scalar' ? [{ line, rate, along }] : [];
}

/** Whether a round is a step from the gradient of f in one draw, the rate is its first parameter, and its states start from numbers. */
function isStep({ states, questions, body, parameters }: Method): boolean {
  const [point, ...kept] = states;
  const statements = [...everyStatement<Use>(body)];
  return (
    parameters.length > 0 &&
    questions.length > 0 &&
    questions.every(
      ({ gradient: { function: name, point: at } }) =>
        name === 'f' &&
        at.kind === 'name' &&
        at.name === point?.name.name &&
        at.version.origin.kind === 'state',
    ) &&
    kept.every(({ from, over }) => over === undefined && from?.kind === 'number') &&
    statements.every(
      (one) =>
        one.kind === 'line' ||
        one.kind === 'choice' ||
        (one.kind === 'sample' && !one.probability && !one.size),
    ) &&
    partsOf(...statements.flatMap((one) => (one.kind === 'line' ? [one.value] : []))).every(
      (part) => part.kind !== 'apply' || part.over === undefined,
    )
  );
}

/** What a program may take for the weight of an average: the parameters of the page that are numbers, and what they leave of 1. */
function weightsOf({ parameters }: Method, { line, rate }: Move): readonly Expression<Use>[] {
  const ofRate = new Set(partsOf(rate).map((part) => (part.kind === 'name' ? part.name : '')));
  const own = parameters.filter(({ name }) => typeOf(name) === 'scalar' && !ofRate.has(name.name));
  return own.flatMap(({ name: { name } }) => [apply('−', numeral('1', line), named(name)), named(name)]);
}

/** The parameters of a method, by their names. */
type Values = ReadonlyMap<string, Expression<Use>>;

/** Every choice of a usual value for each of these, and of a weight for those that are usually 0.9; none where one has no such value. */
function valuesOf(
  names: readonly string[],
  weights: readonly Expression<Use>[],
  at: Line<Use>,
): readonly Values[] {
  const valuesFor = (name: string): readonly Expression<Use>[] => {
    const values = usual[name] ?? [];
    return [...values.map((text) => numeral(text, at)), ...(values[0] === '0.9' ? weights : [])];
  };
  return names.reduce<readonly Values[]>(
    (all, name) =>
      all.flatMap((values) => valuesFor(name).map((value) => new Map([...values, [name, value]]))),
    [new Map()],
  );
}

/** @param anew - the repeat before which it begins, where it does so in every round. */
function stepped(
  method: Method,
  { line, rate, along }: Move,
  other: Method,
  values: Values,
  anew?: Repeat<Use>,
): Edit {
  const { target, span } = line;
  const [point] = other.states as readonly [(typeof other.states)[number]];
  const [first] = other.parameters;
  const repeat = repeatsOf(target.version.blocks).at(-1);
  const passes = repeat && named(repeat.counter.name);
  const before = apply('−', named('t'), numeral('1', line));
  // how many steps were made, with this one
  const all = repeat && passes ? apply('+', apply('·', before, repeat.count), passes) : named('t');
  const count = anew && passes ? passes : all;
  const renamed = (use: Use): Use => named(use.name === point.name.name ? target.name : `${use.name}′`);
  const own = (e: Expression<Use>): Expression<Use> => {
    if (e.kind === 'gradient') return along;
    if (e.kind === 'apply') return { ...e, operands: e.operands.map(own) };
    if (e.kind === 'number') return e;
    if (e.name === first?.name.name) return rate;
    if (e.name === 't') return count;
    const value = values.get(e.name);
    return value ?? mapName(e, renamed);
  };
  const made = (statement: Statement<Use>): readonly Statement<Use>[] => {
    const at = { ...span, from: 0 };
    if (statement.kind === 'line')
      return [
        {
          ...statement,
          target: renamed(statement.target),
          value: tidied(own(statement.value)),
          also: [],
          span: at,
        },
      ];
    if (statement.kind !== 'choice') return [];
    const [left, right] = statement.sides;
    const [then, otherwise] = [statement.then.flatMap(made), statement.otherwise.flatMap(made)];
    return [{ ...statement, sides: [own(left), own(right)], then, otherwise, span: at }];
  };
  const set = (name: Use, value: Expression<Use>): Line<Use> => ({
    ...{ kind: 'line', target: name, value, also: [], span: { ...span, from: 0 } },
  });
  const body = other.body.flatMap(made);
  const states = other.states.slice(1).map((state) => ({ ...state, name: renamed(state.name) }));
  const begun = states.map(({ name, isScalar, from }) =>
    set(name, isScalar ? (from as Expression<Use>) : apply('·', from as Expression<Use>, named(target.name))),
  );
  const page = anew ? putAll(method, [[line, body]], [anew, begun]) : put(method, line, body);
  const should = printStatement(line);
  const numbers = [...values].map(([name, value]) => `, ${name} = ${printExpression(value)}`).join('');
  const is = `${target.name} ← the step of ${other.name} with ${printExpression(along)} for its gradient and ${printExpression(rate)} for its rate${numbers}`;
  const kept =
    states.length === 0 ? {} : { condition: anew ? 'begun anew in every round' : 'kept from round to round' };
  return {
    ...{ id: `L${span.line}: ${is}, ${kept.condition ?? ''}`, line: span.line, should, is, ...kept },
    ...{ page: { ...page, states: [...page.states, ...states] }, isOfRounds: false },
  };
}
