/** The kernels by variant name: the only list to extend when an algorithm is added. */
import type { VariantName } from '../../spec/model/index.js';
import { runAuxMomRound } from './aux-mom.js';
import { runAuxMomTargetRound } from './aux-mom-target.js';
import { runAuxMvrRound } from './aux-mvr.js';
import { runAuxMvrTargetRound } from './aux-mvr-target.js';
import { runNaiveRound } from './naive.js';
import type { FastRound } from './fast-round.js';
import { runSgdRound } from './sgd.js';

/** The round of every variant. */
export const fastRounds: Readonly<Record<VariantName, FastRound>> = {
  'aux-mom': runAuxMomRound,
  'aux-mvr': runAuxMvrRound,
  'aux-mom-target': runAuxMomTargetRound,
  'aux-mvr-target': runAuxMvrTargetRound,
  naive: runNaiveRound,
  sgd: runSgdRound,
};
