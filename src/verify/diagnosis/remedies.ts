/** What to write instead of a fitted edit. */
import { methods, type MethodName } from '../../../spec/methods/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { isIgnoredStart, isWrongReport } from './describe-edit.js';
import type { Fit } from './edit.js';
import { batchFromExact, exactFromSamples } from './start-samples.js';
import { isFirstSnapshot } from './transition.js';

const updates: Readonly<Partial<Record<VariantName, string>>> = {
  'aux-mom': 'mᵗ = (1 − a)m^{t−1} + a[g_f(x^{t−1}, ξᵗ) − g_h(x^{t−1}, ξᵗ)]',
  'aux-mvr':
    'mᵗ = (1 − a)m^{t−1} + a g(x^{t−1}, ξᵗ) + (1 − a)[g(x^{t−1}, ξᵗ) − g(x^{t−2}, ξᵗ)], g = g_f − g_h',
  'aux-mom-target': 'uᵗ = (1 − a)u^{t−1} + a g_f(x^{t−1}, ξᵗ)',
  'aux-mvr-target': 'uᵗ = g_f(x^{t−1}, ξᵗ) + (1 − a)[u^{t−1} − g_f(x^{t−2}, ξᵗ)]',
};

const steps: Readonly<Partial<Record<VariantName, string>>> = {
  'aux-mom': 'y^{t,k} = y^{t,k−1} − η[g_h(y^{t,k−1}, ζ^{t,k}) + mᵗ]',
  'aux-mvr': 'y^{t,k} = y^{t,k−1} − η[g_h(y^{t,k−1}, ζ^{t,k}) + mᵗ]',
  'aux-mom-target': 'y^{t,k} = y^{t,k−1} − η[g_h(y^{t,k−1}, ζ^{t,k}) − g_h(x^{t−1}, ζ^{t,k}) + uᵗ]',
  'aux-mvr-target': 'y^{t,k} = y^{t,k−1} − η[g_h(y^{t,k−1}, ζ^{t,k}) − g_h(x^{t−1}, ζ^{t,k}) + uᵗ]',
  naive: 'y^{t,1} = x^{t−1} − η g_f(x^{t−1}, ξᵗ), then y^{t,k} = y^{t,k−1} − η g_h(y^{t,k−1}, ζ^{t,k})',
  sgd: 'xᵗ = x^{t−1} − η g_f(x^{t−1}, ξᵗ)',
};

const rightEstimate = 'the estimate mᵗ that the local steps use';
const rightReports: Readonly<Record<string, string>> = {
  m: rightEstimate,
  y: 'a copy of the local point y^{t,k} after step k',
};

/** How to put it right; where a method was named, in the letters of the method. */
export function describeRemedy(fit: Fit, method?: MethodName): string {
  const { kind, what, condition, wrong, edit } = fit;
  if ((edit.type === 'transformed' || edit.type === 'values') && edit.text.startsWith('is rounded'))
    return 'Keep and send every number in the declared arithmetic, with 17 significant digits.';
  const variant = wrong[0]?.run.variant ?? 'aux-mom';
  const everywhere = condition.text === '' ? '' : ', unconditionally';
  if (isIgnoredStart(fit)) return 'Start from the m⁰ that the task gives: the first update is made of it.';
  if (isWrongReport(fit)) return `Report ${rightEstimate}.`;
  const isOfStep = !/^(?:report|start)/u.test(kind) && !what.endsWith('start');
  if (method !== undefined && isOfStep && !isFirstSample(fit))
    return `Make every step ${methods[method].meaning}${everywhere}.`;
  switch (kind) {
    case 'report':
      if (what === 'both') return 'Report the iterate first and the estimate second.';
      return `Report ${rightReports[what] ?? 'the iterate xᵗ that the next round starts from'}.`;
    case 'count':
      if (what.endsWith('start')) return 'Draw B samples for m⁰, and take the mean of their gradients.';
      return what.includes('step')
        ? 'Make exactly K local steps in every round.'
        : 'Draw one ξ in a round and one ζ in a local step, and take the gradients that the equations name.';
    case 'sample':
      if (what === exactFromSamples)
        return 'With the start "exact" draw nothing: take m⁰ from the exact gradients of the task (task.mean).';
      if (what === batchFromExact) return 'With the start "batch" draw B samples, and take their mean.';
      return 'Draw one fresh ξ in a round for all its gradients, and one fresh ζ of h in every local step.';
    case 'start':
      return 'Start from the x⁰ of the task.';
    case 'start-estimate':
      return 'Make m⁰ as the kind of start says: the mean over B samples (batch), or the exact gradients (exact), at x⁰.';
    case 'estimate':
      if (isFirstSample(fit))
        return 'With the start "first-snapshot" there is no m⁰: in round 1 take the sample in full, with the weight 1.';
      return `Write ${updates[variant] ?? 'the update as in the equations'}${everywhere}.`;
    case 'step':
      if (edit.type === 'coefficient' && edit.term.startsWith('to')) return 'Set xᵗ = y^{t,K}.';
      return `Write ${steps[variant] ?? 'the step as in the equations'}${everywhere}.`;
    case 'end':
      return 'Set xᵗ = y^{t,K}.';
    case 'begin':
      return 'Start the local steps of a round from y^{t,0} = x^{t−1}.';
    case 'ask':
      return 'Take the gradients of the round at x^{t−1} (and x^{t−2}), those of a local step at y^{t,k−1}.';
  }
}

/** Whether only the estimate of a first round without m⁰ is wrong. */
function isFirstSample({ kind, wrong }: Fit): boolean {
  return kind === 'estimate' && wrong.every(isFirstSnapshot);
}
