/**
 * Every stated constant lowered, and every condition weakened, by a hundredth: no certificate of the same shape may
 * pass.
 */
import type { Derivation, Scalar, Step } from '../../../proofs-checks/derivation/schema.js';
import {
  addRationals,
  multiplyRationals,
  rational,
  signOf,
  type Rational,
} from '../../../proofs-checks/kernel/rational.js';
import { lemmaConstants } from './lemma-constants.js';
import {
  add,
  multiply,
  negate,
  scalar,
  type ScalarFormula,
} from '../../../proofs-checks/notation/formula.js';
import { rateProofs } from '../../../proofs-checks/theorems/registry.js';
import type { TheoremProof } from '../../../proofs-checks/theorems/rate-proof.js';
import { openDerivation, type OpenDerivation } from '../../../proofs-checks/mutation/open-derivation.js';
import { divideRationals, evaluateAt, testShape, type Point } from './shape.js';

/** A statement mutant that was not refuted. */
interface StatementSurvivor {
  readonly statement: string;
  readonly change: string;
}

/** How many statement mutants were tried and which were not refuted. */
interface StatementResult {
  readonly tried: number;
  readonly survivors: readonly StatementSurvivor[];
}

/** One point of the parameter space, where the exact conditions hold. */
const numbers: Readonly<Record<string, Rational>> = {
  a: rational(1, 3),
  eta: rational(1, 70),
  J: rational(4),
  L: rational(1, 2),
  delta: rational(1, 11),
  Delta: rational(1, 10),
  ratio: rational(1, 13),
  varD: rational(3),
  varD1: rational(2),
  varh: rational(5),
  varf: rational(4),
  F0: rational(6),
  e0: rational(7),
  carry: rational(5, 6),
  share: rational(1, 2),
  excess: rational(1, 9),
  t: rational(6),
  j: rational(2),
  k: rational(3),
  n: rational(8),
  s: rational(9),
};

/**
 * The point with some numbers changed. The lag sequence is τ = tK − āK/a, where it is hardest: μ at its largest.
 *
 * @param snapshot - the index of the snapshot at which τ is needed.
 */
export function createPoint(changes: Readonly<Record<string, Rational>>, snapshot: number): Point {
  const point = new Map(Object.entries({ ...numbers, ...changes }));
  const a = point.get('a') ?? rational(1);
  const steps = addRationals(point.get('J') ?? rational(0), rational(1));
  const decay = addRationals(rational(1), multiplyRationals(rational(-1), a));
  const lag = divideRationals(multiplyRationals(decay, steps), a);
  const before = multiplyRationals(rational(snapshot), steps);
  return point.set('tau', addRationals(before, multiplyRationals(rational(-1), lag)));
}

/** The document with every step accepted: any of them can be asked for its parts. */
function openAll(document: Derivation): OpenDerivation {
  const open = openDerivation({ ...document, steps: [], conclusions: [] });
  for (const step of document.steps) open.accept(step);
  return open;
}

const hundredthOf = (value: ScalarFormula): ScalarFormula => multiply(scalar('1/100'), value);

/** Whether no certificate of the step's shape proves its statement, with `lowered` subtracted from it, at the point. */
export function isRefuted(open: OpenDerivation, step: Step, lowered: ScalarFormula, point: Point): boolean {
  const statement = add(scalar(step.statement), negate(lowered)).node;
  return testShape(open.parts({ ...step, statement }), point) === 'impossible';
}

/** A statement, and a summand of it. */
interface Lowerable {
  readonly step: Step;
  readonly name: string;
  readonly value: ScalarFormula;
}

/** The smaller, the stronger; a factor 1 − 1/100 on one summand. */
function lowerConstants(
  open: OpenDerivation,
  constants: readonly Lowerable[],
  point: Point,
): StatementResult {
  const survivors = constants
    .filter(({ step, value }) => {
      // Control: with nothing lowered the shape must not be refuted, or the test would mean nothing.
      if (isRefuted(open, step, scalar('0'), point)) return true;
      return !isRefuted(open, step, hundredthOf(value), point);
    })
    .map(({ step, name }) => ({ statement: step.name, change: `${name} lowered by a hundredth` }));
  return { tried: constants.length, survivors };
}

/** The value of a number at a point. */
const valueAt = (point: Point, open: OpenDerivation, node: Scalar): Rational =>
  evaluateAt(point, open.polynomial(node)).get('') ?? rational(0);

/** Whether a step's shape proves nothing at a point, with a hypothesis replaced by a weaker one. */
function isNeeded(document: Derivation, name: string, weaker: Scalar, step: Step, point: Point): boolean {
  const hypotheses = document.hypotheses.map((one) =>
    one.name === name ? { ...one, statement: weaker } : one,
  );
  const open = openDerivation({ ...document, hypotheses, steps: [], conclusions: [] });
  for (const one of document.steps) {
    if (one.name === step.name) break;
    // Steps that used the stronger hypothesis fall away; the step in question uses none of them.
    try {
      open.accept(one);
    } catch {
      continue;
    }
  }
  if (signOf(valueAt(point, open, weaker)) < 0) throw new RangeError('the point breaks the weaker condition');
  return testShape(open.parts(step), point) === 'impossible';
}

const find = ({ steps }: TheoremProof, words: string): Step => {
  const step = steps.find(({ name }) => name.includes(words));
  if (step === undefined) throw new RangeError(`no step is called ${words}`);
  return step;
};

/** The end of the numbers from 0 for which something holds, from below, to a millionth. */
function largest(holds: (value: Rational) => boolean): Rational {
  let [low, high] = [0n, 1_000_000n];
  const at = (millionths: bigint): boolean => holds(rational(millionths, 1_000_000n));
  while (at(high)) [low, high] = [high, 2n * high];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (at(middle)) low = middle;
    else high = middle;
  }
  return rational(low, 1_000_000n);
}

/** Each part of the exact condition lowered, in the round that uses it, at the edge of the weaker condition. */
function weakenExact(document: Derivation, proof: TheoremProof): StatementResult {
  // A tuned rate has no condition but equations: there is nothing to weaken.
  if (proof.conditionParts.length === 0) return { tried: 0, survivors: [] };
  // the last slack is the one that has the parts; those before it bound what they are made of
  const exact = proof.conditions
    .filter(({ assumption }) => assumption === `${proof.theorem.id} exact`)
    .at(-1);
  if (exact === undefined) throw new RangeError('a rate has a condition');
  const step = find(proof, proof.theorem.id === 'SGD-1' ? 'a round' : '(exact): a later round');
  const open = openDerivation({ ...document, steps: [], conclusions: [] });
  const survivors = proof.conditionParts
    .filter(({ value }) => {
      const weaker = add(scalar(exact.statement), hundredthOf(value)).node;
      // The largest L found under which the weaker slack is not negative: there the true slack is.
      const L = largest((value) => signOf(valueAt(createPoint({ L: value }, 7), open, weaker)) >= 0);
      return !isNeeded(document, exact.name, weaker, step, createPoint({ L }, 7));
    })
    .map(({ name }) => ({ statement: step.name, change: `${name} of the exact condition lowered` }));
  return { tried: proof.conditionParts.length, survivors };
}

/** δηK/√w just below and just above the simple condition w ≥ factor · δ²η²K², for the factor of each theorem. */
const simpleEdges: Readonly<Record<string, readonly [below: Rational, above: Rational]>> = {
  'MOM-1': [rational(3535, 10000), rational(355, 1000)],
  'MOM-2': [rational(1, 2), rational(502, 1000)],
  'MOM-3': [rational(1, 4), rational(251, 1000)],
  'MVR-1': [rational(3535, 10000), rational(355, 1000)],
};

/** Each part of the simple condition lowered, at a small a and a large K, where the condition is nearly needed. */
function weakenSimple(document: Derivation, proof: TheoremProof): StatementResult {
  const [, smooth, similar] = proof.conditions;
  const edges = simpleEdges[proof.theorem.id];
  if (smooth === undefined || similar === undefined || edges === undefined)
    return { tried: 0, survivors: [] };
  const step = find(proof, 'implies');
  const a = rational(1, 1_000_000);
  const isVarianceReduced = proof.theorem.id === 'MVR-1';
  const root = isVarianceReduced ? rational(1, 1000) : a; // √w, w = a or a²
  const weight = scalar(isVarianceReduced ? 'a' : ['^', 'a', '2']);
  const J = 999_999;
  const pointFor = (ratio: Rational, twiceLipschitzStep: Rational): Point =>
    createPoint(
      {
        a,
        eta: rational(1),
        J: rational(J),
        L: multiplyRationals(rational(1, 2), twiceLipschitzStep),
        delta: divideRationals(multiplyRationals(ratio, root), rational(J + 1)),
      },
      7,
    );
  const cases = [
    { condition: smooth, whole: scalar('1'), point: pointFor(edges[0], rational(101, 100)) },
    { condition: similar, whole: weight, point: pointFor(edges[1], rational(1)) },
  ];
  const survivors = cases
    .filter(({ condition: { name, statement }, whole, point }) => {
      const part = add(whole, negate(scalar(statement)));
      const weaker = add(scalar(statement), hundredthOf(part)).node;
      return !isNeeded(document, name, weaker, step, point);
    })
    .map(() => ({ statement: step.name, change: 'a part of the simple condition lowered' }));
  return { tried: cases.length, survivors };
}

/** Lowers every constant of the lemmas and of the rates, and weakens every condition of the rates. */
export function runStatementMutants(documents: readonly Derivation[]): StatementResult {
  const documentOf = (id: string): Derivation => {
    const document = documents.find((one) => one.id === id);
    if (document === undefined) throw new RangeError(`no document is about ${id}`);
    return document;
  };
  const ofProofs = rateProofs.flatMap((proof) => {
    const document = documentOf(proof.theorem.id);
    const open = openAll(document);
    // SGD-1 is tight where Lη = 1: only there does nothing of a smaller gradient term go to waste.
    const point = createPoint(proof.theorem.id === 'SGD-1' ? { L: rational(70) } : {}, 7);
    const lemmas = lemmaConstants.filter(
      ({ step }) => document.steps.includes(step) && firstWith(documents, step) === document,
    );
    return [
      lowerConstants(open, lemmas, createPoint({}, 6)),
      lowerConstants(open, proof.constants, point),
      weakenExact(document, proof),
      weakenSimple(document, proof),
    ];
  });
  return {
    tried: ofProofs.reduce((total, { tried }) => total + tried, 0),
    survivors: ofProofs.flatMap(({ survivors }) => survivors),
  };
}

/** The first document with a step: its constants are lowered there and nowhere else. */
const firstWith = (documents: readonly Derivation[], step: Step): Derivation | undefined =>
  documents.find(({ steps }) => steps.includes(step));
