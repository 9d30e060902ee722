/** Derivations as documents: from some conclusions, everything that they use and nothing else. */
import { abbreviations, families } from '../notation/families.js';
import { findParameter, parameters, predecessor } from '../notation/parameters.js';
import { arbitraryOperator, declared, inductionHypothesis } from '../notation/steps.js';
import { derivationFormat, type Certificate, type Derivation, type Step } from './schema.js';

/** What formulas mention, by kind. */
export interface Mentions {
  readonly families: Set<string>;
  readonly abbreviations: Set<string>;
  readonly operators: Set<string>;
  /** Parameters and indices. */
  readonly names: Set<string>;
}

const heads = { vector: 'families', value: 'families', use: 'abbreviations', apply: 'operators' } as const;

/** No mentions yet. */
export const createMentions = (): Mentions => ({
  families: new Set(),
  abbreviations: new Set(),
  operators: new Set(),
  names: new Set(),
});

/** Collects what a formula mentions. */
export function mention(node: unknown, into: Mentions): void {
  if (typeof node === 'string') {
    if (/^[A-Za-z]/.test(node)) into.names.add(node);
    return;
  }
  const [head, ...parts] = node as readonly [string, ...unknown[]];
  if (Object.hasOwn(heads, head)) into[heads[head as keyof typeof heads]].add(parts.shift() as string);
  for (const part of parts) mention(part, into);
}

/** Collects what the formulas of a certificate mention. */
function mentionCertificate(
  { cancel, terms, orthogonal = [], exchange = [], rewrite = [] }: Certificate,
  into: Mentions,
): void {
  const instances = [...terms.flatMap(({ at, scalarAt }) => [at, scalarAt]), ...rewrite.map(({ at }) => at)];
  for (const instance of instances) {
    for (const [index, value] of Object.entries(instance?.indices ?? {})) {
      into.names.add(index);
      mention(value, into);
    }
    for (const operator of instance?.operator ?? []) into.operators.add(operator);
  }
  for (const { left, right } of exchange) {
    for (const { family, at } of [left, right]) {
      into.families.add(family);
      for (const value of Object.values(at)) mention(value, into);
    }
  }
  const formulas = [
    cancel,
    ...terms.flatMap(({ multiplier, square }) => [multiplier, square]),
    ...orthogonal.flatMap(({ weight, older, noise }) => [weight, older, noise]),
    ...exchange.map(({ weight }) => weight),
  ];
  for (const formula of formulas) if (formula !== undefined) mention(formula, into);
}

/** The certificates of a step. */
export const certificatesOf = (step: Step): readonly Certificate[] =>
  step.rule === 'certificate' ? [step.certificate] : [step.base, step.step];

/** The names of the hypotheses, equations, definitions and steps that a step uses. */
const usedBy = (step: Step): readonly string[] =>
  certificatesOf(step).flatMap(({ terms, rewrite = [] }) => [
    ...terms.flatMap(({ premise, scalar }) =>
      [premise, scalar].filter((name) => name !== undefined && name !== inductionHypothesis.name),
    ),
    ...rewrite.map(({ equation }) => equation),
  ]) as readonly string[];

/** The steps of these names, and everything that their proofs use: steps, hypotheses, equations and definitions. */
export function usedByAll(names: Iterable<string>): Set<string> {
  const used = new Set(names);
  for (const name of used) {
    const step = declared.steps.get(name);
    for (const other of step === undefined ? [] : usedBy(step)) used.add(other); // a set grows while it is walked
  }
  return used;
}

/** Every item whose name is among `names`, in the order of declaration. */
const pick = <Item>(items: ReadonlyMap<string, Item>, names: ReadonlySet<string>): Item[] =>
  [...items].filter(([name]) => names.has(name)).map(([, item]) => item);

/** The document of the given conclusions. */
export function createDerivation(
  id: string,
  title: string,
  conclusions: Derivation['conclusions'],
): Derivation {
  const used = usedByAll(conclusions.map(({ step }) => step));
  const mentions = createMentions();
  for (const { statement } of pick(declared.hypotheses, used)) mention(statement, mentions);
  for (const { left, right } of pick(declared.equations, used)) {
    mention(left, mentions);
    mention(right, mentions);
  }
  for (const step of pick(declared.steps, used)) {
    mention(step.statement, mentions);
    if (step.rule === 'induction') mentions.names.add(step.over);
    for (const certificate of certificatesOf(step)) mentionCertificate(certificate, mentions);
  }
  for (const name of mentions.families) {
    const { point } = families.get(name)?.draw ?? {};
    if (point !== undefined) mention(point, mentions);
    const definition = [...declared.definitions.values()].find(({ family }) => family === name);
    if (definition === undefined) continue;
    used.add(definition.name);
    for (const node of [...definition.at, definition.zero, definition.successor]) mention(node, mentions);
    for (const abbreviation of mentions.abbreviations) mentionAbbreviation(abbreviation, mentions);
  }
  for (const abbreviation of mentions.abbreviations) mentionAbbreviation(abbreviation, mentions);
  const familiesUsed = pick(families, mentions.families);
  for (const { birth = [] } of familiesUsed) for (const node of birth) mention(node, mentions);
  const isIndex = (name: string): boolean => findParameter(name) === undefined && name !== predecessor;
  const letters = [...mentions.names].filter(isIndex).sort();
  const usesPredecessor = mentions.names.has(predecessor);
  return {
    format: derivationFormat,
    id,
    title,
    indices: letters,
    parameters: parameters.filter(
      ({ name, of }) =>
        mentions.names.has(name) || (of === predecessor && usesPredecessor) || isSubtrahend(name, mentions),
    ),
    operators: [...mentions.operators].filter((operator) => operator !== arbitraryOperator).sort(),
    ...(mentions.operators.has(arbitraryOperator) ? { arbitraryOperator } : {}),
    families: familiesUsed,
    abbreviations: pick(abbreviations, mentions.abbreviations),
    definitions: pick(declared.definitions, used),
    hypotheses: pick(declared.hypotheses, used),
    equations: pick(declared.equations, used),
    steps: pick(declared.steps, used),
    conclusions,
  };
}

/** Whether 1 − the parameter is mentioned. */
const isSubtrahend = (name: string, { names }: Mentions): boolean =>
  parameters.some(
    ({ domain, of, name: complement }) => domain === 'complement' && of === name && names.has(complement),
  );

function mentionAbbreviation(name: string, mentions: Mentions): void {
  const body = abbreviations.get(name);
  const node = body?.scalar ?? body?.vector;
  if (node !== undefined) mention(node, mentions);
}
