/**
 * What a document starts from. Definitions are primitive recursions, which can always be met; only the hypotheses and
 * equations assume something.
 */
import { identity, readDeclarations, readNames, type Indices } from './declarations.js';
import { createScope, type Reader, type Scope } from './formula.js';
import { readList, readName, readRecord, readWord, type Json, type JsonRecord } from './json.js';
import { constant, isLinear, one, sum, type Polynomial } from './polynomial.js';
import { refuse, spend, within } from './refusal.js';
import { isKnownAt, type Vector } from './vectors.js';

/** The name of the induction hypothesis as a premise. */
export const inductionHypothesis = 'induction hypothesis';

/** left = right, for all values of the indices: what a rewriting uses. */
export interface Equation {
  /** The names that it can be instantiated at. */
  readonly indices: readonly string[];
  /** The sides at some values of the indices: the key of a member of a family, and what it equals. */
  readonly sides: (values: Indices) => { readonly member: string; readonly value: Polynomial | Vector };
  readonly kind: 'vector' | 'value';
}

/** What a document has declared, defined and assumed. */
export type Head = ReturnType<typeof readHead>;

/** The sides of an equation, read in a scope; a vector may equal only what is known when it is born. */
function readSides(left: Json, right: Json, scope: Scope, rightScope: Scope, reader: Reader) {
  const { family, key, birth } = reader.member(left, scope);
  if (family.kind === 'vector') {
    const value = reader.vector(right, rightScope);
    if (!isKnownAt(value, birth)) refuse(`${family.name} is declared older than something that it contains`);
    return { member: key, value };
  }
  const value = reader.scalar(right, rightScope);
  if (!isLinear(value)) refuse('an equation is linear in inner products and values');
  return { member: key, value };
}

type Declared = ReturnType<typeof readDeclarations>;

const partsOfDefinition = ['name', 'title', 'family', 'at', 'over', 'zero', 'successor'];

/** An index of the left side of a definition: a name, or a name plus a number; not so the index of the recursion. */
function readShifted(index: Json, over: string): Json {
  if (typeof index === 'string') return index;
  const [plus, name = '', number, ...more] = readList(index, 'an index of a definition');
  const isShifted = plus === '+' && typeof number === 'string' && /^\d{1,9}$/.test(number);
  if (!isShifted || more.length > 0 || name === over)
    refuse('an index of a definition is a name, or another name than that of the recursion plus a number');
  return name;
}

/**
 * Reads a definition: its equations, for 0 and for n + 1. A member of its family is defined from its predecessor, from
 * families that nothing defines, and from families that are defined before, and its right sides mention no index that
 * its left side does not have: so such a family exists, whatever the others are.
 *
 * @param later - the families that are defined here or later.
 */
function readDefinition(
  record: JsonRecord,
  later: ReadonlySet<Json | undefined>,
  { declarations, reader }: Declared,
): { readonly zero: Equation; readonly successor: Equation } {
  const family = readWord(record['family'], 'a family');
  const over = readWord(record['over'], 'the index of a recursion');
  const at = readList(record['at'], 'at');
  // No name occurs twice: no two instances of the left side agree.
  const names = readNames(
    at.map((index) => readShifted(index, over)),
    declarations.parameters,
  );
  if (!names.includes(over)) refuse(`${over} is not among the indices`);
  const defined = declarations.families.get(family);
  if (defined?.noise !== false) return refuse('a noise is declared, not defined');
  const kind = defined.kind === 'vector' ? 'vector' : 'value';
  const left = [kind, family, ...at];
  const equation = (which: 'zero' | 'successor'): Equation => {
    const indices = which === 'zero' ? names.filter((index) => index !== over) : names;
    const sides: Equation['sides'] = (values) => {
      const n = values.get(over) ?? constant(0);
      const point = (value: Polynomial): Scope => createScope(new Map([...values, [over, value]]));
      const previous = reader.member(left, point(n)).key;
      const mayUse = (used: string, member: string): boolean =>
        !later.has(used) || (which === 'successor' && used === family && member === previous);
      const whole = point(which === 'zero' ? constant(0) : sum(n, one));
      return readSides(left, record[which] ?? '', whole, createScope(values, undefined, mayUse), reader);
    };
    within(which, () => sides(identity(indices)));
    return { indices, sides, kind };
  };
  return { zero: equation('zero'), successor: equation('successor') };
}

/** Reads everything but the steps and conclusions. */
export function readHead(document: JsonRecord) {
  const declared = readDeclarations(document);
  const { indices, reader } = declared;
  const names = new Set([inductionHypothesis]);
  /** Reads a list of records with names that are not taken yet. */
  const readEach = (
    part: string,
    what: string,
    keys: readonly string[],
    read: (name: string, record: JsonRecord, place: number) => void,
  ): void => {
    readList(document[part], part).forEach((item, place) => {
      const record = readRecord(item, what, keys);
      const name = readName(record['name'], `the name of ${what}`);
      if (names.has(name)) refuse(`two things are called ${name}`);
      names.add(name);
      within(name, () => {
        read(name, record, place);
      });
    });
  };
  const definitions = new Map<string, ReturnType<typeof readDefinition>>();
  const families = readList(document['definitions'], 'definitions').map(
    (item) => readRecord(item, 'a definition', partsOfDefinition)['family'],
  );
  if (new Set(families).size < families.length) refuse('a family is defined twice');
  readEach('definitions', 'a definition', partsOfDefinition, (name, record, place) => {
    spend(families.length);
    definitions.set(name, readDefinition(record, new Set(families.slice(place)), declared));
  });
  const equations = new Map<string, Equation>();
  const partsOfEquation = ['name', 'assumption', 'title', 'kind', 'left', 'right'];
  readEach('equations', 'an equation', partsOfEquation, (name, { kind, left = '', right = '' }) => {
    if (readList(left, 'the left side')[0] !== kind || (kind !== 'vector' && kind !== 'value'))
      return refuse('the left side is not of the kind that is said');
    const sides: Equation['sides'] = (values) => {
      const scope = createScope(new Map([...indices, ...values]));
      return readSides(left, right, scope, scope, reader);
    };
    sides(indices);
    equations.set(name, { indices: [...indices.keys()], sides, kind });
  });
  const hypotheses = new Map<string, Json>();
  readEach(
    'hypotheses',
    'a hypothesis',
    ['name', 'assumption', 'title', 'statement'],
    (name, { statement = '' }) => {
      if (!isLinear(reader.scalar(statement, createScope(indices))))
        refuse('a statement is linear in inner products and values');
      hypotheses.set(name, statement);
    },
  );
  return { ...declared, names, definitions, equations, hypotheses };
}
