/**
 * How good the advice of a pilot is: node docs/experiments/pilot.mjs [--tiny] [--seeds 51,52,53,54,55] [--out FILE]
 * [--only fresh] [--grids FILE],
 * after npm run build.
 *
 * At an equal number of target gradients, the pilot's among them: what `advise --pilot` says, run to the end, against the best of
 * hand-tuned SGD, momentum 0.9 and fine-tuning. One line a problem; medians over the seeds. --grids takes what was tuned by hand, which
 * no pilot changes, from earlier results.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { advisedPlan, followPlan, runPilot } from '../../dist/src/advise/index.js';
import { fallingSteps } from '../../dist/src/advise/pilot/methods.js';
import { createFreshProblems } from './fresh-problems.mjs';
import { createProblems } from './pilot-problems.mjs';

const medianOf = (values) => [...values].sort((left, right) => left - right)[values.length >> 1];

/** Powers of two that hand-tuning tries, each with steps that stay and with steps that fall; more where the best one is at an edge. */
const exponents = [4, 3, 2, 1, 0, -1, -2, -3, -4, -5, -6];
const schedules = { constant: (eta, T) => new Array(T).fill(eta), falling: fallingSteps };

/** f after T steps of v ← βv + g, x ← x − ηv on samples of the seed. */
function descend({ source }, from, sizes, beta, seed, of = 'target') {
  const x = [...from];
  const v = x.map(() => 0);
  for (const [t, eta] of sizes.entries()) {
    const oracle = of === 'target' ? 'snapshot' : 'local';
    const g = source.gradient(of, x, { oracle, index: (seed * 1_000_003 + t * 7919) % 2 ** 31 });
    for (let j = 0; j < x.length; j += 1) {
      v[j] = beta * v[j] + g[j];
      x[j] -= eta * v[j];
    }
    if (!x.every((entry) => Math.abs(entry) < 1e100)) return { x, loss: Infinity };
  }
  const loss = source.value(x);
  return { x, loss: Number.isFinite(loss) ? loss : Infinity };
}

/** The best of a grid by the median over the seeds; the grid goes on while its best one is at an edge. */
function handTuned(problem, beta, { budget, seeds, grid }, startOf = () => problem.startingPoint) {
  const tried = new Map();
  const scale = 1 - beta;
  const run = (exponent, schedule) => {
    const key = `${exponent} ${schedule}`;
    if (!tried.has(key)) {
      const stepSize = scale * 2 ** exponent;
      const sizes = schedules[schedule](stepSize, budget);
      const losses = seeds.map((seed) => descend(problem, startOf(seed), sizes, beta, 5000 + seed).loss);
      tried.set(key, { exponent, schedule, stepSize, losses, loss: medianOf(losses) });
    }
  };
  const best = () => [...tried.values()].reduce((one, other) => (other.loss < one.loss ? other : one));
  for (const exponent of grid) for (const schedule of Object.keys(schedules)) run(exponent, schedule);
  for (let more = 0; more < 12; more += 1) {
    const { exponent, schedule } = best();
    const size = tried.size;
    run(exponent + 1, schedule);
    run(exponent - 1, schedule);
    if (tried.size === size) break;
  }
  const { stepSize, schedule, loss } = best();
  return { stepSize, schedule, loss };
}

/** Where h alone leads to, with the best of a few step sizes by f: what hand-tuned fine-tuning starts from, for nothing. */
function tunedStart(problem, steps) {
  const ends = exponents.map((exponent) =>
    descend(problem, problem.startingPoint, fallingSteps(2 ** exponent, steps), 0, 1, 'auxiliary'),
  );
  const best = ends.reduce((one, other) => (other.loss < one.loss ? other : one));
  return best.loss < problem.source.value(problem.startingPoint) ? best.x : problem.startingPoint;
}

/** A loss near the least one: accelerated descent with exact gradients and steps that are halved where f rises. */
function referenceOf({ source, startingPoint }) {
  let [point, before, stepSize, age] = [[...startingPoint], [...startingPoint], 4, 0];
  let value = source.value(point);
  for (let step = 0; step < 1500; step += 1) {
    age += 1;
    const ahead = point.map((x, i) => x + ((age - 1) / (age + 2)) * (x - before[i]));
    const gradient = source.gradient('target', ahead);
    const next = ahead.map((x, i) => x - stepSize * gradient[i]);
    const reached = source.value(next);
    if (reached <= value) [before, point, value] = [point, next, reached];
    else [before, age, stepSize] = [point, 0, age === 1 ? stepSize / 2 : stepSize];
  }
  return value;
}

/** The best of each method that people use, by hand. */
function tuneByHand(problem, settings) {
  const tuned = tunedStart(problem, settings.budget);
  return {
    sgd: handTuned(problem, 0, settings),
    momentum: handTuned(problem, 0.9, settings),
    'fine-tuning': handTuned(problem, 0, settings, () => tuned),
  };
}

async function study(problem, { pilot, budget, seeds, grid }, known) {
  const { source, startingPoint, price = 0, name, setting, isSeen = true } = problem;
  const settings = { budget, seeds, grid };
  const best = known ?? tuneByHand(problem, settings);
  const runs = [];
  for (const seed of seeds) {
    const prices = { auxiliary: price };
    const report = await runPilot({
      source,
      startingPoint,
      pilot,
      budget,
      prices,
      maximumLocalSteps: 20,
      seed,
    });
    const endOf = async (plan) => {
      const { isLost, point, halvings } = await followPlan(source, plan, seed);
      const loss = isLost ? NaN : source.value(point);
      return { loss: Number.isFinite(loss) ? loss : Infinity, halvings };
    };
    const [rival, corrected] = [await endOf(report.rival), await endOf(report.corrected)];
    const plan = advisedPlan(report);
    const { verdict, reason, wins, spent, startScore } = report;
    const advised = verdict === 'ahead' ? corrected : rival;
    runs.push({
      ...{ seed, verdict, reason, wins, spent },
      ...{ method: plan.method, stepSize: plan.stepSize, localStepCount: plan.localStepCount },
      ...{ advised: advised.loss, rival: rival.loss, corrected: corrected.loss },
      /** Whether the plan left the numbers, and had to go back with half of its step size. */
      halved: advised.halvings > 0,
      diverged: !(advised.loss <= startScore),
    });
  }
  const handLoss = Math.min(...Object.values(best).map(({ loss }) => loss));
  const every = runs.flatMap(({ rival, corrected }) => [rival, corrected]);
  const losses = {
    advised: medianOf(runs.map(({ advised }) => advised)),
    rival: medianOf(runs.map(({ rival }) => rival)),
    corrected: medianOf(runs.map(({ corrected }) => corrected)),
    ...Object.fromEntries(Object.entries(best).map(([key, { loss }]) => [key, loss])),
  };
  const least = Math.min(referenceOf(problem), handLoss, ...every);
  const ahead = runs.filter(({ verdict }) => verdict === 'ahead');
  return {
    name,
    setting,
    isSeen,
    least,
    losses,
    ahead: ahead.length,
    halved: runs.filter((run) => run.halved).length,
    diverged: runs.filter((run) => run.diverged).length,
    /** Of the pilots that say `ahead`: the gap of the plan over that of the best by hand. */
    ...(ahead.length > 0 && {
      aheadGap: (medianOf(ahead.map(({ advised }) => advised)) - least) / (handLoss - least),
    }),
    best,
    runs,
  };
}

const digits = (value) => Number(value.toPrecision(4));

async function main() {
  const { values } = parseArgs({
    options: {
      tiny: { type: 'boolean' },
      only: { type: 'string' },
      seeds: { type: 'string', default: '51,52,53,54,55' },
      out: { type: 'string' },
      grids: { type: 'string' },
    },
  });
  const settings = values.tiny
    ? { pilot: 160, budget: 320, seeds: [1], grid: [0, -2] }
    : { pilot: 250, budget: 1000, seeds: values.seeds.split(',').map(Number), grid: exponents };
  const before = process.cpuUsage();
  const fresh = createFreshProblems().map((problem) => ({ ...problem, isSeen: false }));
  const known =
    values.only === 'fresh' ? [] : createProblems().map((problem) => ({ ...problem, isSeen: true }));
  const hand = values.grids === undefined ? [] : JSON.parse(readFileSync(values.grids, 'utf8')).rows;
  const rows = [];
  for (const problem of values.tiny ? fresh.slice(2, 4) : [...fresh, ...known]) {
    const isSame = ({ name, setting }) => name === problem.name && setting === problem.setting;
    const row = await study(problem, settings, hand.find(isSame)?.best);
    rows.push(row);
    const gaps = Object.entries(row.losses).map(([key, loss]) => [key, digits(loss - row.least)]);
    console.log(
      `${row.name}, ${row.setting}: ahead in ${row.ahead} of ${settings.seeds.length}, ${row.halved} halved, ${row.diverged} diverged; f − least f:`,
      Object.fromEntries(gaps),
    );
  }
  const { user, system } = process.cpuUsage(before);
  console.log(`${((user + system) / 1e6).toFixed(0)} s of processor time`);
  if (values.out === undefined) return;
  const command = `node docs/experiments/pilot.mjs${values.tiny ? ' --tiny' : ` --seeds ${values.seeds}`} --out ${values.out}`;
  const round = (_key, value) => (typeof value === 'number' ? Number(value.toPrecision(8)) : value);
  writeFileSync(
    values.out,
    `${JSON.stringify({ experiment: 'pilot', command, ...settings, rows }, round, 1)}\n`,
  );
}

await main();
