/** Figure 1 of the paper, exactly: naive, AuxMOM and fine-tuning on f = x²/2, ∇h = (1 + δ)x − ζ. */
import { createRadixField, nearestDouble } from '../../dist/src/exact/index.js';
import { auxMom, naive, sgd } from '../../dist/src/reference/index.js';

const field = createRadixField(10n);
const number = (value) => field.fromString(String(value));
const localStepCount = 10;

/** ∇h = λx − ζ as draws of the reference; ∇f = x. */
function drawsOf(curvature, bias) {
  const f = (x) => x;
  const h = ([x]) => [field.subtract(field.multiply(number(curvature), x), number(bias))];
  return { f, h };
}

/** f(x⁰), f(x¹), …, f(x^T) by repeated rounds. */
function follow(round, roundCount) {
  const states = [{ x: [field.one] }];
  for (let t = 1; t <= roundCount; t += 1) states.push(round(states.at(-1)));
  return states.map(({ x }) => x[0]);
}

/** The three methods after T target gradients and KT gradients of h, for T = 1, …, horizon. */
function compare({ curvature, bias, difference, horizon }) {
  const stepSize = number(Math.min(0.5, 1 / (difference * localStepCount)));
  const parameters = { stepSize, momentumWeight: field.one, localStepCount };
  const { f, h } = drawsOf(curvature, bias);
  const draws = { snapshot: () => ({ f, h }), local: () => ({ h }) };
  const descend = (gradient) =>
    sgd(field, { ...parameters, localStepCount: 1 }, { ...draws, snapshot: () => ({ f: gradient, h }) });
  const [onH, onF] = [descend(h), descend(f)];
  const helped = follow(onH, localStepCount * horizon);
  const fineTuned = Array.from({ length: horizon }, (_, index) => {
    let state = { x: [helped[localStepCount * (index + 1)]] };
    for (let t = 0; t <= index; t += 1) state = onF(state);
    return state.x[0];
  });
  const value = (x) => field.multiply(field.multiply(number('0.5'), x), x);
  return {
    naive: follow(naive(field, parameters, draws), horizon)
      .slice(1)
      .map(value),
    'aux-mom': follow(auxMom(field, parameters, draws), horizon)
      .slice(1)
      .map(value),
    'fine-tuning': fineTuned.map(value),
  };
}

const shown = (value) => Number(nearestDouble(field.toRatio(value)).toPrecision(6));
const show = (curvature) => String(curvature).replace('-', '−');
const curve = (name, method, values) => ({
  name,
  method,
  points: values.map((value, index) => ({ x: index + 1, y: shown(value) })),
});

/** The rounds T at which the order of AuxMOM and fine-tuning changes, and who is better from then on. */
function crossings({ 'aux-mom': own, 'fine-tuning': other }) {
  const isBetter = own.map((value, index) => field.compare(value, other[index]) < 0);
  const changes = isBetter.flatMap((better, index) =>
    index === 0 || better !== isBetter[index - 1]
      ? [`${better ? 'AuxMOM' : 'fine-tuning'} from T = ${index + 1}`]
      : [],
  );
  return changes.join(', ');
}

export const toy = {
  name: 'toy',
  title: 'Figure 1, the toy: f after T gradients of f and 10T of h',
  seeds: [],
  run(isTiny) {
    const horizon = isTiny ? 10 : 100;
    const biases = [1, 10, 100];
    const cases = [1, 10, -10].map((signed) => {
      const [difference, curvature] = [Math.abs(signed), 1 + signed];
      return {
        difference,
        curvature,
        runs: biases.map((bias) => ({ bias, ...compare({ curvature, bias, difference, horizon }) })),
      };
    });
    return {
      bands: 'Exact rational runs: K = 10, a = 1, η = min(1/2, 1/(δK)), x⁰ = 1.',
      setup: { localStepCount, momentumWeight: 1, startingPoint: 1, biases, horizon },
      panels: cases.map(({ difference, curvature, runs }) => ({
        title: `δ = ${difference}, ∇h = ${show(curvature)}x − ζ`,
        xLabel: 'T, target gradients spent',
        yLabel: 'f',
        curves: [
          curve('AuxMOM, any ζ', 'aux-mom', runs[0]['aux-mom']),
          ...runs.map(({ bias, 'fine-tuning': values }) => curve(`fine-tuning, ζ = ${bias}`, 'sgd', values)),
          curve('naive, ζ = 1', 'naive', runs[0].naive),
        ],
      })),
      tables: {
        order: cases.flatMap(({ difference, curvature, runs }) =>
          runs.map(({ bias, ...values }) => ({
            δ: difference,
            '∇h': `${show(curvature)}x − ζ`,
            ζ: bias,
            'better, T ≤ horizon': crossings(values),
            ...Object.fromEntries(
              [10, 100]
                .filter((T) => T <= horizon)
                .flatMap((T) => Object.entries(values).map(([name, f]) => [`${name} ${T}`, shown(f[T - 1])])),
            ),
          })),
        ),
      },
    };
  },
};
