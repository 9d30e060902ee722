// neataptic: node neataptic.mjs. The weights of one linear output node; its error is 1 and its traces are −g, so that a step is one on g.
import neataptic from 'neataptic';
import { describeOptimizer, serveImplementation } from 'auxopt/verify';

const create = ({ lr, momentum }, start) => {
  const output = new neataptic.Node('output');
  const weights = start.map((weight) => new neataptic.Node('input').connect(output, weight)[0]);
  return (gradientAt) => {
    const x = weights.map(({ weight }) => weight);
    gradientAt(x).forEach((value, i) => (weights[i].elegibility = -value));
    output.activation = 0;
    output.propagate(lr, momentum, true, 1);
    return weights.map(({ weight }) => weight);
  };
};
await serveImplementation(describeOptimizer({ name: 'neataptic Node', method: 'heavy-ball', create }));
