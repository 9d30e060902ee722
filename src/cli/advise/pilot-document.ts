/** What a pilot found, in a sentence and as a document. */
import { advisedPlan, type Advice, type PilotPlan, type PilotReport } from '../../advise/index.js';
import { describeGain } from '../../advise/describe-gain.js';
import { heavyBall, type PilotVariant } from '../../advise/pilot/continue-run.js';
import { isCorrected, weightAt, type TiedWeight } from '../../advise/pilot/methods.js';
import { pilotGain } from '../../advise/pilot/outcome.js';
import { describeRounds, type GradientRows } from '../../advise/pilot/round-units.js';
import { countOf } from '../../errors.js';
import { liftDouble, nearestDouble } from '../../exact/index.js';
import { formatSignificant } from '../../exact/short-number.js';
import { showLine } from '../../verify/report/foreign-text.js';

/** What a pilot was asked and answered. */
export interface PilotAnswer {
  readonly name: string;
  readonly report: PilotReport;
  readonly pilot: number;
  readonly budget: number;
  readonly auxiliaryPrice: number;
  readonly warnings: readonly string[];
  readonly rows?: GradientRows;
  readonly promise?: Advice;
}

/** Four digits, or fewer. */
export function short(value: number, digits = 4): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : 'none';
}

/** a of round t in terms of its η. */
function describeWeight(weight: TiedWeight): string {
  return weight === undefined ? '1' : `min(1, ${short(weight)}·η_t)`;
}

/** A gain as a factor above 1. */
function better(gain: number): string {
  return describeGain(liftDouble(gain), (value) => short(nearestDouble(value)), [
    'better',
    'worse',
    'the same',
  ]);
}

/** What people call the methods. */
const titles: Readonly<Record<PilotVariant, string>> = {
  sgd: 'SGD',
  momentum: `SGD with momentum ${heavyBall}`,
  'aux-mom': 'AuxMOM',
  'aux-mvr': 'AuxMVR',
};

/** What to do, and why. */
export function pilotSentence({ report, name }: PilotAnswer): string {
  const { verdict, corrected, rival, score, wins, isLed } = report;
  const plan = advisedPlan(report);
  const { stepSize, roundCount, localStepCount, weight } = plan;
  const gain = pilotGain(report);
  const what = score === 'value' ? 'progress' : 'squared gradient';
  const spread =
    gain === undefined
      ? ''
      : ` (at the pilot's end, ${what} ${better(gain.median)}; from ${better(gain.least)} to ${better(gain.most)})`;
  const falling = `η_t = ${short(stepSize)}·min(1, 2(1 − (t − ½)/T))³`;
  const [own, other] = [titles[corrected.method], titles[rival.method]];
  const counted = `After equal budgets ${own} was ahead of the best of the others, ${other}, in ${wins} of ${countOf(corrected.scores.length, 'repetition')}${spread}.`;
  const settings = isCorrected({ variant: plan.method })
    ? `${falling}, a_t = ${describeWeight(weight)}, K = ${localStepCount} and T = ${roundCount}`
    : `${falling} and T = ${roundCount}`;
  const on = `on ${showLine(name)}${isLed ? ', from where steps on h alone led' : ''}`;
  if (verdict === 'ahead')
    return `Ahead so far: go on with ${own} with ${settings} ${on}. ${counted} A method that is tuned over whole runs may still end lower.`;
  const use = report.reason === 'no-descent' ? 'If all is right, use' : 'Use';
  const risk =
    plan.isSafe || report.reason === 'no-descent'
      ? ''
      : ` Most short runs of ${other} with this η ended above where they began: it may still be too large.`;
  return `${stopSentence(report, own)} ${use} ${other} with ${settings} ${on}.${risk} ${counted}`;
}

/** `stop`, for what reason. */
function stopSentence(
  { reason, wins, moreGradients, isLed, corrected, rival }: PilotReport,
  own: string,
): string {
  switch (reason) {
    case 'unlike':
      return isLed
        ? `Not shown: h is a good start, but from there its curvature is too unlike that of f (L/K + δ ≥ L): the rates promise no more from further steps on h than from a larger η of SGD.`
        : 2 * wins > corrected.scores.length
          ? `Not shown: ${own} was ahead in these short runs, but the curvature of h is too unlike that of f (L/K + δ ≥ L): the rates promise no more from steps on h than from a larger η of SGD.`
          : 'Not worth it: the curvature of h is too unlike that of f (L/K + δ ≥ L): steps on it do no more than a larger η of SGD.';
    case 'no-descent':
      return 'Not shown: most runs of every method ended above where they began. Either the start is as low as this noise allows, or the values are not those of the function whose gradients are told (a minus sign, another loss, no number away from the start). Check that first.';
    case 'no-progress':
      return `Not shown: the step size of ${own} was still too large when the pilot ended; runs with it ended above where they began.`;
    case 'within-noise':
      if (moreGradients === undefined)
        return `Not shown: ${own} was ahead on equal samples, but by less than the samples make a difference.`;
      return `Not shown: ${own} was ahead, but not by more than chance; ${
        moreGradients > rival.roundCount * rival.roundPrice
          ? 'what is left of the budget would not show it.'
          : `a pilot of about ${moreGradients} more gradients of f would show it, if they went the same way.`
      }`;
    default:
      return isLed
        ? `Not shown: h is a good start, but from there ${own} was behind in these short runs; over the whole budget the order may be another.`
        : 'Not worth it: h does not help here.';
  }
}

/** The document; its keys are described in docs/formats/advise.md. */
export function pilotDocument(answer: PilotAnswer): object {
  const { name, report, pilot, budget, auxiliaryPrice, rows, promise, warnings } = answer;
  const {
    verdict,
    reason,
    wins,
    moreGradients,
    score,
    originScore,
    startScore,
    isLed,
    constants,
    counts,
    spent,
    plans,
  } = report;
  const plan = advisedPlan(report);
  return {
    format: 'auxopt-pilot/3',
    name,
    verdict,
    reason,
    sentence: pilotSentence(answer),
    warnings,
    budget: { targetGradients: budget, pilot, auxiliaryCost: auxiliaryPrice },
    score,
    originScore,
    startScore,
    isLed,
    advised: plan.method,
    compared: [report.corrected.method, report.rival.method],
    wins,
    moreGradients: moreGradients ?? null,
    plans: plans.map(planDocument),
    gain: pilotGain(report) ?? null,
    rounds: describeRounds(plan, auxiliaryPrice, rows),
    estimates: constants,
    promise:
      promise === undefined
        ? null
        : {
            theorem: promise.advised.plan.theorem,
            parameters: promise.advised.plan.parameters,
            gain: Number(formatSignificant(promise.gain.predicted, 6)),
          },
    cost: { ...counts, total: spent },
  };
}

/** A number, or null where it is none. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** A plan as the document has it: all that a run needs to go on from the pilot. */
export function planDocument(plan: PilotPlan): object {
  const { method, stepSize, weight, localStepCount, roundCount, roundPrice, scores, isSafe } = plan;
  const { point, previous, correction } = plan.state;
  return {
    method,
    parameters: { stepSize, momentumWeight: weightAt(weight, stepSize), localStepCount, roundCount },
    weightPerStepSize: weight ?? null,
    roundPrice,
    scores: scores.map(finite),
    isSafe,
    path: plan.path.map(([cost, score]) => [cost, finite(score)]),
    origin: plan.origin,
    startingPoint: [...point],
    ...(method === 'aux-mvr' && { previousPoint: [...previous] }),
    ...(method === 'momentum' && { velocity: [...correction] }),
    ...(isCorrected({ variant: method }) && { correction: [...correction] }),
  };
}
