/** Problem files that are wrong in one way each, with the error that they must give. */
import { edited, explicitFile, leastSquaresFile, type Json } from './fixtures.js';

/** A wrong file. */
export interface MalformedFile {
  readonly name: string;
  readonly text: string;
  /** JSON path that the error names. */
  readonly path: string;
  /** What the message must contain: what is wrong, what was expected, how to fix it. */
  readonly parts: readonly string[];
  /** Whether the form alone is wrong, so that a JSON Schema sees it. */
  readonly isFormal: boolean;
}

type Syntax = readonly [name: string, text: string, ...parts: string[]];
/** `at` is the place that is changed, and after an arrow the one that the error names, if it is another. */
type Change = readonly [name: string, at: string, value: unknown, ...parts: string[]];

const syntaxErrors: readonly Syntax[] = [
  ['an empty file', '', 'line 1, column 1', 'ends early', 'expected a JSON value'],
  ['a file cut short', '{"format": "auxopt', 'line 1, column 12', 'not closed', 'double quote'],
  ['a tab in a string', '{"name": "a\tb"}', 'line 1, column 12', 'control character U+0009', '\\t'],
  ['a wrong escape', '{"name": "a\\x"}', 'line 1, column 12', 'escape \\x', 'hexadecimal'],
  ['a trailing comma', '{\n  "a": 1,\n}', 'line 3, column 1', 'no trailing commas'],
  ['a comment', '{ // mine\n}', 'line 1, column 3', 'no comments'],
  ['a bare NaN', '{"seed": NaN}', 'line 1, column 10', 'malformed JSON at "N"'],
  ['a number rounded to a whole one', '{"seed": 1.00000000000000000001}', 'line 1, column 10', 'tell'],
  ['single quotes', "{'seed': 1}", 'line 1, column 2', 'a key in double quotes'],
  ['a repeated key', '{"seed": 1,\n "seed": 2}', 'line 2, column 2', 'repeated', 'Keep one.'],
  ['something after the end', '{} {}', 'line 1, column 4', 'the end of the file'],
  ['a leading zero', '{"seed": 01}', 'line 1, column 10', 'a JSON value'],
  ['bottomless nesting', '['.repeat(100_000), 'at most 50 levels of nesting'],
];

/** Wrong keys, types and forms. */
const formErrors: readonly Change[] = [
  ['a list', '', [], 'an array of 0 items', 'an object with the keys format'],
  ['null', '', null, 'found null', 'an object with the keys'],
  ['no format', 'format', undefined, 'found nothing', 'Add $.format'],
  ['another version', 'format', 'auxopt-problem/2', '"auxopt-problem/1"'],
  ['an empty name', 'name', '', 'a string that is not empty'],
  ['no name', 'name', undefined, 'found nothing', 'Add $.name'],
  ['a double', 'parameters.stepSize', 0.1, 'found the number 0.1', 'a number as a string'],
  ['a double in a matrix', 'target.matrix[1][0]', 0.5, 'Write "0.5" with quotes, because a JSON number is'],
  ['NaN as text', 'startingPoint[1]', 'NaN', 'NaN and Infinity'],
  ['infinity', 'target.vector[0]', '-Infinity', '"1/3"'],
  ['a decimal comma', 'startingPoint[0]', '0,5', '"0,5"', '"0.1"'],
  ['a bare point', 'startingPoint[0]', '.5', '".5"'],
  ['a blank', 'startingPoint[0]', ' 1', 'without spaces'],
  ['a zero denominator', 'startingPoint[0]', '1/0', '"1/0"', '"1/3"'],
  ['null as a number', 'startingPoint[0]', null, 'found null'],
  ['a text as the dimension', 'dimension', '2', 'without quotes'],
  ['dimension 0', 'dimension', 0, 'from 1 on', 'Choose a value'],
  ['10²⁰ rounds', 'parameters.roundCount', 1e20, 'from 1 on, below 2⁵³'],
  ['a fractional seed', 'seed', 1.5, 'Choose a whole number'],
  ['a seed beyond 2⁵³', 'seed', 2 ** 60, 'within ±(2⁵³ − 1)'],
  ['no local steps', 'parameters.localStepCount', 0, 'K, the number of local steps'],
  ['a text as a count', 'parameters.roundCount', '3', 'without quotes'],
  [
    'a misspelt key',
    'parameters → parameters.stepsize',
    { stepsize: '0.1', momentumWeight: '1', localStepCount: 1, roundCount: 1 },
    'the key "stepsize" is unknown',
    'only the keys stepSize, momentumWeight',
    'correct its spelling',
  ],
  ['an unknown key', 'step size → ["step size"]', '1', 'is unknown', 'Remove it'],
  ['an unknown variant', 'variant', 'AuxMOM', '"aux-mom", "aux-mvr"'],
  ['a number for a matrix', 'target.matrix', '1', 'an array of rows'],
  ['no target', 'target', undefined, 'found nothing', 'Add $.target'],
  ['an unknown start', 'initialization.kind', 'random', '"zero"'],
  ['a start that is a text', 'initialization', 'zero', 'an object whose kind'],
  ['a given start without it', 'initialization.kind → initialization.correction', 'given', 'Add $.init'],
  ['an empty batch', 'initialization → initialization.size', { kind: 'batch', size: 0 }, 'from 1 on'],
  ['a size on a zero start', 'initialization.size', 2, 'the key "size" is unknown'],
  ['noise of f in a local atom', 'localAtoms[0].target', {}, 'only the keys probability, auxiliary'],
  [
    'matrices and a table',
    'leastSquares → dimension',
    leastSquaresFile['leastSquares'],
    '"dimension" is given, and "leastSquares" too; expected only one of them',
    'Leave out "leastSquares", or "dimension" and what else belongs to matrices.',
  ],
];
const formErrorsOfTables: readonly Change[] = [
  ['an absolute path', 'file', '/table.csv', 'a relative path'],
  ['no features', 'features', [], 'at least one'],
  ['rows from 0', 'auxiliaryRows → auxiliaryRows[0]', [0, 1], 'from 1 on'],
  ['no rows', 'auxiliaryRows', [], '{"first": 30}'],
  ['rows as a text', 'auxiliaryRows', 'all', '[1, 6, 11]'],
  ['unknown sampling', 'local.kind', 'rows', '"minibatch"'],
];

const atom = (probability: string): Json => ({ probability, target: {} });

/** The form is right, and the numbers do not fit together. */
const meaningErrors: readonly Change[] = [
  ['a number that would fill memory', 'startingPoint[0]', '1e99999', 'exponent within ±10000'],
  ['a number whose exponent is none', 'startingPoint[0]', '1e9999999999', 'exponent within ±10000'],
  ['a short point', 'startingPoint', ['1'], 'point has 1 number; expected 2, because the dimension is 2'],
  ['too few rows', 'target.matrix', [['1', '0']], 'has 1 row; expected 2'],
  ['a ragged matrix', 'auxiliary.matrix[1]', ['0'], 'row 2 of the matrix has 1 number; expected 2'],
  ['no symmetric matrix', 'target.matrix[0][1]', '0.6', '0.6 here, 0.5 at [1][0]', 'half their sum'],
  ['an empty list of atoms', 'snapshotAtoms', [], 'at least one atom'],
  ['a sum below 1', 'snapshotAtoms', Array(3).fill(atom('0.333')), 'sum to 0.999', 'write thirds as "1/3"'],
  [
    'a negative probability',
    'snapshotAtoms → snapshotAtoms[1].probability',
    [atom('1.5'), atom('-0.5')],
    '-0.5 is not positive',
  ],
  [
    'a probability 0',
    'localAtoms[1] → localAtoms[1].probability',
    { probability: '0' },
    '0 is not positive',
    'Leave out atoms',
  ],
  [
    'a biased snapshot vector',
    'snapshotAtoms[0].target.vector[0] → snapshotAtoms',
    '1.6',
    'mean of target.vector[0] is 1.05',
    'expected 1',
    'unbiased',
  ],
  [
    'a biased snapshot matrix',
    'snapshotAtoms[0].auxiliary.matrix → snapshotAtoms',
    [['2', '0'], ['0', '3']], // prettier-ignore
    'mean of auxiliary.matrix[1][1] is 2',
    'expected 1',
  ],
  [
    'a local oracle with another mean',
    'localAtoms[0].auxiliary → localAtoms',
    { vector: ['0', '0'] },
    'mean of auxiliary.vector[1] is 0',
    'expected 0.25',
  ],
  ['a step size 0', 'parameters.stepSize', '0', 'η > 0'],
  ['a weight above 1', 'parameters.momentumWeight', '3/2', '3/2 is outside its domain', '0 < a ≤ 1'],
  ['a start for naive', 'variant → initialization.kind', 'naive', '"zero" does not fit', '"none"'],
  ['no start for aux-mom', 'initialization.kind', 'none', '"none" does not fit', 'keeps an estimate'],
  [
    'a given start of the wrong length',
    'initialization → initialization.correction',
    { kind: 'given', correction: ['0'] },
    'the correction has 1 number; expected 2',
  ],
];
const meaningErrorsOfTables: readonly Change[] = [
  ['a missing table', 'file', 'gone.csv', 'cannot be read', 'relative'],
  ['an unknown column', 'features[1].column', 'c', 'no column "c"', '"a", "b", "y", "label"'],
  ['an unknown response', 'response.column', 'Y', 'exactly as in the header'],
  ['a negative ridge', 'ridge', '-1', 'λ ≥ 0'],
  ['a row beyond the table', 'auxiliaryRows → auxiliaryRows[1]', [1, 5], 'row 5', 'at most 4'],
  ['a repeated row', 'auxiliaryRows → auxiliaryRows[2]', [1, 2, 1], 'row 1 is repeated'],
  ['more first rows than rows', 'auxiliaryRows → auxiliaryRows.first', { first: 9 }, 'at most 4'],
  ['a batch beyond the table', 'snapshot.size', 5, 'at most 4', 'with replacement'],
  [
    'too many batches',
    'snapshot → snapshot.size',
    { kind: 'minibatch', size: 60, replacement: true },
    'at most 2000 atoms',
    'smaller batches',
  ],
];

const syntax = ([name, text, ...parts]: Syntax): MalformedFile => ({
  ...{ name, text, parts },
  path: '$',
  isFormal: false,
});
/** The wrong files made by changes of a right one, below a key of it. */
const from =
  (file: Json, isFormal: boolean, key = '') =>
  ([name, at, value, ...parts]: Change): MalformedFile => {
    const [changed = '', named = changed] = at.split(' → ').map((path) => `${key}${path}`);
    const text = JSON.stringify(
      changed === '' ? value : edited(file, changed.match(/[^.[\]]+/g) ?? [], value),
    );
    const path = named === '' || named.startsWith('[') ? `$${named}` : `$.${named}`;
    return { name, text, parts, path, isFormal };
  };
const without = { ...explicitFile, initialization: { kind: 'none' } };

/** Every malformed file. */
export const malformedFiles: readonly MalformedFile[] = [
  ...syntaxErrors.map(syntax),
  ...formErrors.map(from(explicitFile, true)),
  ...formErrorsOfTables.map(from(leastSquaresFile, true, 'leastSquares.')),
  from(leastSquaresFile, true)(['both shapes', 'target', {}, '"target" is given, and "leastSquares" too']),
  ...meaningErrors.map(from(explicitFile, false)),
  ...meaningErrorsOfTables.map(from(leastSquaresFile, false, 'leastSquares.')),
  from(without, false)(['sgd with K = 2', 'variant → parameters.localStepCount', 'sgd', 'K = 1']),
];
