/**
 * Pilots on small random trainings, and what becomes of their advice: how many plans end above where all began, and how many `ahead` are
 * behind. Sixty here; AUXOPT_PILOTS=1000 for a night. The seeds are told.
 */
import { describe, expect, it } from 'vitest';
import { createRandomTraining } from '../advise/random-pilots.js';
import { studyPilot } from '../advise/study-pilot.js';

const count = Number(process.env['AUXOPT_PILOTS'] ?? 60);

describe(`${count} random pilots`, () => {
  it('diverge nowhere, and say ahead where the plan is behind less often than where it is ahead', async () => {
    const diverged: string[] = [];
    const halved: number[] = [];
    const behind: string[] = [];
    let ahead = 0;
    for (let seed = 1; seed <= count; seed += 1) {
      const training = createRandomTraining(seed);
      const { report, halvings, end, rivalEnd, isDiverged, isWronglyAhead } = await studyPilot(
        training,
        seed,
        {
          pilot: 250,
          budget: 1000,
        },
      );
      if (isDiverged) diverged.push(`seed ${seed} (${training.name}): from ${report.startScore} to ${end}`);
      if (halvings > 0) halved.push(seed);
      if (report.verdict === 'ahead') ahead += 1;
      if (isWronglyAhead) behind.push(`seed ${seed} (${training.name}): ${end}, the other ${rivalEnd}`);
    }
    console.log(
      [
        `${count} pilots, ${ahead} say ahead; ${diverged.length} plans diverged, ${halved.length} were halved on their way`,
        ...diverged,
        `halved: seeds ${halved.join(', ')}`,
        `${behind.length} of ${ahead} end more than 5 % further from the least f than the best of the others:`,
        ...behind,
      ].join('\n'),
    );
    expect(diverged).toEqual([]);
    expect(2 * behind.length).toBeLessThan(ahead);
  });
});
