/**
 * What a document declares: indices, parameters, operators, families and abbreviations.
 *
 * Declarations can always be met (every noise 0, every parameter 1), so they assume nothing about f, h and the algorithm
 * but births and the mean zero of noises; a fact lists the noises that it relies on.
 */
import {
  createReader,
  createScope,
  type Abbreviation,
  type Family,
  type Parameter,
  type Reader,
} from './formula.js';
import { readList, readRecord, readText, readWord, type Json, type JsonRecord } from './json.js';
import { constant, difference, monomial, one, sum, type Polynomial } from './polynomial.js';
import { refuse, within } from './refusal.js';

/** Values of indices, by name. */
export type Indices = ReadonlyMap<string, Polynomial>;

/** Adds an item under a name that is not taken yet. */
export function addUnique<Item>(items: Map<string, Item>, name: string, item: Item): void {
  if (items.has(name)) refuse(`two things are called ${name}`);
  items.set(name, item);
}

const indexVariable = (key: string): Polynomial => monomial({ key, kind: 'index' });

/** Each name standing for itself. */
export const identity = (names: readonly string[]): Indices =>
  new Map(names.map((name) => [name, indexVariable(name)]));

/** Indices are copied for every statement. */
const mostIndices = 400;

/** What a domain says of the sign of a parameter. */
const signs = new Map<string, Parameter['sign']>([
  ['positive', 'positive'],
  ['nonnegative', 'nonnegative'],
  ['real', 'any'],
]);

/** Reads the free indices and parameters into one name space. */
function readNumbers(document: JsonRecord) {
  const indices = new Map<string, Polynomial>();
  const parameters = new Map<string, Parameter>();
  for (const item of readList(document['indices'], 'indices')) {
    const name = readWord(item, 'an index');
    addUnique(indices, name, indexVariable(name));
    if (indices.size > mostIndices) refuse('there are too many indices');
  }
  const add = (name: string, value: Polynomial, sign: Parameter['sign'], natural = false): void => {
    if (indices.has(name)) refuse(`two things are called ${name}`);
    addUnique(parameters, name, { value, sign, natural });
  };
  for (const item of readList(document['parameters'], 'parameters')) {
    const record = readRecord(item, 'a parameter', ['name', 'domain', 'latex'], ['of']);
    const name = readWord(record['name'], 'the name of a parameter');
    const domain = readText(record['domain'], `the domain of ${name}`);
    const isOfAnother = domain === 'complement' || domain === 'count';
    if (isOfAnother !== (record['of'] !== undefined))
      refuse(`${name}: only a complement and a count are of another number`);
    const of = isOfAnother ? readWord(record['of'], `what ${name} is of`) : '';
    if (domain === 'complement') {
      // 1 − p ≥ 0 for a p that is free: then p = 1 meets every declaration.
      const subtrahend = parameters.get(of);
      if (subtrahend === undefined || subtrahend.natural || subtrahend.value.size !== 1)
        return refuse(`${name} is the complement of no free parameter`);
      add(name, difference(one, subtrahend.value), 'nonnegative');
    } else if (domain === 'count') {
      add(of, indexVariable(of), 'nonnegative', true);
      add(name, sum(indexVariable(of), one), 'positive', true);
    } else {
      const value = monomial({ key: name, kind: 'parameter' });
      add(name, value, signs.get(domain) ?? refuse(`${name} has an unknown domain`));
    }
  }
  return { indices, parameters };
}

/** The names that a family, abbreviation or definition binds: different, and no parameters. */
export function readNames(
  value: Json | undefined,
  parameters: ReadonlyMap<string, Parameter>,
): readonly string[] {
  const names = readList(value, 'indices').map((item) => readWord(item, 'an index'));
  if (names.length > mostIndices) refuse('there are too many indices');
  if (new Set(names).size < names.length) refuse('an index is named twice');
  const taken = names.find((name) => parameters.has(name));
  return taken === undefined ? names : refuse(`${taken} is a parameter`);
}

/** What a family says of its draws; the indices that it binds are those of the family. */
function readDraw(name: string, node: Json, reader: Reader): NonNullable<Family['draw']> {
  const record = readRecord(node, 'a draw', ['law', 'member', 'point']);
  const member = ['vector', name, ...readList(record['member'], 'the member of a draw')];
  return {
    law: readWord(record['law'], 'the law of a draw'),
    at: (values) => ({
      noise: reader.vector(member, createScope(values)),
      point: reader.vector(record['point'] ?? '', createScope(values)),
    }),
  };
}

function readFamily(item: Json, parameters: ReadonlyMap<string, Parameter>, reader: Reader): Family {
  const record = readRecord(
    item,
    'a family',
    ['name', 'kind', 'indices', 'latex', 'meaning'],
    ['birth', 'noise', 'deterministic', 'draw'],
  );
  const name = readWord(record['name'], 'the name of a family');
  return within(name, () => {
    const { kind, birth, noise, deterministic, draw } = record;
    if (noise !== undefined) readText(noise, 'noise');
    const isVector = kind === 'vector';
    if (!isVector && kind !== 'value') refuse('a family is one of vectors or of values');
    if (isVector !== (birth !== undefined) || (noise !== undefined && !isVector))
      refuse('vectors have a birth and perhaps noise, values have neither');
    if (deterministic !== undefined && (isVector || deterministic !== true))
      refuse('only values are deterministic');
    if (draw !== undefined && noise === undefined) refuse('only a noise is drawn');
    const indices = readNames(record['indices'], parameters);
    const parts = isVector ? readList(birth, 'a birth') : ['0', '0'];
    const [round = '', step = ''] = parts.length === 2 ? parts : refuse('a birth has two parts');
    const birthAt = (values: Indices) =>
      [reader.index(round, createScope(values)), reader.index(step, createScope(values))] as const;
    birthAt(identity(indices));
    return {
      name,
      kind: isVector ? 'vector' : deterministic === true ? 'number' : 'value',
      indices,
      birth: (values) => birthAt(new Map(indices.map((index, at) => [index, values[at] ?? constant(0)]))),
      noise: noise !== undefined,
      ...(draw !== undefined && { draw: readDraw(name, draw, reader) }),
    };
  });
}

const mostAbbreviations = 20;

/** Reads an abbreviation; its body uses its own indices, and abbreviations before it. */
function readAbbreviation(
  item: Json,
  parameters: ReadonlyMap<string, Parameter>,
  reader: Reader,
): readonly [string, Abbreviation] {
  const record = readRecord(item, 'an abbreviation', ['name', 'indices', 'latex'], ['scalar', 'vector']);
  const name = readWord(record['name'], 'the name of an abbreviation');
  return within(name, () => {
    const { scalar, vector } = record;
    if ((scalar === undefined) === (vector === undefined)) refuse('an abbreviation is a scalar or a vector');
    const indices = readNames(record['indices'], parameters);
    const kind = scalar === undefined ? 'vector' : 'scalar';
    const body = scalar ?? vector ?? '';
    reader[kind](body, createScope(identity(indices)));
    return [name, { indices, kind, body }];
  });
}

/** Reads what a document declares; the free indices stand for themselves. */
export function readDeclarations(document: JsonRecord) {
  const { indices, parameters } = readNumbers(document);
  const letters = readList(document['operators'], 'operators').map((item) => readWord(item, 'an operator'));
  const operators = new Set(letters);
  if (operators.size < letters.length) refuse('an operator is named twice');
  const { arbitraryOperator: letter } = document;
  const arbitraryOperator = letter === undefined ? undefined : readWord(letter, 'the arbitrary operator');
  if (operators.has(arbitraryOperator ?? '')) refuse('the arbitrary operator is none of the operators');
  const families = new Map<string, Family>();
  const abbreviations = new Map<string, Abbreviation>();
  const declarations = { parameters, operators, arbitraryOperator, families, abbreviations };
  const reader = createReader(declarations);
  for (const item of readList(document['families'], 'families')) {
    const family = readFamily(item, parameters, reader);
    addUnique(families, family.name, family);
  }
  for (const { name, draw, indices: own } of families.values()) within(name, () => draw?.at(identity(own)));
  for (const item of readList(document['abbreviations'], 'abbreviations')) {
    addUnique(abbreviations, ...readAbbreviation(item, parameters, reader));
    if (abbreviations.size > mostAbbreviations) refuse('there are too many abbreviations');
  }
  return { indices, declarations, reader };
}
