/**
 * The trusted base: everything a proof may use, and nothing that could make a fact without a rule. Other modules
 * import this file only; what it leaves out (bare variables, for one) cannot be written down outside.
 */
export {
  CertificateError,
  rewritten,
  type Certificate,
  type CertificateTerm,
  type Orthogonality,
  type Rewriting,
} from './certificate.js';
export {
  constant,
  difference,
  isZeroPolynomial,
  polynomialKey,
  product,
  scale,
  sum,
  variablesOf,
  type Polynomial,
  type Power,
  type Term,
} from './polynomial.js';
export {
  declareHypothesis,
  declareValueEquation,
  declareVectorEquation,
  defineSequence,
  defineVectors,
  type Equation,
  type Hypothesis,
  type Recursion,
} from './premises.js';
export {
  addRationals,
  formatRational,
  multiplyRationals,
  rational,
  signOf,
  type Rational,
} from './rational.js';
export {
  assume,
  certify,
  induct,
  inductionHypothesis,
  isFact,
  statementAt,
  type Fact,
  type Induction,
  type RuleName,
  type StepPremise,
} from './rules.js';
export { anyOperator, instantiate, type Instance } from './substitution.js';
export {
  expandDefinitions,
  generator,
  generators,
  indexVariable,
  isSymbol,
  isSymbolFree,
  sequence,
  sequenceValue,
  type SequenceSymbol,
  type Variable,
} from './symbols.js';
export {
  applyWord,
  atomVector,
  combine,
  createAtom,
  innerProduct,
  type Atom,
  type Birth,
  type Vector,
  type VectorSymbol,
} from './vectors.js';
