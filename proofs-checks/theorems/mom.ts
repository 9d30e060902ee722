/**
 * MOM-1: AuxMOM, any f and D: c = a, Λ = ā²δ²/a, n = a².
 * MOM-2: affine ∇D. Φ = (2/η)F + (2Kā/a)e + cD with c = 2xā²(1+a)/a², times ηa².
 * MOM-3: any f and D, sharper in σ_h. Φ = (2/η)F + (2Kā²/q)z + 4δ²η²(αA + βU), q = a(2−a), α = K/a,
 * β = (½K(K−1) + āK²/a)/a, times ηaq.
 */
import { mom1, mom1h, mom2, mom3 } from '../../spec/theorems/index.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import { slack, square, times, timesNumber, successorOf, zeroOf, type Named } from '../notation/steps.js';
import { biasUnderSimilarity, descentOfRound, directionSumsPositive } from '../lemmas/round.js';
import {
  halfMomentumError,
  momentumError,
  affineError,
  biasBySplit,
  filteredNoiseStep,
} from '../lemmas/estimate.js';
import { correctionError } from '../premises/process.js';
import { directionSum, totalDirection } from '../premises/sums.js';
import { proveRate, type TheoremProof, type RateRecipe } from './rate-proof.js';
import { describeRounds, recursionRecipe } from './recursion-proof.js';
import { firstSnapshotMomentumStart, givenMomentumStart } from './start.js';
import type { CertificateTerm } from '../derivation/schema.js';
import { lagDirectionPositive, lagProductPositive, meanLagBound, noisyLag } from '../lemmas/c7-lag.js';
import { quietBias, quietRoundDrift } from '../lemmas/quiet.js';
import { quietLag } from '../lemmas/quiet-lag.js';
import {
  averageDirection,
  averageProduct,
  averageSteps,
  filteredNoise,
  lagDirection,
  lagProduct,
} from '../premises/lags.js';

/** MOM-1, under every condition and for every start. */
export const mom1Proof: TheoremProof = proveRate(
  recursionRecipe({
    theorem: mom1,
    contraction: 'a',
    kept: 'abar',
    lag: 'abar^2*delta^2',
    scale: 'a',
    noise: 'a^2',
    error: momentumError,
    conditionTerms: (smooth, similar) => [
      times('1/2*a^2', smooth),
      slack('2*a^2*delta^2*eta^2*K + a^3*(1/4 + 3/4*abar)'),
      times('a^2/4 + abar^2/2', similar),
    ],
    starts: [givenMomentumStart, firstSnapshotMomentumStart],
  }),
);

const half = 'a^2*(2+abar)';

/** MOM-1H, under every condition and for every start. With b = ā, 2/3 + b − (2/3)b² − (5/6)b³ is the rest of its simple condition. */
export const mom1hProof: TheoremProof = proveRate(
  recursionRecipe({
    theorem: mom1h,
    contraction: '1/2*a*(2+abar)',
    kept: '1/2*abar*(1+abar)',
    lag: '2*abar^2*(1+abar)*delta^2',
    scale: '2*a',
    noise: 'a^2',
    error: halfMomentumError,
    conditionTerms: (smooth, similar) => [
      times(`1/2*${half}`, smooth),
      slack(`2*${half}*delta^2*eta^2*K + a^2*(2/3*a*(1+abar) + 1/6*abar + 5/6*a*abar*(1+abar))`),
      times(`1/6*${half} + 2/3*abar^2*(1+abar)`, similar),
    ],
    starts: [givenMomentumStart, firstSnapshotMomentumStart],
  }),
);

const drift = '2*eta*delta^2*eta^2*K^2*abar^2*(1+a)';
// without local noise the move of a round has no noise part to split off, so that MOM-1's R4 is enough
const quietDrift = '2*eta*delta^2*eta^2*K^2*abar^2';
/** The summands of a bound that are 0 without local noise. */
const silence = (weight: string, lagNoise: string): readonly CertificateTerm[] => [
  slack(`2*eta*K*${weight}*delta^2*eta^2*J*varh`),
  slack(lagNoise),
];
const mom2Silence = silence('a^2', '4*eta*K*a*abar^2*delta^2*eta^2*K*varh');
const mom2Potential = (t: string, ofDirection: string): ReturnType<RateRecipe['potential']> => [
  { name: 'error', value: expression`2*eta*K*a*abar*${squaredNorm(correctionError(t))}` },
  { name: 'direction', value: expression`${readExpression(ofDirection)}*${directionSum.at(`${t}+1`, 'K')}` },
];
const mom2PotentialTerms = (ofDirection: string): readonly CertificateTerm[] => [
  square('2*eta*K*a*abar', correctionError('t')),
  times(ofDirection, directionSumsPositive, { k: 'K' }),
];

/** How MOM-2 is proved. */
export const mom2Recipe: RateRecipe = {
  theorem: mom2,
  weight: 'a^2',
  initialWeight: '2*eta*K*a',
  potential: (t) => mom2Potential(t, drift),
  potentialTerms: mom2PotentialTerms(drift),
  snapshotNoise: readExpression('2*eta*K*a^3*varD'),
  localNoise: [
    { name: 'descent noise', value: readExpression('eta*K*a^2*L*eta*varh') },
    { name: 'drift noise', value: readExpression('2*eta*K*a^2*delta^2*eta^2*J*varh') },
    { name: 'lag noise', value: readExpression('4*eta*K*a*abar^2*delta^2*eta^2*K*varh') },
  ],
  conditionParts: [
    { name: 'descent', value: readExpression('a^2*L*eta') },
    { name: 'drift', value: readExpression('2*a^2*delta^2*eta^2*K*J') },
    { name: 'lag', value: readExpression('2*delta^2*eta^2*K^2*abar^2*(1+a)') },
  ],
  ...describeRounds('a^2', biasUnderSimilarity.round, () => [times('2*eta*K', affineError)], {
    first: [slack('4*eta^3*delta^2*K^2*a*abar^2*varh')],
    later: [],
  }),
  quiet: {
    potential: (t) => mom2Potential(t, quietDrift),
    potentialTerms: mom2PotentialTerms(quietDrift),
    ...describeRounds(
      'a^2',
      quietBias.A2,
      () => [times('2*eta*K', momentumError), times('2*eta*K*abar^2*delta^2', quietRoundDrift)],
      { first: mom2Silence, later: mom2Silence },
    ),
  },
  conditionTerms: (smooth, similar) => [
    times('1/2*a^2', smooth),
    slack('2*a^2*delta^2*eta^2*K + 1/2*a^3*abar*(1+a)'),
    times('a^2/2 + abar^2*(1+a)/2', similar),
  ],
  starts: [givenMomentumStart, firstSnapshotMomentumStart],
};

/** MOM-2, under both conditions and for every start. */
export const mom2Proof: TheoremProof = proveRate(mom2Recipe);

const weight = 'a^2*(1+abar)';
const lagNoise = '4*eta*K*abar*a*(1+abar)*delta^2*eta^2*K*varh';
// 2κδ²η² · wα and 2κδ²η² · wβ, times η, where κ is 2, or 1 without local noise.
const productWeight = (kappa: 1 | 2) => `${2 * kappa}*eta^3*delta^2*a*(1+abar)*K`;
const directionWeight = (kappa: 1 | 2) => `${2 * kappa}*eta^3*delta^2*(1+abar)*(1/2*a*K*J + abar*K^2)`;

const averages = [averageSteps, averageDirection, averageProduct];

/** What a round needs in every case: descent, bias, lag, and that μ ≤ āK/a. */
const roundTerms = (t: string, condition: Named, kappa: 1 | 2): readonly CertificateTerm[] => [
  times(`2*${weight}`, descentOfRound, { t }),
  times(`eta*${weight}`, biasBySplit, { t, k: 'K' }),
  times(`2*eta*${weight}`, (kappa === 2 ? noisyLag : quietLag).round, { t, k: 'J' }),
  ...(kappa === 2
    ? [timesNumber(slack('4*eta^3*delta^2*a*(1+abar)*K*varh'), meanLagBound, { t })]
    : silence(weight, lagNoise)),
  timesNumber(
    times(`${2 * kappa}*eta^3*delta^2*(1+abar)*(a*J+abar*K)`, directionSumsPositive, { t, k: 'K' }),
    meanLagBound,
    { t },
  ),
  timesNumber(times('eta*(1+abar)', directionSumsPositive, { t, k: 'K' }), condition),
];

/** The rounds of MOM-3. */
const mom3Rounds = (
  kappa: 1 | 2,
): Pick<RateRecipe, 'potential' | 'potentialTerms' | 'firstRound' | 'laterRound'> => ({
  potential: (t) => [
    { name: 'error', value: expression`2*eta*K*a*abar^2*${squaredNorm(filteredNoise.at(t))}` },
    {
      name: 'lag product',
      value: expression`${readExpression(productWeight(kappa))}*(${lagProduct(`${t}+1`)})`,
    },
    {
      name: 'lag direction',
      value: expression`${readExpression(directionWeight(kappa))}*(${lagDirection(`${t}+1`)})`,
    },
  ],
  potentialTerms: [
    square('2*eta*K*a*abar^2', filteredNoise.at('t')),
    times(productWeight(kappa), lagProductPositive, { t: 't+1' }),
    times(directionWeight(kappa), lagDirectionPositive, { t: 't+1' }),
  ],
  firstRound: (condition) => ({
    terms: [...roundTerms('0', condition, kappa)],
    rewrite: [
      ...averages.map((one) => successorOf(one, { n: '0' })),
      successorOf(totalDirection, { n: '0' }),
      zeroOf(averageDirection),
      zeroOf(averageProduct),
      zeroOf(totalDirection),
      zeroOf(filteredNoise),
    ],
  }),
  laterRound: (condition) => ({
    terms: [...roundTerms('t+1', condition, kappa), times('2*eta*K*a', filteredNoiseStep)],
    rewrite: [
      ...averages.map((one) => successorOf(one, { n: 't+1' })),
      successorOf(totalDirection, { n: 't+1' }),
    ],
  }),
});

/** How MOM-3 is proved. */
export const mom3Recipe: RateRecipe = {
  theorem: mom3,
  weight,
  initialWeight: '2*eta*K*a',
  ...mom3Rounds(2),
  quiet: mom3Rounds(1),
  snapshotNoise: readExpression('2*eta*K*a^3*varD'),
  localNoise: [
    { name: 'descent noise', value: readExpression(`eta*K*${weight}*L*eta*varh`) },
    { name: 'drift noise', value: readExpression(`2*eta*K*${weight}*delta^2*eta^2*J*varh`) },
    { name: 'lag noise', value: readExpression(lagNoise) },
  ],
  conditionParts: [
    { name: 'descent', value: readExpression('a^2*L*eta') },
    { name: 'lag by steps', value: readExpression('4*delta^2*eta^2*K*J*abar*a') },
    { name: 'drift', value: readExpression('2*delta^2*eta^2*K*J*a^2') },
    { name: 'lag by rounds', value: readExpression('4*delta^2*eta^2*abar*K^2') },
    { name: 'lag by half a round', value: readExpression('2*delta^2*eta^2*abar*K*J*a') },
    { name: 'lag twice', value: readExpression('4*delta^2*eta^2*abar^2*K^2') },
  ],
  conditionTerms: (smooth, similar) => [
    times('1/2*a^2', smooth),
    slack('4*delta^2*eta^2*K*a*(3/2*abar + 1/2*a) + 3/8*a^3'),
    times('1/8 + 3/8*abar', similar),
  ],
  starts: [givenMomentumStart, firstSnapshotMomentumStart],
};

/** MOM-3, under both conditions and for every start. */
export const mom3Proof: TheoremProof = proveRate(mom3Recipe);
