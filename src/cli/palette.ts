/** The one palette: a colour for each method, the same in the program's figures, on the site and in the playground. */
import type { VariantName } from '../../spec/model/index.js';

/** Okabe and Ito's colours, shifted a little so that lines have a contrast of 3 : 1 or more on white and on dark paper. */
export const methodColours: Readonly<Record<VariantName, string>> = {
  'aux-mom': '#1f83c4',
  sgd: '#d55e00',
  'aux-mvr': '#00946a',
  naive: '#bf5f98',
  'aux-mom-target': '#7a6fd0',
  'aux-mvr-target': '#8c7a00',
};

/** A dash for each method, so that no figure needs colour vision. */
export const methodDashes: Readonly<Record<VariantName, string>> = {
  'aux-mom': 'none',
  sgd: '7 3',
  'aux-mvr': '2 3',
  naive: '9 3 2 3',
  'aux-mom-target': '12 3',
  'aux-mvr-target': '2 6',
};

/** The auxiliary function h, where it is drawn itself. */
export const auxiliaryColour = '#a87900';
