// brain.js: node brainjs.mjs. The weights of one output neuron; its delta is 1 and its inputs are −g, so that a step is one on g.
import brain from 'brain.js';
import { describeOptimizer, serveImplementation } from 'auxopt/verify';

const create = ({ lr, momentum }, start) => {
  const network = new brain.NeuralNetwork();
  Object.assign(network, { sizes: [start.length, 1], trainOpts: { learningRate: lr, momentum } });
  network.initialize();
  network.weights[1][0].set(start);
  network.deltas[1][0] = 1;
  return (gradientAt) => {
    network.outputs[0].set(gradientAt(network.weights[1][0]).map((value) => -value));
    network.adjustWeights();
    return network.weights[1][0];
  };
};
const name = 'brain.js NeuralNetwork';
await serveImplementation(describeOptimizer({ name, method: 'heavy-ball', arithmetic: 'binary32', create }));
