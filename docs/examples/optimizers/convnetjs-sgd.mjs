/**
 * convnetjs's SGD with momentum is AuxMOM with h = 0, K = 1, the start `zero` and the rate η·a.
 *
 * auxopt verify --method heavy-ball -- node convnetjs-sgd.mjs
 */
import convnetjs from 'convnetjs';
import { serveImplementation, UnsupportedError } from 'auxopt/verify';

function auxMom({ stepSize, momentumWeight, localStepCount, roundCount, startingPoint, drawSnapshot }) {
  if (!(stepSize > 0 && momentumWeight > 0 && momentumWeight <= 1 && localStepCount >= 1 && roundCount >= 1)) {
    throw new RangeError('a parameter is out of its domain');
  }
  if (localStepCount > 1) throw new UnsupportedError('more than one local step');
  const params = Float64Array.from(startingPoint);
  const grads = new Float64Array(params.length);
  const network = {
    forward: () => undefined,
    backward: () => {
      grads.set(drawSnapshot().f(Array.from(params)));
      return 0;
    },
    getParamsAndGrads: () => [{ params, grads }],
  };
  const trainer = new convnetjs.Trainer(network, {
    method: 'sgd',
    learning_rate: stepSize * momentumWeight,
    momentum: 1 - momentumWeight,
    l1_decay: 0,
    l2_decay: 0,
    batch_size: 1,
  });
  return () => {
    trainer.train(undefined, undefined);
    return { x: Array.from(params) }; // its velocity is −η m, up to rounding: it cannot tell m itself
  };
}

await serveImplementation({
  name: 'convnetjs Trainer',
  variants: { 'aux-mom': auxMom },
  initializations: ['zero'],
  singleRounds: false,
});
