/** The Palmer penguins as rows: body mass from the measurements of bill and flipper. */
import type { DataRow, ReadText } from '../../least-squares-data.js';
import type { ProblemFileNotes } from '../../problem-file-text.js';
import { readTableRows } from '../table-rows.js';

/** The three species of the table. */
export type Species = 'Adelie' | 'Chinstrap' | 'Gentoo';

/** Offsets of the measurements: bill length, bill depth, flipper length (mm), body mass (g). */
type Centre = readonly [bill: string, depth: string, flipper: string, mass: string];

/** Near the means of all penguins. */
const commonCentre: Centre = ['44', '17', '200', '4200'];

/** Near the means of each species. */
const centres: Readonly<Record<Species, Centre>> = {
  Adelie: ['39', '18.3', '190', '3700'],
  Chinstrap: ['49', '18.4', '196', '3700'],
  Gentoo: ['47.5', '15', '217', '5100'],
};

/** Which penguins, and how they are shifted. */
export interface PenguinChoice {
  /** Only this species. */
  readonly species?: Species;
  /** Whether rows are shifted to the means of their own species (`own`) or of all penguins (`common`). */
  readonly centre?: 'own' | 'common';
  /** Only the first so many. */
  readonly first?: number;
}

/** Body mass in kg; features scaled by short decimals near their deviations over all penguins. */
export function readPenguinRows(readText: ReadText, choice: PenguinChoice = {}): readonly DataRow[] {
  const { species, centre = 'common', first } = choice;
  const [bill, depth, flipper, mass] =
    centre === 'own' && species !== undefined ? centres[species] : commonCentre;
  return readTableRows({
    table: readText('penguins.csv'),
    features: [
      { column: 'bill_length_mm', offset: bill, scale: '0.2' },
      { column: 'bill_depth_mm', offset: depth, scale: '0.5' },
      { column: 'flipper_length_mm', offset: flipper, scale: '0.07' },
    ],
    response: { column: 'body_mass_g', offset: mass, scale: '0.001' },
    ...(species === undefined ? {} : { where: { species } }),
    ...(first === undefined ? {} : { first }),
  });
}

/** Every penguin but the last of each 26: 320 of the 333, all species in their order. */
export function readManyPenguins(readText: ReadText): readonly DataRow[] {
  return readPenguinRows(readText)
    .filter((_row, i) => i % 26 !== 25)
    .slice(0, 320);
}

/** Where the measurements are from. */
export const penguinNotes: ProblemFileNotes = {
  source:
    'Measurements by K. Gorman and the Palmer Station, Antarctica LTER, as published in the palmerpenguins data set by A. Horst, A. Hill and K. Gorman (2020); rows of penguins.csv.',
  licence: 'CC0 1.0: the measurements are dedicated to the public domain.',
};
