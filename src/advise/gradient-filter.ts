/**
 * Whether a page is a gradient filter, xᵗ = x⁰ − Σ_{i<t} c_{t−1−i} gⁱ with constants c_j: then LOW-LTI holds for it. It is read from the
 * terms of the page.
 */
import {
  everyStatement,
  fingerprint,
  mergeTerms,
  printExpression,
  residues,
  termsOf,
  type Expression,
  type Method,
  type Monomial,
  type State,
  type Use,
} from '../../spec/language/index.js';

/** What a page is. */
export type FilterVerdict =
  | {
      readonly isFilter: true;
      /** Parameters that may change from round to round on the page: it is a filter where they do not. */
      readonly constant: readonly string[];
      /** States whose start is given: it is a filter where they start at 0. */
      readonly atRest: readonly string[];
    }
  | { readonly isFilter: false; readonly reason: string };

/** Why a page is no filter. */
class NoFilter extends Error {}
const refuse = (reason: string): never => {
  throw new NoFilter(reason);
};

/**
 * Whether a method takes one gradient of f in each round, at a point that moves along when x⁰ does, and updates what it keeps linearly with
 * coefficients that are the same in all rounds, from rest. Coefficients are compared as rational functions of the parameters, by their
 * values modulo 2⁶¹ − 1.
 *
 * @param method - a resolved page.
 * @returns what it is, with a reason where it is none.
 */
export function filterVerdict(method: Method): FilterVerdict {
  try {
    const asked = checkQuestions(method);
    const shares = startShares(method.states);
    for (const state of method.states) {
      const { last } = stateOf(method, state);
      const share = shareOf({ ...state.name, version: last }, shares, asked);
      if (!isSame(share, shares.get(state.name.name) ?? 0n))
        refuse(
          `${state.name.name} does not move along when x⁰ is moved, so it forgets or adds something else`,
        );
    }
    if (!isSame(shareOf(pointOf(method), shares, 0n), 1n))
      refuse('the point of its gradient does not move along when x⁰ is moved');
    return {
      isFilter: true,
      constant: method.parameters.flatMap(({ name, each }) => (each === undefined ? [] : [name.name])),
      atRest: method.states.slice(1).flatMap(({ name, from }) => (from === undefined ? [name.name] : [])),
    };
  } catch (error) {
    if (error instanceof NoFilter) return { isFilter: false, reason: error.message };
    throw error;
  }
}

const isSame = (left: bigint, right: bigint): boolean => residues.compare(left, right) === 0;

/** One gradient of f a round, of one draw or exact, and nothing of h; its fingerprint. */
function checkQuestions({ questions, body }: Method): bigint {
  for (const statement of everyStatement(body)) {
    if (statement.kind === 'repeat') refuse('it repeats steps within a round');
    if (statement.kind === 'sample' && (statement.size ?? statement.range) !== undefined)
      refuse('it draws a batch or an index; write one sample, whose variance is that of the batch');
  }
  if (questions.some(({ gradient }) => gradient.function === 'h')) refuse('it asks for gradients of h');
  const different = new Set(questions.map(({ gradient }) => fingerprint(gradient)));
  const [one] = different;
  if (one === undefined || different.size > 1)
    return refuse(`it asks for ${different.size} gradients of f a round, not one`);
  if (questions.some(({ asker }) => !('kind' in asker)))
    refuse('its start asks for a gradient: it does not start at rest');
  if (questions.every(({ blocks }) => blocks.length > 0) && questions.length === 1)
    refuse('it asks for its gradient in some rounds only');
  return one;
}

const pointOf = ({ questions }: Method): Expression<Use> =>
  questions[0]?.gradient.point ?? refuse('it asks for no gradient');

function stateOf({ versions }: Method, state: State<Use>) {
  const found = versions.find(({ origin }) => origin.kind === 'state' && origin.state === state);
  if (found?.origin.kind !== 'state') return refuse(`${state.name.name} is not kept`);
  return found.origin;
}

/** How far each state starts from rest when x⁰ moves by 1: 1 for x, 0 for what starts at 0, and what its start says. */
function startShares(states: readonly State<Use>[]): ReadonlyMap<string, bigint> {
  const shares = new Map<string, bigint>();
  states.forEach(({ name, isScalar, from }, at) => {
    if (isScalar) refuse(`it keeps the number ${name.name} from round to round`);
    if (at === 0) shares.set(name.name, 1n);
    else shares.set(name.name, from === undefined ? 0n : shareOf(from, shares, 0n));
  });
  return shares;
}

/** How far an expression moves when x⁰ moves by 1, after checking that it is linear in states and in the one gradient. */
function shareOf(e: Expression<Use>, shares: ReadonlyMap<string, bigint>, asked: bigint): bigint {
  let total = 0n;
  for (const { leaf, coefficient } of mergeTerms(termsOf(e, () => true))) {
    const weight = coefficient.map(valueOf).reduce(residues.add, 0n);
    if (leaf.kind === 'number' && Number(leaf.text) === 0) continue;
    if (leaf.kind === 'gradient' && fingerprint(leaf) === asked) continue;
    const share = leaf.kind === 'name' && leaf.version.type === 'vector' ? shares.get(leaf.name) : undefined;
    if (leaf.kind === 'name' && leaf.version.origin.kind === 'choice')
      refuse(`${leaf.name} is not the same formula in every round`);
    if (share === undefined)
      return refuse(`${printExpression(leaf)} is not linear in what it keeps and in its gradients`);
    total = residues.add(total, residues.multiply(weight, share));
  }
  return total;
}

function valueOf({ sign, factors }: Monomial): bigint {
  const { multiply, divide, negate } = residues;
  const value = factors.reduce(
    (product, factor) => (factor.divides ? divide : multiply)(product, numberOf(factor.value)),
    1n,
  );
  return sign === 1 ? value : negate(value);
}

/** A coefficient: a rational function of parameters. */
function numberOf(e: Expression<Use>): bigint {
  const { add, subtract, multiply, divide, negate, fromString } = residues;
  if (e.kind === 'number') return fromString(e.text);
  if (e.kind === 'gradient') return refuse('a coefficient depends on a gradient');
  if (e.kind === 'name') {
    const { origin } = e.version;
    if (origin.kind === 'parameter') return fingerprint(e);
    if (origin.kind === 'line') return numberOf(origin.line.value);
    if (origin.kind === 'counter') return refuse(`its coefficients depend on the round: ${e.name}`);
    return refuse(`a coefficient depends on ${e.name}`);
  }
  const [left = 0n, right = 0n] = e.operands.map(numberOf);
  const operations: Readonly<Record<string, bigint>> = {
    '+': add(left, right),
    '−': subtract(left, right),
    '·': multiply(left, right),
    '/': divide(left, right),
    negate: negate(left),
  };
  // a root or a power of parameters is a constant too: any value that is its own will do
  return operations[e.operator] ?? fingerprint(e);
}

/** The verdict in one sentence, for a page of that name. */
export function describeFilter(name: string, verdict: FilterVerdict): string {
  if (!verdict.isFilter)
    return `${name} is no gradient filter: ${verdict.reason}. So LOW-LTI says nothing about it, and nothing is proved against it.`;
  const { constant, atRest } = verdict;
  const conditions = [
    ...(constant.length > 0
      ? [`${constant.join(', ')} ${constant.length > 1 ? 'are' : 'is'} the same in all rounds`]
      : []),
    ...(atRest.length > 0 ? [`${atRest.join(', ')} start${atRest.length > 1 ? '' : 's'} at 0`] : []),
  ];
  const where = conditions.length > 0 ? ` in runs where ${conditions.join(' and ')}` : '';
  return `${name} is a gradient filter${where}: the floor of LOW-LTI holds for it, and what is said of runs with constant coefficients started at rest.`;
}
