/** A small implementation in JavaScript, as its author would write it, with switches for mistakes. */

function checked({ stepSize: eta, momentumWeight: a, localStepCount: K, roundCount: T }) {
  if (!(eta > 0)) throw new RangeError('the step size must be positive');
  if (!(a > 0 && a <= 1)) throw new RangeError('the momentum weight must be in (0, 1]');
  if (!(K >= 1 && T >= 1)) throw new RangeError('the counts must be positive');
  return { eta, a, K };
}

const subtract = (left, right) => left.map((value, i) => value - right[i]);

/** `mistakes`: `independentDraws`, `wrongSign`, `freshOldSample`, `silent` (no local points told), `extraGradient`. */
export function createImplementation(mistakes = {}) {
  const localSteps = (task, { eta, K }, x, m) => {
    let y = x;
    for (let k = 1; k <= K; k += 1) {
      const gradient = task.drawLocal().h(y);
      y = y.map((value, i) => value - eta * (gradient[i] + m[i]));
      if (!mistakes.silent) task.reportStep(y);
    }
    return y;
  };
  return {
    name: 'small',
    initializations: ['given', 'zero', 'first-snapshot'],
    variants: {
      'aux-mom': (task) => {
        const parameters = checked(task);
        const { a } = parameters;
        return ({ x, m: before }) => {
          const sample = task.drawSnapshot();
          const f = sample.f(x);
          const h = (mistakes.independentDraws ? task.drawSnapshot() : sample).h(x);
          if (mistakes.extraGradient) sample.f(x.map((value) => value + 1));
          const g = mistakes.wrongSign ? subtract(h, f) : subtract(f, h);
          const m = before === undefined ? g : before.map((value, i) => (1 - a) * value + a * g[i]);
          return { x: localSteps(task, parameters, x, m), m };
        };
      },
      'aux-mvr': (task) => {
        const parameters = checked(task);
        const { a } = parameters;
        return ({ x, xPrevious, m: before }) => {
          const sample = task.drawSnapshot();
          const old = mistakes.freshOldSample ? task.drawSnapshot() : sample;
          const now = subtract(sample.f(x), sample.h(x));
          const then = subtract(old.f(xPrevious), old.h(xPrevious));
          const m = before === undefined ? now : now.map((g, i) => g + (1 - a) * (before[i] - then[i]));
          return { x: localSteps(task, parameters, x, m), m };
        };
      },
    },
  };
}
