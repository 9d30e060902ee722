import { runRace } from './harness/race.js';
import { openWorkshop } from './harness/workshop.js';
import { fastRace } from './rows/fast.js';
const w = openWorkshop();
for (const d of [10,50,100,500,1000]) {
  const t0=performance.now();
  const r = await runRace(fastRace(w, d), { turns: 5, sampleSeconds: 0.05, rowSeconds: 20, leastTurns: 3 });
  for (const o of r.outcomes) console.log(r.name, o.name, o.status === 'timed' ? [o.seconds*1e3, o.turns.length] : o.reason);
  console.log((performance.now()-t0)/1e3);
}
w.remove();
