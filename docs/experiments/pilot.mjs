/**
 * How good the advice of a pilot is: node docs/experiments/pilot.mjs [--tiny] [--seen] [--seeds 21,22,23,24,25] [--out FILE]
 * [--grids FILE], after npm run build.
 *
 * At an equal number of target gradients, the pilot's among them: what `advise --pilot` says, run to the end, against the advised
 * run of SGD and the best of a grid of twelve constant settings of each method. One line a problem; medians over the seeds.
 * --seen leaves out the problems that no rule of the pilot was chosen on. --grids takes the grids, which no pilot changes, from
 * earlier results of the same settings.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { advisedPlan, pilotSchedule, runPilot } from '../../dist/src/advise/index.js';
import { runFast } from '../../dist/src/fast/index.js';
import { createProblems } from './pilot-problems.mjs';
import { bestOf, drawTape } from './runs.mjs';

const medianOf = (values) => [...values].sort((left, right) => left - right)[values.length >> 1];

/** Twelve settings of each method: powers of two of η; for AuxMOM six of them, with m forgetting at once or slowly. */
const grids = {
  sgd: Array.from({ length: 12 }, (_, i) => ({ stepSize: 8 / 2 ** i })),
  'aux-mom': Array.from({ length: 12 }, (_, i) => ({
    stepSize: 2 / 2 ** (i >> 1),
    momentumWeight: i % 2 === 0 ? 1 : 0.1,
  })),
};

/** As many samples as there are names for; equal names are equal samples. */
const names = 2 ** 31;

function oracleOf({ dimension, gradient }) {
  const write = (of, oracle) => (index, at, out) => out.set(gradient(of, at, { oracle, index }));
  return {
    dimension,
    snapshotAtomCount: names,
    localAtomCount: names,
    writeTarget: write('target', 'snapshot'),
    writeAuxiliary: write('auxiliary', 'snapshot'),
    writeLocalAuxiliary: write('auxiliary', 'local'),
  };
}

function gridOf({ source, startingPoint }, variant, budget, seeds) {
  const oracle = oracleOf(source);
  const plan = {
    oracleOf: () => oracle,
    startOf: () => startingPoint,
    measure: source.value,
    every: budget,
    budget,
    seeds,
    parameters: { momentumWeight: 1, localStepCount: 8 },
  };
  const { parameters, median } = bestOf({ variant }, plan, grids[variant]);
  return { ...parameters, loss: median };
}

/** f after the rest of a plan, from where the pilot left off; samples follow from the seed. */
function finish({ source }, plan, seed) {
  const { variant, localStepCount, roundCount, state } = plan;
  const oracle = oracleOf(source);
  const { iterate } = runFast(variant, {
    oracle,
    parameters: { ...pilotSchedule(plan), localStepCount, roundCount },
    initialization:
      variant === 'sgd' ? { kind: 'none' } : { kind: 'given', correction: [...state.correction] },
    startingPoint: state.point,
    tape: drawTape({ variant }, { oracle, roundCount, localStepCount }, 1000 + seed),
  });
  const loss = source.value(iterate);
  return Number.isFinite(loss) ? loss : Infinity;
}

/** A loss near the least one: accelerated descent with exact gradients and steps that are halved where f rises. */
function referenceOf({ source, startingPoint }) {
  let [point, before, stepSize, age] = [[...startingPoint], [...startingPoint], 4, 0];
  let value = source.value(point);
  for (let step = 0; step < 600; step += 1) {
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

async function study(problem, { pilot, budget, seeds }, known) {
  const best = known ?? {
    sgd: gridOf(problem, 'sgd', budget, seeds),
    auxMom: gridOf(problem, 'aux-mom', budget, seeds),
  };
  const runs = [];
  for (const seed of seeds) {
    const report = await runPilot({
      source: problem.source,
      startingPoint: problem.startingPoint,
      pilot,
      budget,
      prices: { auxiliary: 0 },
      maximumLocalSteps: 20,
      seed,
    });
    const [sgd, auxMom] = [report.sgd, report.auxMom].map((plan) => finish(problem, plan, seed));
    runs.push({
      seed,
      verdict: report.verdict,
      spent: report.spent,
      advised: advisedPlan(report).variant === 'sgd' ? sgd : auxMom,
      sgd,
      auxMom,
      stepSizes: [report.sgd.stepSize, report.auxMom.stepSize],
      localStepCount: report.auxMom.localStepCount,
    });
  }
  const losses = {
    advised: medianOf(runs.map(({ advised }) => advised)),
    advisedSgd: medianOf(runs.map(({ sgd }) => sgd)),
    advisedAuxMom: medianOf(runs.map(({ auxMom }) => auxMom)),
    gridSgd: best.sgd.loss,
    gridAuxMom: best.auxMom.loss,
  };
  const every = [...Object.values(losses), ...runs.flatMap(({ sgd, auxMom }) => [sgd, auxMom])];
  const least = Math.min(referenceOf(problem), ...every);
  const { name, setting, isConvex, isSeen } = problem;
  return {
    name,
    setting,
    isConvex,
    isSeen,
    least,
    losses,
    uses: runs.filter(({ verdict }) => verdict === 'use').length,
    best,
    runs,
  };
}

const digits = (value) => Number(value.toPrecision(4));

async function main() {
  const { values } = parseArgs({
    options: {
      tiny: { type: 'boolean' },
      seen: { type: 'boolean' },
      seeds: { type: 'string', default: '21,22,23,24,25' },
      out: { type: 'string' },
      grids: { type: 'string' },
    },
  });
  const settings = values.tiny
    ? { pilot: 70, budget: 140, seeds: [1] }
    : { pilot: 64, budget: 300, seeds: values.seeds.split(',').map(Number) };
  const before = process.cpuUsage();
  const known = values.grids === undefined ? [] : JSON.parse(readFileSync(values.grids, 'utf8')).rows;
  const problems = createProblems().filter(({ isSeen }) => isSeen || values.seen !== true);
  const rows = [];
  for (const problem of values.tiny ? problems.slice(0, 2) : problems) {
    const isSame = ({ name, setting }) => name === problem.name && setting === problem.setting;
    const row = await study(problem, settings, known.find(isSame)?.best);
    rows.push(row);
    const gap = (loss) => digits(loss - row.least);
    console.log(
      `${row.name}, ${row.setting}: use in ${row.uses} of ${settings.seeds.length}; f − least f:`,
      Object.fromEntries(Object.entries(row.losses).map(([key, loss]) => [key, gap(loss)])),
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
