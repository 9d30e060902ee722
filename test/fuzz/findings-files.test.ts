/** What the fuzz found in readers of files, each as the smallest input that shows it. */
import { describe, expect, it } from 'vitest';
import { adviseRun, completeConstants, parseConstants } from '../../src/advise/index.js';
import { exactly } from '../../src/advise/constant.js';
import { parseHeader } from '../../src/campaigns/journal.js';
import { casesOfShard, wholeCampaign } from '../../src/campaigns/shard.js';
import { InputError } from '../../src/errors.js';
import { parseExactNumber } from '../../src/exact/index.js';
import { parseTable } from '../../src/problems/csv-table.js';
import { parseJson } from '../../src/problems/json-syntax.js';
import { countMinibatches, listMinibatches } from '../../src/problems/minibatches.js';
import { readProblem } from '../../src/problems/index.js';
import { selectRows } from '../../src/problems/least-squares-data.js';

const toy = {
  format: 'auxopt-problem/1',
  name: 'toy',
  dimension: 1,
  target: { matrix: [['1']], vector: ['0'] },
  auxiliary: { matrix: [['2']], vector: ['1'] },
  variant: 'aux-mom',
  parameters: { stepSize: '0.1', momentumWeight: '1', localStepCount: 2, roundCount: 3 },
  initialization: { kind: 'zero' },
  startingPoint: ['1'],
  seed: 1,
};
const read = (change: object, table = ''): unknown =>
  readProblem(JSON.stringify({ ...toy, ...change }), 'p.json', () => table);

const { dimension: _d, target: _f, auxiliary: _h, ...frame } = toy;
const least = (leastSquares: object, table: string): unknown =>
  readProblem(
    JSON.stringify({
      ...frame,
      leastSquares: {
        file: 't.csv',
        features: [{ column: 'z' }],
        response: { column: 'r' },
        auxiliaryRows: { first: 1 },
        snapshot: { kind: 'full' },
        local: { kind: 'full' },
        ...leastSquares,
      },
    }),
    'p.json',
    () => table,
  );

describe('a short file that asks for too much', () => {
  it.each([
    ['10⁹ rounds', { parameters: { ...toy.parameters, roundCount: 1e9 } }, /roundCount: a run of 1000000000 rounds/],
    ['10¹² local steps', { parameters: { ...toy.parameters, localStepCount: 1e12 } }, /at most 10000000 local steps/],
    ['a batch of 10⁹ draws', { initialization: { kind: 'batch', size: 1e9 } }, /initialization\.size: a batch of 1000000000/],
    ['dimension 10⁹', { dimension: 1e9 }, /dimension 1000000000 with 1 snapshot/],
    ['2000 atoms in dimension 40', { dimension: 40, snapshotAtoms: Array.from({ length: 2000 }, () => ({ probability: '1' })) }, /2000 snapshot and 1 local atoms/],
    ['exponents for 30 million digits', { startingPoint: Array.from({ length: 3000 }, () => '1e-9999') }, /too many digits|3000 numbers/],
    ['exponents in the means', { dimension: 50, target: { matrix: Array.from({ length: 50 }, () => Array.from({ length: 50 }, () => '1e-9999')), vector: toy.target.vector } }, /too many digits/],
  ])('is refused before it is run: %s', (_name, change, message) => {
    expect(() => read(change)).toThrow(InputError);
    expect(() => read(change)).toThrow(message);
  });

  it('is refused where thousands of denominators have no common factor', () => {
    const primes = Array.from({ length: 400_000 }, (_, n) => n + 2).filter((n) => {
      for (let k = 2; k * k <= n; k += 1) if (n % k === 0) return false;
      return true;
    });
    const rows = Array.from({ length: 170 }, (_, i) => Array.from({ length: 170 }, (_unused, j) => `1/${primes[i * 170 + j] ?? 1}`));
    const symmetric = rows.map((row, i) => row.map((value, j) => (i <= j ? value : (rows[j]?.[i] ?? value))));
    const vector = Array.from({ length: 170 }, () => '0');
    const file = { dimension: 170, target: { matrix: symmetric, vector }, auxiliary: { matrix: symmetric, vector }, startingPoint: vector };
    expect(() => read(file)).toThrow(/denominators of its \d+ numbers have a common multiple/);
  });

  it.each([
    ['10⁹ rows with replacement', { local: { kind: 'minibatch', size: 1e9, replacement: true } }, /batches of 1000000000 rows/],
    ['5000 features', { features: Array.from({ length: 5000 }, () => ({ column: 'z' })) }, /dimension 5000/],
  ])('is refused where its table is small: %s', (_name, change, message) => {
    expect(() => least(change, 'z,r\n1,2\n3,4\n')).toThrow(message);
  });
}); // prettier-ignore

describe('a file that is wrong in very many places', () => {
  it('gets the one error of its first mistake, where Zod alone exhausts the stack', { tags: 'long' }, () => {
    const row = Array.from({ length: 200_000 }, () => 0);
    expect(() => read({ target: { matrix: [row], vector: [] } })).toThrow(/\$\.target\.matrix\[0\]\[0\]: found the number 0/);
    const late = [...Array.from({ length: 150 }, () => '0'), ...row];
    expect(() => read({ target: { matrix: [late], vector: [] } })).toThrow(/\$\.target\.matrix\[0\]\[150\]: found the number 0/);
  });

  it('is refused before it is checked, where it has more values than any problem', () => {
    expect(() => parseJson(`[${'0,'.repeat(3_000_000)}0]`, 'p.json')).toThrow(
      // also of a file that has no dimension
      /at most 3000000 values\. Leave some out, or split the file/,
    );
  });
}); // prettier-ignore

describe('long numbers', () => {
  it('are read without a gcd of their digits', () => {
    const power = (5n ** 100_000n).toString();
    const { numerator, denominator } = parseExactNumber(`0.${power}`);
    expect(numerator * 10n ** BigInt(power.length) === 5n ** 100_000n * denominator).toBe(true);
    expect(denominator % 5n === 0n && numerator % 5n === 0n).toBe(false);
  });

  it('are shifted and scaled without one, in a table', () => {
    const cell = `0.${(3n ** 80_000n).toString()}`;
    const description = { file: 't.csv', features: [{ column: 'a' }], response: { column: 'b' }, auxiliaryRows: { first: 1 }, snapshot: { kind: 'full' }, local: { kind: 'full' } };
    expect(least(description, `a,b\n${cell},1\n2,3\n`)).toBeDefined();
  }, 5_000);

  it('are refused as fractions of more than 50 000 characters', () => {
    expect(() => parseExactNumber(`1/${'3'.repeat(50_000)}`)).toThrow(/at most 50000 characters/);
  });

  it('are refused in a problem and in a table', () => {
    const number = `0.${'3'.repeat(50_000)}`;
    const refusal = /found a number of 50002 characters; expected at most 50000 characters/;
    expect(() => read({ startingPoint: [number] })).toThrow(refusal);
    const description = { file: 't.csv', features: [{ column: 'a' }], response: { column: 'b' }, auxiliaryRows: { first: 1 }, snapshot: { kind: 'full' }, local: { kind: 'full' } };
    expect(() => least(description, `a,b\n${number},1\n2,3\n`)).toThrow(refusal);
  });

  it('are cut in messages', () => {
    const message = (() => {
      try {
        read({ target: { matrix: [['1']], vector: ['1'] }, parameters: { ...toy.parameters, momentumWeight: '7'.repeat(30_000) } });
        return '';
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toMatch(/outside its domain/);
    expect(message.length).toBeLessThan(2000);
  });
}); // prettier-ignore

describe('a string of nine million characters', { tags: 'long' }, () => {
  const long = 'a\\n'.repeat(3_000_000);
  it('is read, and its end is missed, without a stack that is exhausted', () => {
    expect(parseJson(`"${long}"`, 'a file')).toBe('a\n'.repeat(3_000_000));
    expect(parseJson(`"${'b'.repeat(9_000_000)}"`, 'a file')).toHaveLength(9_000_000);
    expect(() => parseJson(`"${long}`, 'a file')).toThrow(/line 1, column 1: [^;]*; expected a double quote at its end/);
  });
}); // prettier-ignore

describe('tables and batches', () => {
  it('name a repeated column among a hundred thousand', { tags: 'long' }, () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `c${i}`);
    expect(() => parseTable(`${[...names, 'c7'].join(',')}\n`, 't.csv')).toThrow(/"c7" is repeated/);
  });

  it('choose a hundred thousand rows, each once', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => 100_000 - i);
    expect(selectRows(rows, 100_000, 'p.json').at(-1)).toBe(99_999);
    expect(() => selectRows([...rows, 5], 100_000, 'p.json')).toThrow(/row 5 is repeated/);
  });

  it('count batches by the shorter product, and list long ones without recursion', () => {
    expect([countMinibatches(1, 1e9, true), countMinibatches(1e9, 1e9, false)]).toEqual([1n, 1n]);
    expect(countMinibatches(6, 3, true)).toBe(56n);
    expect(listMinibatches(Array.from({ length: 9000 }, (_, i) => i), 9000, false)).toHaveLength(1);
    expect(listMinibatches([3, 5, 8], 2, false).map((batch) => batch.rows)).toEqual([[3, 5], [3, 8], [5, 8]]);
    expect(listMinibatches([3, 5], 2, true).map((batch) => batch.rows)).toEqual([[3, 3], [3, 5], [5, 5]]);
  });
}); // prettier-ignore

describe('constants beyond the doubles that advice searches in', () => {
  it.each(['1e400', '1e-400', '1e-9999'])('are refused, where the search never ended: L = %s', (value) => {
    const names = ['smoothness', 'hessianSimilarity', 'suboptimality', 'targetVariance', 'snapshotVariance', 'localVariance'];
    const constants = Object.fromEntries(names.map((name) => [name, { value: '1', kind: 'exact' }]));
    const file = { format: 'auxopt-constants/1', name: 'n', constants };
    const ones = completeConstants(parseConstants(JSON.stringify(file), 'c.json'));
    // a file may not hold so many digits; a caller may
    const complete = { ...ones, smoothness: exactly(parseExactNumber(value)) };
    const budget = { kind: 'target-gradients', count: 3 } as const;
    expect(() => adviseRun({ constants: complete, budget, maximumLocalSteps: 2 })).toThrow(/smoothness: .* to search with/);
  });
}); // prettier-ignore

describe('campaigns of more cases than memory holds', () => {
  const header = { format: 'auxopt-campaign/3', kind: 'tiny', version: '0', options: {}, cases: 6, shard: { index: 1, count: 1 } };

  it('are refused before their cases are listed', () => {
    expect(() => casesOfShard(wholeCampaign, 5e9)).toThrow(/at most 10000000/);
  });

  it('have no journal', () => {
    expect(parseHeader(JSON.stringify(header))).toEqual(header);
    expect(parseHeader(JSON.stringify({ ...header, cases: 1e12 }))).toBeUndefined();
    expect(parseHeader(JSON.stringify({ ...header, shard: { index: 1, count: 1e12 } }))).toBeUndefined();
    expect(parseHeader(JSON.stringify({ ...header, shard: { index: 3, count: 2 } }))).toBeUndefined();
  });
}); // prettier-ignore
