import { runRace } from './harness/race.js';
import { openWorkshop } from './harness/workshop.js';
import { exactRace } from './rows/exact.js';
const w = openWorkshop();
for (const d of [200,1000]) {
  const t0=performance.now();
  const r = await runRace(exactRace(w, d), { turns: 5, sampleSeconds: 0.05, rowSeconds: 20, leastTurns: 3, slowestSeconds: 5 });
  for (const o of r.outcomes) console.log(r.name, o.name, o.status === 'timed' ? [o.seconds*1e3, o.turns.length] : o.reason);
  console.log((performance.now()-t0)/1e3);
}
w.remove();
