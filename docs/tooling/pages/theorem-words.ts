/** What each theorem means to somebody who wants to use it. Formulas of the statements are not repeated here. */
import type { TheoremId } from '../../../spec/theorems/index.js';

/** The five questions that every page of a theorem answers first. */
export interface TheoremWords {
  readonly inWords: string;
  readonly tuned: string;
  readonly againstSgd: string;
  readonly silent: string;
  readonly tightness: string;
}

const benefit = '[When an auxiliary is provably worth it](../benefit.md)';
const tight = '[How tight the bounds are](../tightness.md)';
const trick =
  'Without noise the best round has $\\eta K \\approx 7/(5\\delta)$. It moves as far as the similarity allows, whatever L is. That is the whole trick.';
const separately = `Two upper bounds do not show which method is better. ${benefit} compares this bound with what SGD cannot beat.`;

/** By theorem; a new theorem does not compile without. */
export const theoremWords: Readonly<Record<TheoremId, TheoremWords>> = {
  'MOM-1': {
    inWords:
      'AuxMOM finds a point of small gradient for any f and h, convex or not, as long as a round moves less far than $a/\\delta$ allows. The first term is the price of the distance to go, the second of a wrong start of m, the third of the noise of the expensive samples, the last of the noise of the cheap ones.',
    tuned: `[RATE-DET](rate-det.md) without noise, [RATE-MOM-G](rate-mom-g.md) with it. ${trick}`,
    againstSgd: `SGD's first term is $2F_0/(\\eta T)$ with $\\eta \\le 1/L$. Here it is $2F_0/(\\eta KT)$, with $\\eta K$ up to about $1/\\delta$. ${separately}`,
    silent:
      'When $\\sigma_h > 0$ and a is as small as the condition allows. The last term then has the floor $\\bar a^2\\sigma_h^2/(2K)$, however long the run is. MOM-2 and MOM-3 have no such floor.',
    tightness: `Under the simple condition the search finds runs at 0.797 of the bound, under the exact one up to 1. ${tight}.`,
  },
  'MOM-1H': {
    inWords:
      'This is MOM-1 with a proof that shares the decay of an old error between two uses. The noise of a sample counts for up to a third less, and the step may be a little shorter.',
    tuned: `At its best a the noise term is that of MOM-1 divided by 1.14 for long runs. ${trick}`,
    againstSgd: `δ stands where SGD has L. ${separately}`,
    silent:
      'Where $\\sigma_D$ does not matter: MOM-1 asks for less there. For an affine $\\nabla D$ MOM-2 is sharper.',
    tightness: `No stored case halves one of its terms yet: its certificate is mutated like all others. ${tight}.`,
  },
  'MOM-2': {
    inWords:
      'This is MOM-1 for an affine $\\nabla D$, which all quadratics have. Then the estimate lags only by the mean path. So a may be smaller by $\\sqrt2$ for the same step, and the term of the local noise is multiplied by a.',
    tuned: `[RATE-MOM](rate-mom.md), at $a = 2\\delta K\\eta$. ${trick}`,
    againstSgd: `δ stands where SGD has L, and K divides L and the local noise. ${separately}`,
    silent: 'If the Hessian of $f - h$ changes with x. Use MOM-1 or MOM-3 then.',
    tightness: `Under the simple condition the search finds runs at 0.828 of the bound, under the exact one up to 1. ${tight}.`,
  },
  'MOM-3': {
    inWords:
      'This is MOM-1 for any f and h, with a proof that follows the sampled noise and the drift of the estimate separately. It needs a smaller step, and gains a factor a in the local noise.',
    tuned: `[RATE-MOM-G](rate-mom-g.md), at $a = 4\\delta K\\eta$. ${trick}`,
    againstSgd: `δ stands where SGD has L, and K divides L and the local noise. ${separately}`,
    silent: 'If $a < 4\\delta\\eta K$ and the exact condition fails too. MOM-1 requires less.',
    tightness: `Under the simple condition the search finds runs at 0.787 of the bound, under the exact one up to 1. ${tight}.`,
  },
  'MVR-1': {
    inWords:
      'AuxMVR evaluates the new sample at the old point too. So the noise of a sample costs only as much as the point has moved. This needs samples that are similar one by one, in mean square (A5). It costs two gradients of each function per round.',
    tuned:
      '[RATE-MVR](rate-mvr.md), for $\\sigma_h = 0$. The noise enters as $(\\delta\\sigma_DF_0/T)^{2/3}$ instead of a square root.',
    againstSgd: `A round takes two target gradients. So compare T rounds with 2T steps of SGD. ${separately}`,
    silent:
      'When $\\sigma_h > 0$ and a is as small as the condition allows. The bound then has the floor $\\bar a^2\\sigma_h^2/((2-a)K)$. If only the means are similar (A2, not A5), use MOM-1.',
    tightness: `Under the simple condition the search finds runs at 0.797 of the bound, under the exact one up to 1. ${tight}.`,
  },
  'MVR-2': {
    inWords:
      'This is MVR-1 where all snapshot draws have one law. Then what two draws have in common at one point cancels over the rounds, and the noise and the lag cost half as much. What is left over is one term at the end of the run, which is 0 where the variance is the same everywhere.',
    tuned:
      '[RATE-MVR-2](rate-mvr-2.md) and [RATE-MVR-2P](rate-mvr-2p.md) without local noise. The noise enters as $5.13(\\Delta\\sigma_DF_0/T)^{2/3}$, where RATE-MVR has 7.56.',
    againstSgd: `A round takes two target gradients. So compare T rounds with 2T steps of SGD. ${separately}`,
    silent:
      'For epochs, cyclic or Markov sampling, a batch size that changes, and sampling that depends on the past: with two laws it is false, by a factor of up to 13. [MVR-1](mvr-1.md) covers changing laws, and is the better one where $a > \\tfrac12$ or $aT$ is small.',
    tightness: `A stored run refutes each of its terms halved, except for the lag, the drift and the last term, which rest on the certificate alone. ${tight}.`,
  },
  'TGT-MOM': {
    inWords:
      "This is what the authors' code does with momentum: it averages $\\nabla f$, not $\\nabla f - \\nabla h$. A round drifts as far as in AuxMOM, with δ. But the estimate lags behind f itself, with L. So a must be close to 1 for long rounds.",
    tuned: '[RATE-TGT-MOM](rate-tgt-mom.md), at $a = 5Lw/(1+5Lw)$ with $w = \\eta K$.',
    againstSgd: `Its first term is that of AuxMOM, its noise term is of the order of SGD's. ${separately}`,
    silent:
      'If the local draw of a step is not evaluated at the snapshot too. At $a = 1$ without noise it is AuxMOM: see [RATE-DET](rate-det.md).',
    tightness:
      'Under its exact condition the bound is nearly attained; stored runs refute the first term halved. [LOW-TGT-MOM](low-tgt-mom.md) says why L cannot be δ in the lag.',
  },
  'TGT-MVR': {
    inWords:
      "This is what the authors' code does with variance reduction: it corrects $\\nabla f$, not $\\nabla f - \\nabla h$, by sampled changes. So $L_2$, the similarity of samples of f at two points, stands where AuxMVR has Δ.",
    tuned: '[RATE-TGT-MVR](rate-tgt-mvr.md).',
    againstSgd: `A round takes two target gradients. ${separately}`,
    silent: 'If the draws have no one law, or the local draw of a step is not evaluated at the snapshot too.',
    tightness:
      'Stored runs refute the first term halved. [LOW-TGT-MVR](low-tgt-mvr.md) says why noise that f and h share is paid for.',
  },
  'SGD-1': {
    inWords:
      'This is the baseline: what SGD on f alone guarantees. The step size balances the distance to go against the noise.',
    tuned:
      'Without noise $\\eta = 1/L$ gives $2LF_0/T$. With noise $\\eta = \\min(1/L, \\sqrt{2F_0/(LT\\sigma_f^2)})$ gives $\\sqrt{8LF_0\\sigma_f^2/T}$ if the second is the smaller.',
    againstSgd: '[LOW-SGD](low-sgd.md) says what SGD cannot beat, with any constant step size.',
    silent: 'For step sizes that change, momentum, and $L\\eta > 1$.',
    tightness: `It is attained: at $L\\eta = 1$ a run on $\\tfrac12Lx^2$ has exactly this average. ${tight}.`,
  },
  'RATE-DET': {
    inWords: `${trick} A local step is no longer than $1/L$, and K of them go as far as one step of length about $1/\\delta$.`,
    tuned: 'This is the tuned rate: a = 1, and η depends only on L, δ and K.',
    againstSgd:
      '$L/K + \\tfrac57\\delta$ stands where SGD has L; [SEP-DET](sep-det.md) is the comparison with what SGD cannot beat.',
    silent: 'With noise, and if $\\delta > \\tfrac75L(1-1/K)$. There it promises no more than SGD does.',
    tightness: `The term in L/K is attained. The term in δ is within a factor 1.43 of [LOW-MOM](low-mom.md) for long runs. ${tight}.`,
  },
  'RATE-MOM': {
    inWords:
      'This is AuxMOM with noise and an affine $\\nabla D$. a is proportional to the length of a round, and the step shrinks with the noise and the horizon. The free number s is the accuracy that the noise terms may cost.',
    tuned:
      'At $s = \\sqrt{2PV/(KT)}$ the last two terms are $2\\sqrt{2P(4\\delta\\sigma_D^2 + (L+2\\delta)\\sigma_h^2/K)/T}$.',
    againstSgd:
      'δ stands where SGD has L, both beside $F_0/T$ and under the root, and K divides both L and σ_h². [SEP-NOISE](sep-noise.md) is the comparison.',
    silent: 'If the Hessian of $f - h$ changes with x. See [RATE-MOM-G](rate-mom-g.md).',
    tightness: `The worst known run reaches 0.721 of the bound. ${benefit} has the gap to the lower bounds, term by term.`,
  },
  'RATE-MOM-G': {
    inWords: 'This is [RATE-MOM](rate-mom.md) for any f and h, at twice the price of δ.',
    tuned: 'At $s = \\sqrt{2PV/(KT)}$ the last two terms are $2\\sqrt{2PV/(KT)}$.',
    againstSgd:
      'δ stands where SGD has L, both beside $F_0/T$ and under the root, and K divides both L and σ_h². Where the difference is affine, [SEP-NOISE](sep-noise.md) is the comparison.',
    silent: 'For δ = 0. Use [RATE-DET](rate-det.md) then, or choose a by hand in MOM-3.',
    tightness: `The worst known run reaches 0.730 of the bound. ${benefit} has the gap to the lower bounds, term by term.`,
  },
  'RATE-MVR': {
    inWords:
      'This is AuxMVR without local noise. a is the square of the length of a round, in units of 1/δ. So the estimate is refreshed only as fast as it gets old. The free number r is a length of a round.',
    tuned:
      'At $r^3 = F_0/(16\\delta^2\\sigma_D^2T)$ the noise enters as $3\\cdot16^{1/3}(\\delta\\sigma_DF_0/T)^{2/3}$.',
    againstSgd:
      'It is better than the square root of AuxMOM and of SGD for long runs, but a round takes two target gradients.',
    silent: 'With local noise, and if only the means are similar (A2, not A5).',
    tightness: `The worst known run reaches 0.679 of the bound. There is no lower bound for AuxMVR here. ${tight}.`,
  },
  'RATE-MVR-2': {
    inWords:
      'This is [RATE-MVR](rate-mvr.md) where all snapshot draws have one law: the same shape with smaller numbers. a is smaller for the same round, so the estimate is refreshed less often.',
    tuned:
      'At $r^3 = F_0/(5\\Delta^2\\sigma_D^2T)$ the noise enters as $3\\cdot5^{1/3}(\\Delta\\sigma_DF_0/T)^{2/3}$.',
    againstSgd: 'As for RATE-MVR: a round takes two target gradients.',
    silent: 'With local noise, and where the law of the draws changes.',
    tightness: `The worst case that the search knows is at 0.67 of the bound. ${tight}.`,
  },
  'RATE-MVR-2P': {
    inWords:
      'This is [RATE-MVR-2](rate-mvr-2.md) with δ of A2, the similarity of the means, beside $F_0$. It is for samples that are much less similar than the means are.',
    tuned: 'At $r^3 = F_0/(8\\Delta^2\\sigma_D^2T)$ the noise enters as $6(\\Delta\\sigma_DF_0/T)^{2/3}$.',
    againstSgd: 'As for RATE-MVR: a round takes two target gradients.',
    silent: 'With local noise, and where the law of the draws changes.',
    tightness: `The worst case that the search knows is at 0.67 of the bound. ${tight}.`,
  },
  'RATE-TGT-MOM': {
    inWords:
      "This is the first rate of the authors' code with momentum. It has $(L/K + \\delta)F_0/T$, as the paper's algorithm has, and no price for additive local noise. But the noise of f counts in full, with L in place of δ.",
    tuned: 'At $s = \\sqrt{2F_0V/T}$ the noise enters as $2\\sqrt{20LF_0\\sigma_f^2/T}$.',
    againstSgd:
      "Its noise term is of the order of SGD's $\\sqrt{LF_0\\sigma_f^2/T}$, so it gains only where the first term counts.",
    silent: 'About correlated noise: noise that f and h share does not drop out.',
    tightness: `The worst random case is at 0.67 of the bound; no stored case halves a term. [The paper's algorithm and the authors' code](../paper-and-code.md) has the comparison.`,
  },
  'RATE-TGT-MVR': {
    inWords:
      "This is the first rate of the authors' code with variance reduction: $(L/K + \\delta)F_0/T$ and $(L_2\\sigma_fF_0/T)^{2/3}$, where AuxMVR has $\\Delta\\sigma_D$.",
    tuned:
      'At $r^3 = F_0/(20L_2^2\\sigma_f^2T)$ the noise enters as $3\\cdot20^{1/3}(L_2\\sigma_fF_0/T)^{2/3}$.',
    againstSgd: 'A round takes two target gradients.',
    silent: 'Where the law of the draws changes, and about noise that f and h share: it does not drop out.',
    tightness: 'The worst random case is at 0.61 of the bound; no stored case halves a term.',
  },
  'LOW-SGD': {
    inWords:
      'For every constant step size of SGD there is a quadratic with these constants on which its average squared gradient is at least this. The average includes $x^0$.',
    tuned: 'It holds for every η: nothing is left to tune.',
    againstSgd:
      'This bound is about SGD itself. It is the side of SGD in [SEP-NOISE](sep-noise.md) and in the first part of [SEP-DET](sep-det.md).',
    silent: 'For step sizes that change, and for the best iterate: [LOW-SGD-ITERATES](low-sgd-iterates.md).',
    tightness:
      'Without noise SGD-1 at $\\eta = 1/L$ gives the same number. With noise they differ by a factor of at most 4.',
  },
  'LOW-SGD-ITERATES': {
    inWords:
      'For every constant step size of SGD there is a problem with these constants on which *every* iterate has at least this squared gradient, even the best one. The problem is a Huber function: a parabola with straight sides, on which a step moves only by ηg.',
    tuned: 'It holds for every η: nothing is left to tune.',
    againstSgd: 'It is about SGD itself, and is the side of SGD in the second part of [SEP-DET](sep-det.md).',
    silent: 'With noise, and for step sizes that change.',
    tightness: 'For long runs it is a factor 4 below what SGD-1 guarantees for the average.',
  },
  'LOW-MOM': {
    inWords:
      'For all η and a there is a problem with these constants on which the average squared gradient of AuxMOM is at least this. So δ, L/K and the noises each have a price.',
    tuned: 'It holds for all parameters: nothing is left to tune.',
    againstSgd: 'For K = 1 it says that AuxMOM is provably not better than SGD.',
    silent: `For AuxMVR, for starts other than $m^0 = \\nabla D(x^0)$, and if $2\\delta > L$.`,
    tightness: `${benefit} has the gap to the upper bounds, term by term: from 1 (L/K) to 77 (σ_D, on quadratics).`,
  },
  'SEP-DET': {
    inWords:
      'Without noise AuxMOM is provably better than SGD by a factor c if $1/K + \\tfrac57\\delta/L$ is small. This does not compare two upper bounds. It compares what AuxMOM guarantees with what SGD cannot do.',
    tuned: 'AuxMOM takes the parameters of [RATE-DET](rate-det.md); SGD may take any constant step size.',
    againstSgd: '`npx auxopt advise` says by how much for given numbers.',
    silent: 'With noise, for a single easy problem, and for step sizes of SGD that change.',
    tightness: `AuxMOM is never better by more than a factor K ([LOW-MOM](low-mom.md)). ${benefit} draws the region.`,
  },
  'SEP-NOISE': {
    inWords:
      'With noise AuxMOM is provably better than SGD by a factor c if RATE-MOM, at its best s, is below 1/c of what SGD cannot beat.',
    tuned: 'AuxMOM takes the parameters of [RATE-MOM](rate-mom.md); SGD may take any constant step size.',
    againstSgd: '`npx auxopt advise` says by how much for given numbers.',
    silent: 'If the difference is not affine, and for a single easy problem.',
    tightness: `${benefit} has the gap of either side, term by term.`,
  },
  'SEP-CORR': {
    inWords:
      'Suppose that the noises of g_f and g_h of a sample have the same variance and correlation ρ. Then the noise of the difference is $2(1-\\rho)$ times that of f. AuxMOM is provably better than SGD if ρ is close enough to 1 and T is large enough.',
    tuned: 'AuxMOM takes the parameters of [RATE-MOM](rate-mom.md); SGD may take any constant step size.',
    againstSgd: '`npx auxopt advise` says by how much, with $\\sigma_D^2 = 2(1-\\rho)\\sigma_f^2$.',
    silent:
      'At a lower correlation. There nothing is promised, and there are problems on which an auxiliary harms. With local noise, see [SEP-NOISE](sep-noise.md).',
    tightness: 'The condition is simple, but further from the truth than that of SEP-NOISE.',
  },
  'LOW-LTI': {
    inWords:
      'Momentum with constant coefficients does not help. Take any method that adds up past gradients with fixed weights and starts at rest: SGD, heavy ball, Nesterov or dampened momentum, with any β. It has the floor of SGD, up to a factor of 2. One quadratic shows this for all of them. What such a method forgets of its start in one step is exactly what it takes in of a noise. So it cannot be both fast and quiet.',
    tuned:
      'It holds for all coefficients, tuned to T, L, $\\sigma_f$ and $F_0$ too: nothing is left to tune.',
    againstSgd:
      'SGD is such a method: [LOW-SGD](low-sgd.md) has up to $\\sqrt2$ (with noise) or 2 times as much for it alone. [SEP-LTI](sep-lti.md) is the comparison with AuxMOM.',
    silent:
      'For schedules, for momentum that starts as $m^0 = \\nabla f(x^0)$, and for the first step of torch with dampening. There a run may take one long step and then short ones. The first floor is what $x^0$ alone adds to the average. Every method that takes a gradient there pays it.',
    tightness:
      'At its best N the third floor is 0.45 to 0.9 of what SGD with its best step size does on that quadratic, for T from 100 to 10000. For long runs it tends to $\\sqrt{2LF_0\\sigma_f^2/T}$, the best constant that [LOW-SGD](low-sgd.md) has for SGD.',
  },
  'LOW-HB-ITERATES': {
    inWords:
      'For every step size and momentum of heavy ball there is a problem with these constants on which *every* iterate has at least this squared gradient, even the best one.',
    tuned:
      'It holds for every η and β: nothing is left to tune. The floor falls with β, because momentum does go further.',
    againstSgd: 'For β = 0 it is [LOW-SGD-ITERATES](low-sgd-iterates.md).',
    silent:
      'With noise, and for Nesterov. No floor of order $LF_0/T$ is known that holds for every β at once.',
    tightness: 'Attained for T = 1 and, as $\\eta L$ tends to 2, for β = 0.',
  },
  'LOW-TGT-MOM': {
    inWords:
      "The code is not the algorithm. On $f = h = \\tfrac12Lx^2$, where nothing is dissimilar, the authors' code with momentum has an average that does not fall with K, whatever its step size is: at a fixed $a < 1$ its estimate of $\\nabla f$ is out of date when the point has moved. AuxMOM on the same problem has $2LF_0/(KT)$.",
    tuned:
      'It holds for every η and every a. [RATE-TGT-MOM](rate-tgt-mom.md) escapes only because its a is close to 1.',
    againstSgd: 'It says nothing about SGD.',
    silent: 'At $a = 1$, where the code is the algorithm, and for T = 1.',
    tightness: 'Random runs come within a factor of 2.7 of it.',
  },
  'LOW-TGT-MVR': {
    inWords:
      "Noise that f and h share drops out of the paper's algorithm, and not of the authors' code. On $f = h = \\tfrac12Lx^2$ with sampled slopes $(1 \\pm \\varsigma)L$, the same for f and h, the difference has no noise at all. AuxMOM and AuxMVR have at most $2LF_0/(KT)$ there, the code has an average that does not fall with K.",
    tuned: 'It holds for every η and every a.',
    againstSgd: 'It says nothing about SGD.',
    silent: 'For T = 1, and for a first-snapshot start.',
    tightness: 'Random runs come within a factor of 3 of it.',
  },
  'SEP-LTI': {
    inWords:
      'AuxMOM is provably better, by a factor c, than SGD, heavy ball, Nesterov and every other method with constant coefficients that starts at rest. The condition is that its rate is below 1/c of what none of them can beat.',
    tuned:
      'AuxMOM takes the parameters of [RATE-DET](rate-det.md) or [RATE-MOM](rate-mom.md); the others may take any coefficients.',
    againstSgd:
      '`npx auxopt advise` says by how much for given numbers. Against SGD alone [SEP-DET](sep-det.md) and [SEP-NOISE](sep-noise.md) say as much or more.',
    silent:
      "Against schedules, $m^0 = \\nabla f(x^0)$ and torch's first step with dampening, and for a single easy problem. Without noise it compares with $2LF_0/T$, which is what $x^0$ alone adds to the average.",
    tightness: `${benefit} has an example with exact runs of heavy ball.`,
  },
  STAB: {
    inWords:
      'On quadratics whose matrices commute, AuxMOM without noise converges for these parameters and for no others. The condition is checked in every direction of the spectrum.',
    tuned: 'It says which parameters converge at all. It does not say which are fast.',
    againstSgd:
      'SGD converges for $\\eta L < 2$. Here a concave h forbids a small a with many local steps, whatever L is. This explains the late collapse of some training runs.',
    silent: 'For matrices that do not commute, with noise, and beyond quadratics.',
    tightness: 'Necessary and sufficient.',
  },
  CORR: {
    inWords:
      'If the noises of the samples of f and h agree more, this never hurts. Every expected squared gradient falls or stays the same when the covariance of the difference falls.',
    tuned: 'It holds for all parameters: correlate as far as you can.',
    againstSgd: 'SGD has no auxiliary. This compares two ways to sample for AuxMOM or AuxMVR.',
    silent:
      'Beyond quadratics, for noise that depends on x, and if only the scalar correlation grows. In the last case the claim is false, with a counterexample.',
    tightness: 'It is exact: the theorem is an equation, and it says when the fall is strict.',
  },
  NAIVE: {
    inWords:
      'The naive method uses h as if it were f, with only one gradient of f per round. It stops at a wrong point, however long it runs. The error is a fixed share of ζ, the disagreement of the two gradients.',
    tuned: 'For the parameters of the published toy.',
    againstSgd: 'SGD on f converges there, and so does AuxMOM.',
    silent: 'For other problems. There the naive method may converge or diverge.',
    tightness: 'Exact: the limit itself.',
  },
};
