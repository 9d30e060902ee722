// AuxMOM and AuxMVR in JavaScript, behind the verification protocol. Node 20.19 or newer, with the package auxopt.
import { realpathSync } from 'node:fs';
import { serveImplementation } from 'auxopt/verify';

/** Comparisons are written so that NaN fails them too. */
function check({ stepSize, momentumWeight, localStepCount, roundCount }) {
  if (!(stepSize > 0)) throw new RangeError('the step size must be greater than 0');
  if (!(momentumWeight > 0 && momentumWeight <= 1))
    throw new RangeError('the momentum weight must be in (0, 1]');
  if (!(localStepCount >= 1)) throw new RangeError('there must be at least one local step');
  if (!(roundCount >= 1)) throw new RangeError('there must be at least one round');
}

/** The K local steps from x^{t-1} to x^t: y = y - eta (g_h(y) + m), a new sample every time. */
function localSteps(task, from, m) {
  let y = from;
  for (let k = 1; k <= task.localStepCount; k += 1) {
    const gradient = task.drawLocal().h(y);
    y = y.map((value, i) => value - task.stepSize * (gradient[i] + m[i]));
    task.reportStep(y);
  }
  return y;
}

/** g_f(at) - g_h(at): f and h see the same sample. */
function difference(sample, at) {
  const [f, h] = [sample.f(at), sample.h(at)];
  return f.map((value, i) => value - h[i]);
}

function auxMom(task) {
  check(task);
  const a = task.momentumWeight;
  return ({ x, m: old }) => {
    const g = difference(task.drawSnapshot(), x);
    const m = g.map((value, i) => (1 - a) * old[i] + a * value);
    return { x: localSteps(task, x, m), m };
  };
}

function auxMvr(task) {
  check(task);
  const a = task.momentumWeight;
  return ({ x, xPrevious, m: old }) => {
    const sample = task.drawSnapshot();
    const g = difference(sample, x);
    const previous = difference(sample, xPrevious); // the same sample at the old point
    const m = g.map((value, i) => (1 - a) * old[i] + a * value + (1 - a) * (value - previous[i]));
    return { x: localSteps(task, x, m), m };
  };
}

export const implementation = {
  name: 'aux-mom-in-javascript',
  variants: { 'aux-mom': auxMom, 'aux-mvr': auxMvr },
};

// `node aux-mom.mjs` serves it; a test imports it.
if (realpathSync(process.argv[1]) === import.meta.filename) await serveImplementation(implementation);
