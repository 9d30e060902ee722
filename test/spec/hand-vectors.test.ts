/** The hand-computed vectors: the exact engine reproduces them, they satisfy the relation, and every number matters. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/errors.js';
import { createDecimalField, createRationalField, runExact } from '../../src/exact/index.js';
import { judgeTrace, readExactText } from '../../src/judge/index.js';
import { algorithms, variantNames } from '../../spec/algorithms/index.js';
import { brokenEquations } from '../support/broken-equations.js';
import {
  handVectors,
  isConsistent,
  judgeRequestOf,
  readHandVector,
  type HandVector,
} from '../support/hand-vectors.js';
import { changeLeaf, leafPaths } from '../support/json-leaves.js';

const field = createDecimalField();
const worked = readFileSync(new URL('../../docs/theory/hand-computed-vectors.md', import.meta.url), 'utf8');

/** Whether anything at all contradicts the vector: its own data, an equation, or the number of rounds. */
function isContradicted(vector: HandVector): boolean {
  // A count or an index that no longer fits the data is refused before any equation is reached.
  try {
    if (!isConsistent(field, vector)) return true;
    const { request, trace } = readHandVector(field, vector);
    return (
      trace.rounds.length !== request.parameters.roundCount ||
      brokenEquations(field, vector.variant, request, trace).length > 0
    );
  } catch (error) {
    if (error instanceof ContractError) return true;
    throw error;
  }
}

/** What a run of the variant does not look at, so that changing it cannot matter. */
function isUnused({ variant }: HandVector, path: string): boolean {
  const { estimates, stepGradients } = algorithms[variant];
  if (path === 'parameters.momentumWeight') return estimates === 'nothing';
  // a step that takes no local gradient does not look at its local atom
  const step = /^tape\.rounds\.\d+\.local\.(\d+)$/.exec(path)?.[1];
  return step !== undefined && stepGradients(Number(step) + 1).every(({ draw }) => draw !== 'local');
}

it('there is one for every variant and every kind of initialisation', () => {
  expect(new Set(handVectors.map(([, { variant }]) => variant))).toEqual(new Set(variantNames));
  expect(new Set(handVectors.map(([, { initialization }]) => initialization.kind))).toEqual(
    new Set(['given', 'zero', 'exact', 'batch', 'first-snapshot', 'none']),
  );
});

describe.each(handVectors)('the hand-computed vector %s', (name, vector) => {
  const { request, trace } = readHandVector(field, vector);

  it('describes a consistent problem', () => {
    expect(isConsistent(field, vector)).toBe(true);
  });

  it('is reproduced by the exact engine, every state and every gradient', () => {
    const texts = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown; // decimal.js writes its numbers as the strings of the file
    expect(texts(runExact(field, vector.variant, request))).toEqual(vector.trace);
  });

  it('is reproduced in rationals too', () => {
    const rationals = createRationalField();
    const exact = runExact(rationals, vector.variant, readHandVector(rationals, vector).request);
    expect(exact.rounds.map((round) => round.iterate.map(rationals.format))).toEqual(
      vector.trace.rounds.map((round) => round.iterate),
    );
  });

  it('satisfies every equation with residual 0', () => {
    expect(brokenEquations(field, vector.variant, request, trace)).toEqual([]);
  });

  it('passes the judge', () => {
    const report = judgeTrace(judgeRequestOf(vector), vector.trace, readExactText);
    expect([report.violations, report.verdict]).toEqual([[], 'pass']);
  });

  it('has no number that can change unnoticed', () => {
    const { problem, parameters, initialization, startingPoint, tape } = vector;
    const numbers = { problem, parameters, initialization, startingPoint, tape, trace: vector.trace };
    const paths = leafPaths(numbers);
    expect(paths.length).toBeGreaterThan(50);
    const unnoticed = paths.filter((path) => !isContradicted(changeLeaf(vector, path)));
    expect(unnoticed).toEqual(paths.filter((path) => isUnused(vector, path)));
  });

  it('is worked out in the docs, states and all', () => {
    const start = worked.indexOf(`## \`${name}\``);
    expect(start).toBeGreaterThan(0);
    const end = worked.indexOf('\n## ', start + 1);
    const section = worked.slice(start, end < 0 ? undefined : end).replaceAll('−', '-');
    const states = vector.trace.rounds.flatMap(({ correction = [], steps, iterate }) => [
      ...correction,
      ...steps.flatMap(({ direction = [], point }) => [...direction, ...point]),
      ...iterate,
    ]);
    expect(states.filter((text) => !section.includes(text))).toEqual([]);
  });
});
