/** Steps with a changed certificate or statement. */
import type { Certificate, Derivation, Scalar, Step } from '../../proofs-checks/derivation/schema.js';
import { identifier } from '../../proofs-checks/coq/coq-text.js';
import { Context } from '../../proofs-checks/coq/context.js';
import { exportStep, isExported } from '../../proofs-checks/coq/export.js';
import { identity, type Mutant } from './mutants.js';

const notNonnegative = /No applicable tactic|Cannot infer|Unable to unify/;
const notOlder = /not known before the draw/;

type Change = (certificate: Certificate) => Certificate;

/** A change to a step: to its certificate (of an induction: of the step part, or the base), or to its statement. */
interface StepChange {
  readonly step: string;
  readonly name: string;
  readonly part?: 'base' | 'numbers' | 'next' | 'step';
  readonly reason: RegExp;
  readonly certificate?: Change;
  readonly statement?: (statement: Scalar) => Scalar;
}

const withMultiplier =
  (change: (multiplier: Scalar) => Scalar): Change =>
  (one) => ({
    ...one,
    terms: one.terms.map((term, at) => (at === 0 ? { ...term, multiplier: change(term.multiplier) } : term)),
  });
const scaleMultiplier = withMultiplier((one) => ['*', '101/100', one]);
const negateMultiplier = withMultiplier((one) => ['-', one]);
const dropTerm: Change = (one) => ({ ...one, terms: one.terms.slice(1) });
const dropOrthogonal: Change = (one) => ({ ...one, orthogonal: (one.orthogonal ?? []).slice(1) });
const dropRewriting: Change = (one) => ({ ...one, rewrite: (one.rewrite ?? []).slice(1) });

const changed = (step: string, name: string, rest: Partial<StepChange>): StepChange => ({
  ...{ step, name, reason: identity },
  ...rest,
});
/** The statement says more by a hundredth of a value. */
const less = (step: string, what: string, value: Scalar, rest: Partial<StepChange> = {}): StepChange =>
  changed(step, `less ${what}`, { statement: (one) => ['-', one, ['*', '1/100', value]], ...rest });
/** The variance of the noise is not paid for: the noise is said to be orthogonal to itself. */
const unpaid = (step: string, weight: Scalar, variance: Scalar, premise: number): StepChange =>
  changed(step, 'noise orthogonal to itself', {
    part: 'step',
    statement: (one) => ['-', one, ['*', weight, variance]],
    certificate: (one) => ({
      ...one,
      terms: one.terms.filter((_, at) => at !== premise),
      orthogonal: (one.orthogonal ?? []).flatMap((own, at) =>
        at === 0 ? [own, { weight: ['-', weight], older: own.noise, noise: own.noise }] : [own],
      ),
    }),
    reason: notOlder,
  });

const descent = 'descent of one step';
const momentum = 'error of AuxMOM (R4)';
const directions = 'sum of directions';
const [square, cube]: [Scalar, Scalar] = [
  ['^', 'a', '2'],
  ['^', 'a', '3'],
];

const changes: readonly StepChange[] = [
  less(descent, 'local noise', 'varh'),
  changed(descent, 'smoothness counted 1.01 times', { certificate: scaleMultiplier }),
  changed(descent, 'a negative multiplier', { certificate: negateMultiplier, reason: notNonnegative }),
  changed(descent, 'an orthogonality left out', { certificate: dropOrthogonal }),
  unpaid(descent, ['*', '1/2', 'L', ['^', 'eta', '2']], 'varh', 1),
  changed('bias of one step (A2)', 'a square left out', {
    certificate: (one) => ({ ...one, terms: one.terms.slice(0, 1) }),
  }),
  changed(directions, 'induction without its hypothesis', { part: 'next', certificate: dropTerm }),
  changed(directions, 'a definition left out', { part: 'next', certificate: dropRewriting }),
  changed(directions, 'a factor that may be 0 cancelled', {
    part: 'next',
    certificate: (one) => ({ ...one, cancel: 'k' }),
    reason: notNonnegative,
  }),
  less('sum of noises', 'local noise at the start', 'varh', { part: 'base' }),
  changed('sum of noises', 'noises of different steps not orthogonal', {
    part: 'next',
    certificate: dropOrthogonal,
  }),
  changed('drift (R3)', 'directions counted 1.01 times', { certificate: scaleMultiplier }),
  less(momentum, 'snapshot noise', ['*', cube, 'varD']),
  changed(momentum, 'the momentum equation left out', { certificate: dropRewriting }),
  less('error of AuxMVR (R4)', 'snapshot noise', ['*', square, 'varD']),
  unpaid(momentum, cube, 'varD', 2),
  changed('error of AuxMVR, draws of one law (R4)', 'the exchange left out', {
    certificate: (one) => ({ ...one, exchange: [] }),
  }),
  changed('error of the target variant of AuxMVR (R4)', 'the draws of two rounds exchanged twice', {
    certificate: ({ exchange = [], ...one }) => ({ ...one, exchange: [...exchange, ...exchange] }),
  }),
  less('error of the target variant of AuxMOM (R4)', 'target noise', ['*', cube, 'varD']),
  less('sum of noises under A6', 'local noise', ['norm2', ['vector', 'N', ['+', 't', '1'], 'k']], {
    part: 'next',
  }),
  less('filtered noise', 'snapshot noise', ['*', square, 'varD']),
  changed('Jensen over snapshots', 'induction without its hypothesis', {
    part: 'next',
    certificate: dropTerm,
  }),
  less('start from a given correction', 'initial error', 'e0'),
  less('start from the first snapshot', 'variance', 'varD1'),
  less('MOM-1: the simple condition implies the exact one', 'slack', square),
  changed('MOM-2: the simple condition implies the exact one', 'a premise counted 1.01 times', {
    certificate: scaleMultiplier,
  }),
  less('SGD-1: a round', 'target noise', 'varf'),
];

function mutateStep(
  step: Step,
  { certificate = (one) => one, statement = (one) => one, part }: StepChange,
): Step {
  if (step.rule === 'certificate')
    return { ...step, statement: statement(step.statement), certificate: certificate(step.certificate) };
  const base = part === 'base' ? certificate(step.base) : step.base;
  const next = part === 'base' ? step.step : certificate(step.step);
  return { ...step, statement: statement(step.statement), base, step: next };
}

function stepMutant(derivations: readonly Derivation[], shared: boolean, change: StepChange): Mutant {
  const derivation = derivations.find(({ steps }) => steps.some(({ name }) => name === change.step));
  if (derivation === undefined) throw new RangeError(`no step ${change.step}`);
  const position = derivation.steps.findIndex(({ name }) => name === change.step);
  const steps = derivation.steps
    .slice(0, position + 1)
    .map((step, at) => (at === position ? mutateStep(step, change) : step));
  const text = exportNamedStep({ ...derivation, steps }, change.step);
  const requires = ['Steps', 'Premises', 'Shared', ...(shared ? [] : [identifier('Rate', derivation.id)])];
  return {
    name: `${change.step}: ${change.name}`,
    files: [
      {
        name: 'Mutant',
        text: `From Auxopt Require Import ${requires.join(' ')}.\nOpen Scope R_scope.\n\n${text}\n`,
      },
    ],
    lemma: `${identifier('step', change.step)}${change.part === 'step' ? '' : `_${change.part ?? 'numbers'}`}`,
    reason: change.reason,
  };
}

/** Every mutant of the steps. */
export function stepMutants(derivations: readonly Derivation[]): readonly Mutant[] {
  const isShared = (name: string): boolean =>
    derivations.filter(isExported).filter(({ steps }) => steps.some((step) => step.name === name)).length > 1;
  return changes.map((change) => stepMutant(derivations, isShared(change.step), change));
}

/** One step of a derivation, as it is in the exported files. */
function exportNamedStep(derivation: Derivation, name: string): string {
  const context = new Context(derivation);
  const texts = derivation.steps.map((step) => ({ name: step.name, text: exportStep(context, step) }));
  const found = texts.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no step ${name}`);
  return found.text;
}
