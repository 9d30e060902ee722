/** Why aux-mom gets worse with a dissimilar helper: STAB on the measured spectrum, and the noise of the helper apart. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

import { createOracle, createPlan, methods, network, parameters, readHelper, readTarget, seeds, setup } from './helpers.mjs'; // prettier-ignore
import { runSeeds, shorten, summarize, uniform } from './runs.mjs';
import { roundMatrix, stabilityVerdict } from '../../dist/spec/theorems/index.js';
import { doubleField as field } from '../../dist/src/theorems/scenarios/double-field.js';

const { dimension } = network;
const inner = (left, right) => left.reduce((sum, value, i) => sum + value * right[i], 0);

/** ∇²φ(at) v by central differences of gradients. */
function multiplyHessian(rows, at, v) {
  const step = 1e-4;
  const gradientAt = (side) => {
    const out = new Float64Array(dimension);
    const moved = at.map((value, i) => value + side * step * v[i]);
    network.writeGradient(rows, moved, out);
    return out;
  };
  const [above, below] = [gradientAt(1), gradientAt(-1)];
  return above.map((value, i) => (value - below[i]) / (2 * step));
}

/** Pairs (λ_h, λ_f): an approximate eigenvalue of ∇²h by Lanczos, and vᵀ∇²f v for its vector v. */
function measurePairs(target, helper, at, size) {
  const scaled = (v) => {
    const norm = Math.hypot(...v);
    return v.map((value) => value / norm);
  };
  const basis = [scaled(network.start(uniform(0, 4)))];
  const projected = Matrix.zeros(size, size);
  for (let j = 0; j < size; j += 1) {
    let image = multiplyHessian(helper, at, basis[j]);
    for (let pass = 0; pass < 2; pass += 1)
      for (const [i, v] of basis.entries()) {
        const part = inner(image, v);
        if (pass === 0 && i >= j - 1) projected.set(i, j, part).set(j, i, part);
        image = image.map((value, k) => value - part * v[k]);
      }
    basis.push(scaled(image));
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(projected, { assumeSymmetric: true }); // prettier-ignore
  return realEigenvalues.map((auxiliaryEigenvalue, column) => {
    const v = new Float64Array(dimension);
    for (let j = 0; j < size; j += 1)
      for (let i = 0; i < dimension; i += 1) v[i] += eigenvectorMatrix.get(j, column) * basis[j][i];
    return { auxiliaryEigenvalue, targetEigenvalue: inner(v, multiplyHessian(target, at, v)) };
  });
}

/** The spectral radius of the round map of STAB. */
function radiusOf(input) {
  const [[p, q], [r, s]] = roundMatrix(field, input);
  const [half, determinant] = [(p + s) / 2, p * s - q * r];
  const inside = half * half - determinant;
  return inside < 0 ? Math.sqrt(determinant) : Math.abs(half) + Math.sqrt(inside);
}

/** The least stable of the pairs in which f is convex: where f itself is concave no method should stay. */
function leastStable(pairs, momentumWeight, localStepCount) {
  const inputs = pairs
    .filter(({ targetEigenvalue }) => targetEigenvalue > 0)
    .map((pair) => ({ ...pair, stepSize: parameters.stepSize, momentumWeight, localStepCount }));
  const worst = inputs.reduce((left, right) => (radiusOf(right) > radiusOf(left) ? right : left));
  return { ...worst, radius: radiusOf(worst), verdict: stabilityVerdict(field, worst) };
}

export const collapse = {
  name: 'collapse',
  title: 'MNIST, helper rotated by 180°, K = 10: what makes aux-mom worse',
  seeds,
  run(isTiny, used) {
    const budget = isTiny ? 20 : 300;
    const target = readTarget();
    const first = (rows, count) => ({ ...rows, count });
    const localStepCount = 10;
    const plan = (helper, size) => ({
      ...createPlan(target, helper, budget, used),
      oracleOf: () => createOracle(target, helper, size),
    });
    const [noisy, exact] = [plan(readHelper(180), 16), plan(first(readHelper(180), 128), 128)];
    const curveOf = (name, method, from, momentumWeight, isBound) => ({
      name,
      method: method.variant,
      ...(isBound && { isBound }),
      points: summarize(
        runSeeds(method, { ...from, parameters: { ...parameters, momentumWeight, localStepCount } }),
      ),
    });
    const panel = (title, from) => ({
      title,
      xLabel: 'target gradients',
      yLabel: 'test error',
      curves: [
        curveOf('aux-mom, a = 0.1', methods.difference, from, 0.1),
        curveOf('aux-mom, a = 0.9', methods.difference, from, 0.9, true),
        curveOf('-target, a = 0.1', methods.target, from, 0.1),
      ],
    });
    const angles = isTiny ? [180] : [0, 45, 90, 180];
    const rows = angles.flatMap((angle) => {
      const helper = readHelper(angle);
      let at;
      runSeeds(methods.target, {
        ...createPlan(target, helper, budget, used.slice(0, 1)),
        parameters: { ...parameters, localStepCount },
        inspect: (_seed, _round, x) => (at = x.slice()),
      });
      const pairs = measurePairs(first(target, 1024), first(helper, 1024), at, isTiny ? 8 : 40);
      const kept = [1, 5, 10].flatMap((K) => [0.1, 0.9].map((a) => ({ a, K, ...leastStable(pairs, a, K) })));
      return kept.map(({ a, K, auxiliaryEigenvalue, targetEigenvalue, radius, verdict }) => ({
        helper: `rotated by ${angle}°`,
        'h there': shorten(network.evaluate(helper, at).loss),
        K,
        a,
        λ_h: shorten(auxiliaryEigenvalue),
        λ_f: shorten(targetEigenvalue),
        'factor a round': shorten(radius),
        STAB: verdict,
      }));
    });
    return {
      bands: 'Median over the seeds of the test error; the band reaches from the least to the greatest.',
      setup: { ...setup, budget, exactHelper: '128 rows, all of them in every gradient of h' },
      panels: [panel('h by batches of 16 of 2048 rows', noisy), panel('h of 128 rows, exactly', exact)],
      tables: { 'STAB at the end of a run of aux-mom-target, K = 10, a = 0.1, seed 1': rows },
    };
  },
};
