/** The tables of the examples as rows: petal width of iris flowers, and body mass of Palmer penguins. */
import type { DataRow, ReadText } from '../../../src/problems/least-squares-data.js';
import type { ProblemFileNotes } from '../../../src/problems/problem-file-text.js';
import { readTableRows } from './settings.js';

/**
 * The 150 flowers of the iris data set: petal width in cm, shifted to its mean, from the other three measurements; features
 * shifted and scaled by short decimals near their means and deviations.
 */
export function readIrisRows(readText: ReadText): readonly DataRow[] {
  return readTableRows({
    table: readText('iris.csv'),
    features: [
      { column: 'sepal_length', offset: '5.8', scale: '1.2' },
      { column: 'sepal_width', offset: '3.1', scale: '2.3' },
      { column: 'petal_length', offset: '3.8', scale: '0.6' },
    ],
    response: { column: 'petal_width', offset: '1.2' },
  });
}

/** Where the measurements of the flowers are from. */
export const irisNotes: ProblemFileNotes = {
  source:
    'Measurements by E. Anderson (1935), published by R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7 (1936); all 150 rows of iris.csv.',
  licence: 'The measurements are in the public domain.',
};

/** Offsets of the measurements: bill length, bill depth, flipper length (mm), body mass (g). */
type Centre = readonly [bill: string, depth: string, flipper: string, mass: string];

/** Near the means of all penguins. */
const commonCentre: Centre = ['44', '17', '200', '4200'];

/** Near the means of each of the three species. */
const centres = {
  Adelie: ['39', '18.3', '190', '3700'],
  Chinstrap: ['49', '18.4', '196', '3700'],
  Gentoo: ['47.5', '15', '217', '5100'],
} as const satisfies Readonly<Record<string, Centre>>;

/** Which penguins, and how they are shifted. */
interface PenguinChoice {
  /** Only this species. */
  readonly species?: keyof typeof centres;
  /** Whether rows are shifted to the means of their own species (`own`) or of all penguins (`common`). */
  readonly centre?: 'own' | 'common';
  /** Only the first so many. */
  readonly first?: number;
}

/** Body mass in kg from bill and flipper; features scaled by short decimals near their deviations over all penguins. */
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

/** Where the measurements of the penguins are from. */
export const penguinNotes: ProblemFileNotes = {
  source:
    'Measurements by K. Gorman and the Palmer Station, Antarctica LTER, as published in the palmerpenguins data set by A. Horst, A. Hill and K. Gorman (2020); rows of penguins.csv.',
  licence: 'CC0 1.0: the measurements are dedicated to the public domain.',
};
