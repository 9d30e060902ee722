/** The 150 flowers of the iris data set as rows: petal width from the other three measurements. */
import type { DataRow, ReadText } from '../../least-squares-data.js';
import type { ProblemFileNotes } from '../../problem-file-text.js';
import { readTableRows } from '../table-rows.js';

/** Petal width in cm, shifted to its mean; features shifted and scaled by short decimals near their means and deviations. */
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

/** Where the measurements are from. */
export const irisNotes: ProblemFileNotes = {
  source:
    'Measurements by E. Anderson (1935), published by R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7 (1936); all 150 rows of iris.csv.',
  licence: 'The measurements are in the public domain.',
};
