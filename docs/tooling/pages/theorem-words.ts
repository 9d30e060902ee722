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
  'Without noise, the best choice is $a = 1$ and $\\eta K \\approx 7/(5\\delta)$ ([RATE-DET](rate-det.md)). The smaller δ is, the longer a round may be, whatever L is.';
const separately = `Comparing two upper bounds does not show which method is better. ${benefit} compares this bound with a lower bound for SGD.`;

/** By theorem; a new theorem does not compile without. */
export const theoremWords: Readonly<Record<TheoremId, TheoremWords>> = {
  'MOM-1': {
    inWords:
      'AuxMOM finds a point of small gradient for any f and h, convex or not, as long as a round is not too long ($\\delta\\eta K \\le a/\\sqrt8$ and $2L\\eta \\le 1$ suffice). The bound has four terms: for the start $f(x^0)$, for the error of $m^0$, for the noise of the expensive samples (snapshot noise), and for the noise of the cheap ones (local noise).',
    tuned: `[RATE-DET](rate-det.md) without noise, [RATE-MOM-G](rate-mom-g.md) with it. ${trick}`,
    againstSgd: `SGD's first term is $2F_0/(\\eta T)$ with $\\eta \\le 1/L$. Here it is $2F_0/(\\eta KT)$, with $\\eta K$ up to about $1/\\delta$. ${separately}`,
    silent:
      'The bound is weak if $\\sigma_h > 0$ and a is as small as the condition allows. The last term is then at least $(1-a)^2\\sigma_h^2/(2K)$, however long the run is. MOM-2 and MOM-3 do not have this weakness.',
    tightness: `The worst run found reaches 0.797 of the bound under the simple condition, and up to 1 under the exact one. ${tight}.`,
  },
  'MOM-1H': {
    inWords:
      'The term for snapshot noise is up to a third smaller than that of MOM-1. In return, the step may have to be slightly shorter.',
    tuned: `With the best a, the noise term of a long run is 1.14 times smaller than that of MOM-1. ${trick}`,
    againstSgd: `δ replaces the L of SGD. ${separately}`,
    silent:
      'If $\\sigma_D$ is small, use MOM-1: its condition is weaker. If $\\nabla D$ is affine, use MOM-2: its bound is smaller.',
    tightness: `The worst run found reaches 0.783 of the bound under the simple condition, and up to 1 under the exact one. If the first term is halved, a stored run exceeds the bound. The same holds for the local noise term. For the other terms there is only the proof. ${tight}.`,
  },
  'MOM-2': {
    inWords:
      'If $\\nabla D$ is affine, as it is for all quadratics, a may be $\\sqrt2$ times smaller than in MOM-1 for the same step, and the term for local noise has an extra factor a. The reason: only the mean path of the point makes the estimate m lag behind.',
    tuned: `[RATE-MOM](rate-mom.md), at $a = 2\\delta K\\eta$. ${trick}`,
    againstSgd: `δ replaces the L of SGD, and K divides both L and the local noise. ${separately}`,
    silent: 'If the Hessian of $f - h$ changes with x, use MOM-1 or MOM-3.',
    tightness: `The worst run found reaches 0.828 of the bound under the simple condition, and up to 1 under the exact one. ${tight}.`,
  },
  'MOM-3': {
    inWords:
      'Under the assumptions of MOM-1, the term for local noise gets an extra factor a, and the step has to be smaller. The proof treats the noise and the lag of the estimate separately.',
    tuned: `[RATE-MOM-G](rate-mom-g.md), at $a = 4\\delta K\\eta$. ${trick}`,
    againstSgd: `δ replaces the L of SGD, and K divides both L and the local noise. ${separately}`,
    silent: 'If $a < 4\\delta\\eta K$ and the exact condition fails too, use MOM-1. Its condition is weaker.',
    tightness: `The worst run found reaches 0.787 of the bound under the simple condition, and up to 1 under the exact one. ${tight}.`,
  },
  'MVR-1': {
    inWords:
      'AuxMVR evaluates the new sample at the old point too, so the noise that remains is proportional to the distance that the point has moved. Assumption A5 requires that each sample of f resembles the same sample of h in mean square. A round takes two gradients of each function.',
    tuned:
      '[RATE-MVR](rate-mvr.md), for $\\sigma_h = 0$. The noise enters as $(\\delta\\sigma_DF_0/T)^{2/3}$ instead of a square root.',
    againstSgd: `A round takes two target gradients. So compare T rounds with 2T steps of SGD. ${separately}`,
    silent:
      'The bound is weak if $\\sigma_h > 0$ and a is as small as the condition allows. It is then at least $(1-a)^2\\sigma_h^2/((2-a)K)$. If only the means are similar (A2, not A5), use MOM-1.',
    tightness: `The worst run found reaches 0.797 of the bound under the simple condition, and up to 1 under the exact one. ${tight}.`,
  },
  'MVR-2': {
    inWords:
      'If all snapshot draws have the same distribution, the terms for noise and lag are half of those of MVR-1. The noises of neighbouring rounds partly cancel. One extra term remains at the end of the run. It is 0 if the variance is the same at all points.',
    tuned:
      '[RATE-MVR-2](rate-mvr-2.md) and [RATE-MVR-2P](rate-mvr-2p.md) without local noise. The noise term is $5.13(\\Delta\\sigma_DF_0/T)^{2/3}$. RATE-MVR has 7.56 in place of 5.13.',
    againstSgd: `A round takes two target gradients. So compare T rounds with 2T steps of SGD. ${separately}`,
    silent:
      'It does not cover epochs, cyclic or Markov sampling, a changing batch size, or sampling that depends on the past. With two distributions it is false, by a factor of up to 13. [MVR-1](mvr-1.md) covers all of these, and its bound is smaller if $a > \\tfrac12$ or $aT$ is small.',
    tightness: `The worst run found reaches 0.816 of the bound under the simple condition, and up to 1 under the exact one. For most terms, a stored run exceeds the bound in which that term is halved. For the terms of the lag, of the drift and of the end of the run there is only the proof. ${tight}.`,
  },
  'FAM-1': {
    inWords:
      'Between AuxMOM and AuxMVR there is a method for every γ from 0 to 1: γ says how much of the estimate is carried from the old snapshot to the new one. This theorem bounds all of them. The lag of the estimate is the larger of two: what AuxMVR has of it grows with γ, what AuxMOM has of it shrinks.',
    tuned:
      'Take [FAM-2](fam-2.md) for a γ in closed form. The best γ makes the bound smaller by an eighth at most, and only where neither AuxMOM nor AuxMVR is clearly better.',
    againstSgd: `For γ > 0 a round takes two target gradients. So compare T rounds with 2T steps of SGD. ${separately}`,
    silent:
      'It does not cover epochs, cyclic or Markov sampling, a changing batch size, or sampling that depends on the past. At $\\gamma = 1$ use [MVR-2](mvr-2.md), at $\\gamma = 0$ use [MOM-1](mom-1.md) or [MOM-1H](mom-1h.md), which need less.',
    tightness: `The worst run found reaches 0.826 of the bound under the simple condition, and up to 1 under the exact one. For the lag, the drift and the end of the run there is only the proof. ${tight}.`,
  },
  'FAM-2': {
    inWords:
      'A good γ in closed form: $\\gamma = \\delta^2/(\\delta^2 + \\varphi a\\Delta^2)$. If single samples are as similar as the means ($\\Delta = \\delta$) and a is small, γ is near 1, which is AuxMVR. If they are much less similar, γ is near 0, which is AuxMOM.',
    tuned:
      'Choose φ and a first, then γ. φ near 1 is for a small γ, φ near 0 for a large one; $\\varphi = \\tfrac12$ is never far off.',
    againstSgd: `A round takes two target gradients. So compare T rounds with 2T steps of SGD. ${separately}`,
    silent:
      'It says no more than [FAM-1](fam-1.md) does at this γ, and it has the same exceptions. At equal numbers of target gradients the family gains 1.07 at most over the better of AuxMOM and AuxMVR.',
    tightness: `The worst run found reaches 0.828 of the bound under the simple condition, and up to 1 under the exact one. ${tight}.`,
  },
  'TGT-MOM': {
    inWords:
      "This is what the authors' code does with momentum: it averages $\\nabla f$, not $\\nabla f - \\nabla h$. The drift of a round is the same as in AuxMOM and depends on δ. But the estimate lags behind $\\nabla f$ itself, and that lag depends on L. So long rounds need an a close to 1.",
    tuned: '[RATE-TGT-MOM](rate-tgt-mom.md), at $a = 5Lw/(1+5Lw)$ with $w = \\eta K$.',
    againstSgd: `Its first term is that of AuxMOM. Its noise term is of the same order as SGD's. ${separately}`,
    silent:
      'Each local step must use the same draw of h at y and at the snapshot. At $a = 1$ without noise the method is AuxMOM: see [RATE-DET](rate-det.md).',
    tightness:
      'Under its exact condition the bound is nearly attained. If its first term is halved, stored runs exceed it. [LOW-TGT-MOM](low-tgt-mom.md) shows why the lag depends on L and not on δ.',
  },
  'TGT-MVR': {
    inWords:
      "This is what the authors' code does with variance reduction: it corrects $\\nabla f$, not $\\nabla f - \\nabla h$, by sampled changes. So its bound has $L_2$ in place of the Δ of AuxMVR. $L_2$ limits how much a sampled gradient of f changes between two points.",
    tuned: '[RATE-TGT-MVR](rate-tgt-mvr.md).',
    againstSgd: `A round takes two target gradients. ${separately}`,
    silent:
      'All draws must have the same distribution. Each local step must use the same draw of h at y and at the snapshot.',
    tightness:
      'If its first term is halved, stored runs exceed the bound. [LOW-TGT-MVR](low-tgt-mvr.md) shows that noise which f and h share does not cancel.',
  },
  'SGD-1': {
    inWords:
      'This is the baseline, the guarantee of SGD on f alone. A larger step size makes the first term smaller and the noise term larger.',
    tuned:
      'Without noise $\\eta = 1/L$ gives $2LF_0/T$. With noise $\\eta = \\min(1/L, \\sqrt{2F_0/(LT\\sigma_f^2)})$ gives $\\sqrt{8LF_0\\sigma_f^2/T}$ if the root in η is smaller than $1/L$.',
    againstSgd: '[LOW-SGD](low-sgd.md) is the matching lower bound, for any constant step size.',
    silent: 'It does not cover schedules, momentum, or $L\\eta > 1$.',
    tightness: `It is attained: at $L\\eta = 1$ a run on $\\tfrac12Lx^2$ has exactly this average. ${tight}.`,
  },
  'RATE-DET': {
    inWords: `${trick} η is at most $1/L$, but K local steps go as far as one step of size about $1/\\delta$.`,
    tuned: 'The parameters are tuned already: a = 1, and η depends only on L, δ and K.',
    againstSgd:
      '$L/K + \\tfrac57\\delta$ replaces the L of SGD. [SEP-DET](sep-det.md) compares it with a lower bound for SGD.',
    silent: 'It does not cover noise. If $\\delta > \\tfrac75L(1-1/K)$, it promises no more than SGD-1.',
    tightness: `The term in L/K is attained. The term in δ is within a factor 1.43 of [LOW-MOM](low-mom.md) for long runs. ${tight}.`,
  },
  'RATE-MOM': {
    inWords:
      'With noise and an affine $\\nabla D$, the best a is proportional to δηK, and the step size decreases with the noise and with T. The free number s balances the step size against the error that remains from noise.',
    tuned:
      'At $s = \\sqrt{2PV/(KT)}$ the last two terms are $2\\sqrt{2P(4\\delta\\sigma_D^2 + (L+2\\delta)\\sigma_h^2/K)/T}$.',
    againstSgd:
      'δ replaces the L of SGD, in the first term and under the root, and K divides both L and σ_h². [SEP-NOISE](sep-noise.md) is the comparison.',
    silent: 'If the Hessian of $f - h$ changes with x, use [RATE-MOM-G](rate-mom-g.md).',
    tightness: `The worst known run reaches 0.721 of the bound. ${benefit} lists the gap to the lower bounds, term by term.`,
  },
  'RATE-MOM-G': {
    inWords:
      'For any f and h, the rate is that of [RATE-MOM](rate-mom.md) with a term in δ that is twice as large.',
    tuned: 'At $s = \\sqrt{2PV/(KT)}$ the last two terms are $2\\sqrt{2PV/(KT)}$.',
    againstSgd:
      'δ replaces the L of SGD, in the first term and under the root, and K divides both L and σ_h². Where the difference is affine, [SEP-NOISE](sep-noise.md) is the comparison.',
    silent: 'For δ = 0, use [RATE-DET](rate-det.md), or choose a by hand in MOM-3.',
    tightness: `The worst known run reaches 0.730 of the bound. ${benefit} lists the gap to the lower bounds, term by term.`,
  },
  'RATE-MVR': {
    inWords:
      'Without local noise, the best a of AuxMVR is proportional to (δηK)². So the shorter a round is, the more slowly the estimate is refreshed. The free number r limits ηK.',
    tuned:
      'At $r^3 = F_0/(16\\delta^2\\sigma_D^2T)$ the noise enters as $3\\cdot16^{1/3}(\\delta\\sigma_DF_0/T)^{2/3}$.',
    againstSgd:
      'For long runs its noise term is smaller than the square roots of AuxMOM and SGD. But a round takes two target gradients.',
    silent: 'It does not cover local noise. It requires similar samples (A5), not only similar means (A2).',
    tightness: `The worst known run reaches 0.679 of the bound. There is no lower bound for AuxMVR here. ${tight}.`,
  },
  'RATE-MVR-2': {
    inWords:
      'If all snapshot draws have the same distribution, the constants are smaller than those of [RATE-MVR](rate-mvr.md). a is smaller for the same ηK, so the estimate is refreshed more slowly.',
    tuned:
      'At $r^3 = F_0/(5\\Delta^2\\sigma_D^2T)$ the noise enters as $3\\cdot5^{1/3}(\\Delta\\sigma_DF_0/T)^{2/3}$.',
    againstSgd: 'As for RATE-MVR: a round takes two target gradients.',
    silent: 'It does not cover local noise, or draws whose distribution changes.',
    tightness: `The worst run found reaches 0.694 of the bound. ${tight}.`,
  },
  'RATE-MVR-2P': {
    inWords:
      'The first term has the δ of A2, which measures the similarity of the means; the others are those of [RATE-MVR-2](rate-mvr-2.md). The theorem is useful if single samples are much less similar than the means.',
    tuned: 'At $r^3 = F_0/(8\\Delta^2\\sigma_D^2T)$ the noise enters as $6(\\Delta\\sigma_DF_0/T)^{2/3}$.',
    againstSgd: 'As for RATE-MVR: a round takes two target gradients.',
    silent: 'It does not cover local noise, or draws whose distribution changes.',
    tightness: `The worst run found reaches 0.710 of the bound. ${tight}.`,
  },
  'RATE-MVR-H': {
    inWords:
      'With local noise, a has to be larger than [RATE-MVR-2](rate-mvr-2.md) takes it: the local noise moves the point, and a small a remembers old points for long. A second free number, j, says how much larger. The noise of a long run enters as $(\\Delta\\sigma_DF_0/T)^{2/3}$ and as a square root whose noise is between those of the two oracles.',
    tuned:
      'At $j = \\sigma_h/(\\sigma_D\\sqrt K)$ the bracket is $(L+\\Delta)\\sigma_h^2/K + 4\\Delta\\sigma_D\\sigma_h/\\sqrt K$. Then r balances the terms with r.',
    againstSgd: 'As for RATE-MVR: a round takes two target gradients.',
    silent:
      'It does not cover draws whose distribution changes. Against AuxMOM it gains only if the local noise is small: $\\Delta\\sigma_h/\\sqrt K$ much smaller than $\\delta\\sigma_D$.',
    tightness: `The worst run found reaches 0.687 of the bound, without noise. ${tight}.`,
  },
  'RATE-FAM': {
    inWords:
      'The rate of the family between AuxMOM and AuxMVR: r limits ηK as in [RATE-MVR](rate-mvr.md), and a and φ are free too. The larger a is, the larger r may be, and the more noise remains.',
    tuned:
      'Take $\\gamma = \\delta^2/(\\delta^2 + \\varphi a\\Delta^2)$ and the largest r that the condition allows, and choose a and φ so that $2F_0/(rT) + (2a^2/c)\\sigma_D^2$ is least; $\\varphi = \\tfrac12$ is never far off. At φ near 0 this is AuxMVR. The best γ makes the sum smaller by an eighth at most.',
    againstSgd: 'A round takes two target gradients. So compare T rounds with 2T steps of SGD.',
    silent:
      'It has the exceptions of [FAM-2](fam-2.md). [RATE-MVR-2](rate-mvr-2.md), [RATE-MVR-H](rate-mvr-h.md) and [RATE-MOM-G](rate-mom-g.md) are in closed form and nearly as good.',
    tightness: `The worst run found reaches 0.746 of the bound. If the term in L/K is halved, a stored run exceeds it. For the other terms there is only the proof. ${tight}.`,
  },
  'RATE-TGT-MOM': {
    inWords:
      "The authors' code with momentum has the first term of the paper's algorithm, $(L/K + \\delta)F_0/T$, and additive local noise costs nothing. But the noise of f counts in full, multiplied by L and not by δ.",
    tuned: 'At $s = \\sqrt{2F_0V/T}$ the noise enters as $2\\sqrt{20LF_0\\sigma_f^2/T}$.',
    againstSgd:
      "Its noise term is of the order of SGD's $\\sqrt{LF_0\\sigma_f^2/T}$, so it gains only if the first term dominates.",
    silent: 'It does not profit from correlation: noise that f and h share does not cancel.',
    tightness: `The worst run found reaches 0.670 of the bound. If the term in L/K or that in δ is halved, stored runs exceed the bound. [The paper's algorithm and the authors' code](../paper-and-code.md) has the comparison.`,
  },
  'RATE-TGT-MVR': {
    inWords:
      "The authors' code with variance reduction has a rate of two terms, $(L/K + \\delta)F_0/T$ and $(L_2\\sigma_fF_0/T)^{2/3}$, with $L_2\\sigma_f$ in place of the $\\Delta\\sigma_D$ of AuxMVR.",
    tuned:
      'At $r^3 = F_0/(20L_2^2\\sigma_f^2T)$ the noise enters as $3\\cdot20^{1/3}(L_2\\sigma_fF_0/T)^{2/3}$.',
    againstSgd: 'A round takes two target gradients.',
    silent: 'It does not cover draws whose distribution changes. Noise that f and h share does not cancel.',
    tightness:
      'The worst run found reaches 0.680 of the bound. If the term in L/K or that in δ is halved, stored runs exceed the bound.',
  },
  'LOW-SGD': {
    inWords:
      'For every constant step size of SGD there is a quadratic with these constants on which its mean squared gradient is at least the lower bound below. The average includes $x^0$.',
    tuned: 'It holds for every η.',
    againstSgd:
      'This is a bound for SGD itself. [SEP-NOISE](sep-noise.md) and the first part of [SEP-DET](sep-det.md) use it.',
    silent: 'It does not cover schedules. For the best iterate, see [LOW-SGD-ITERATES](low-sgd-iterates.md).',
    tightness:
      'Without noise SGD-1 at $\\eta = 1/L$ gives the same number. With noise they differ by a factor of at most 4.',
  },
  'LOW-SGD-ITERATES': {
    inWords:
      'For every constant step size of SGD there is a problem with these constants on which the squared gradient of *every* iterate, even the best one, is at least the lower bound below. The problem is a Huber function, a parabola that continues as straight lines. On a straight line the gradient is a constant g, so a step moves the point only by ηg.',
    tuned: 'It holds for every η.',
    againstSgd: 'This is a bound for SGD itself. The second part of [SEP-DET](sep-det.md) uses it.',
    silent: 'It does not cover noise or schedules.',
    tightness: 'For long runs it is a factor 4 below what SGD-1 guarantees for the average.',
  },
  'LOW-MOM': {
    inWords:
      'For all η and a there is a problem with these constants on which the mean squared gradient of AuxMOM is at least the lower bound below. So none of the terms in δ, L/K and the noises can be avoided.',
    tuned: 'There is nothing to tune: it holds for all parameters.',
    againstSgd: 'For K = 1 it proves that AuxMOM is not better than SGD.',
    silent: 'It does not cover AuxMVR, starts other than $m^0 = \\nabla D(x^0)$, or $2\\delta > L$.',
    tightness: `${benefit} lists the gap to the upper bounds, term by term: from 1 (L/K) to 77 (σ_D, on quadratics).`,
  },
  'SEP-DET': {
    inWords:
      'Without noise AuxMOM is provably better than SGD by a factor c if $1/K + \\tfrac57\\delta/L$ is small. The theorem compares an upper bound for AuxMOM with a lower bound for SGD.',
    tuned: 'AuxMOM takes the parameters of [RATE-DET](rate-det.md); SGD may take any constant step size.',
    againstSgd: '`npx auxopt advise` computes the factor for given constants.',
    silent: 'It does not cover noise, or SGD with a schedule. On a single easy problem SGD may be better.',
    tightness: `AuxMOM is never better by more than a factor K ([LOW-MOM](low-mom.md)). ${benefit} shows the region in a figure.`,
  },
  'SEP-NOISE': {
    inWords:
      'With noise AuxMOM is provably better than SGD by a factor c under one condition: the bound of RATE-MOM, at its best s, is below 1/c times the lower bound for SGD.',
    tuned: 'AuxMOM takes the parameters of [RATE-MOM](rate-mom.md); SGD may take any constant step size.',
    againstSgd: '`npx auxopt advise` computes the factor for given constants.',
    silent: 'It requires an affine difference. On a single easy problem SGD may be better.',
    tightness: `${benefit} lists the gap on both sides, term by term.`,
  },
  'SEP-CORR': {
    inWords:
      'AuxMOM is provably better than SGD if g_f and g_h have noises of equal variance whose correlation ρ, on the same sample, is close enough to 1, and if T is large enough. The noise of the difference is then $2(1-\\rho)$ times that of f.',
    tuned: 'AuxMOM takes the parameters of [RATE-MOM](rate-mom.md); SGD may take any constant step size.',
    againstSgd: '`npx auxopt advise` says by how much, with $\\sigma_D^2 = 2(1-\\rho)\\sigma_f^2$.',
    silent:
      'At a lower correlation nothing is promised, and on some problems an auxiliary does harm. With local noise, see [SEP-NOISE](sep-noise.md).',
    tightness: 'The condition is simpler than that of SEP-NOISE, and stronger than necessary.',
  },
  'LOW-LTI': {
    inWords:
      'Momentum with constant coefficients does not help. Take any method that adds up past gradients with fixed weights and starts at rest: SGD, heavy ball, Nesterov or dampened momentum, with any β. It has the lower bound of SGD, up to a factor of 2. One quadratic shows this for all of them. In each step, such a method takes in as much noise as it forgets of its start. So it cannot both be fast and average the noise away.',
    tuned: 'It holds for all coefficients, even if they depend on T, L, $\\sigma_f$ and $F_0$.',
    againstSgd:
      'SGD is such a method. [LOW-SGD](low-sgd.md) is up to $\\sqrt2$ (with noise) or 2 times larger, for SGD alone. [SEP-LTI](sep-lti.md) compares with AuxMOM.',
    silent:
      'It does not cover schedules, momentum that starts at $m^0 = \\nabla f(x^0)$, or the first step of torch with dampening. Such a run may take one long step and then short ones. The first lower bound is what $x^0$ contributes to the average of every such method.',
    tightness:
      'At its best N the third lower bound is 0.45 to 0.9 times the result of SGD with its best step size on that quadratic, for T from 100 to 10000. For long runs it tends to $\\sqrt{2LF_0\\sigma_f^2/T}$, which is the best constant in [LOW-SGD](low-sgd.md).',
  },
  'LOW-HB-ITERATES': {
    inWords:
      'For every step size and momentum of heavy ball there is a problem with these constants on which the squared gradient of *every* iterate, even the best one, is at least the lower bound below.',
    tuned:
      'There is nothing to tune: it holds for every η and β. The lower bound decreases with β, because momentum moves further in one step.',
    againstSgd: 'For β = 0 it is [LOW-SGD-ITERATES](low-sgd-iterates.md).',
    silent:
      'It does not cover noise or Nesterov. No lower bound of order $LF_0/T$ for all β at once is known.',
    tightness: 'It is attained for T = 1 and, as $\\eta L$ tends to 2, for β = 0.',
  },
  'LOW-TGT-MOM': {
    inWords:
      "The authors' code with momentum is not the paper's algorithm. Take $f = h = \\tfrac12Lx^2$, a perfect auxiliary. At a fixed $a < 1$ the mean squared gradient of the code does not decrease with K, whatever the step size is. The reason is that its estimate of $\\nabla f$ is out of date after a long round. AuxMOM reaches $2LF_0/(KT)$ on the same problem.",
    tuned:
      'There is nothing to tune: it holds for every η and every a. [RATE-TGT-MOM](rate-tgt-mom.md) is better only because its a is close to 1.',
    againstSgd: 'It does not compare with SGD.',
    silent: 'It does not cover T = 1. It does not cover $a = 1$ either, where the two methods are the same.',
    tightness: 'Random runs come within a factor of 2.7 of it.',
  },
  'LOW-TGT-MVR': {
    inWords:
      "Noise that f and h share cancels in the paper's algorithm, but not in the authors' code. Take $f = h = \\tfrac12Lx^2$ with random curvatures $(1 \\pm \\varsigma)L$, the same for f and h. Then the difference has no noise. The mean squared gradient of AuxMOM and AuxMVR is at most $2LF_0/(KT)$. That of the code does not decrease with K.",
    tuned: 'There is nothing to tune: it holds for every η and every a.',
    againstSgd: 'It does not compare with SGD.',
    silent: 'It does not cover T = 1 or first-snapshot starts.',
    tightness: 'Random runs come within a factor of 3 of it.',
  },
  'SEP-LTI': {
    inWords:
      'AuxMOM is provably better, by a factor c, than every method with constant coefficients that starts at rest. These methods include SGD, heavy ball and Nesterov. The condition is that the rate of AuxMOM is below 1/c times their common lower bound.',
    tuned:
      'AuxMOM takes the parameters of [RATE-DET](rate-det.md) or [RATE-MOM](rate-mom.md); the others may take any coefficients.',
    againstSgd:
      '`npx auxopt advise` computes the factor for given constants. Against SGD alone, [SEP-DET](sep-det.md) and [SEP-NOISE](sep-noise.md) are at least as strong.',
    silent:
      "It does not cover schedules, $m^0 = \\nabla f(x^0)$ or torch's first step with dampening. On a single easy problem another method may be better. Without noise the lower bound is $2LF_0/T$, the contribution of $x^0$ to the average.",
    tightness: `${benefit} has an example with exact runs of heavy ball.`,
  },
  STAB: {
    inWords:
      'On quadratics with commuting Hessians and without noise, AuxMOM converges for the parameters below and for no others. The condition must hold for every pair of eigenvalues.',
    tuned: 'It says which parameters converge at all. It does not say which are fast.',
    againstSgd:
      'SGD converges for $\\eta L < 2$. If h is concave in some direction, AuxMOM with many local steps has another condition, whatever L is: a may not be too small. This explains why some training runs collapse late.',
    silent: 'It does not cover noise, Hessians that do not commute, or functions that are not quadratic.',
    tightness: 'It is necessary and sufficient.',
  },
  CORR: {
    inWords:
      'More correlation between the noises of f and h never hurts. If the covariance of the difference decreases, no expected squared gradient increases.',
    tuned: 'There is nothing to tune. Whatever the parameters are, make the noises as correlated as you can.',
    againstSgd: 'The theorem is not about SGD. It compares two ways to sample for AuxMOM or AuxMVR.',
    silent:
      'It covers quadratics only, and noise that does not depend on x. A larger scalar correlation is not enough: there is a counterexample.',
    tightness: 'It is exact. The theorem is an equation, and it says when the decrease is strict.',
  },
  NAIVE: {
    inWords:
      'The naive method uses h as if it were f, with only one gradient of f per round. It stops at a wrong point, however long it runs. The error is a fixed share of ζ, the disagreement of the two gradients.',
    tuned: 'There is nothing to tune: it is about the parameters of the published toy problem.',
    againstSgd: 'SGD and AuxMOM converge on the toy problem.',
    silent: 'It covers the toy problem only. On other problems the naive method may converge or diverge.',
    tightness: 'It is exact: it gives the limit.',
  },
};
