/** `auxopt demo --settings`: the paper's four settings on real data, measured exactly beside what is proved of them. */
import { join } from 'node:path';
import { readScenarioExamples, type ScenarioName } from '../../problems/scenario-examples.js';
import { compareScenario, type ScenarioComparison } from '../../theorems/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { exampleFolder } from '../package.js';
import { createProgress } from '../progress.js';
import { readTextFile } from '../read-file.js';
import { print } from '../text.js';
import { findScenarioFailures, printScenarios } from './present-settings.js';

/** Measures the examples of one setting, or of all. */
export function compareSettings(setting?: ScenarioName): readonly ScenarioComparison[] {
  const examples = readScenarioExamples((file) => readTextFile(join(exampleFolder, file)), setting);
  const progress = createProgress('settings', examples.length);
  try {
    return examples.map((example) => {
      const comparison = compareScenario(example);
      progress.advance();
      return comparison;
    });
  } finally {
    progress.finish();
  }
}

/** Prints them; returns the exit code. */
export function demonstrateSettings(setting?: ScenarioName): number {
  const comparisons = compareSettings(setting);
  printScenarios(comparisons);
  const failures = comparisons.flatMap(findScenarioFailures);
  for (const failure of failures) print(`DOES NOT HOLD: ${failure}`);
  return failures.length === 0 ? holds : doesNotHold;
}
