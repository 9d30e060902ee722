/** Problem files: refused with one error, or problems whose runs hold. */
import fc from 'fast-check';
import { floatFormats, type Ratio } from '../../../src/exact/index.js';
import {
  describeProblem,
  drawTapeFor,
  formatProblemFile,
  readProblem,
  toProblemFile,
  type ResolvedProblem,
} from '../../../src/problems/index.js';
import type { AffineGradient } from '../../../spec/model/index.js';
import { judgeDoubles, runExactly, traceFast } from '../../../src/cli/run/run-case.js';
import { combine, plus, ratio } from '../../support/plain-ratios.js';
import { nearDocument, nearJson, nearText } from '../kit/mutate.js';
import { accepted, assertTrue, stable, subject, type Subject } from '../kit/subject.js';
import { firstLines, jsonFiles } from './documents.js';

const tables = {
  'iris.csv': firstLines('docs/examples/iris.csv', 13),
  'penguins.csv': firstLines('docs/examples/penguins.csv', 13),
};
const files = jsonFiles('docs/examples', /\.json$/, 4000);

const readTable = (path: string): string => (path === 'penguins.csv' ? tables[path] : tables['iris.csv']);

/** The rules of a problem file once more, by plain fractions. */
function assertConsistent({ problem, startingPoint }: ResolvedProblem): void {
  const { dimension, target, auxiliary, snapshotAtoms, localAtoms } = problem;
  const one = stable(ratio(1));
  for (const { matrix } of [target, auxiliary]) {
    assertTrue(
      matrix.every((row, i) => row.every((value, j) => stable(value) === stable(matrix[j]?.[i]))),
      () => 'a mean is not symmetric',
    );
  }
  assertTrue(startingPoint.length === dimension, () => 'x⁰ has another length');
  const all = [target, auxiliary, ...localAtoms.map((atom) => atom.auxiliary), ...snapshotAtoms.flatMap((atom) => [atom.target, atom.auxiliary])];
  for (const { matrix, vector } of all) {
    assertTrue([matrix, vector, ...matrix].every(({ length }) => length === dimension), () => 'a part has another size');
  }
  for (const atoms of [snapshotAtoms, localAtoms]) {
    const probabilities = atoms.map(({ probability }) => probability);
    assertTrue(probabilities.every(({ numerator }) => numerator > 0n), () => 'a probability is not positive');
    assertTrue(stable(probabilities.reduce(plus)) === one, () => 'the probabilities do not sum to 1');
  }
  const mean = (atoms: readonly (readonly [Ratio, AffineGradient<Ratio>])[]): string =>
    stable([...combine(...atoms.map(([p, { matrix, vector }]) => [p, [...matrix.flat(), ...vector]] as const))]);
  const flat = ({ matrix, vector }: AffineGradient<Ratio>): string => stable([...matrix.flat(), ...vector]);
  assertTrue(mean(snapshotAtoms.map((atom) => [atom.probability, atom.target])) === flat(target), () => 'g_f is biased');
  assertTrue(mean(snapshotAtoms.map((atom) => [atom.probability, atom.auxiliary])) === flat(auxiliary), () => 'g_h is biased');
  assertTrue(mean(localAtoms.map((atom) => [atom.probability, atom.auxiliary])) === flat(auxiliary), () => 'the local g_h is biased');
} // prettier-ignore

/** Digits of the longest number: with short ones a run takes no time. */
const isShort = (resolved: ResolvedProblem): boolean => stable(resolved).length < 8000;

/** Runs it, where that takes milliseconds. A run that is too long to be drawn must be refused, not begun. */
function assertRuns(resolved: ResolvedProblem): void {
  const { localStepCount, roundCount } = resolved.parameters;
  const draws = localStepCount * roundCount;
  if (draws > 1e8) {
    const tape = accepted(() => drawTapeFor({ toRatio: (value) => value }, resolved));
    assertTrue(tape === undefined, () => 'a tape of more than 10⁸ draws was made');
  }
  if (draws > 40 || resolved.problem.dimension > 6 || !isShort(resolved)) return;
  if (resolved.initialization.kind === 'batch' && resolved.initialization.size > 100) return;
  accepted(() => describeProblem(resolved));
  accepted(() => runExactly(resolved));
  accepted(() => {
    const tape = drawTapeFor({ toRatio: (value) => value }, resolved);
    const { verdict } = judgeDoubles(resolved, tape, traceFast(resolved, tape));
    assertTrue(verdict !== 'fail', () => `the run in ${floatFormats.binary64.name} is judged wrong`);
  });
}

/** Every file, from text to a run. */
export const problems: Subject = subject({
  name: 'problems',
  weight: 5,
  inputs: nearDocument(files),
  check: (text) => {
    const resolved = accepted(() => readProblem(text, 'input', readTable));
    if (resolved === undefined) return;
    assertConsistent(resolved);
    const again = readProblem(formatProblemFile(toProblemFile(resolved)), 'again', readTable);
    assertTrue(stable(again) === stable(resolved), () => 'it reads back as another problem');
    assertRuns(resolved);
  },
});

const leastSquares = files.filter(
  (file) => typeof file === 'object' && file !== null && 'leastSquares' in file,
);

/** Tables and the files that use them, both wrong. */
export const tableProblems: Subject = subject({
  name: 'table-problems',
  weight: 3,
  inputs: fc.tuple(nearJson(leastSquares, 2), nearText(fc.constantFrom(...Object.values(tables)), 2)),
  check: ([text, table]) => {
    const resolved = accepted(() => readProblem(text, 'input', () => table));
    if (resolved !== undefined) assertConsistent(resolved);
  },
}); // prettier-ignore
