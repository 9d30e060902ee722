/** What is asked about each lemma, and how the answers add up. The solver itself is passed in. */
import { rational, type Rational } from '../kernel/index.js';
import { lemmaConstants, type LemmaConstant } from '../lemmas/constants.js';
import type { ProofStep } from '../notation/steps.js';
import { createQuery, type QuerySpec } from './query.js';

/** A solver: whether the SMT-LIB question has a model. `unknown` where it gave up in the time allowed. */
export type Ask = (question: string, milliseconds: number) => Promise<'sat' | 'unsat' | 'unknown'>;

/** Time limits, in milliseconds: with free parameters, and with fixed ones. */
export interface Limits {
  readonly free: number;
  readonly fixed: number;
}

/** One step in one dimension. */
export interface StepOpinion {
  readonly step: string;
  /** Whether the parameters were free in their domain, or fixed at one point because that took too long. */
  readonly parameters: 'free' | 'fixed';
  readonly verdict: 'no-counterexample' | 'counterexample' | 'timeout';
}

/** One constant, halved. `none`: there is no counterexample in this dimension (ℝ¹ has no two orthogonal vectors). */
export interface ConstantOpinion {
  readonly step: string;
  readonly constant: string;
  readonly answer: 'counterexample' | 'none' | 'timeout';
}

/** One lemma in one dimension. */
export interface LemmaOpinion {
  readonly id: string;
  readonly dimension: 1 | 2;
  /** Over all its steps; `timeout` where one took too long. */
  readonly verdict: StepOpinion['verdict'];
  /** `counterexample` where halved constants have one: some in ℝ¹, all in ℝ². */
  readonly lowered: ConstantOpinion['answer'];
  readonly steps: readonly StepOpinion[];
  readonly constants: readonly ConstantOpinion[];
}

/** What `second-opinion --json` prints. */
export interface SecondOpinion {
  readonly format: 'auxopt-second-opinion/1';
  readonly z3: readonly LemmaOpinion[];
}

const point: Readonly<Record<string, readonly [number, number]>> = {
  a: [1, 2],
  eta: [1, 1],
  L: [1, 1],
  delta: [1, 1],
  J: [2, 1],
  k: [2, 1],
  t: [3, 1],
  j: [1, 1],
  s: [4, 1],
  varD: [1, 1],
  varh: [1, 1],
};

/** One point of the parameter space: a counterexample there is a counterexample. */
const fixedPoint: ReadonlyMap<string, Rational> = new Map(
  Object.entries(point).map(([name, [numerator, denominator]]) => [name, rational(numerator, denominator)]),
);

async function askStep(ask: Ask, step: ProofStep, dimension: 1 | 2, limits: Limits): Promise<StepOpinion> {
  const answers = {
    sat: 'counterexample',
    unsat: 'no-counterexample',
    unknown: 'timeout',
  } as const;
  const spec: QuerySpec = { step, dimension };
  const free = await ask(createQuery(spec), limits.free);
  if (free !== 'unknown') return { step: step.name, parameters: 'free', verdict: answers[free] };
  const fixed = await ask(createQuery({ ...spec, fixed: fixedPoint }), limits.fixed);
  return { step: step.name, parameters: 'fixed', verdict: answers[fixed] };
}

async function askConstant(
  ask: Ask,
  { step, name, value }: LemmaConstant,
  dimension: 1 | 2,
  limits: Limits,
): Promise<ConstantOpinion> {
  const answers = { sat: 'counterexample', unsat: 'none', unknown: 'timeout' } as const;
  const answer = await ask(createQuery({ step, dimension, lowered: value, fixed: fixedPoint }), limits.fixed);
  return { step: step.name, constant: name, answer: answers[answer] };
}

function worst(verdicts: readonly StepOpinion['verdict'][]): StepOpinion['verdict'] {
  if (verdicts.includes('counterexample')) return 'counterexample';
  return verdicts.includes('timeout') ? 'timeout' : 'no-counterexample';
}

function loweredVerdict(constants: readonly ConstantOpinion[], dimension: 1 | 2): ConstantOpinion['answer'] {
  const answers = constants.map(({ answer }) => answer);
  if (answers.includes('timeout')) return 'timeout';
  const isEnough = (answer: string): boolean => answer === 'counterexample';
  return (dimension === 1 ? answers.some(isEnough) : answers.every(isEnough)) ? 'counterexample' : 'none';
}

/** Asks about one lemma in ℝ¹ and in ℝ². */
async function askLemma(
  ask: Ask,
  id: string,
  all: readonly LemmaConstant[],
  limits: Limits,
): Promise<readonly LemmaOpinion[]> {
  const opinions: LemmaOpinion[] = [];
  let known: readonly ConstantOpinion[] = [];
  for (const dimension of [1, 2] as const) {
    const steps: StepOpinion[] = [];
    for (const step of new Set(all.map((one) => one.step))) {
      steps.push(await askStep(ask, step, dimension, limits));
    }
    const constants: ConstantOpinion[] = [];
    for (const [at, constant] of all.entries()) {
      // Padded with zeros, a counterexample in ℝ¹ is one in ℝ².
      const before = known[at];
      constants.push(
        before?.answer === 'counterexample' ? before : await askConstant(ask, constant, dimension, limits),
      );
    }
    known = constants;
    opinions.push({
      id,
      dimension,
      verdict: worst(steps.map(({ verdict }) => verdict)),
      lowered: loweredVerdict(constants, dimension),
      steps,
      constants,
    });
  }
  return opinions;
}

/** Asks about every lemma; `report` is called after each. */
export async function formSecondOpinion(
  ask: Ask,
  limits: Limits,
  report: (opinion: LemmaOpinion) => void = () => undefined,
): Promise<SecondOpinion> {
  const z3: LemmaOpinion[] = [];
  for (const id of new Set(lemmaConstants.map(({ lemma }) => lemma))) {
    const ofLemma = lemmaConstants.filter(({ lemma }) => lemma === id);
    const opinions = await askLemma(ask, id, ofLemma, limits);
    opinions.forEach(report);
    z3.push(...opinions);
  }
  return { format: 'auxopt-second-opinion/1', z3 };
}

/** Whether nothing contradicts the proofs: no lemma has a counterexample, and every lowered one has. */
export function isConfirmed({ z3 }: SecondOpinion): boolean {
  return z3.every(({ verdict, lowered }) => verdict !== 'counterexample' && lowered !== 'none');
}
