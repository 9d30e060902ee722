// @nlpjs/neural: node nlpjs.mjs. The weights of one perceptron that answers 1 where 0 is right, so that its input is the gradient.
import { NeuralNetwork } from '@nlpjs/neural';
import { describeOptimizer, serveImplementation } from 'auxopt/verify';

const create = ({ lr, momentum }, start) => {
  const net = new NeuralNetwork({ momentum });
  [net.decayLearningRate, net.runInputPerceptron] = [lr, () => 1];
  const perceptron = {
    id: 0,
    bias: 0,
    weights: Float32Array.from(start),
    changes: new Float32Array(start.length),
  };
  return (gradientAt) => {
    const data = gradientAt([...perceptron.weights]);
    net.trainPerceptron(perceptron, [{ input: { keys: Object.keys(data), data }, output: { data: [0] } }]);
    return [...perceptron.weights];
  };
};
await serveImplementation(
  describeOptimizer({ name: '@nlpjs/neural', method: 'heavy-ball', arithmetic: 'binary32', create }),
);
