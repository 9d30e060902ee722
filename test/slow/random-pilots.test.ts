/**
 * Pilots on small random trainings, and what becomes of their advice: how many plans end above where all began, and how many `use` are
 * behind. Sixty here; AUXOPT_PILOTS=1000 for a night. The seeds are told.
 */
import { describe, expect, it } from 'vitest';
import { createRandomTraining } from '../advise/random-pilots.js';
import { studyPilot } from '../advise/study-pilot.js';

const count = Number(process.env['AUXOPT_PILOTS'] ?? 60);

describe(`${count} random pilots`, () => {
  it('diverge nowhere, and say use where the plan is behind less often than where it is ahead', async () => {
    const diverged: string[] = [];
    const halved: number[] = [];
    const behind: string[] = [];
    let uses = 0;
    for (let seed = 1; seed <= count; seed += 1) {
      const training = createRandomTraining(seed);
      const { report, halvings, end, rivalEnd, isDiverged, isWrongUse } = await studyPilot(training, seed, {
        pilot: 250,
        budget: 1000,
      });
      if (isDiverged) diverged.push(`seed ${seed} (${training.name}): from ${report.startScore} to ${end}`);
      if (halvings > 0) halved.push(seed);
      if (report.verdict === 'use') uses += 1;
      if (isWrongUse) behind.push(`seed ${seed} (${training.name}): ${end}, the other ${rivalEnd}`);
    }
    console.log(
      [
        `${count} pilots, ${uses} say use; ${diverged.length} plans diverged, ${halved.length} were halved on their way`,
        ...diverged,
        `halved: seeds ${halved.join(', ')}`,
        `${behind.length} of ${uses} use end more than 5 % further from the least f than the best of the others:`,
        ...behind,
      ].join('\n'),
    );
    expect(diverged).toEqual([]);
    expect(2 * behind.length).toBeLessThan(uses);
  });
});
