/** The problem files of the scenarios are what the constructors make, and their parameters what the grid says. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatProblemFile, readProblem, toProblemFile } from '../../../src/problems/index.js';
import { readScenarioExamples, scenarioNames } from '../../../src/problems/scenario-examples.js';
import { caseAt, tuneByValue } from '../../../src/theorems/index.js';
import { formatRatio } from '../../../src/exact/index.js';
import { buildExampleFile } from './example-plans.js';
import { firstOf } from '../../support/some-of.js';

const folder = new URL('../../../docs/examples/', import.meta.url);
const readText = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
const examples = readScenarioExamples(readText);
const named = examples.map((example) => [example.file, example] as const);

describe('the examples of the scenarios', () => {
  it('are all there: for each scenario one that helps and one that does not, and no other file', () => {
    for (const scenario of scenarioNames) {
      const own = readScenarioExamples(readText, scenario);
      expect(new Set(own.map((one) => one.helps))).toEqual(new Set([true, false]));
    }
    const files = readdirSync(folder).filter((file) => file.startsWith('setting-'));
    expect(files.sort()).toEqual(named.map(([file]) => file).sort());
  });

  // `npx vitest run test/problems/scenarios/examples.test.ts -u` writes the files
  it.each(named)('%s is what the constructor makes, byte for byte', async (file, { budget, problemCase }) => {
    const place = fileURLToPath(new URL(file, folder));
    await expect(buildExampleFile(file, budget, readText)).toMatchFileSnapshot(place);
    expect(readProblem(formatProblemFile(toProblemFile(problemCase)), file, readText)).toEqual(problemCase);
  });

  it('would differ if a number of the table did', () => {
    const changed = (file: string): string => readText(file).replace(/5\.1,3\.5|39\.1,18\.7/, '9.9,9.9');
    const differing = examples.filter(
      ({ file, budget }) => buildExampleFile(file, budget, changed) !== readText(file),
    );
    // The other ones have no Adelie penguin: the changed rows are not theirs.
    expect(differing.map(({ file }) => file)).toEqual(
      named.map(([file]) => file).filter((file) => !file.startsWith('setting-transfer')),
    );
  });

  firstOf(3, named)('%s has the best η and a of the grid for its variant', (_file, example) => {
    const { problemCase, budget } = example;
    const { variant } = problemCase;
    const best = tuneByValue(problemCase, variant, budget);
    const { stepSize, momentumWeight } = problemCase.parameters;
    expect([formatRatio(stepSize), formatRatio(momentumWeight)]).toEqual([
      best.stepSize,
      best.momentumWeight,
    ]);
    // and spends the budget that it is compared at
    expect(problemCase).toEqual(caseAt(problemCase, variant, best, budget));
  });

  it('penguins.csv has the 333 complete rows of the 344, species by species', () => {
    const rows = readText('penguins.csv').trim().split('\n').slice(1);
    const species = rows.map((row) => row.split(',')[0]);
    expect([...new Set(species)].map((name) => species.filter((one) => one === name).length)).toEqual([
      146, 68, 119,
    ]);
    expect(rows.every((row) => /^\w+,\w+,[\d.]+,[\d.]+,\d+,\d+,(male|female)$/.test(row))).toBe(true);
  });
});
