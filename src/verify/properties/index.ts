/** Properties: ready suites for any test runner, arbitraries of problems, and the theorems as checks on exact expectations. */
export * from '../../theorems/index.js';
export { optimizerProperties, type OptimizerPropertyOptions } from './optimizer-properties.js';
export type { OptimizerProperty } from './property.js';
export type { CommandSubject } from './subject.js';
