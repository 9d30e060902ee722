/**
 * Mistakes in the equations: lines of a page, and what the program computes in their place. In them ζ is the draw of a local step, and every
 * other sample one of the round: ξ′ and ζ′ are other ones than ξ and ζ, and ξ⁻ is that of the round before.
 */
import { readMistakes, type Mutant } from './mutant.js';

/** In the update of the estimate. */
const estimateMutants = readMistakes(`
aux-mom weights-swapped: a and 1 − a are exchanged in the estimate
  m ← ⇒ m ← a m + (1 − a) (∇f(x, ξ) − ∇h(x, ξ))
aux-mom heavy-ball: the new sample enters in full, (1 − a)m + g, instead of as an average
  m ← ⇒ m ← (1 − a) m + (∇f(x, ξ) − ∇h(x, ξ))
aux-mom missing-auxiliary: −g_h(x) is missing from the sample
  m ← ⇒ m ← (1 − a) m + a (∇f(x, ξ))
aux-mom no-momentum: every round takes its own sample in full, as if a were 1
  m ← ⇒ m ← ∇f(x, ξ) − ∇h(x, ξ)
aux-mom momentum-forgotten (zero): the estimate is reset to zero at the start of every round
  m ← ⇒ m ← a (∇f(x, ξ) − ∇h(x, ξ))
aux-mom momentum-after-steps: the estimate is updated after the local steps, which use the old one
  m ← ⇒
  x ← y ⇒ m ← (1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ))|x ← y
aux-mvr bracket-weight-one: the bracket g_D(x^{t−1}) − g_D(x^{t−2}) has weight 1 instead of 1 − a
  m ← ⇒ m ← (1 − a) m + a g + (g − g′)
aux-mvr bracket-sign: the bracket g_D(x^{t−1}) − g_D(x^{t−2}) is subtracted instead of added
  m ← ⇒ m ← (1 − a) m + a g − (1 − a) (g − g′)
aux-mvr bracket-dropped: the gradients at x^{t−2} are taken and then not used
  m ← ⇒ m ← (1 − a) m + a g
aux-mvr-target bracket-weight-a: the old error u − g_f(x^{t−2}) is shrunk by a instead of by 1 − a
  u ← ⇒ u ← ∇f(x, ξ) + a (u − ∇f(w, ξ))
aux-mom-target target-weights-swapped: a and 1 − a are exchanged in the estimate
  u ← ⇒ u ← a u + (1 − a) ∇f(x, ξ)
`);

/** In the gradients: which function, at which point, with which sample. */
const gradientMutants = readMistakes(`
aux-mom independent-snapshot-atoms: g_f and g_h of a round are drawn independently instead of jointly
  sample ξ ⇒ sample ξ|sample ξ′
  m ← ⇒ m ← (1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ′))
aux-mom functions-swapped: f and h are exchanged in the sample of the round: g_h − g_f instead of g_f − g_h
  m ← ⇒ m ← (1 − a) m + a (∇h(x, ξ) − ∇f(x, ξ))
aux-mom correction-at-new-iterate: the sample is taken at xᵗ, after the local steps, instead of at x^{t−1}
  m ← ⇒
  x ← y ⇒ x ← y|m ← (1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ))
aux-mom stale-snapshot: the sample is taken at x^{t−2} instead of at x^{t−1}
  state ⇒ state  x; w from x; m
  m ← ⇒ m ← (1 − a) m + a (∇f(w, ξ) − ∇h(w, ξ))|w ← x
aux-mom stale-target: g_f is taken at x^{t−2} and g_h at x^{t−1}
  state ⇒ state  x; w from x; m
  m ← ⇒ m ← (1 − a) m + a (∇f(w, ξ) − ∇h(x, ξ))|w ← x
aux-mom snapshot-atom-reused: every round uses the sample ξ of the round before
  sample ξ ⇒ sample ξ⁻
  m ← ⇒ m ← (1 − a) m + a (∇f(x, ξ⁻) − ∇h(x, ξ⁻))
aux-mom exact-snapshot: the round uses the exact gradient of h in place of its sample
  m ← ⇒ m ← (1 − a) m + a (∇f(x, ξ) − ∇h(x))
aux-mom weight-decay: weight decay is left on: g_f(x) + x
  m ← ⇒ m ← (1 − a) m + a (∇f(x, ξ) + x − ∇h(x, ξ))
aux-mvr fresh-atom-at-old-point: the gradients at x^{t−2} use a fresh sample instead of ξᵗ
  g′ ← ⇒ in round 1|  g′ ← g|afterwards|  sample ξ′|  g′ ← ∇f(w, ξ′) − ∇h(w, ξ′)
aux-mvr old-snapshot-too-old: the old snapshot is x^{t−3} instead of x^{t−2}
  state ⇒ state  x; w from x; v from x; m
  g′ ← ⇒ g′ ← ∇f(v, ξ) − ∇h(v, ξ)
  w ← x ⇒ v ← w|w ← x
aux-mvr old-snapshot-is-start: the old snapshot is x⁰ instead of x^{t−2}, as in SVRG with one outer loop
  w ← x ⇒
aux-mvr-target old-gradient-remembered: the gradient at x^{t−2} is kept from the round before, with its
  old sample
  sample ξ ⇒ sample ξ|sample ξ⁻
  u ← ⇒ u ← ∇f(x, ξ) + (1 − a) (u − ∇f(w, ξ⁻))
aux-mvr-target target-old-snapshot-too-old: the old snapshot is x^{t−3} instead of x^{t−2}
  state ⇒ state  x; w from x; v from x; u
  u ← ⇒ u ← ∇f(x, ξ) + (1 − a) (u − ∇f(v, ξ))
  w ← x ⇒ v ← w|w ← x
aux-mom stale-auxiliary-gradient: the auxiliary gradient lags one local step behind
  y ← x ⇒ y ← x|z ← x
  d ← ⇒ d ← ∇h(z, ζ) + m
  y ← y ⇒ z ← y|y ← y − η d
aux-mvr auxiliary-only-at-snapshot: the auxiliary gradient is taken at the snapshot in every local step
  d ← ⇒ d ← ∇h(x, ζ) + m
aux-mom local-atom-reused: one local sample serves all local steps of a round
  repeat ⇒ sample ζ|repeat K
  sample ζ ⇒
aux-mom local-draw-from-snapshot: the local steps draw from the snapshot oracle
  sample ζ ⇒ sample ξ′
  d ← ⇒ d ← ∇h(y, ξ′) + m
aux-mvr local-gradient-of-target: the local steps follow the gradient of f instead of h
  sample ζ ⇒ sample ξ′
  d ← ⇒ d ← ∇f(y, ξ′) + m
aux-mom nesterov: the auxiliary gradient is taken at the look-ahead point y − η(1 − a)m
  d ← ⇒ d ← ∇h(y − η (1 − a) m, ζ) + m
aux-mom-target control-variate-other-atom: the two gradients of a local step use different samples
  sample ζ ⇒ sample ζ|sample ζ′
  d ← ⇒ d ← ∇h(y, ζ) − ∇h(x, ζ′) + u
aux-mvr-target control-variate-stale: the control variate g_h(x) is taken at x^{t−2} instead of at x^{t−1}
  w ← x ⇒
  d ← ⇒ d ← ∇h(y, ζ) − ∇h(w, ζ) + u
  x ← y ⇒ w ← x|x ← y
aux-mom-target control-variate-snapshot-draw: the control variate g_h(x) comes from the snapshot oracle
  d ← ⇒ d ← ∇h(y, ζ) − ∇h(x, ξ) + u
naive naive-auxiliary-first: step 1 follows the auxiliary too
  d ← ∇f ⇒ d ← ∇h(x, ξ)
naive naive-stale-target: step 1 takes the target gradient at x^{t−2} instead of at x^{t−1}
  state ⇒ state  x; w from x
  d ← ∇f ⇒ d ← ∇f(w, ξ)
  x ← y ⇒ w ← x|x ← y
sgd sgd-stale-iterate: the gradient is taken at x^{t−2} instead of at x^{t−1}
  state ⇒ state  x; w from x
  d ← ⇒ d ← ∇f(w, ξ)|w ← x
sgd sgd-atom-reused: every round uses the sample of the round before
  sample ξ ⇒ sample ξ⁻
  d ← ⇒ d ← ∇f(x, ξ⁻)
`);

/** In the local steps: direction, step size, count, and where a round begins and ends. */
const stepMutants = readMistakes(`
aux-mom correction-sign: the estimate is subtracted from the auxiliary gradient instead of added
  d ← ⇒ d ← ∇h(y, ζ) − m
aux-mvr correction-only-first-step: the estimate corrects the first local step only
  d ← ⇒ if k = 1|  d ← ∇h(y, ζ) + m|otherwise|  d ← ∇h(y, ζ)
aux-mom correction-weighted-twice: the local steps use a·m instead of m
  d ← ⇒ d ← ∇h(y, ζ) + a m
aux-mom-target control-variate-sign: the control variate g_h(x) is added instead of subtracted
  d ← ⇒ d ← ∇h(y, ζ) + ∇h(x, ζ) + u
aux-mvr-target control-variate-dropped: the control variate g_h(x) is missing from the direction
  d ← ⇒ d ← ∇h(y, ζ) + u
aux-mom rate-twice: the learning rate is applied twice
  y ← y ⇒ y ← y − η² d
aux-mvr ascent: the step goes along its direction instead of against it
  y ← y ⇒ y ← y + η d
sgd sgd-rate-weighted: the step size is η·a instead of η
  given ⇒ given  η > 0 each round; 0 < a ≤ 1 each round
  x ← ⇒ x ← x − η a d
aux-mom one-step-too-many: K + 1 local steps are made instead of K
  repeat ⇒ repeat K + 1
aux-mom one-step-too-few: K − 1 local steps are made instead of K
  repeat ⇒ repeat K − 1
aux-mom last-step-lost: a round starts from y^{t−1,K−1} instead of x^{t−1}: the local point is reset one
  step late
  state ⇒ state  x; m; z from x
  y ← x ⇒ y ← z
  y ← y ⇒ z ← y|y ← y − η d
aux-mvr average-without-reset: the iterate is the average of the round, and the local point is never
  reset to it
  state ⇒ state  x; w from x; m; y from x
  y ← x ⇒ s ← y
  y ← y ⇒ y ← y − η d|s ← s + y
  x ← y ⇒ x ← s / (K + 1)
aux-mvr restart-from-start: every round starts its local steps from x⁰
  state ⇒ state  x; w from x; m; z from x
  y ← x ⇒ y ← z
aux-mom-target average-iterate: the new iterate is the average of the local points instead of the last one
  y ← x ⇒ y ← x|s ← x
  y ← y ⇒ y ← y − η d|s ← s + y
  x ← y ⇒ x ← s / (K + 1)
aux-mvr-target penultimate-iterate: the new iterate is the last but one local point
  y ← x ⇒ y ← x|z ← x
  y ← y ⇒ z ← y|y ← y − η d
  x ← y ⇒ x ← z
naive naive-damped: the auxiliary steps are weighted with a
  given ⇒ given  η > 0 each step; 0 < a ≤ 1 each round; K ≥ 1
  d ← ∇h ⇒ d ← a ∇h(y, ζ)
`);

export const pageMutants: readonly Mutant[] = [...estimateMutants, ...gradientMutants, ...stepMutants];
