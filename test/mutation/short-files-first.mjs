/** Small test files first: most mutants die in them, and the first failure ends a run. */
import { statSync } from 'node:fs';
import { BaseSequencer } from 'vitest/node';

export class ShortFilesFirst extends BaseSequencer {
  sort(files) {
    const size = ({ moduleId }) => statSync(moduleId).size;
    return Promise.resolve([...files].sort((left, right) => size(left) - size(right)));
  }
}
