/** The algorithms: the only list to extend when one is added. */
import type { VariantName } from '../model/index.js';
import { auxMom } from './aux-mom.js';
import { auxMomTarget } from './aux-mom-target.js';
import { auxMvr } from './aux-mvr.js';
import { auxMvrTarget } from './aux-mvr-target.js';
import type { Algorithm } from './equation.js';
import { naive } from './naive.js';
import { sgd } from './sgd.js';

/** Every algorithm by its variant name, in the order in which tables list them. */
export const algorithms: Readonly<Record<VariantName, Algorithm>> = {
  'aux-mom': auxMom,
  'aux-mvr': auxMvr,
  'aux-mom-target': auxMomTarget,
  'aux-mvr-target': auxMvrTarget,
  naive,
  sgd,
};

/** The variant names, in the order of {@link algorithms}. */
export const variantNames: readonly VariantName[] = Object.values(algorithms).map(({ variant }) => variant);
