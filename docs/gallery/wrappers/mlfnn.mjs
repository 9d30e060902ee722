// ml-fnn: node mlfnn.mjs. The weights of one layer, given their gradients.
import FeedForward from 'ml-fnn';
import { Matrix } from 'ml-matrix';
import { describeOptimizer, serveImplementation } from 'auxopt/verify';

const create = ({ lr }, start) => {
  const network = new FeedForward({ hiddenLayers: [start.length], regularization: 0, learningRate: lr });
  network.buildNetwork(1, 1);
  const layer = network.model[0];
  layer.W = Matrix.rowVector(start);
  return (gradientAt) => {
    layer.dW = Matrix.rowVector(gradientAt(layer.W.getRow(0)));
    layer.db = Matrix.zeros(1, start.length);
    layer.update();
    return layer.W.getRow(0);
  };
};
await serveImplementation(describeOptimizer({ name: 'ml-fnn Layer', method: 'sgd', create }));
