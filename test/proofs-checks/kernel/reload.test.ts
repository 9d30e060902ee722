/** The kernel loaded again within a test: its generators, its fixed names, and a proof from the first axiom to the last. */
import { afterAll, expect, it, vi } from 'vitest';
import { generatorList } from './generator-list.js';

// Its symbols are unknown to what is loaded after it: a mutation run loads all tests into one process.
afterAll(() => {
  vi.resetModules();
});

it('proves Σ_{j<k} s_j ≤ k a from s ≤ a, with nothing but what it declares itself', async () => {
  vi.resetModules();
  const kernel = await import('../../../proofs-checks/kernel/index.js');
  const substitution = await import('../../../proofs-checks/kernel/substitution.js');
  const { assume, certify, constant, declareHypothesis, declareValueEquation, declareVectorEquation } =
    kernel;
  const { generator, generators, indexVariable, induct, innerProduct, isFact, product, scale, sequence } =
    kernel;
  const { defineSequence, defineVectors, sequenceValue, sum, polynomialKey, createAtom, atomVector } = kernel;
  const { combine, anyOperator, inductionHypothesis, applyWord, expandDefinitions } = kernel;

  expect(generators.map(({ kind, key, sign, latex }) => [kind, key, sign, latex].join(' '))).toEqual(
    generatorList,
  );
  expect(generators.filter((one) => 'definition' in one).map(({ key }) => key)).toEqual(['abar', 'K']);
  expect(polynomialKey(expandDefinitions(generator('abar')))).toBe('-1*a^1+1*');
  expect(polynomialKey(expandDefinitions(generator('K')))).toBe('1*+1*J^1');
  const [step] = [...expandDefinitions(generator('K')).terms.values()].flatMap(({ powers }) => powers);
  expect(step?.variable).toEqual({ kind: 'index', key: 'J', latex: '(K-1)' });
  expect(anyOperator).toBe('V');
  expect(inductionHypothesis).toBe('induction hypothesis');

  const [zero, one] = [constant(0), constant(1)];
  const [k, n] = [indexVariable('k'), indexVariable('n')];
  const a = generator('a');
  const symbol = (name: string) => ({ name, latex: name, deterministic: false });
  const [s, S, e] = [symbol('s'), symbol('S'), symbol('e')];
  const bounded = assume(declareHypothesis('H', 's ≤ a', sum(a, scale(-1, sequence(s, [k])))));
  const equal = declareValueEquation('E', 'e = s', sequenceValue(e, [k]), sequence(s, [k]));
  const total = defineSequence(S, {
    title: 'sum of s',
    indices: [n],
    position: 0,
    zero,
    successor: sum(sequence(S, [n]), sequence(e, [n])),
  });
  expect(total.zero).toMatchObject({ kind: 'equation', id: 'S', title: 'sum of s', definition: true });
  const fact = induct({
    variable: 'k',
    statement: sum(product(k, a), scale(-1, sequence(S, [k]))),
    base: { terms: [], rewrite: [{ equation: total.zero }] },
    step: {
      terms: [
        { multiplier: one, premise: inductionHypothesis },
        { multiplier: one, premise: bounded },
      ],
      rewrite: [{ equation: total.successor, at: { indices: { n: k } } }, { equation: equal }],
    },
  });
  expect(isFact(fact)).toBe(true);
  expect([...fact.hypotheses].map(({ id }) => id)).toEqual(['H', 'E']);
  expect([...fact.rules].sort()).toEqual(['CERT', 'HYPOTHESIS', 'IND']);

  const v = {
    name: 'v',
    latex: 'v',
    noise: false,
    birth: ([round = zero]: readonly (typeof zero)[]) => [round, zero] as const,
  };
  const moves = defineVectors(v, {
    title: 'steps',
    indices: [n],
    position: 0,
    zero: new Map(),
    successor: combine([a, atomVector(createAtom(v, [n]))]),
  });
  const norm = innerProduct(atomVector(createAtom(v, [one])), atomVector(createAtom(v, [one])));
  const still = certify(scale(-1, norm), {
    terms: [],
    rewrite: [{ equation: moves.successor, at: { indices: { n: zero } } }, { equation: moves.zero }],
  });
  expect([...still.hypotheses]).toEqual([]);
  const u = { ...v, name: 'u' };
  const image = applyWord([anyOperator], atomVector(createAtom(u, [k])));
  expect([...substitution.instantiateVector(image, { operator: ['H'] }).keys()]).toEqual(['H·u[1*k^1]']);
  expect(
    declareVectorEquation('U', 'u is v', createAtom(u, [k]), atomVector(createAtom(v, [k]))).definition,
  ).toBe(false);
  expect(() => induct({ variable: 'J', statement: a, base: { terms: [] }, step: { terms: [] } })).toThrow(
    'K is fixed',
  );
  expect(() => certify(scale(-1, a), { terms: [{ multiplier: generator('mixing') }] })).toThrow(
    'nonnegative',
  );
  expect(isFact(certify(generator('L'), { terms: [{ multiplier: generator('L') }] }))).toBe(true);
});
