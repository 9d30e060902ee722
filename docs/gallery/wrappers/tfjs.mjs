// TensorFlow.js: node tfjs.mjs momentum | nesterov | sgd | adam
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describeOptimizer, serveImplementation } from 'auxopt/verify';

const kind = process.argv[2];
const make = {
  momentum: ({ lr, momentum }) => tf.train.momentum(lr, momentum),
  nesterov: ({ lr, momentum }) => tf.train.momentum(lr, momentum, true),
  sgd: ({ lr }) => tf.train.sgd(lr),
  adam: ({ lr }) => tf.train.adam(lr),
}[kind];
const create = (options, start) => {
  const [x, optimizer] = [tf.variable(tf.tensor1d(start)), make(options)];
  return (gradientAt) => {
    optimizer.applyGradients({ [x.name]: tf.tensor1d(gradientAt(x.arraySync())) });
    return x.arraySync();
  };
};
await serveImplementation(
  describeOptimizer({
    name: `tf.train.${kind}`,
    version: tf.version_core,
    method: kind === 'sgd' ? 'sgd' : 'heavy-ball',
    arithmetic: 'binary32',
    create,
  }),
);
