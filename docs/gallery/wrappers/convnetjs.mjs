// convnetjs: node convnetjs.mjs
import convnetjs from 'convnetjs';
import { describeOptimizer, serveImplementation } from 'auxopt/verify';

function create({ lr, momentum }, start) {
  const [params, grads] = [Float64Array.from(start), new Float64Array(start.length)];
  const network = {
    forward: () => undefined,
    backward: () => 0,
    getParamsAndGrads: () => [{ params, grads }],
  };
  const options = { method: 'sgd', learning_rate: lr, momentum, batch_size: 1 };
  const trainer = new convnetjs.Trainer(network, options);
  return (gradientAt) => {
    grads.set(gradientAt(params));
    trainer.train(undefined, undefined);
    return params;
  };
}

await serveImplementation(describeOptimizer({ name: 'convnetjs Trainer', method: 'heavy-ball', create }));
