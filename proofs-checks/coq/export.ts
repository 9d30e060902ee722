/** Derivations as Coq files. They contain steps only: what they speak of is defined by hand in `theory/`. */
import type { Derivation, Certificate, Scalar, Step, Vector as VectorFormula } from '../derivation/schema.js';
import { Context, forall, type Source, type Statement } from './context.js';
import { identifier, isInstanceByComputation, naturalText } from './coq-text.js';
import { definitions, premises } from './declarations.js';
import { Algebra } from './algebra.js';
import {
  constant,
  natural,
  substitute,
  substituteAtom,
  substituteForm,
  substituteVariable,
  type Atom,
  type Vector,
} from './polynomial.js';
import { rational } from '../kernel/rational.js';
import type { Environment } from './read-derivation.js';

/** A file of Coq, by its name without `.v`. */
export interface CoqFile {
  readonly name: string;
  readonly text: string;
}

const header = (needs: readonly string[]): string =>
  `From Auxopt Require Import ${needs.join(' ')}.\nOpen Scope R_scope.\n`;

/** Whether a derivation is exported. CORR, NAIVE and SEP-DET are proved in Coq by hand, in vocabularies of their own. */
export const isExported = ({ id }: Derivation): boolean => !['CORR', 'NAIVE', 'SEP-DET'].includes(id);

/**
 * All derivations as Coq files: premises and definitions once, steps that several derivations share once.
 *
 * @throws RangeError where two things would have one name.
 */
export function exportToCoq(all: readonly Derivation[]): readonly CoqFile[] {
  const derivations = all.filter(isExported);
  const assumed = new Map<string, string>();
  const defined = new Map<string, string>();
  const steps = new Map<string, { readonly text: string; readonly ids: Set<string> }>();
  for (const derivation of derivations) {
    const context = new Context(derivation);
    for (const [name, text] of premises(context)) merge(assumed, name, text);
    for (const [name, text] of definitions(context)) merge(defined, name, text);
    for (const step of derivation.steps) {
      const text = exportStep(context, step);
      const before = steps.get(step.name);
      if (before !== undefined && before.text !== text)
        throw new RangeError(`two steps are called ${step.name}`);
      if (before === undefined) steps.set(step.name, { text, ids: new Set([derivation.id]) });
      else before.ids.add(derivation.id);
    }
  }
  const files: CoqFile[] = [
    {
      name: 'Premises',
      text: [header(['Steps']), ...defined.values(), ...assumed.values()].join('\n\n'),
    },
  ];
  const shared = [...steps.values()].filter(({ ids }) => ids.size > 1).map(({ text }) => text);
  files.push({ name: 'Shared', text: [header(['Steps', 'Premises']), ...shared].join('\n\n') });
  for (const { id } of derivations) {
    const own = [...steps.values()]
      .filter(({ ids }) => ids.size === 1 && ids.has(id))
      .map(({ text }) => text);
    files.push({
      name: identifier('Rate', id),
      text: [header(['Steps', 'Premises', 'Shared']), ...own].join('\n\n'),
    });
  }
  const names = files.flatMap(({ text }) =>
    [...text.matchAll(/^(?:Lemma|Definition|Fixpoint) (\S+)/gm)].map(([, name]) => name),
  );
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new RangeError(`two things are called ${twice} in Coq`);
  return files.map((file) => ({ ...file, text: `${file.text}\n` }));
}

function merge(all: Map<string, string>, name: string, text: string): void {
  if ((all.get(name) ?? text) !== text) throw new RangeError(`two different things are called ${name}`);
  all.set(name, text);
}

type Rewriting = NonNullable<Certificate['rewrite']>[number];

const inductionHypothesis = 'induction hypothesis';
const nowhere: Environment = new Map();

/** The lemmas of one step, which is then known to later ones. */
export function exportStep(context: Context, step: Step): string {
  const coq = identifier('step', step.name);
  const over = step.rule === 'induction' ? step.over : undefined;
  const statement = context.statement(context.formulas.scalar(step.statement), over);
  const certificates = step.rule === 'certificate' ? [step.certificate] : [step.base, step.step];
  const used = new Set(certificates.flatMap((one) => restsOf(context, one)));
  const rests = context.order.filter((name) => used.has(name));
  const binders = rests
    .map(
      (name) =>
        ` (h_${name} : ${name.startsWith('op_') ? `operator W (o_${name.slice(3)} W)` : `${name} W`})`,
    )
    .join('');
  const head = `Lemma ${coq} (W : world) (D : domain W)${binders} : ${forall(statement.indices)}0 <= ${context.polynomial(statement.form)}.`;
  const proof = [coq, 'W', 'D', ...rests.map((name) => `h_${name}`)].join(' ');
  const source: Source = { ...statement, coq, rests, proof };
  let text: string;
  if (step.rule === 'certificate') {
    const { lemma, use } = prove(context, `${coq}_numbers`, statement, nowhere, step.certificate);
    text = [lemma, head, 'Proof.', `  intros ${statement.indices.join(' ')}.`, use, 'Qed.'].join('\n');
  } else {
    const others = statement.indices.slice(1).join(' ');
    const hypothesis: Source = {
      ...statement,
      coq: 'IH',
      rests: [],
      proof: 'IH',
      indices: statement.indices.slice(1),
    };
    const zero: Environment = new Map([[step.over, natural([])]]);
    const next: Environment = new Map([[step.over, natural([step.over], 1)]]);
    const base = prove(context, `${coq}_base`, statement, zero, step.base);
    const succ = prove(context, `${coq}_next`, statement, next, step.step, hypothesis);
    const intros = others === '' ? '' : `intros ${others}. `;
    text = [
      base.lemma,
      succ.lemma,
      head,
      'Proof.',
      `  intro ${step.over}. induction ${step.over} as [| ${step.over} IH].`,
      `  - ${intros}\n${base.use}`,
      `  - ${intros}\n${succ.use}`,
      'Qed.',
    ].join('\n');
  }
  context.add(step.name, source);
  return text;
}

/** The hypotheses and operators that a certificate needs, with those of its premises. */
function restsOf(
  context: Context,
  { terms, orthogonal = [], exchange = [], rewrite = [] }: Certificate,
): readonly string[] {
  const premises = terms
    .flatMap(({ premise, scalar }) => [premise, scalar])
    .flatMap((name) =>
      name === undefined || name === inductionHypothesis ? [] : context.source(name).rests,
    );
  const equations = rewrite.flatMap(({ equation }) =>
    context.equation(equation) === undefined ? [] : [identifier('eq', equation)],
  );
  const text = JSON.stringify({ terms, orthogonal });
  const operators = context.derivation.operators
    .filter((name) => text.includes(`["apply","${name}"`))
    .map((name) => `op_${name}`);
  const exchanges = exchange.map((one) => context.exchange(one).coq);
  return [...premises, ...equations, ...exchanges, ...operators];
}

/** A premise at some indices: its statement, and a proof of it. */
function premiseOf(algebra: Algebra, source: Source, at: Environment) {
  const values = source.indices.map((index) => naturalText(at.get(index) ?? natural([index])));
  const proof = `(${[source.proof, ...values].join(' ')})`;
  return { ...algebra.premise(source.form, at, proof), denominator: source.denominator };
}

/** The lemma about numbers for one certificate, and the tactics that use it. */
function prove(
  context: Context,
  lemma: string,
  goal: Statement,
  at: Environment,
  certificate: Certificate,
  hypothesis?: Source,
): { lemma: string; use: string } {
  const algebra = new Algebra(context.names);
  const instance = substituteForm(goal.form, at);
  algebra.text(instance);
  for (const { multiplier, premise, at: premiseAt, scalar, scalarAt, square } of certificate.terms) {
    const premises = [[premise, premiseAt] as const, [scalar, scalarAt] as const].flatMap(([name, where]) => {
      if (name === undefined) return [];
      const source = name === inductionHypothesis ? hypothesis : context.source(name);
      if (source === undefined) throw new RangeError('an induction hypothesis outside of an induction');
      return [premiseOf(algebra, source, context.environment(where))];
    });
    algebra.summand(
      context.formulas.scalar(multiplier),
      premises,
      square === undefined ? undefined : context.formulas.vector(square),
    );
  }
  for (const { weight, older, noise } of certificate.orthogonal ?? []) {
    const [target] = context.formulas.vector(noise);
    if (target === undefined) throw new RangeError('no noise');
    algebra.orthogonal(
      context.formulas.scalar(weight),
      context.formulas.vector(older),
      target.atom,
      freshness(target.atom),
    );
  }
  for (const { weight, left, right } of certificate.exchange ?? []) {
    const draws = context.exchange({ weight, left, right });
    const environment = context.environment({ indices: left.at });
    const [index, ...others] = environment.values();
    if (index === undefined || others.length > 0 || JSON.stringify(left.at) !== JSON.stringify(right.at))
      throw new RangeError('an exchange at two indices cannot be exported');
    algebra.exchange(
      context.formulas.scalar(weight),
      [substituteAtom(draws.left, environment), substituteAtom(draws.right, environment)],
      `(Rminus_diag_eq _ _ (h_${draws.coq} ${naturalText(index)}))`,
    );
  }
  for (const rewriting of certificate.rewrite ?? []) rewrite(context, algebra, rewriting);
  const cancel =
    certificate.cancel === undefined ? constant(rational(1n)) : context.formulas.scalar(certificate.cancel);
  const done = algebra.finish(lemma, instance, goal.denominator, cancel);
  return isInstanceByComputation(goal.form, at) ? done : { ...done, use: `    normal_index.\n${done.use}` };
}

/** A proof that a noise is fresh at its birth. */
function freshness(noise: Atom): string {
  const base = `(fresh_v_${noise.family} D ${noise.indices.map((one) => naturalText(natural(one.names, one.constant - 1))).join(' ')})`;
  return noise.operators.reduceRight((text, operator) => `(fresh_image h_op_${operator} ${text})`, base);
}

/** Uses an equation in everything that the inequality speaks of. */
function rewrite(context: Context, algebra: Algebra, { equation: name, case: which, at }: Rewriting): void {
  const environment = context.environment(at);
  const instance = (vector: Vector): Vector =>
    vector.map(({ coefficient, atom }) => ({
      coefficient: substituteForm(coefficient, environment),
      atom: substituteAtom(atom, environment),
    }));
  const assumed = context.equation(name);
  if (assumed !== undefined) {
    const { coq, indices, sides } = assumed;
    const values = indices.map((index) => naturalText(environment.get(index) ?? natural([index])));
    const equation = `(h_${[coq, ...values].join(' ')})`;
    if (sides.kind === 'value') {
      const left = substituteVariable(sides.left, environment);
      algebra.rewriteValue(left, substituteForm(sides.right, environment), equation);
      return;
    }
    algebra.rewriteVector(
      substituteAtom(sides.left, environment),
      instance(sides.right),
      (list, other, operators) => {
        const symmetric = symmetry(operators);
        return symmetric === undefined
          ? `(${equation} ${other})`
          : `(image_ip _ ${symmetric} ${list} _ ${equation} ${other})`;
      },
    );
    return;
  }
  const definition = context.derivation.definitions.find((one) => one.name === name);
  if (definition === undefined) throw new RangeError(`no equation ${name}`);
  const { family, over } = definition;
  const value = which === 'zero' ? natural([]) : natural([over], 1);
  const indices = definition.at.map((one) => {
    const [index, shift] = typeof one === 'string' ? [one, 0] : [one[1], Number(one[2])];
    return substitute(index === over ? value : natural([index], shift), environment);
  });
  const right = which === 'zero' ? definition.zero : definition.successor;
  if (!context.isVector(family)) {
    const form = substituteForm(context.formulas.scalar(right as Scalar), environment);
    algebra.rewriteValue({ kind: 'value', family, indices }, form, 'eq_refl');
    return;
  }
  const parts = instance(context.formulas.vector(right as VectorFormula));
  algebra.rewriteVector({ family, indices, operators: [] }, parts, (list, other, operators) => {
    const symmetric = symmetry(operators);
    if (parts.length === 0)
      return symmetric === undefined ? `(ip_zero ${other})` : `(image_zero _ ${symmetric} ${other})`;
    return symmetric === undefined
      ? `(lin_ip_eq ${list} ${other})`
      : `(image_lin_ip _ ${symmetric} ${list} ${other})`;
  });
}

/** What says that the operator on the left side of an equation, if there is one, is symmetric. */
function symmetry([operator, ...more]: readonly string[]): string | undefined {
  if (more.length > 0) throw new RangeError('an equation under two operators cannot be exported');
  return operator === undefined ? undefined : `(operator_symmetric _ _ h_op_${operator})`;
}
