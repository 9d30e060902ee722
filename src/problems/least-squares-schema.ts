/** The schema of `leastSquares`: a table, its columns, the cached batch, and how the oracles sample rows. */
import { z } from 'zod';
import { exactNumber, flag, list, record, relativePath, text, wholeNumber } from './schema-parts.js';

const rowNumber = wholeNumber('a data row, counted from 1 without the header', 1);

const rowsExpected = 'row numbers from 1 on such as [1, 6, 11], or {"first": 30}, or {"every": 5, "from": 1}';

const auxiliaryRows = z
  .union(
    [
      list(rowNumber, rowsExpected, 'these data rows, each once').min(1),
      record({ first: wholeNumber('how many rows from the top', 1) }, 'the first rows'),
      record(
        {
          every: wholeNumber('the distance between chosen rows', 1),
          from: wholeNumber('the first chosen row; 1 where it is left out', 1).exactOptional(),
        },
        'every n-th row',
      ),
    ],
    { error: rowsExpected },
  )
  .describe('the data rows of the cached batch, on which h is the least-squares function');

const full = record({ kind: z.literal('full').describe('all rows: no noise') }, 'no sampling');

const minibatch = {
  kind: z.literal('minibatch').describe('the atoms are the batches of `size` rows, equally likely'),
  size: wholeNumber('rows in a batch', 1),
  replacement: flag('whether rows are drawn with replacement; false where it is left out').exactOptional(),
};

const snapshot = z
  .discriminatedUnion(
    'kind',
    [
      full,
      record(
        {
          ...minibatch,
          sharedRows: flag(
            'whether g_h sees the rows of g_f: each with weight n/m in the cached batch (n rows in all, m cached), 0 outside; where it is false or left out, g_h in the snapshot draw is ∇h',
          ).exactOptional(),
        },
        'minibatches of all rows',
      ),
    ],
    { error: '{"kind": "full"} or {"kind": "minibatch", "size": 1}' },
  )
  .describe('how the snapshot oracle samples the rows of f');

const local = z
  .discriminatedUnion('kind', [full, record(minibatch, 'minibatches of the cached batch')], {
    error: '{"kind": "full"} or {"kind": "minibatch", "size": 1}',
  })
  .describe('how the local oracle samples the rows of h');

const offset = exactNumber('subtracted from each cell; "0" where it is left out').exactOptional();

/** The value of the key `leastSquares`. */
export const leastSquaresSchema = record(
  {
    file: relativePath('path of a CSV file with a header, relative to the problem file'),
    features: list(
      record(
        {
          column: text('name of a column, as in the header'),
          offset,
          scale: exactNumber('multiplies cell − offset; "1" where it is left out').exactOptional(),
        },
        'one coordinate of the features',
      ),
      'an array of at least one {column, offset, scale}',
      'the coordinates: (cell − offset)·scale',
    ).min(1, { error: 'an array of at least one {column, offset, scale}' }),
    response: record({ column: text('name of a column, as in the header'), offset }, 'what is predicted'),
    intercept: flag('whether a last coordinate multiplies 1; false where it is left out').exactOptional(),
    ridge: exactNumber('λ ≥ 0 of ½λ‖x‖², added to f and to h; "0" where it is left out').exactOptional(),
    auxiliaryRows,
    snapshot,
    local,
  },
  'f(x) = ½·mean over all rows of (features·x − response)², h the same over the cached batch',
);
