/**
 * The rules. A step is accepted where its certificate makes an identity of polynomials of it; there is no other way.
 *
 * What a step says: wherever the hypotheses hold that it rests on, for all values of its indices and every operator in
 * the place of the arbitrary one, its statement is ≥ 0.
 */
import { createCertificateChecker, createRests, type Premise, type RuleName } from './certificate.js';
import type { Indices } from './declarations.js';
import { readName, readRecord, readText, type Json, type JsonRecord } from './json.js';
import { constant, difference, isLinear, isZero, one, product, sum, type Polynomial } from './polynomial.js';
import type { Head } from './premises.js';
import { refuse, within } from './refusal.js';

const stepKeys = ['name', 'rule', 'statement'];

/** Checks steps over a head. */
export type Checker = ReturnType<typeof createChecker>;

/** The checker of steps over a head; it remembers the steps that it accepts. */
export function createChecker(head: Head) {
  const { reader, indices } = head;
  const names = new Set(head.names);
  const premises = new Map<string, Premise>();
  for (const [name, statement] of head.hypotheses) {
    const rules = new Set<RuleName>(['HYPOTHESIS']);
    premises.set(name, { ...createRests(), statement, premises: new Set([name]), rules });
  }
  const { general, readCertificate, checkCertificate } = createCertificateChecker(head, premises);

  /** A statement as a polynomial. */
  function polynomial(statement: Json, values: Indices = new Map()): Polynomial {
    const result = reader.scalar(statement, { ...general, indices: new Map([...indices, ...values]) });
    return isLinear(result) ? result : refuse('a statement is linear in inner products and values');
  }

  /** The certificates of a step, each with what it proves: of an induction P(0), and P(n + 1) from P(n). */
  function readStep(step: JsonRecord) {
    const { statement = '', rule } = step;
    if (rule === 'certificate') {
      readRecord(step, 'a step', [...stepKeys, 'certificate']);
      return [{ part: 'certificate', goal: polynomial(statement), hypothesis: undefined }] as const;
    }
    if (rule !== 'induction') refuse('a step is proved by a certificate or by induction');
    readRecord(step, 'a step', [...stepKeys, 'over', 'base', 'step']);
    const over = readText(step['over'], 'the index of an induction');
    const n = indices.get(over) ?? refuse('an induction is over an index of the document');
    polynomial(statement);
    const at = (value: Polynomial): Polynomial => polynomial(statement, new Map([[over, value]]));
    return [
      { part: 'base', goal: at(constant(0)), hypothesis: undefined },
      { part: 'step', goal: at(sum(n, one)), hypothesis: { statement, over } },
    ] as const;
  }

  /** Checks a step, which may use everything accepted before. */
  function check(node: Json): Premise & { readonly name: string } {
    const step = readRecord(node, 'a step', stepKeys, ['certificate', 'over', 'base', 'step']);
    const name = readName(step['name'], 'the name of a step');
    const rests = createRests();
    within(name.slice(0, 100), () => {
      if (step['rule'] === 'induction') rests.rules.add('IND');
      for (const { part, goal, hypothesis } of readStep(step)) {
        const prove = (): void => {
          checkCertificate(goal, step[part], rests, hypothesis);
        };
        if (part === 'certificate') prove();
        else within(part, prove);
      }
    });
    return { name, statement: step['statement'] ?? '', ...rests };
  }

  return {
    polynomial,
    readStep,
    readCertificate,
    checkCertificate,
    /** Checks a step; later ones may use it. */
    accept: (node: Json): ReturnType<typeof check> => {
      const step = check(node);
      if (names.has(step.name)) refuse(`two things are called ${step.name}`);
      names.add(step.name);
      premises.set(step.name, step);
      return step;
    },
    /** A bound of ≤ numerator/denominator, if it is what `statement` says and the denominator is > 0 by its form. */
    bound: (node: Json, statement: Json) => {
      const record = readRecord(node, 'a bound', ['of', 'numerator', 'denominator']);
      if (!reader.hasSign(record['denominator'] ?? '', 'positive', general))
        refuse('the denominator of a bound is not positive by its form');
      const read = (key: string): Polynomial => reader.scalar(record[key] ?? '', general);
      const bound = { of: read('of'), numerator: read('numerator'), denominator: read('denominator') };
      const stated = difference(bound.numerator, product(bound.denominator, bound.of));
      return isZero(difference(stated, polynomial(statement)))
        ? bound
        : refuse('the bound is not what the step says');
    },
  };
}
