/** The theorems: the only list to extend when one is added. */
import type { VariantName } from '../model/index.js';
import { deepFreeze } from './freeze.js';
import { corr } from './corr.js';
import { fam1, fam2 } from './family.js';
import { lowerTheorems } from './lower.js';
import { mom1, mom1h } from './mom-1.js';
import { mom2, mom3 } from './mom-2.js';
import { mvr1, mvr2 } from './mvr-1.js';
import { rateFam } from './rate-fam.js';
import { rateDet, rateMom, rateMomG } from './rate-mom.js';
import { rateMvr, rateMvr2, rateMvr2p, rateTgtMvr } from './rate-mvr.js';
import { rateMvrH } from './rate-mvr-h.js';
import { rateTgtMom } from './rate-target.js';
import { naiveTheorem } from './naive.js';
import { separationTheorems } from './separation.js';
import { sgd1 } from './sgd-1.js';
import { stab } from './stab.js';
import { tgtMom, tgtMvr } from './target.js';
import type { RateTheorem, RateTheoremId, TheoremHeader, TheoremId, TunedTheorem } from './theorem.js';

/** The theorems that bound G, by id. */
export const rateTheorems: Readonly<Record<RateTheoremId, RateTheorem>> = deepFreeze({
  'MOM-1': mom1,
  'MOM-1H': mom1h,
  'MOM-2': mom2,
  'MOM-3': mom3,
  'MVR-1': mvr1,
  'MVR-2': mvr2,
  'FAM-1': fam1,
  'FAM-2': fam2,
  'TGT-MOM': tgtMom,
  'TGT-MVR': tgtMvr,
  'SGD-1': sgd1,
  'RATE-DET': rateDet,
  'RATE-MOM': rateMom,
  'RATE-MOM-G': rateMomG,
  'RATE-MVR': rateMvr,
  'RATE-MVR-2': rateMvr2,
  'RATE-MVR-2P': rateMvr2p,
  'RATE-MVR-H': rateMvrH,
  'RATE-FAM': rateFam,
  'RATE-TGT-MOM': rateTgtMom,
  'RATE-TGT-MVR': rateTgtMvr,
});

/** The theorems about the runs of a variant. For whoever judges a run: one about a page between variants is about none of them. */
export const theoremsOf = (variant: VariantName): readonly RateTheorem[] =>
  Object.values(rateTheorems).filter(
    ({ variants, page }) => page === undefined && variants.includes(variant),
  );

/** Whether a theorem says which parameters to take. For whoever lists theorems: only these have `tuneParameters`. */
export const isTuned = (theorem: RateTheorem): theorem is TunedTheorem => theorem.tuning !== undefined;

/** Every theorem, by id, in the order in which tables list them. */
export const theorems: Readonly<Record<TheoremId, TheoremHeader>> = deepFreeze({
  ...rateTheorems,
  ...lowerTheorems,
  ...separationTheorems,
  STAB: stab,
  CORR: corr,
  NAIVE: naiveTheorem,
});
