/** The algorithms as equations between the vectors of a run. */
import { vector } from '../notation/expression.js';
import { valueFamily } from '../notation/families.js';
import { declareEquation } from '../notation/steps.js';
import {
  correction,
  gradientMove,
  iterate,
  localNoise,
  meanDirection,
  pairNoise,
  point,
  snapshotGradient,
  olderNoise,
  snapshotNoise,
  snapshotTarget,
} from './process.js';

/** y^{t+1,0} = x^t. */
export const roundStart = declareEquation(
  'round start',
  { 'LOCAL.1': 'a round starts at the snapshot' },
  point.at('t+1', '0'),
  iterate.at('t'),
);

/** y^{t+1,k+1} = y^{t+1,k} − η(d̄ + n). */
export const localStep = declareEquation(
  'local step',
  { 'LOCAL.2': 'a local step goes along the auxiliary gradient plus the correction' },
  point.at('t+1', 'k+1'),
  vector`${point.at('t+1', 'k')} - eta*(${meanDirection('t+1', 'k')} + ${localNoise.at('t+1', 'k+1')})`,
);

/** x^{t+1} = y^{t+1,K}. */
export const roundEnd = declareEquation(
  'round end',
  { 'LOCAL.3': 'a round ends with its last local point' },
  iterate.at('t+1'),
  point.at('t+1', 'K'),
);

/** F(y^{t,k}) = E f(y^{t,k}) − inf f. */
export const pointValue = valueFamily(
  'F',
  'F(y^{#1,#2})',
  ['t', 'k'],
  'E f − inf f at the point after k local steps of round t',
);
/** F(x^t). */
export const iterateValue = valueFamily('Fx', 'F(x^{#1})', ['t'], 'E f − inf f at the iterate after round t');

/** F(y^{t+1,0}) = F(x^t). */
export const roundStartValue = declareEquation(
  'round start, values',
  { 'LOCAL.1': 'a round starts at the snapshot' },
  pointValue.at('t+1', '0'),
  iterateValue.at('t'),
);

/** F(x^{t+1}) = F(y^{t+1,K}). */
export const roundEndValue = declareEquation(
  'round end, values',
  { 'LOCAL.3': 'a round ends with its last local point' },
  iterateValue.at('t+1'),
  pointValue.at('t+1', 'K'),
);

const sampleAt = (round: string, snapshot: string) =>
  vector`${snapshotGradient.at(snapshot)} + ${snapshotNoise.at(round)}`;

/** m¹ = ā m⁰ + a g_D(x⁰, ξ¹), for a correction m⁰ that was given (AuxMVR's bracket vanishes in round 1). */
export const givenStart = declareEquation(
  'given start',
  { 'START.given': 'round 1 averages the given correction with the first sample' },
  correction.at('1'),
  vector`abar*${correction.at('0')} + a*(${sampleAt('1', '0')})`,
);

/** m¹ = g_D(x⁰, ξ¹): the initialisation first-snapshot. */
export const firstSnapshotStart = declareEquation(
  'first-snapshot start',
  { 'START.first-snapshot': 'round 1 takes the first sample in full' },
  correction.at('1'),
  sampleAt('1', '0'),
);

/** m^{t+2} = ā m^{t+1} + a g_D(x^{t+1}, ξ^{t+2}). */
export const momentumCorrection = declareEquation(
  'momentum correction',
  { 'AUX-MOM.2': 'AuxMOM averages the sampled difference of gradients' },
  correction.at('t+2'),
  vector`abar*${correction.at('t+1')} + a*(${sampleAt('t+2', 't+1')})`,
);

/** m^{t+2} = ā m^{t+1} + a g_D(x^{t+1}, ξ) + ā[g_D(x^{t+1}, ξ) − g_D(x^t, ξ)], ξ = ξ^{t+2} at both points. */
export const varianceReducedCorrection = declareEquation(
  'variance-reduced correction',
  {
    'AUX-MVR.2':
      'AuxMVR also corrects by the sampled change of the difference, with the same atom at both points',
  },
  correction.at('t+2'),
  vector`abar*${correction.at('t+1')} + a*(${sampleAt('t+2', 't+1')})
    + abar*(${gradientMove('t+1', 't')} + ${pairNoise.at('t+2')})`,
);

/** m^{t+2} = ā m^{t+1} + a g_D(x^{t+1}, ξ) + γā[g_D(x^{t+1}, ξ) − g_D(x^t, ξ)], ξ = ξ^{t+2} at both points. */
export const familyCorrection = declareEquation(
  'correction of the family',
  {
    'AUX-FAM.2':
      'the moving average is carried to the new snapshot by γ times the sampled change, with the same atom at both points',
  },
  correction.at('t+2'),
  vector`abar*${correction.at('t+1')} + a*(${sampleAt('t+2', 't+1')})
    + carry*abar*(${gradientMove('t+1', 't')} + ${snapshotNoise.at('t+2')} - ${olderNoise.at('t+2')})`,
);

/** ρ^{t+2} = ν^{t+2} − ν₋^{t+2}: the noise of a change is the change of the noise. */
export const pairNoiseParts = declareEquation(
  'parts of the pair noise',
  { 'AUX-MVR.2': 'the noise of a sampled change is the change of the noise' },
  pairNoise.at('t+2'),
  vector`${snapshotNoise.at('t+2')} - ${olderNoise.at('t+2')}`,
);

// m stands for u − ∇h(x) in the -target variants, so d̄ = ∇h(y) + m and E = m − ∇D(x) = u − ∇f(x) as elsewhere.
const auxiliaryAt = (t: string) => vector`${snapshotTarget.at(t)} - ${snapshotGradient.at(t)}`;
const targetSampleAt = vector`${snapshotTarget.at('t+1')} + ${snapshotNoise.at('t+2')}`;

/** u^{t+2} = ā u^{t+1} + a g_f(x^{t+1}, ξ^{t+2}), u = m + ∇h(x). */
export const targetMomentum = declareEquation(
  'target momentum',
  { 'AUX-MOM-TARGET.2': 'momentum on the target gradient alone' },
  correction.at('t+2'),
  vector`abar*(${correction.at('t+1')} + ${auxiliaryAt('t')}) + a*(${targetSampleAt}) - (${auxiliaryAt('t+1')})`,
);

/** u^{t+2} = g_f(x^{t+1}, ξ) + ā(u^{t+1} − g_f(x^t, ξ)), ξ = ξ^{t+2} at both points, u = m + ∇h(x). */
export const targetReduced = declareEquation(
  'target variance reduction',
  {
    'AUX-MVR-TARGET.2': 'variance reduction of the target gradient alone, with the same atom at both points',
  },
  correction.at('t+2'),
  vector`${targetSampleAt} + abar*(${correction.at('t+1')} + ${auxiliaryAt('t')} - ${snapshotTarget.at('t')} - ${olderNoise.at('t+2')})
    - (${auxiliaryAt('t+1')})`,
);
