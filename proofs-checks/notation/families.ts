/** Families of vectors and of numbers, and abbreviations, as functions of their indices: `x.at('t+1')`. */
import type { Abbreviation, Family, IndexExpression } from '../derivation/schema.js';
import { deepFreeze } from '../../spec/theorems/freeze.js';
import { readExpression } from './expression.js';
import { scalar, toIndexNode, vectorOf, type ScalarFormula, type VectorFormula } from './formula.js';

/** An index: a formula, or its text. */
export type IndexValue = ScalarFormula | string;

/** The index as data. */
export const indexNode = (value: IndexValue): IndexExpression =>
  toIndexNode(typeof value === 'string' ? readExpression(value) : value);

/** Every family by its name, in the order of declaration. */
export const families = new Map<string, Family>();
/** Every abbreviation by its name, in the order of declaration. */
export const abbreviations = new Map<string, Abbreviation>();

function register<Item extends { readonly name: string }>(items: Map<string, Item>, item: Item): Item {
  if (items.has(item.name)) throw new RangeError(`two things are called ${item.name}`);
  items.set(item.name, deepFreeze(item));
  return item;
}

/** A family of random vectors. */
export interface VectorFamily {
  readonly name: string;
  readonly at: (...indices: readonly IndexValue[]) => VectorFormula;
}

/** A family of numbers or expected values. */
export interface ValueFamily {
  readonly name: string;
  readonly at: (...indices: readonly IndexValue[]) => ScalarFormula;
}

/** What makes a family one of noise: why it has mean zero, and whose answer the member with these indices is. */
interface Noise {
  readonly noise: string;
  readonly draw?: { readonly law: string; readonly member: readonly string[]; readonly point: VectorFormula };
}

/** Declares a family of random vectors. */
export function vectorFamily(
  name: string,
  latex: string,
  indices: readonly string[],
  birth: readonly [round: string, step: string],
  meaning: string,
  { noise, draw }: Partial<Noise> = {},
): VectorFamily {
  register(families, {
    name,
    kind: 'vector',
    indices: [...indices],
    birth: [indexNode(birth[0]), indexNode(birth[1])],
    ...(noise !== undefined && { noise }),
    ...(draw && { draw: { law: draw.law, member: draw.member.map(indexNode), point: draw.point.node } }),
    latex,
    meaning,
  });
  return { name, at: (...values) => vectorOf(['vector', name, ...values.map(indexNode)]) };
}

/** Declares a family of expected values, or of coefficients where `deterministic`. */
export function valueFamily(
  name: string,
  latex: string,
  indices: readonly string[],
  meaning: string,
  kind: { readonly deterministic?: true } = {},
): ValueFamily {
  register(families, { name, kind: 'value', indices: [...indices], latex, meaning, ...kind });
  return { name, at: (...values) => scalar(['value', name, ...values.map(indexNode)]) };
}

/** Declares an abbreviation of a vector. */
export function abbreviateVector(
  name: string,
  latex: string,
  indices: readonly string[],
  body: VectorFormula,
): (...values: readonly IndexValue[]) => VectorFormula {
  register(abbreviations, { name, indices: [...indices], vector: body.node, latex });
  return (...values) => vectorOf(['use', name, ...values.map(indexNode)]);
}

/** Declares an abbreviation of a number. */
export function abbreviateScalar(
  name: string,
  latex: string,
  indices: readonly string[],
  body: ScalarFormula,
): (...values: readonly IndexValue[]) => ScalarFormula {
  register(abbreviations, { name, indices: [...indices], scalar: body.node, latex });
  return (...values) => scalar(['use', name, ...values.map(indexNode)]);
}
