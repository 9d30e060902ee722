/** What the kernel refuses. Every refusal stands beside the same certificate done right. */
import { describe, expect, it } from 'vitest';
import {
  assume,
  certify,
  CertificateError,
  declareHypothesis,
  declareVectorEquation,
  defineSequence,
  induct,
  inductionHypothesis,
  innerProduct,
  isFact,
  type Fact,
} from '../../proofs-checks/kernel/index.js';
import { expression, readExpression, squaredNorm, vector } from '../../proofs-checks/notation/expression.js';
import { valueFamily, vectorFamily } from '../../proofs-checks/notation/families.js';
import {
  orthogonal,
  rewriting,
  slack,
  square,
  times,
  timesNumber,
} from '../../proofs-checks/notation/steps.js';
import { localVariance, similarityOfRounds } from '../../proofs-checks/setting/assumptions.js';
import {
  iterate,
  localNoise,
  meanDirection,
  point,
  snapshotNoise,
} from '../../proofs-checks/setting/process.js';
import { directionSum } from '../../proofs-checks/setting/sums.js';

const x = iterate.at('t');
const y = point.at('t+1', 'k');
const noise = localNoise.at('t+1', 'k+1');
const noiseAtom = localNoise.atom('t+1', 'k+1');

describe('CERT', () => {
  it('refuses a false lemma', () => {
    // ‖u‖² + ‖v‖² ≥ 2⟨u, v⟩ is true, with the factor 3 it is false.
    const statement = (factor: string) =>
      expression`${squaredNorm(x)} + ${squaredNorm(y)} - ${readExpression(factor)}*${innerProduct(x, y)}`;
    const certificate = { terms: [square('1', vector`${x} - ${y}`)] };
    expect(isFact(certify(statement('2'), certificate))).toBe(true);
    expect(() => certify(statement('3'), certificate)).toThrow(CertificateError);
  });

  it('refuses a certificate from which a hypothesis is missing', () => {
    const conclusion = expression`2*varh - 2*${squaredNorm(noise)}`;
    expect(isFact(certify(conclusion, { terms: [times('2', assume(localVariance))] }))).toBe(true);
    expect(() => certify(conclusion, { terms: [] })).toThrow(CertificateError);
    expect(() => certify(conclusion, { terms: [slack('2*varh')] })).toThrow(CertificateError);
  });

  it('refuses hypothesis × hypothesis, and allows a number times a hypothesis', () => {
    const bounded = assume(localVariance);
    const number = assume(declareHypothesis('number', '1 − 2Lη ≥ 0', readExpression('1-2*L*eta')));
    const conclusion = expression`(1-2*L*eta)*(varh - ${squaredNorm(noise)})`;
    expect(isFact(certify(conclusion, { terms: [timesNumber(times('1', bounded), number)] }))).toBe(true);
    const squareOfBoth = expression`${bounded.statement}*${bounded.statement}`;
    expect(() => certify(squareOfBoth, { terms: [timesNumber(times('1', bounded), bounded)] })).toThrow(
      CertificateError,
    );
    // Also where the conclusion itself is a statement: X·X − X·X + … is never built.
    expect(() =>
      certify(readExpression('a'), { terms: [timesNumber(times('1', bounded), bounded)] }),
    ).toThrow(/hypothesis × hypothesis/);
  });

  it('refuses a multiplier with a negative coefficient, or in an undeclared sign', () => {
    const conclusion = (factor: string) => expression`${readExpression(factor)}*${squaredNorm(x)}`;
    expect(isFact(certify(conclusion('a+abar'), { terms: [square('a+abar', x)] }))).toBe(true);
    expect(() => certify(conclusion('1-a'), { terms: [square('1-a', x)] })).toThrow(/nonnegative/);
    expect(() => certify(conclusion('mixing'), { terms: [square('mixing', x)] })).toThrow(/nonnegative/);
    expect(() => certify(expression`0-${squaredNorm(x)}`, { terms: [square('-1', x)] })).toThrow(
      /nonnegative/,
    );
  });

  it('refuses multipliers that contain symbols', () => {
    const multiplier = directionSum.at('t+1', 'k');
    expect(() => certify(readExpression('0'), { terms: [slack(multiplier)] })).toThrow(/nonnegative/);
  });

  it('refuses idle parts: a zero multiplier and an equation that changes nothing', () => {
    expect(() => certify(readExpression('a'), { terms: [slack('a'), square('0', x)] })).toThrow(/idle/);
    const idle = rewriting(directionSum.recursion.zero);
    expect(() => certify(readExpression('a'), { terms: [slack('a')], rewrite: [idle] })).toThrow(/idle/);
  });

  it('refuses a conclusion that is not linear in the symbols', () => {
    const fourth = expression`${squaredNorm(x)}*${squaredNorm(x)}`;
    expect(() => certify(fourth, { terms: [] })).toThrow(/linear/);
    expect(() => declareHypothesis('x', 'x', fourth)).toThrow(/linear/);
  });
});

describe('CANCEL', () => {
  const conclusion = squaredNorm(x);

  it('divides by a strictly positive factor', () => {
    for (const factor of ['a', 'eta*K', 'k+1', '1+abar', '(j+1)*K+k']) {
      const cancel = readExpression(factor);
      expect(isFact(certify(conclusion, { cancel, terms: [square(cancel, x)] }))).toBe(true);
    }
  });

  it('refuses a factor that is merely nonnegative', () => {
    for (const factor of ['abar', 'J', 'k', 'delta', 'L*a', 'varh', 'delta + k', '0']) {
      const cancel = readExpression(factor);
      const certificate = { cancel, terms: factor === '0' ? [] : [square(cancel, x)] };
      expect(() => certify(conclusion, certificate)).toThrow(/strictly positive/);
    }
  });

  it('would otherwise prove something false: abar·(−‖x‖²) ≥ 0 holds at a = 1', () => {
    const zero = assume(declareHypothesis('a is 1', 'a ≥ 1', readExpression('a-1')));
    const negative = expression`abar*(0-${squaredNorm(x)})`;
    const proven = certify(negative, { terms: [timesNumber(square('1', x), zero)] });
    expect(isFact(proven)).toBe(true);
    expect(() =>
      certify(expression`0-${squaredNorm(x)}`, {
        cancel: readExpression('abar'),
        terms: [times('1', proven)],
      }),
    ).toThrow(/strictly positive/);
  });
});

describe('FRESH', () => {
  const certificate = (older: ReturnType<typeof iterate.at>, atom = noiseAtom) => ({
    terms: [],
    orthogonal: [orthogonal('1', older, atom)],
  });
  const inner = (older: ReturnType<typeof iterate.at>, atom = noise) => innerProduct(older, atom);

  it('admits what is born strictly before', () => {
    expect(isFact(certify(inner(y), certificate(y)))).toBe(true);
    expect(isFact(certify(inner(x), certificate(x)))).toBe(true);
    const both = vector`${x} + eta*${y} + ${snapshotNoise.at('t+1')}`;
    expect(isFact(certify(inner(both), certificate(both)))).toBe(true);
  });

  it('refuses orthogonality against birth order', () => {
    for (const younger of [point.at('t+1', 'k+1'), iterate.at('t+1'), noise, point.at('t+1', 'j')]) {
      expect(() => certify(inner(younger), certificate(younger))).toThrow(/birth order/);
    }
    const mixed = vector`${x} + ${point.at('t+2', 'k')}`;
    expect(() => certify(inner(mixed), certificate(mixed))).toThrow(/birth order/);
  });

  it('refuses a vector that is not declared to be noise', () => {
    expect(() => certify(innerProduct(x, y), certificate(x, point.atom('t+1', 'k')))).toThrow(/mean zero/);
  });

  it('refuses an equation that makes a vector older than its parts', () => {
    const early = vectorFamily('early', 'e', (t) => [t, '0']);
    expect(() => declareVectorEquation('x', 'x', early.atom('t'), point.at('t', '1'))).toThrow(/older/);
    expect(() => declareVectorEquation('x', 'x', early.atom('t+1'), point.at('t', 'K'))).not.toThrow();
  });
});

describe('IND', () => {
  const statement = directionSum.at('t+1', 'k');
  const base = { terms: [], rewrite: [rewriting(directionSum.recursion.zero)] };
  const rewrite = [rewriting(directionSum.recursion.successor, { n: 'k' })];
  const summand = meanDirection('t+1', 'k');
  const step = { terms: [times('1', inductionHypothesis), square('1', summand)], rewrite };

  it('needs a base and a step', () => {
    const induction = { variable: 'k', statement, base, step };
    expect(isFact(induct(induction))).toBe(true);
    expect(() => induct({ ...induction, base: { terms: [] } })).toThrow(CertificateError);
    expect(() => induct({ ...induction, step: { ...step, terms: [square('1', summand)] } })).toThrow(
      CertificateError,
    );
  });

  it('refuses the hypothesis at another value of its own index, and outside a step', () => {
    const ahead = { ...step, terms: [times('1', inductionHypothesis, { k: 'k+1' })], rewrite: [] };
    expect(() => induct({ variable: 'k', statement, base, step: ahead })).toThrow(/current index/);
  });

  it('refuses an induction over K', () => {
    expect(() => induct({ variable: 'J', statement, base, step })).toThrow(/K is fixed/);
  });

  it('instantiates an index by natural numbers only', () => {
    const bounded = assume(localVariance);
    const at = (k: string) =>
      certify(expression`varh - ${squaredNorm(localNoise.at('t+1', k))}`, {
        terms: [times('1', bounded, { k: k.replace('+1', '') })],
      });
    expect(isFact(at('j+1'))).toBe(true);
    const negative = () => times('1', bounded, { k: 'k-1' });
    expect(() => certify(readExpression('0'), { terms: [negative()] })).toThrow(/natural/);
    expect(() => certify(readExpression('0'), { terms: [times('1', bounded, { k: 'a' })] })).toThrow(
      /natural/,
    );
    expect(() => certify(readExpression('0'), { terms: [times('1', bounded, { J: 'k' })] })).toThrow(/fixed/);
  });
});

describe('definitions', () => {
  const n = readExpression('n');

  it('define each symbol once', () => {
    const again = () =>
      defineSequence(directionSum.symbol, {
        title: 'again',
        indices: [readExpression('t+1'), n],
        position: 1,
        zero: readExpression('1'),
        successor: directionSum.at('t+1', 'n'),
      });
    expect(again).toThrow(/already defined/);
  });

  it('refuse to define a value by itself, or by a free index', () => {
    const circular = valueFamily('circular', 'c');
    const spec = { title: 'circular', indices: [n], position: 0, zero: readExpression('0') };
    expect(() => defineSequence(circular.symbol, { ...spec, successor: circular.at('n+1') })).toThrow(
      /predecessor/,
    );
    expect(() => defineSequence(circular.symbol, { ...spec, successor: readExpression('k') })).toThrow(
      /right only/,
    );
    expect(() => defineSequence(circular.symbol, { ...spec, successor: circular.at('n') })).not.toThrow();
  });

  it('refuse a first value that depends on n, and left sides that coincide', () => {
    const vague = valueFamily('vague', 'v');
    const spec = { title: 'vague', indices: [n], position: 0, successor: vague.at('n') };
    expect(() => defineSequence(vague.symbol, { ...spec, zero: n })).toThrow(/right only/);
    const twice = { zero: readExpression('t'), successor: vague.at('t*k', 'n'), title: 'vague', position: 1 };
    expect(() => defineSequence(vague.symbol, { ...twice, indices: [readExpression('t*k'), n] })).toThrow(
      /tell its indices apart/,
    );
  });

  it('refuse a second symbol of the same name', () => {
    expect(() => valueFamily('D', 'D').at('0')).toThrow(/two symbols/);
    expect(() => vectorFamily('n', 'n', () => ['0', '0'], 'noise').at()).toThrow(/two symbols/);
  });
});

describe('no way around the rules', () => {
  it('does not take a forged fact', () => {
    const real: Fact = assume(similarityOfRounds);
    const forged = { ...real, statement: readExpression('0-1') };
    expect(isFact(forged)).toBe(false);
    expect(() => certify(readExpression('0-1'), { terms: [times('1', forged)] })).toThrow(/not a fact/);
    // @ts-expect-error the brand of a fact is not exported: the compiler refuses to write one down
    const written: Fact = { statement: real.statement, hypotheses: real.hypotheses, rules: real.rules };
    expect(isFact(written)).toBe(false);
  });

  it('does not take a forged equation', () => {
    const { equation } = rewriting(directionSum.recursion.zero);
    const forged = { ...equation, sides: { ...equation.sides } };
    const conclusion = directionSum.at('t+1', '0');
    expect(isFact(certify(conclusion, { terms: [], rewrite: [rewriting(equation)] }))).toBe(true);
    expect(() => certify(conclusion, { terms: [], rewrite: [rewriting(forged)] })).toThrow(
      /neither declared/,
    );
  });

  it('does not take a forged atom: the key of a young vector with the birth of an old one', () => {
    const young = point.atom('t+1', 'k+1');
    const forged = { ...young, symbol: iterate.symbol };
    const older = new Map([[forged.key, { atom: forged, coefficient: readExpression('1') }]]);
    const conclusion = innerProduct(point.at('t+1', 'k+1'), noise);
    const certificate = () => ({ terms: [], orthogonal: [orthogonal('1', older, noiseAtom)] });
    expect(() => certify(conclusion, certificate())).toThrow(/not an atom/);
  });

  it('keeps facts from being changed', () => {
    const fact = assume(similarityOfRounds);
    expect(Object.isFrozen(fact)).toBe(true);
    expect(Reflect.set(fact, 'statement', readExpression('0-1'))).toBe(false);
  });
});
