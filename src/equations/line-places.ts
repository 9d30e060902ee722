/** Parts of a line in whose place something else may stand. */
import {
  partsOf,
  printExpression,
  typeOf,
  type Expression,
  type Gradient,
  type Line,
  type Method,
  type Use,
} from '../../spec/language/index.js';
import { usesIn } from './edit-scopes.js';
import { namesOf, replaced } from './parts.js';

/** Some of the parts of a line that are the same, and the line with something else there. */
export interface Place {
  readonly line: Line<Use>;
  /** As it is written where something else stands. */
  readonly form: Line<Use>;
  readonly part: Use | Gradient<Use>;
  readonly with: (by: Expression<Use>) => Line<Use>;
}

/** Each name and each gradient of a line, in every way that it is written: all that are the same, and where there are several each alone. */
export function placesOf(line: Line<Use>): readonly Place[] {
  return [line.value, ...line.also].flatMap((value) => {
    const parts = partsOf<Use>(value).filter((part) => part.kind === 'gradient' || part.kind === 'name');
    const placeOf = (part: Place['part'], isHere: (one: Expression) => boolean): Place => ({
      ...{ line, part, form: { ...line, value } },
      with: (by) => ({ ...line, also: [], value: replaced(value, isHere, by) }),
    });
    const texts = new Set(parts.map(printExpression));
    return [...texts].flatMap((text): readonly Place[] => {
      const alike = parts.filter((part) => printExpression(part) === text);
      const all = alike.slice(0, value === line.value ? 1 : 0);
      return [
        ...all.map((part) => placeOf(part, (one) => printExpression(one) === text)),
        ...(alike.length === 1 ? [] : alike.map((part) => placeOf(part, (one) => one === part))),
      ];
    });
  });
}

/** Another vector in the place of a formula. */
export function wholesOf({ versions }: Method, line: Line<Use>): readonly Place[] {
  if (typeOf(line.value) !== 'vector') return [];
  const own = new Set([line.target.name, ...usesIn(line.value).map(({ name }) => name)]);
  return namesOf(versions)('vector')
    .filter(({ name }) => !own.has(name))
    .map((part) => ({ line, part, form: line, with: (value) => ({ ...line, also: [], value }) }));
}

/** In the place of a gradient another one, or a vector that a round makes; in that of a vector another one. */
export function othersInstead(
  { versions, questions }: Method,
  line: Line<Use>,
): readonly (Place & { readonly isOfName: boolean })[] {
  const gradients = questions.flatMap(({ gradient }) => (gradient.member === undefined ? [gradient] : []));
  const vectors = namesOf(versions)('vector').filter(({ version }) => version.origin.kind === 'line');
  return placesOf(line).flatMap((place) => {
    const isOfName = place.part.kind === 'name';
    if (isOfName && typeOf(place.part) !== 'vector') return [];
    return [...vectors, ...(isOfName ? [] : gradients)]
      .filter((part) => printExpression(part) !== printExpression(place.part))
      .map((part) => ({ ...place, part, isOfName }));
  });
}
