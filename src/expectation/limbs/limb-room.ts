/** How many limbs the numbers of a run may come to have. */
import { bitLength } from '../../exact/index.js';
import { stepKinds, type StepKind } from '../second-moments.js';
import type { LimbProgram, LimbStage } from './limb-program.js';

/**
 * A bound on the limbs of every number of a run.
 *
 * A stage makes numbers at most R times as large as those that it reads, R the greatest sum of the absolute coefficients of
 * its rows. So a run has at most log₂(start) + Σ log₂ R bits; what is noted adds at most N·R of its form for N notes.
 */
export function roomFor(
  bits: number,
  start: readonly bigint[],
  programs: Readonly<Record<string, LimbProgram>>,
  stepCounts: Readonly<Record<StepKind, number>>,
): number {
  let needed = Math.max(...start.map(bitLength));
  let forms = 0;
  const roundCount = stepCounts.first + stepCounts.snapshot;
  for (const [name, { stages }] of Object.entries(programs)) {
    const kind = stepKinds.find((other) => other === name);
    const growth = stages.reduce((sum, stage) => sum + bitsOfStage(stage), 0);
    if (kind === 'snapshot') needed += (roundCount - (programs['first'] === undefined ? 0 : 1)) * growth;
    else if (kind !== undefined) needed += stepCounts[kind] * growth;
    else forms = Math.max(forms, growth);
  }
  const noteCount = 1 + stepKinds.reduce((sum, kind) => sum + 2 * stepCounts[kind], 0);
  needed += forms + Math.ceil(Math.log2(noteCount)) + 1;
  return Math.ceil(needed / bits) + 1; // limbs of either sign may take one more
}

/** log₂ of the greatest row sum, rounded up to a hundredth; numbers that it reads are kept too, so 0 at least. */
function bitsOfStage(stage: LimbStage): number {
  const sums = stage.map(({ coefficients }) =>
    coefficients.reduce((sum, value) => sum + (value < 0n ? -value : value), 0n),
  );
  const most = sums.reduce((left, right) => (left > right ? left : right), 1n);
  const excess = Math.max(0, bitLength(most) - 52);
  return excess + Math.ceil(100 * Math.log2(Number(most >> BigInt(excess)) + 1)) / 100;
}
