/** Runs of the fast engine on one oracle, seed after seed, and what a figure shows of them. */
import { runFast } from '../../dist/src/fast/index.js';
import { createStream, drawInteger } from '../../dist/src/problems/draws.js';

/** @typedef {import('../../dist/src/fast/index.js').FastOracle} FastOracle */

/** Numbers in [0, 1), the same for the same seed and label. */
export function uniform(seed, label) {
  const stream = createStream(seed, label);
  return () => (stream.next() >>> 0) / 2 ** 32;
}

/**
 * What is run: a variant of the specification, and how its local draws are made.
 *
 * @typedef {object} Method
 * @property {string} name - in figures and tables.
 * @property {'aux-mom' | 'aux-mvr' | 'aux-mom-target' | 'aux-mvr-target' | 'naive' | 'sgd'} variant
 * @property {boolean} [isOneDraw] - all K local steps of a round use one draw ζ.
 */

/** Draws of every round, uniform over the atoms, the same for every method with the same seed. */
function drawTape(method, { oracle, roundCount, localStepCount }, seed) {
  const [snapshot, local] = [createStream(seed, 1), createStream(seed, 2)];
  const draw = (stream, count) => (count === 1 ? 0 : drawInteger(stream, 0, count - 1));
  const rounds = Array.from({ length: roundCount }, () => {
    const first = draw(local, oracle.localAtomCount);
    return {
      snapshot: draw(snapshot, oracle.snapshotAtomCount),
      local: Array.from({ length: localStepCount }, (_, k) =>
        k === 0 || method.isOneDraw === true ? first : draw(local, oracle.localAtomCount),
      ),
    };
  });
  return { initial: [], rounds };
}

/**
 * Runs a method with every seed. `measure` is asked for a number at x⁰ and every so many rounds.
 *
 * @param {Method} method
 * @param {object} plan
 * @param {(seed: number) => FastOracle} plan.oracleOf
 * @param {(seed: number) => Float64Array} plan.startOf - x⁰.
 * @param {(at: Float64Array) => number} plan.measure
 * @param {number} plan.every - rounds between two measurements.
 * @param {number} plan.budget - target gradients.
 * @param {readonly number[]} plan.seeds
 * @param {{ stepSize: number, momentumWeight: number, localStepCount: number }} plan.parameters
 * @returns {{ x: number, values: number[] }[]} for each measured point its target gradients and a value a seed.
 */
export function runSeeds(method, plan) {
  const { variant } = method;
  const { stepSize, momentumWeight } = plan.parameters;
  const localStepCount = variant === 'sgd' ? 1 : plan.parameters.localStepCount;
  const cost = variant.startsWith('aux-mvr') ? 2 : 1; // target gradients a round, but for round 1
  const roundCount = Math.floor((plan.budget + cost - 1) / cost);
  const points = [];
  for (const [index, seed] of plan.seeds.entries()) {
    const oracle = plan.oracleOf(seed);
    const startingPoint = plan.startOf(seed);
    let place = 0;
    const note = (x, value) => {
      points[place] ??= { x, values: [] };
      points[place].values[index] = Number.isFinite(value) ? value : Infinity;
      place += 1;
    };
    note(0, plan.measure(startingPoint));
    const request = {
      oracle,
      parameters: { stepSize, momentumWeight, localStepCount, roundCount },
      initialization: { kind: variant === 'sgd' || variant === 'naive' ? 'none' : 'first-snapshot' },
      startingPoint,
      tape: drawTape(method, { oracle, roundCount, localStepCount }, seed),
    };
    runFast(variant, request, {
      onRound: (round, _m, at) => {
        oracle.onRound?.(round);
        if (round % plan.every === 0 || round === roundCount) {
          plan.inspect?.(seed, round, at);
          note(cost * round - (cost - 1), plan.measure(at));
        }
      },
    });
  }
  return points;
}

/** The median and the ends of the spread over the seeds, rounded to what a figure shows. */
export function summarize(points) {
  return points.map(({ x, values }) => {
    const sorted = [...values].sort((left, right) => left - right);
    return {
      x,
      y: shorten(sorted[sorted.length >> 1]),
      low: shorten(sorted[0]),
      high: shorten(sorted.at(-1)),
    };
  });
}

/** Four digits; `null` in the place of what overflowed. */
export const shorten = (value) => (Number.isFinite(value) ? Number(value.toPrecision(4)) : null);

/** … 0.03, 0.1, 0.3, 1, 3, …: 0.1 is number 0. */
const stepSizeOf = (number) => Number(`${number % 2 === 0 ? 1 : 3}e${Math.floor(number / 2) - 1}`);

/**
 * The best step size of a method, and the best of some weights a, by the median of the last measurement. Every method has one grid: it goes
 * from 0.1 to 1, and on in steps of about √10 as long as the best is at an end, so no best step size is at an edge.
 *
 * @param {readonly number[]} [weights] - the a of the plan where they are left out.
 * @param {boolean} [isTiny] - takes 0.3 and looks no further.
 */
export function bestOf(method, plan, { weights = [plan.parameters.momentumWeight], isTiny = false } = {}) {
  const ranked = weights.map((momentumWeight) => {
    const tried = new Map();
    const tryNumber = (number) => {
      const parameters = { ...plan.parameters, momentumWeight, stepSize: stepSizeOf(number) };
      const points = runSeeds(method, { ...plan, parameters });
      const last = [...points.at(-1).values].sort((left, right) => left - right);
      tried.set(number, { parameters, points, median: last[last.length >> 1] });
    };
    for (const number of isTiny ? [1] : [0, 1, 2]) tryNumber(number);
    for (;;) {
      const [first, last] = [Math.min(...tried.keys()), Math.max(...tried.keys())];
      const best = [...tried.keys()].reduce((one, other) =>
        tried.get(other).median < tried.get(one).median ? other : one,
      );
      if (isTiny || (best > first && best < last)) return tried.get(best);
      tryNumber(best === first ? first - 1 : last + 1);
    }
  });
  return ranked.reduce((best, one) => (one.median < best.median ? one : best));
}
