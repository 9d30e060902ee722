// @liquid-carrot/carrot, a successor of neataptic: node carrot.mjs. As neataptic.mjs.
import Connection from '@liquid-carrot/carrot/src/architecture/connection.js';
import Node from '@liquid-carrot/carrot/src/architecture/node.js';
import { describeOptimizer, serveImplementation } from 'auxopt/verify';

const create = ({ lr, momentum }, start) => {
  const output = new Node({ type: 'output' });
  const weights = start.map((weight) => {
    const connection = new Connection(new Node({ type: 'input' }), output, weight);
    output.incoming.push(connection);
    return connection;
  });
  return (gradientAt) => {
    gradientAt(weights.map(({ weight }) => weight)).forEach((value, i) => (weights[i].elegibility = -value));
    output.activation = 0;
    output.propagate(1, { rate: lr, momentum, update: true });
    return weights.map(({ weight }) => weight);
  };
};
await serveImplementation(describeOptimizer({ name: 'carrot Node', method: 'heavy-ball', create }));
