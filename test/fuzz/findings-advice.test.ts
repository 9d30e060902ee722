/** What attacks on advice and measurements found: numbers that no problem has, and requests without an end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { adviseRun, completeConstants, exactly, parseConstants } from '../../src/advise/index.js';
import { countGradientsOf } from '../../src/advise/measure/gradient-source.js';
import { parseExactNumber } from '../../src/exact/index.js';
import { auxopt, main } from '../support/run-cli.js';

const number = (text: string) => exactly(parseExactNumber(text));
const known = {
  smoothness: number('1'),
  hessianSimilarity: number('0.1'),
  suboptimality: number('1'),
  targetVariance: number('1'),
  snapshotAuxiliaryVariance: number('4'),
  localVariance: number('0'),
};
const complete = (more: object) =>
  completeConstants({ name: 'test', affineDifference: false, known: { ...known, ...more } });

describe('a noise that cannot be', () => {
  it.each([
    ['noiseCorrelation', '2'],
    ['noiseCorrelation', '-1.01'],
    ['noiseCovariance', '2.001'],
    ['noiseCovariance', '-3'],
  ])('is refused: %s = %s', (name, value) => {
    expect(() => complete({ [name]: number(value) })).toThrow(
      name === 'noiseCorrelation' ? 'expected a number between -1 and 1' : 'Cauchy–Schwarz',
    );
    const text = Object.entries({ ...known, [name]: number(value) }).map(([key, constant]) => [
      key,
      { value: key === name ? value : constant.value.numerator.toString(), kind: 'exact' },
    ]);
    const file = {
      format: 'auxopt-constants/1',
      name: 'test',
      constants: Object.fromEntries(text) as object,
    };
    expect(() => completeConstants(parseConstants(JSON.stringify(file), 'c.json'))).toThrow(name);
  });

  it.each([
    ['noiseCorrelation', number('1')],
    ['noiseCorrelation', number('-1')],
    ['noiseCovariance', number('2')],
    ['noiseCovariance', { ...number('3'), lower: number('1').value, kind: 'estimate' }],
  ])('but one that can is taken: %s', (name, constant) => {
    expect(complete({ [name]: constant }).snapshotVariance.value.numerator).toBeGreaterThanOrEqual(0n);
  });
});

describe('a request without an end', () => {
  it.each([
    ['advise', ['--pilot', '9007199254740991'], 'expected a whole number from 1 to 1000000'],
    ['advise', ['--pilot', '99999999999999999999'], 'of a magnitude below 2^53'],
    ['advise', ['--maximum-local-steps', '1000000000'], 'expected a whole number from 1 to 10000'],
    ['advise', ['--pairs', '99999999999'], 'expected a whole number from 0 to 1000000'],
  ])('is refused with the range: %s %j', (command, options, message) => {
    const { code, stderr } = auxopt([command, ...options, '--', 'none']);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('is refused where gradients of h cannot be counted', { tags: 'long' }, () => {
    const constants = complete({ noiseCovariance: number('1') });
    const advise = (count: number) =>
      adviseRun({ constants, budget: { kind: 'target-gradients', count }, maximumLocalSteps: 100 });
    expect(() => advise(Number.MAX_SAFE_INTEGER)).toThrow(
      'the budget: it pays for 9007199254740991 gradients',
    );
    expect(advise(87_000_000_000_000).advised.plan.parameters.roundCount).toBeGreaterThan(0);
  });

  it('ends at SIGTERM within the limit', { tags: 'long' }, async () => {
    const program = `
      const say = (o) => process.stdout.write(JSON.stringify(o) + '\\n');
      require('readline').createInterface({ input: process.stdin }).on('line', (text) => {
        const { id, type, at, function: of } = JSON.parse(text);
        const one = (x) => String((of === 'f' ? 1 : 1.1) * Number(x));
        if (type === 'hello') say({ type, id, protocol: { major: 1, minor: 3 }, implementation: { name: 'g', version: '0',
          language: 'js' }, capabilities: { variants: [], arithmetic: 'binary64', oracleModes: ['callback'],
          snapshotDraws: 'joint', gradients: true } });
        else if (type === 'describe') say({ type: 'source', id, name: 'g', dimension: 1, startingPoint: ['1'] });
        else if (type === 'gradient') say({ type, id, gradient: at.map(one) });
        else say({ type: 'ok', id });
      });`;
    const args = ['--pilot', '1000000', '--auxiliary-cost', '0', '--maximum-local-steps', '10000'];
    const child = spawn(process.execPath, [main, 'advise', ...args, '--', process.execPath, '-e', program], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect([0, 1, 2]).not.toContain(child.exitCode);
  }); // prettier-ignore
});

it('a gradient whose square no double holds is named', async () => {
  const source = { dimension: 1, gradient: () => Promise.resolve([1e300]) };
  await expect(countGradientsOf(source).gradient('target', [1])).rejects.toThrow(
    'gradient 1 of the target: 1e+300 is among its entries; expected 1 finite numbers whose squares are finite',
  );
});
