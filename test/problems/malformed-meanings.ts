/** Files whose form is right and whose numbers do not fit together. */
import type { Json } from './fixtures.js';
import { explicit, meant, table, type MalformedFile } from './malformed-file.js';

const atom = (probability: string, target: unknown = {}): Json => ({ probability, target });
const naive = explicit(['variant'], 'naive');

export const meaningErrors: readonly MalformedFile[] = [
  meant(
    'a number that would fill memory',
    '$.startingPoint[0]',
    explicit(['startingPoint', 0], '1e99999'),
    'exponent within ±10000',
  ),
  meant(
    'a number whose exponent is no exponent',
    '$.startingPoint[0]',
    explicit(['startingPoint', 0], '1e9999999999'),
    'exponent within ±10000',
  ),
  meant(
    'a point of the wrong length',
    '$.startingPoint',
    explicit(['startingPoint'], ['1']),
    'the starting point has 1 number; expected 2, because the dimension is 2',
  ),
  meant(
    'too few rows',
    '$.target.matrix',
    explicit(['target', 'matrix'], [['1', '0']]),
    'has 1 row; expected 2',
  ),
  meant(
    'a ragged matrix',
    '$.auxiliary.matrix[1]',
    explicit(['auxiliary', 'matrix', 1], ['0']),
    'row 2 of the matrix has 1 number; expected 2',
  ),
  meant(
    'a matrix that is not symmetric',
    '$.target.matrix[0][1]',
    explicit(['target', 'matrix', 0, 1], '0.6'),
    '0.6 here, 0.5 at [1][0]',
    'half their sum',
  ),
  meant('an empty list of atoms', '$.snapshotAtoms', explicit(['snapshotAtoms'], []), 'at least one atom'),
  meant(
    'probabilities that sum to less than 1',
    '$.snapshotAtoms',
    explicit(['snapshotAtoms'], [atom('0.333'), atom('0.333'), atom('0.333')]),
    'sum to 0.999',
    'write thirds as "1/3"',
  ),
  meant(
    'a negative probability',
    '$.snapshotAtoms[1].probability',
    explicit(['snapshotAtoms'], [atom('1.5'), atom('-0.5')]),
    '-0.5 is not positive',
  ),
  meant(
    'a probability 0',
    '$.localAtoms[1].probability',
    explicit(['localAtoms'], [{ probability: '1' }, { probability: '0' }]),
    '0 is not positive',
    'Leave out atoms',
  ),
  meant(
    'a biased snapshot vector',
    '$.snapshotAtoms',
    explicit(['snapshotAtoms', 0, 'target', 'vector', 0], '1.6'),
    'mean of target.vector[0] is 1.05',
    'expected 1',
    'unbiased',
  ),
  meant(
    'a biased snapshot matrix',
    '$.snapshotAtoms',
    explicit(['snapshotAtoms', 0, 'auxiliary', 'matrix'], [['2', '0'], ['0', '3']]), // prettier-ignore
    'mean of auxiliary.matrix[1][1] is 2',
    'expected 1',
  ),
  meant(
    'a local oracle with another mean',
    '$.localAtoms',
    explicit(['localAtoms', 0, 'auxiliary'], { vector: ['0', '0'] }),
    'mean of auxiliary.vector[1] is 0',
    'expected 0.25',
  ),
  meant('a step size 0', '$.parameters.stepSize', explicit(['parameters', 'stepSize'], '0'), 'η > 0'),
  meant(
    'a momentum weight above 1',
    '$.parameters.momentumWeight',
    explicit(['parameters', 'momentumWeight'], '3/2'),
    '3/2 is outside its domain',
    '0 < a ≤ 1',
  ),
  meant(
    'sgd with local steps',
    '$.parameters.localStepCount',
    { ...explicit(['variant'], 'sgd'), initialization: { kind: 'none' } },
    'K = 1',
  ),
  meant('a start for naive', '$.initialization.kind', naive, '"zero" does not fit', '"none"'),
  meant(
    'no start for aux-mom',
    '$.initialization.kind',
    explicit(['initialization'], { kind: 'none' }),
    '"none" does not fit',
    'keeps an estimate',
  ),
  meant(
    'a given start of the wrong length',
    '$.initialization.correction',
    explicit(['initialization'], { kind: 'given', correction: ['0'] }),
    'the correction has 1 number; expected 2',
  ),
  meant('a missing table', '$.leastSquares.file', table(['file'], 'gone.csv'), 'cannot be read', 'relative'),
  meant(
    'an unknown column',
    '$.leastSquares.features[1].column',
    table(['features', 1, 'column'], 'c'),
    'no column "c"',
    '"a", "b", "y", "label"',
  ),
  meant(
    'an unknown response',
    '$.leastSquares.response.column',
    table(['response', 'column'], 'Y'),
    'exactly as in the header',
  ),
  meant('a negative ridge', '$.leastSquares.ridge', table(['ridge'], '-1'), 'λ ≥ 0'),
  meant(
    'a row beyond the table',
    '$.leastSquares.auxiliaryRows[1]',
    table(['auxiliaryRows'], [1, 5]),
    'row 5',
    'at most 4',
  ),
  meant(
    'a repeated row',
    '$.leastSquares.auxiliaryRows[2]',
    table(['auxiliaryRows'], [1, 2, 1]),
    'row 1 is repeated',
  ),
  meant(
    'more first rows than rows',
    '$.leastSquares.auxiliaryRows.first',
    table(['auxiliaryRows'], { first: 9 }),
    'at most 4',
  ),
  meant(
    'a batch larger than the table',
    '$.leastSquares.snapshot.size',
    table(['snapshot'], { kind: 'minibatch', size: 5 }),
    'at most 4',
    'with replacement',
  ),
  meant(
    'too many batches',
    '$.leastSquares.snapshot.size',
    table(['snapshot'], { kind: 'minibatch', size: 60, replacement: true }),
    'at most 2000 atoms',
    'smaller batches',
  ),
];
