/**
 * The plan of a pilot in JavaScript, from where the pilot left off. `node train_aux.mjs` alone says what it is.
 *
 *     import { train } from './train_aux.mjs';
 *     await train(gradient, { value });
 *
 * `gradient(of, x, draw)` and `value(x)` are those that `serveGradients` serves, at once or later: of TF.js, say, with x as the weights in one
 * vector. After a break the same call goes on from the file `state`. Where f (without `value`: the squared length of the mean of four gradients
 * of f) is above that at x⁰, or a gradient is not finite, the run goes back to the state that was kept last, with half of the step size; the
 * rounds between are lost. A state is checked after 1, 2, 4, … rounds and then every `every`.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The plan. */
export const plan = JSON.parse(String.raw`@PLAN@`);

/** η and a of every round. */
export function schedule({ parameters: { stepSize, roundCount }, weightPerStepSize: c }) {
  return Array.from({ length: roundCount }, (_, t) => {
    const eta = stepSize * Math.min(1, 2 * (1 - (t + 0.5) / roundCount)) ** 3;
    return [eta, c === null ? 1 : Math.min(1, c * eta)];
  });
}

/** A whole number below 2³¹ that follows from others: the name of a sample. */
function nameOf(...numbers) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(numbers.join(' '))) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 1;
}

/**
 * Runs the rounds of the plan that are left; returns the state, whose `x` is the point.
 *
 * @param options - `value`: f; `state`: the file that the run goes on from, written every `every` rounds at least; `seed` of the names of samples;
 *   `onRound(t, x)`, for a log: what it throws stops the run.
 */
export async function train(
  gradient,
  { value, state = 'train_aux.json', every = 100, seed = 1, onRound } = {},
) {
  const { method, parameters, origin, startingPoint, correction, velocity, previousPoint } = plan;
  const id = JSON.stringify(plan);
  let now = {
    t: 0,
    since: 0,
    factor: 1,
    id,
    seed,
    x: startingPoint,
    m: correction,
    v: velocity,
    before: previousPoint,
  };
  if (existsSync(state)) {
    const kept = JSON.parse(readFileSync(state, 'utf8'));
    if (kept.id !== id || kept.seed !== seed)
      throw new Error(`${state}: it is of another plan or seed; name another file as state, or remove it`);
    now = kept;
  }
  const save = () => {
    writeFileSync(`${state}.new`, JSON.stringify(now));
    renameSync(`${state}.new`, state); // whole, whenever the run is stopped
  };
  const ask = async (of, x, oracle, ...place) => {
    const made = Array.from(await gradient(of, x, { oracle, index: nameOf(seed, oracle, ...place) }));
    if (made.length !== x.length)
      throw new Error(`a gradient has ${made.length} entries, the plan ${x.length}`);
    if (!made.every(Number.isFinite)) throw new RangeError('a gradient is not finite');
    return made;
  };
  const difference = async (x, t) => {
    const g = await ask('target', x, 'snapshot', t);
    const own = await ask('auxiliary', x, 'snapshot', t);
    return g.map((value, j) => value - own[j]);
  };
  const take = async (t, eta, a) => {
    const { x } = now;
    if (method === 'sgd' || method === 'momentum') {
      const g = await ask('target', x, 'snapshot', t);
      const v = method === 'sgd' ? g : g.map((value, j) => 0.9 * now.v[j] + value);
      return { x: x.map((value, j) => value - eta * v[j]), ...(method === 'momentum' && { v }) };
    }
    const d = await difference(x, t);
    const old = method === 'aux-mvr' ? await difference(now.before, t) : d;
    const m = d.map((value, j) => (1 - a) * now.m[j] + a * value + (1 - a) * (value - old[j]));
    let y = x;
    for (let k = 0; k < parameters.localStepCount; k += 1) {
      const g = await ask('auxiliary', y, 'local', t, k);
      y = y.map((value, j) => value - eta * (g[j] + m[j]));
    }
    return { x: y, m, before: x };
  };
  const score = async (x) => {
    if (value !== undefined) return value(x);
    const made = [];
    for (let i = 0; i < 4; i += 1) made.push(await ask('target', x, 'snapshot', 'check', i));
    return x.reduce((sum, _, j) => sum + (made.reduce((total, g) => total + g[j], 0) / 4) ** 2, 0);
  };
  const settings = schedule(plan);
  const ceiling = await score(origin);
  save();
  while (now.t < settings.length) {
    const { t, since, factor } = now;
    const [eta, a] = settings[t];
    try {
      now = { ...now, ...(await take(t, factor * eta, a)), t: t + 1, since: since + 1 };
      if (now.t === settings.length || now.since % every === 0 || Number.isInteger(Math.log2(now.since))) {
        const reached = await score(now.x);
        if (!(reached <= ceiling))
          throw new RangeError(`f or its squared gradient is ${reached}, above ${ceiling}`);
        save();
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      now = { ...JSON.parse(readFileSync(state, 'utf8')), t: t + 1, since: 0, factor: factor / 2 };
      if (now.factor < 1e-6) break;
      save();
      continue;
    }
    await onRound?.(now.t, now.x);
  }
  if (value !== undefined && !((await value(now.x)) <= (await value(startingPoint)))) {
    now = { ...now, x: startingPoint }; // no lower than where it began
    save();
  }
  return now;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(
    `${plan.method}: ${JSON.stringify(plan.parameters)} on ${plan.startingPoint.length} parameters`,
  );
  console.log(
    "Import it where your gradients are: import { train } from './train_aux.mjs'; await train(gradient);",
  );
}
