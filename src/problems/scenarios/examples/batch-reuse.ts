/** Batch re-use on iris: a cached minibatch helps, unless it is visited one flower at a time. */
import { createBatchReuse } from '../batch-reuse.js';
import { dealRows } from '../table-rows.js';
import { irisNotes, readIrisRows } from './iris-rows.js';
import { settingBudget, type CreateSettingExample } from './scenario-example.js';

const common = { setting: 'batch-reuse', unit: 'cm²', budget: settingBudget } as const;

/** h is the loss of the first of ten minibatches, whole. */
export const cachedBatch: CreateSettingExample = (readText) => {
  const batches = dealRows(readIrisRows(readText), 10);
  return {
    ...common,
    label: 'cached',
    helps: true,
    expectation:
      'The cached batch has flowers of all three species, so δ is a tenth of L, and its gradients have no noise.',
    problemCase: createBatchReuse({
      name: 'batch re-use: iris in ten minibatches, the first one cached',
      batches,
      cachedRows: batches[0] ?? [],
      variant: 'aux-mom',
      stepSize: '0.8',
      momentumWeight: '0.1',
      roundCount: settingBudget,
    }),
    notes: {
      description:
        'Batch re-use: f is the least-squares loss of petal width (cm) on 150 flowers, dealt out to ten minibatches of 15. A target gradient is the gradient of one minibatch, all equally likely; h is the loss of the first minibatch, whose exact gradient serves snapshots and local steps. η and a are the best of a grid.',
      ...irisNotes,
    },
  };
};

/** The same batch, one flower a local step. */
export const cachedRowByRow: CreateSettingExample = (readText) => {
  const batches = dealRows(readIrisRows(readText), 10);
  return {
    ...common,
    label: 'row-by-row',
    helps: false,
    expectation:
      'The same f and h, so the same δ; but local steps see one flower each, and σ_h² is far above the noise of a target gradient.',
    problemCase: createBatchReuse({
      name: 'batch re-use: the cached minibatch, one flower a local step',
      batches,
      cachedRows: batches[0] ?? [],
      localPartCount: 15,
      variant: 'aux-mom',
      stepSize: '0.05',
      momentumWeight: '0.5',
      roundCount: settingBudget,
    }),
    notes: {
      description:
        'Batch re-use with noisy local steps: f is the least-squares loss of petal width (cm) on 150 flowers, dealt out to ten minibatches of 15, h the loss of the first minibatch. A target gradient is the gradient of one minibatch; a local step sees one flower of the cached minibatch. η and a are the best of a grid.',
      ...irisNotes,
    },
  };
};
