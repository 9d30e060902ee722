/**
 * FAM-1 and FAM-2: E⁺ = ā(E − γ̄S) + (a + γā)ν⁺ − γāν₋⁺, times aφ. The two noises telescope over the rounds as in C8, and
 * ā‖φaE + āγ̄S‖² is what the split of E − γ̄S leaves.
 */
import { fam1, fam2 } from '../../spec/theorems/index.js';
import type { CertificateTerm, Step } from '../derivation/schema.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import {
  exchange,
  orthogonal,
  prove,
  rewriting,
  slack,
  square,
  times,
  timesNumber,
  type Named,
} from '../notation/steps.js';
import { familyCorrection } from '../premises/algorithm.js';
import {
  meanSquareSimilarityOfRounds,
  similarityOfRounds,
  snapshotVariance,
} from '../premises/assumptions.js';
import { correctionError, gradientMove, olderNoise, roundMove, snapshotNoise } from '../premises/process.js';
import { proveRate, type RateRecipe, type TheoremProof } from './rate-proof.js';
import { recursionRecipe, type RecursionProof } from './recursion-proof.js';
import { firstSnapshotMomentumStart, givenMomentumStart } from './start.js';

const [before, after] = [correctionError('t'), correctionError('t+1')];
const [noise, older] = [snapshotNoise.at('t+2'), olderNoise.at('t+2')];
const move = gradientMove('t+1', 't');
const distance = squaredNorm(roundMove('t+1', 't'));

/** c. */
export const contraction = 'a*(1+shared*abar)';
/** 1 − c. */
const kept = 'abar*(abar+share*a)';
/** What clears the denominators. */
export const scale = 'a*share';
const psi = 'carry*abar*(a+carry*abar)';
const weight = `${contraction}*${scale}`;

/** R4, times aφ, for aφΛ. The terms are those of the lag. */
const familyError =
  (lag: string, lagTerms: (premise: Named) => readonly CertificateTerm[]) =>
  (premise: Named, name: string): Step =>
    prove(
      `${name}: error (R4)`,
      expression`${readExpression(`${scale}*${kept}`)}*${squaredNorm(before)} + ${readExpression(lag)}*${distance}
        + ${readExpression(`${scale}*a^2`)}*varD
        + ${readExpression(`${scale}*carry*a*abar`)}*(${squaredNorm(noise)} - ${squaredNorm(snapshotNoise.at('t+1'))})
        - ${readExpression(scale)}*${squaredNorm(after)}`,
      {
        terms: [
          square('abar', vector`share*a*${before} + abar*left*(${move})`),
          times(`${scale}*${psi}`, meanSquareSimilarityOfRounds),
          times(`${scale}*a^2`, snapshotVariance, { t: 't+1' }),
          ...lagTerms(premise),
        ],
        orthogonal: [
          orthogonal(`-2*${scale}*abar*(a+carry*abar)`, vector`${before} - left*(${move})`, noise),
          orthogonal(`2*${scale}*carry*abar^2`, vector`${before} - left*(${move})`, older),
          orthogonal(`2*${scale}*${psi}`, move, noise),
          orthogonal(`-2*${scale}*${psi}`, move, older),
        ],
        exchange: [exchange(`${scale}*carry*a*abar`, [olderNoise, { t: 't' }], [snapshotNoise, { t: 't' }])],
        rewrite: [rewriting(familyCorrection)],
      },
    );

const shared: Pick<
  RecursionProof,
  'contraction' | 'kept' | 'scale' | 'noise' | 'boundary' | 'starts' | 'otherConditionTerms'
> = {
  contraction,
  kept,
  scale,
  noise: 'a^2',
  boundary: 'carry*a*abar',
  starts: [givenMomentumStart, firstSnapshotMomentumStart],
  otherConditionTerms: (_smooth, _near, premise) => [[times('1', premise)]],
};

const freeLag = `${scale}*(${psi}*Delta^2 + excess*delta^2)`;

/** How FAM-1 is proved. */
const fam1Recipe: RateRecipe = recursionRecipe({
  ...shared,
  theorem: fam1,
  lag: freeLag,
  error: familyError(freeLag, (premise) => [
    times(`${scale}*excess`, similarityOfRounds),
    timesNumber(square('1', move), premise),
  ]),
  // ½ + ¼ + ¼ = 1
  conditionTerms: (smooth, near, _premise, short) => [
    times(`1/2*${weight}`, smooth),
    times(`1/4*${weight}`, near),
    times('1/4', short),
    slack(`2*${weight}*delta^2*eta^2*K`),
  ],
});

/** FAM-1, under every condition and for every start. */
export const fam1Proof: TheoremProof = proveRate(fam1Recipe);

const carriedLag = `${scale}*abar*carry*Delta^2`;

/** How FAM-2 is proved: γφaΔ² ≥ γ̄δ² is its first condition. */
export const fam2Recipe: RateRecipe = recursionRecipe({
  ...shared,
  theorem: fam2,
  lag: carriedLag,
  error: familyError(carriedLag, (premise) => [
    square(`${scale}*${psi}`, move),
    times('abar^2*left^2*(abar+share*a)', similarityOfRounds),
    timesNumber(square('abar^2*left', roundMove('t+1', 't')), premise),
    square('abar^2*left^2*delta^2*a*shared', roundMove('t+1', 't')),
  ]),
  // δ² ≤ γ(δ² + φaΔ²) ≤ γΔ²(1 + φa), and 2 − c(1 + φa) − 2ā = a(aφ̄ + φā(ā + φa))
  conditionTerms: (smooth, ordered, premise, similar) => [
    times(`1/2*${weight}`, smooth),
    slack(`2*${weight}*delta^2*eta^2*K`),
    times(`2*${weight}*eta^2*K^2`, premise),
    times(`2*${weight}*eta^2*K^2*carry*(Delta+delta)`, ordered),
    times(`${scale}*(1/4*${contraction}*(1+share*a) + 1/2*abar)`, similar),
    slack(`1/4*${weight}*a*(a*shared + share*abar*(abar+share*a))`),
  ],
});

/** FAM-2, under every condition and for every start. */
export const fam2Proof: TheoremProof = proveRate(fam2Recipe);
