/**
 * The head of a document: what it declares, and the premises that it starts from.
 *
 * Declarations can always be met (every noise 0, every parameter 1), and definitions are primitive recursions, so only
 * the hypotheses and equations assume something about f, h and the algorithm; births and the mean zero of a noise are
 * assumed as well, and a fact lists the noises it relies on.
 */
import { spend } from './effort.js';
import {
  createReader,
  type Abbreviation,
  type Declarations,
  type Family,
  type Parameter,
  type Reader,
  type Scope,
  type Sign,
} from './formula.js';
import { readList, readName, readRecord, readText, readWord, type Json, type JsonRecord } from './json.js';
import { constant, difference, isLinear, monomial, sum, type Polynomial } from './polynomial.js';
import { refuse, within } from './refusal.js';
import { isKnownAt, type Vector } from './vectors.js';

/** left = right, for all values of the indices: what a rewriting uses. */
export interface Equation {
  /** The sides at some values of the indices. */
  readonly sides: (values: ReadonlyMap<string, Polynomial>) => Sides;
  /** The names that it can be instantiated at. */
  readonly indices: readonly string[];
}

/** Both sides of an equation: the key of a member of a family, and what it equals. */
export type Sides =
  | { readonly member: string; readonly value: Polynomial }
  | { readonly member: string; readonly vector: Vector };

/** What a document has declared, and the equations that it may rewrite with. */
export interface Head {
  readonly declarations: Declarations;
  readonly reader: Reader;
  /** The free indices, each standing for itself. */
  readonly indices: ReadonlyMap<string, Polynomial>;
  readonly hypotheses: ReadonlyMap<string, Json>;
  /** Equations by name; those of a definition by its name and case. */
  readonly equations: ReadonlyMap<string, Equation>;
  /** The names of definitions, which are no assumptions. */
  readonly definitions: ReadonlySet<string>;
}

/** Adds an item under a name that is not taken yet. */
export function addUnique<Item>(items: Map<string, Item>, name: string, item: Item): void {
  if (items.has(name)) refuse(`two things are called ${name}`);
  items.set(name, item);
}

const signs = new Map<string, Sign>([
  ['positive', 'positive'],
  ['nonnegative', 'nonnegative'],
  ['real', 'any'],
]);

const indexVariable = (key: string): Polynomial => monomial({ key, kind: 'index' });

/** Reads the free indices and parameters into one name space. */
function readNumbers(document: JsonRecord): {
  readonly indices: ReadonlyMap<string, Polynomial>;
  readonly parameters: ReadonlyMap<string, Parameter>;
} {
  const indices = new Map<string, Polynomial>();
  const parameters = new Map<string, Parameter>();
  for (const item of readList(document['indices'], 'indices')) {
    const name = readWord(item, 'an index');
    addUnique(indices, name, indexVariable(name));
  }
  const add = (name: string, parameter: Parameter): void => {
    if (indices.has(name)) refuse(`two things are called ${name}`);
    addUnique(parameters, name, parameter);
  };
  for (const item of readList(document['parameters'], 'parameters')) {
    const record = readRecord(item, 'a parameter', ['name', 'domain', 'latex'], ['of']);
    readText(record['latex'], 'the TeX of a parameter');
    const name = readWord(record['name'], 'the name of a parameter');
    const domain = readText(record['domain'], `the domain of ${name}`);
    const needsOf = domain === 'complement' || domain === 'count';
    if (needsOf !== (record['of'] !== undefined))
      refuse(`${name}: only a complement and a count are of another number`);
    if (domain === 'complement') {
      // 1 − p ≥ 0 for a p that is free: then p = 1 meets every declaration.
      const of = parameters.get(readWord(record['of'], `what ${name} is of`));
      if (of === undefined || of.natural || of.value.size !== 1)
        return refuse(`${name} is the complement of no free parameter`);
      add(name, { value: difference(constant(1), of.value), sign: 'nonnegative', natural: false });
    } else if (domain === 'count') {
      const predecessor = readWord(record['of'], `what ${name} is of`);
      const value = indexVariable(predecessor);
      add(predecessor, { value, sign: 'nonnegative', natural: true });
      add(name, { value: sum(value, constant(1)), sign: 'positive', natural: true });
    } else {
      const sign = signs.get(domain);
      if (sign === undefined) return refuse(`${name} has an unknown domain`);
      add(name, { value: monomial({ key: name, kind: 'parameter' }), sign, natural: false });
    }
  }
  return { indices, parameters };
}

/** The names that a family, abbreviation or definition binds: different, and no parameters. */
function readNames(value: Json | undefined, parameters: Declarations['parameters']): readonly string[] {
  const names = readList(value, 'indices').map((item) => readWord(item, 'an index'));
  if (new Set(names).size < names.length) refuse('an index is named twice');
  const taken = names.find((name) => parameters.has(name));
  return taken === undefined ? names : refuse(`${taken} is a parameter`);
}

/** Each name standing for itself. */
const identity = (names: readonly string[]): ReadonlyMap<string, Polynomial> =>
  new Map(names.map((name) => [name, indexVariable(name)]));

function readFamily(item: Json, parameters: Declarations['parameters'], reader: Reader): Family {
  const record = readRecord(
    item,
    'a family',
    ['name', 'kind', 'indices', 'latex', 'meaning'],
    ['birth', 'noise', 'deterministic'],
  );
  const name = readWord(record['name'], 'the name of a family');
  return within(name, () => {
    const { kind, birth, noise, deterministic } = record;
    for (const key of ['latex', 'meaning']) readText(record[key], key);
    if (noise !== undefined) readText(noise, 'noise');
    const isVector = kind === 'vector';
    if (!isVector && kind !== 'value') refuse('a family is one of vectors or of values');
    if (isVector !== (birth !== undefined) || (noise !== undefined && !isVector)) {
      refuse('vectors have a birth and perhaps noise, values have neither');
    }
    if (deterministic !== undefined && (isVector || deterministic !== true))
      refuse('only values are deterministic');
    const indices = readNames(record['indices'], parameters);
    const [round = '0', step = '0', ...others] = birth === undefined ? [] : readList(birth, 'a birth');
    if (isVector && (others.length > 0 || readList(birth, 'a birth').length !== 2))
      refuse('a birth has two parts');
    const birthAt = (values: ReadonlyMap<string, Polynomial>) =>
      [reader.index(round, { indices: values }), reader.index(step, { indices: values })] as const;
    birthAt(identity(indices));
    return {
      name,
      kind: isVector ? 'vector' : deterministic === true ? 'number' : 'value',
      indices,
      birth: (values) => birthAt(new Map(indices.map((index, at) => [index, values[at] ?? constant(0)]))),
      noise: noise !== undefined,
    };
  });
}

const mostAbbreviations = 20;

/** Reads an abbreviation; its body uses its own indices, and abbreviations before it. */
function readAbbreviation(
  item: Json,
  parameters: Declarations['parameters'],
  reader: Reader,
): readonly [string, Abbreviation] {
  const record = readRecord(item, 'an abbreviation', ['name', 'indices', 'latex'], ['scalar', 'vector']);
  const name = readWord(record['name'], 'the name of an abbreviation');
  return within(name, () => {
    readText(record['latex'], 'latex');
    const { scalar, vector } = record;
    if ((scalar === undefined) === (vector === undefined)) refuse('an abbreviation is a scalar or a vector');
    const indices = readNames(record['indices'], parameters);
    const scope = { indices: identity(indices) };
    if (scalar !== undefined) reader.scalar(scalar, scope);
    else reader.vector(vector ?? '', scope);
    const kind = scalar === undefined ? 'vector' : 'scalar';
    return [name, { indices, kind, body: scalar ?? vector ?? '' }];
  });
}

/** The sides of an equation, read in a scope; a vector may equal only what is known when it is born. */
function readSides(left: Json, right: Json, scope: Scope, rightScope: Scope, reader: Reader): Sides {
  const { family, key, birth } = reader.member(left, scope);
  if (family.kind !== 'vector') {
    const value = reader.scalar(right, rightScope);
    return isLinear(value)
      ? { member: key, value }
      : refuse('an equation is linear in inner products and values');
  }
  const vector = reader.vector(right, rightScope);
  return isKnownAt(vector, birth)
    ? { member: key, vector }
    : refuse(`${family.name} is declared older than something that it contains`);
}

/** A definition by recursion: its two equations. */
interface Recursion {
  readonly name: string;
  readonly family: string;
  readonly zero: Equation;
  readonly successor: Equation;
}

/**
 * Reads a definition. A member of its family is defined from its predecessor, from families that nothing defines, and
 * from families that are defined before, and its right sides mention no index that its left side does not have: so
 * such a family exists, whatever the others are.
 *
 * @param later - the families that are defined here or later.
 */
function readDefinition(
  item: Json,
  later: ReadonlySet<string>,
  head: Pick<Head, 'declarations' | 'reader'>,
): Recursion {
  const { declarations, reader } = head;
  const record = readRecord(item, 'a definition', [
    'name',
    'title',
    'family',
    'at',
    'over',
    'zero',
    'successor',
  ]);
  const name = readName(record['name'], 'the name of a definition');
  return within(name, () => {
    readText(record['title'], 'title');
    const family = readWord(record['family'], 'a family');
    const over = readWord(record['over'], 'the index of a recursion');
    // Each index is a name or a name plus a number, and no name occurs twice: no two instances of the left side agree.
    const at = readList(record['at'], 'at');
    const names = readNames(
      at.map((index) => {
        if (typeof index === 'string') return index;
        const [plus, first = '', number, ...more] = readList(index, 'an index of a definition');
        if (
          plus !== '+' ||
          more.length > 0 ||
          !/^\d{1,9}$/.test(readText(number, 'a number')) ||
          first === over
        ) {
          refuse(
            'an index of a definition is a name, or another name than that of the recursion plus a number',
          );
        }
        return first;
      }),
      declarations.parameters,
    );
    if (!names.includes(over)) refuse(`${over} is not among the indices`);
    if (declarations.families.get(family)?.noise !== false) refuse('a noise is declared, not defined');
    const kind = declarations.families.get(family)?.kind === 'vector' ? 'vector' : 'value';
    const left = [kind, family, ...at];
    const sides = (values: ReadonlyMap<string, Polynomial>, isZero: boolean): Sides => {
      const n = values.get(over) ?? constant(0);
      const point = (value: Polynomial): Scope => ({ indices: new Map([...values, [over, value]]) });
      const previous = reader.member(left, point(n)).key;
      const mayUse = (used: string, member: string): boolean =>
        !later.has(used) || (!isZero && used === family && member === previous);
      const bound = new Map([...values].filter(([index]) => !isZero || index !== over));
      return readSides(
        left,
        record[isZero ? 'zero' : 'successor'] ?? '',
        point(isZero ? constant(0) : sum(n, constant(1))),
        { indices: bound, mayUse },
        reader,
      );
    };
    const equation = (isZero: boolean): Equation => {
      const indices = names.filter((index) => !isZero || index !== over);
      within(isZero ? 'zero' : 'successor', () => sides(identity(indices), isZero));
      return { indices, sides: (values) => sides(values, isZero) };
    };
    return { name, family, zero: equation(true), successor: equation(false) };
  });
}

/** The key of an equation of a definition. */
export const caseKey = (name: string, which: 'zero' | 'successor'): string => `${name}\n${which}`;

function readDefinitions(
  document: JsonRecord,
  head: Pick<Head, 'declarations' | 'reader'>,
): readonly Recursion[] {
  const items = readList(document['definitions'], 'definitions');
  const families = items.map(
    (item) =>
      readRecord(item, 'a definition', ['family'], ['name', 'title', 'at', 'over', 'zero', 'successor'])[
        'family'
      ],
  );
  if (new Set(families).size < families.length) refuse('a family is defined twice');
  return items.map((item, place) => {
    spend(items.length);
    return readDefinition(item, new Set(families.slice(place) as string[]), head);
  });
}

/** Reads everything but the steps and conclusions. */
export function readHead(document: JsonRecord): Head {
  const { indices, parameters } = readNumbers(document);
  const operators = new Set<string>();
  for (const item of readList(document['operators'], 'operators')) {
    const operator = readWord(item, 'an operator');
    if (operators.has(operator)) refuse(`two operators are called ${operator}`);
    operators.add(operator);
  }
  const { arbitraryOperator: letter } = document;
  const arbitraryOperator = letter === undefined ? undefined : readWord(letter, 'the arbitrary operator');
  if (operators.has(arbitraryOperator ?? '')) refuse('the arbitrary operator is none of the operators');
  const families = new Map<string, Family>();
  const abbreviations = new Map<string, Abbreviation>();
  const declarations: Declarations = {
    parameters,
    operators,
    arbitraryOperator,
    families,
    abbreviations,
  };
  const reader = createReader(declarations);
  for (const item of readList(document['families'], 'families')) {
    const family = readFamily(item, parameters, reader);
    addUnique(families, family.name, family);
  }
  for (const item of readList(document['abbreviations'], 'abbreviations')) {
    const [name, abbreviation] = readAbbreviation(item, parameters, reader);
    addUnique(abbreviations, name, abbreviation);
    if (abbreviations.size > mostAbbreviations) refuse('there are too many abbreviations');
  }
  const hypotheses = new Map<string, Json>();
  const equations = new Map<string, Equation>();
  const definitions = new Set<string>();
  for (const definition of readDefinitions(document, { declarations, reader })) {
    addUnique(equations, caseKey(definition.name, 'zero'), definition.zero);
    equations.set(caseKey(definition.name, 'successor'), definition.successor);
    definitions.add(definition.name);
  }
  for (const item of readList(document['equations'], 'equations')) {
    const record = readRecord(item, 'an equation', ['name', 'assumption', 'title', 'kind', 'left', 'right']);
    const name = readName(record['name'], 'the name of an equation');
    within(name, () => {
      for (const key of ['assumption', 'title']) readText(record[key], key);
      const { kind, left = '', right = '' } = record;
      if (readList(left, 'the left side')[0] !== kind)
        refuse('the left side is not of the kind that is said');
      const sides: Equation['sides'] = (values) => {
        const scope = { indices: new Map([...indices, ...values]) };
        return readSides(left, right, scope, scope, reader);
      };
      sides(indices);
      addUnique(equations, name, { sides, indices: [...indices.keys()] });
    });
  }
  for (const item of readList(document['hypotheses'], 'hypotheses')) {
    const record = readRecord(item, 'a hypothesis', ['name', 'assumption', 'title', 'statement']);
    const name = readName(record['name'], 'the name of a hypothesis');
    within(name, () => {
      for (const key of ['assumption', 'title']) readText(record[key], key);
      const { statement = '' } = record;
      if (!isLinear(reader.scalar(statement, { indices })))
        refuse('a statement is linear in inner products and values');
      addUnique(hypotheses, name, statement);
    });
  }
  return { declarations, reader, indices, hypotheses, equations, definitions };
}
