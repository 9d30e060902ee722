import { runRace } from './harness/race.js';
import { openWorkshop } from './harness/workshop.js';
import { expectationRace } from './rows/expectation.js';
const w = openWorkshop();
for (const dimension of [3,6]) {
  const t0=performance.now();
  const r = await runRace(expectationRace(w, {dimension,roundCount:20,localStepCount:10,pilotRuns:20000}), { turns: 5, sampleSeconds: 0.05, rowSeconds: 20, leastTurns: 3, slowestSeconds: 5 });
  for (const o of r.outcomes) console.log(r.name, o.name, o.status === 'timed' ? [o.seconds*1e3, o.turns.length] : o.reason);
  console.log((performance.now()-t0)/1e3);
}
w.remove();
