/** Steps with a changed certificate or statement. */
import type { Certificate, Derivation, Scalar, Step } from '../../proofs-checks/derivation/schema.js';
import { identifier } from '../../proofs-checks/coq/coq-text.js';
import { exportNamedStep, isExported } from '../../proofs-checks/coq/export.js';
import { notAnIdentity, type Mutant } from './mutants.js';

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

const first =
  <Item>(change: (item: Item) => Item) =>
  (items: readonly Item[]): Item[] =>
    items.map((item, at) => (at === 0 ? change(item) : item));

const scaleMultiplier: Change = (one) => ({
  ...one,
  terms: first<Certificate['terms'][number]>((term) => ({
    ...term,
    multiplier: ['*', '101/100', term.multiplier],
  }))(one.terms),
});
const negateMultiplier: Change = (one) => ({
  ...one,
  terms: first<Certificate['terms'][number]>((term) => ({ ...term, multiplier: ['-', term.multiplier] }))(
    one.terms,
  ),
});
const dropTerm: Change = (one) => ({ ...one, terms: one.terms.slice(1) });
const dropOrthogonal: Change = (one) => ({ ...one, orthogonal: (one.orthogonal ?? []).slice(1) });
const dropExchange: Change = (one) => ({ ...one, exchange: [] });
const dropRewriting: Change = (one) => ({ ...one, rewrite: (one.rewrite ?? []).slice(1) });
/** The variance of the noise is not paid for: the noise is said to be orthogonal to itself. */
const noiseAgainstItself =
  (weight: Scalar, premise: number): Change =>
  (one) => ({
    ...one,
    terms: one.terms.filter((_, at) => at !== premise),
    orthogonal: (one.orthogonal ?? []).flatMap((orthogonal, at) =>
      at === 0
        ? [orthogonal, { weight: ['-', weight], older: orthogonal.noise, noise: orthogonal.noise }]
        : [orthogonal],
    ),
  });
const localWeight: Scalar = ['*', '1/2', 'L', ['^', 'eta', '2']];
const snapshotWeight: Scalar = ['^', 'a', '3'];
const cancelIndex: Change = (one) => ({ ...one, cancel: 'k' });

const lessOf =
  (value: Scalar) =>
  (statement: Scalar): Scalar => ['-', statement, ['*', '1/100', value]];

const changes: readonly StepChange[] = [
  { step: 'descent of one step', name: 'less local noise', statement: lessOf('varh'), reason: notAnIdentity },
  {
    step: 'descent of one step',
    name: 'smoothness counted 1.01 times',
    certificate: scaleMultiplier,
    reason: notAnIdentity,
  },
  {
    step: 'descent of one step',
    name: 'a negative multiplier',
    certificate: negateMultiplier,
    reason: notNonnegative,
  },
  {
    step: 'descent of one step',
    name: 'an orthogonality left out',
    certificate: dropOrthogonal,
    reason: notAnIdentity,
  },
  {
    step: 'descent of one step',
    name: 'noise orthogonal to itself',
    part: 'step',
    statement: (one) => ['-', one, ['*', localWeight, 'varh']],
    certificate: noiseAgainstItself(localWeight, 1),
    reason: notOlder,
  },
  {
    step: 'bias of one step (A2)',
    name: 'a square left out',
    certificate: (one) => ({ ...one, terms: one.terms.slice(0, 1) }),
    reason: notAnIdentity,
  },
  {
    step: 'sum of directions',
    name: 'induction without its hypothesis',
    part: 'next',
    certificate: dropTerm,
    reason: notAnIdentity,
  },
  {
    step: 'sum of directions',
    name: 'a definition left out',
    part: 'next',
    certificate: dropRewriting,
    reason: notAnIdentity,
  },
  {
    step: 'sum of directions',
    name: 'a factor that may be 0 cancelled',
    part: 'next',
    certificate: cancelIndex,
    reason: notNonnegative,
  },
  {
    step: 'sum of noises',
    name: 'less local noise at the start',
    part: 'base',
    statement: lessOf('varh'),
    reason: notAnIdentity,
  },
  {
    step: 'sum of noises',
    name: 'noises of different steps not orthogonal',
    part: 'next',
    certificate: dropOrthogonal,
    reason: notAnIdentity,
  },
  {
    step: 'drift (R3)',
    name: 'directions counted 1.01 times',
    certificate: scaleMultiplier,
    reason: notAnIdentity,
  },
  {
    step: 'error of AuxMOM (R4)',
    name: 'less snapshot noise',
    statement: lessOf(['*', ['^', 'a', '3'], 'varD']),
    reason: notAnIdentity,
  },
  {
    step: 'error of AuxMOM (R4)',
    name: 'the momentum equation left out',
    certificate: dropRewriting,
    reason: notAnIdentity,
  },
  {
    step: 'error of AuxMVR (R4)',
    name: 'less snapshot noise',
    statement: lessOf(['*', ['^', 'a', '2'], 'varD']),
    reason: notAnIdentity,
  },
  {
    step: 'error of AuxMOM (R4)',
    name: 'noise orthogonal to itself',
    part: 'step',
    statement: (one) => ['-', one, ['*', snapshotWeight, 'varD']],
    certificate: noiseAgainstItself(snapshotWeight, 2),
    reason: notOlder,
  },
  {
    step: 'error of AuxMVR, draws of one law (R4)',
    name: 'the exchange left out',
    certificate: dropExchange,
    reason: notAnIdentity,
  },
  {
    step: 'error of the target variant of AuxMVR (R4)',
    name: 'the draws of two rounds exchanged twice',
    certificate: (one) => ({ ...one, exchange: [...(one.exchange ?? []), ...(one.exchange ?? [])] }),
    reason: notAnIdentity,
  },
  {
    step: 'error of the target variant of AuxMOM (R4)',
    name: 'less target noise',
    statement: lessOf(['*', ['^', 'a', '3'], 'varD']),
    reason: notAnIdentity,
  },
  {
    step: 'sum of noises under A6',
    name: 'less local noise',
    part: 'next',
    statement: lessOf(['norm2', ['vector', 'N', ['+', 't', '1'], 'k']]),
    reason: notAnIdentity,
  },
  {
    step: 'filtered noise',
    name: 'less snapshot noise',
    statement: lessOf(['*', ['^', 'a', '2'], 'varD']),
    reason: notAnIdentity,
  },
  {
    step: 'Jensen over snapshots',
    name: 'induction without its hypothesis',
    part: 'next',
    certificate: dropTerm,
    reason: notAnIdentity,
  },
  {
    step: 'start from a given correction',
    name: 'less initial error',
    statement: lessOf('e0'),
    reason: notAnIdentity,
  },
  {
    step: 'start from the first snapshot',
    name: 'less variance',
    statement: lessOf('varD1'),
    reason: notAnIdentity,
  },
  {
    step: 'MOM-1: the simple condition implies the exact one',
    name: 'less slack',
    statement: lessOf(['^', 'a', '2']),
    reason: notAnIdentity,
  },
  {
    step: 'MOM-2: the simple condition implies the exact one',
    name: 'a premise counted 1.01 times',
    certificate: scaleMultiplier,
    reason: notAnIdentity,
  },
  { step: 'SGD-1: a round', name: 'less target noise', statement: lessOf('varf'), reason: notAnIdentity },
];

function mutateStep(
  step: Step,
  { certificate = (one) => one, statement = (one) => one, part }: StepChange,
): Step {
  if (step.rule === 'certificate') {
    return { ...step, statement: statement(step.statement), certificate: certificate(step.certificate) };
  }
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
