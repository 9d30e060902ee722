/**
 * The plan of a pilot in JavaScript, from where the pilot left off. `node train_aux.mjs` alone says what it is.
 *
 *     import { train } from './train_aux.mjs';
 *     await train(gradient);
 *
 * `gradient(of, x, draw)` is the one that `serveGradients` serves, at once or later: of TF.js, say, with x as the weights in one vector. After
 * a break the same call goes on from the file `state`; where a gradient is not finite, it goes back there with half of the step size.
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
 * @param options - `state`: the file that the run goes on from, written every `every` rounds; `seed` of the names of samples;
 *   `onRound(t, x)`, for a log: what it throws stops the run.
 */
export async function train(gradient, { state = 'train_aux.json', every = 100, seed = 1, onRound } = {}) {
  const { variant, parameters, startingPoint, correction, velocity, previousPoint } = plan;
  const id = JSON.stringify(plan);
  let now = {
    t: 0,
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
    if (variant === 'sgd' || variant === 'momentum') {
      const g = await ask('target', x, 'snapshot', t);
      const v = variant === 'sgd' ? g : g.map((value, j) => 0.9 * now.v[j] + value);
      return { x: x.map((value, j) => value - eta * v[j]), ...(variant === 'momentum' && { v }) };
    }
    const d = await difference(x, t);
    const old = variant === 'aux-mvr' ? await difference(now.before, t) : d;
    const m = d.map((value, j) => (1 - a) * now.m[j] + a * value + (1 - a) * (value - old[j]));
    let y = x;
    for (let k = 0; k < parameters.localStepCount; k += 1) {
      const g = await ask('auxiliary', y, 'local', t, k);
      y = y.map((value, j) => value - eta * (g[j] + m[j]));
    }
    return { x: y, m, before: x };
  };
  const settings = schedule(plan);
  save();
  while (now.t < settings.length) {
    const [eta, a] = settings[now.t];
    try {
      now = { ...now, ...(await take(now.t, now.factor * eta, a)), t: now.t + 1 };
    } catch (error) {
      if (!(error instanceof RangeError) || now.factor < 1e-6) throw error;
      const { factor } = now;
      now = { ...JSON.parse(readFileSync(state, 'utf8')), factor: factor / 2 };
      save();
      continue;
    }
    if (now.t % every === 0 || now.t === settings.length) save();
    await onRound?.(now.t, now.x);
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
