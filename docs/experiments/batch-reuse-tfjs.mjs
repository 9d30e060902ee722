/**
 * Batch reuse in TensorFlow.js: plain SGD beside AuxMOM whose auxiliary h is the loss of one cached batch.
 *
 * node batch-reuse-tfjs.mjs prints the median loss of five seeds, round by round; the test of this project runs
 * `implementation` under the kit.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';

/** A round: f, h and each local(k) are functions from a tensor x to a gradient. */
function auxMomRound({ f, h, local }, { x, m }, { stepSize, momentumWeight: a, localStepCount }) {
  return tf.tidy(() => {
    const difference = tf.sub(f(x), h(x));
    const next = m === undefined ? difference : tf.add(tf.mul(m, 1 - a), tf.mul(difference, a));
    let y = x;
    for (let k = 1; k <= localStepCount; k += 1) y = tf.sub(y, tf.mul(tf.add(local(k)(y), next), stepSize));
    return { x: y, m: next };
  });
}

/** A network 5 – 16 – 1 whose weights are one tensor. */
function lossOf(rows, labels) {
  return (x) => {
    const hidden = tf.tanh(tf.matMul(rows, tf.reshape(tf.slice(x, 0, 80), [5, 16])));
    const score = tf.matMul(hidden, tf.reshape(tf.slice(x, 80, 16), [16, 1]));
    return tf.mean(tf.softplus(tf.mul(score, labels))); // labels −1 for male, 1 for female
  };
}

export function train(method, stepSize, seed, roundCount = 60) {
  const draw = (count) => [...tf.randomUniform([count], 0, table.length, 'int32', seed++ * 1000).dataSync()];
  const lossOn = (chosen) => lossOf(tf.gather(rows, chosen), tf.gather(labels, chosen));
  const cached = tf.grad(lossOn(draw(96)));
  let state = { x: tf.randomUniform([96], -0.5, 0.5, 'float32', seed) };
  return Array.from({ length: roundCount }, () => {
    const fresh = tf.grad(lossOn(draw(32)));
    if (method === 'sgd') state = { x: tf.sub(state.x, tf.mul(fresh(state.x), stepSize)) };
    else {
      const gradients = { f: fresh, h: cached, local: () => cached };
      state = auxMomRound(gradients, state, { stepSize, momentumWeight: 0.2, localStepCount: 8 });
    }
    return lossOf(rows, labels)(state.x).dataSync()[0];
  });
}

/**
 * The very round that trains, for the kit: gradients come from it in place of a network.
 *
 * @public the test under the kit imports it
 */
export const implementation = {
  name: 'batch-reuse-tfjs',
  arithmetic: 'binary32',
  variants: {
    'aux-mom': (task) => {
      const gradient = (ask) => (at) => tf.tensor1d(ask(at.arraySync()));
      return ({ x, m }) => {
        const sample = task.drawSnapshot();
        const local = () => gradient(task.drawLocal().h);
        const gradients = { f: gradient(sample.f), h: gradient(sample.h), local };
        const next = auxMomRound(gradients, { x: tf.tensor1d(x), m: tf.tensor1d(m) }, task);
        return { x: next.x.arraySync(), m: next.m.arraySync() };
      };
    },
  },
};

const file = fileURLToPath(new URL('../examples/penguins.csv', import.meta.url));
const table = readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')); // prettier-ignore
const raw = tf.tensor2d(table.map((row) => row.slice(2, 6).map(Number)));
const { mean, variance } = tf.moments(raw, 0);
const rows = tf.concat([tf.div(tf.sub(raw, mean), tf.sqrt(variance)), tf.ones([table.length, 1])], 1);
const labels = tf.tensor2d(table.map((row) => [row[6] === 'male' ? -1 : 1]));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const median = (values) => values.sort((left, right) => left - right)[values.length >> 1];
  const runs = ['sgd', 'aux-mom'].map((method) => [1, 2, 3, 4, 5].map((seed) => train(method, 1, seed)));
  for (const t of [0, 9, 19, 39, 59]) {
    const [sgd, auxMom] = runs.map((ofMethod) => median(ofMethod.map((losses) => losses[t])).toFixed(4));
    console.log(`round ${t + 1}: sgd ${sgd}, aux-mom ${auxMom}`);
  }
}
