/** The four scenarios of the paper as least squares on real rows: batch re-use, transfer, federated, compressed. */
export { createBatchReuse, type BatchReuseOptions } from './batch-reuse.js';
export { createCompressedModel, type CompressedModelOptions } from './compressed-model.js';
export { createFederated, type FederatedOptions } from './federated.js';
export type { ScenarioRun } from './scenario-parts.js';
export { dealRows, readTableRows, type TableRowsOptions } from './table-rows.js';
export { createTransfer, type TransferOptions } from './transfer.js';
export * from './examples.js';
