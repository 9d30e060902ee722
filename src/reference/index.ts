/**
 * The reference: both algorithms, their variants and the baselines as functions of a state, over any arithmetic.
 *
 * A round has the shape of an implementation under test: draws in, states out. It records nothing; who wants a trace wraps
 * the draws, as `runExact` of `auxopt/exact` does.
 */
import type { VariantName } from '../../spec/model/index.js';
import { auxMom } from './aux-mom.js';
import { auxMomTarget } from './aux-mom-target.js';
import { auxMvr } from './aux-mvr.js';
import { auxMvrTarget } from './aux-mvr-target.js';
import { naive } from './naive.js';
import type { Algorithm } from './round.js';
import { sgd } from './sgd.js';

export {
  meanOf,
  type Algorithm,
  type Draws,
  type LocalDraw,
  type Observer,
  type RoundParameters,
  type SnapshotDraw,
  type State,
} from './round.js';
export { auxMom, auxMomTarget, auxMvr, auxMvrTarget, naive, sgd };

/** The reference of every variant: the only list to extend when an algorithm is added. */
export const reference: Readonly<Record<VariantName, Algorithm>> = {
  'aux-mom': auxMom,
  'aux-mvr': auxMvr,
  'aux-mom-target': auxMomTarget,
  'aux-mvr-target': auxMvrTarget,
  naive,
  sgd,
};
