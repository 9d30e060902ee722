// synaptic: node synaptic.mjs. The weights of one output neuron; its error is 1 and its traces are −g, so that a step is one on g.
import synaptic from 'synaptic';
import { describeOptimizer, serveImplementation } from 'auxopt/verify';

const create = ({ lr }, start) => {
  const output = new synaptic.Neuron();
  const weights = start.map((weight) => new synaptic.Neuron().project(output, weight));
  return (gradientAt) => {
    const gradient = gradientAt(weights.map(({ weight }) => weight));
    weights.forEach(({ ID }, i) => (output.trace.elegibility[ID] = -gradient[i]));
    output.activation = 0;
    output.propagate(lr, 1);
    return weights.map(({ weight }) => weight);
  };
};
await serveImplementation(describeOptimizer({ name: 'synaptic Neuron', method: 'sgd', create }));
