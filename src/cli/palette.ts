/** The one palette: a colour for each method, the same in the program's figures, on the site and in the playground. */
import { variantNames } from '../../spec/algorithms/index.js';
import type { VariantName } from '../../spec/model/index.js';

/** Okabe and Ito's colours, shifted a little so that lines have a contrast of 3 : 1 or more on white and on dark paper; and a dash. */
const looks: Readonly<Partial<Record<VariantName, readonly [colour: string, dash: string]>>> = {
  'aux-mom': ['#1f83c4', 'none'],
  sgd: ['#d55e00', '7 3'],
  'aux-mvr': ['#00946a', '2 3'],
  naive: ['#bf5f98', '9 3 2 3'],
  'aux-mom-target': ['#7a6fd0', '12 3'],
  'aux-mvr-target': ['#8c7a00', '2 6'],
};
/** What a variant is drawn with that has no colour of its own yet. */
const plain = ['#767676', '4 2'] as const;

function column(index: 0 | 1): Readonly<Record<VariantName, string>> {
  const entries = variantNames.map((name) => [name, (looks[name] ?? plain)[index]] as const);
  return Object.fromEntries(entries) as Record<VariantName, string>;
}

/** A colour for each method. */
export const methodColours = column(0);

/** A dash for each method, so that no figure needs colour vision. */
export const methodDashes = column(1);

const places = ['aux-mom', 'sgd', 'aux-mvr', 'naive'] as const;

/** The method whose colour and dash a curve takes that is of none, by its place among the curves. */
export const methodAt = (index: number): VariantName => places[index % places.length] ?? 'sgd';

/** The auxiliary function h, where it is drawn itself. */
export const auxiliaryColour = '#a87900';
