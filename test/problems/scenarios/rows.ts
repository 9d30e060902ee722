/** Small tables for the tests of the scenarios. */
import { readTableRows, type DataRow } from '../../../src/problems/index.js';

/** Eight rows of two features, in two groups. */
export const table: string = [
  'group,u,v,r',
  'a,1,0.5,1',
  'a,2,-1,3',
  'a,-1,0.25,0',
  'a,0.5,2,-1',
  'b,3,1,2',
  'b,-2,0,1.5',
  'b,1,1,-2',
  'b,0,-0.5,0.5',
  '',
].join('\n');

/** The rows of a group, or all. */
export function rowsOf(group?: string): readonly DataRow[] {
  return readTableRows({
    table,
    features: [{ column: 'u' }, { column: 'v', scale: '2' }],
    response: { column: 'r' },
    ...(group === undefined ? {} : { where: { group } }),
  });
}
