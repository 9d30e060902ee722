/** `auxopt translate`: every pair of optimizers has equal parameters, by exact runs, or a reason; and none that are missed. */
import { describe, expect, it } from 'vitest';
import {
  optimizerNames,
  optimizers,
  type LibraryOptimizer,
  type OptimizerName,
  type OptimizerValues,
} from '../../spec/methods/index.js';
import { compareRuns, translate } from '../../src/cli/translate/command.js';
import { createRatio, ratioField, type Ratio } from '../../src/exact/index.js';
import { auxopt } from '../support/run-cli.js';
import { firstSuites } from '../support/some-of.js';

const formOf = (name: OptimizerName): LibraryOptimizer['form'] => optimizers[name].form;
const ratio = (numerator: number, denominator: number): Ratio =>
  createRatio(BigInt(numerator), BigInt(denominator));

/** Values of the parameters of an optimizer: from a small grid, with corners. */
function valuesOf(name: OptimizerName): readonly OptimizerValues<Ratio>[] {
  const rest = [ratio(0, 1), ratio(1, 10), ratio(9, 10)];
  const grid = { lr: [ratio(1, 10), ratio(1, 7)], momentum: rest, dampening: rest, decay: rest };
  const choices = { ...grid, weight: [ratio(1, 10), ratio(1, 1)] };
  return formOf(name).parameters.reduce<readonly OptimizerValues<Ratio>[]>(
    (all, parameter) =>
      all.flatMap((values) => choices[parameter].map((value) => ({ ...values, [parameter]: value }))),
    [{}],
  );
}

firstSuites(2, optimizerNames)('from %s', (from) => {
  it.each(optimizerNames)('to %s', (to) => {
    for (const given of valuesOf(from)) {
      const { values, reason } = translate(from, to, given);
      if (values !== undefined) {
        expect(compareRuns([from, given], [to, values], 5).difference).toBeUndefined();
        // the control: another rate makes another run
        const other = { ...values, lr: ratioField.add(values.lr ?? ratioField.zero, ratio(1, 1000)) };
        expect(compareRuns([from, given], [to, other], 5).difference).toBeDefined();
      } else {
        expect(reason?.length).toBeGreaterThan(20);
        // and no values of the grid make the same steps
        for (const candidate of valuesOf(to)) {
          expect(compareRuns([from, given], [to, candidate], 5).difference).toBeDefined();
        }
      }
    }
  });
});

it('goes back to where it came from', { tags: 'long' }, () => {
  for (const from of optimizerNames) {
    for (const to of optimizerNames) {
      for (const given of valuesOf(from)) {
        const { values } = translate(from, to, given);
        if (values === undefined) continue;
        const { values: back } = translate(to, from, values);
        expect(back && compareRuns([from, given], [from, back], 5).difference).toBeUndefined();
        expect(back).toBeDefined();
      }
    }
  }
});

describe('the command', () => {
  const translateTo = (words: string) => auxopt(['translate', ...words.split(' ')]);

  it('prints the parameters, exactly, and what breaks the equality', () => {
    const { code, stdout } = translateTo('--from torch lr=0.1 momentum=0.9 dampening=0.1 --to keras');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'keras.optimizers.SGD: learning_rate = 0.09, momentum = 0.9, and learning_rate = 0.1 in the first step alone',
    );
    expect(stdout).toMatch(/^Proof: both recursions, run in fractions on 5 random quadratics/m);
    for (const word of ['The first step', 'Schedules', 'Weight decay']) expect(stdout).toContain(word);
  });

  it('says why where there are none', () => {
    const { code, stdout } = translateTo('--from storm lr=0.1 weight=0.1 --to torch');
    expect(code).toBe(1);
    expect(stdout.replaceAll('\n', ' ')).toContain(
      'There are no equal parameters. STORM asks every sample at two points',
    );
  });

  it('says from which start an average has the same steps, and those parameters have them', () => {
    const { code, stdout } = translateTo('--from torch lr=0.05 momentum=0.8 --to sgd-ema');
    expect(code).toBe(1);
    expect(stdout.replaceAll('\n', ' ')).toContain('From m⁰ = 0 they are the same with η = 0.25, a = 0.2');
    expect(translateTo('--from optax-ema lr=0.25 decay=0.8 --to torch').stdout).toContain(
      'lr = 0.05, momentum = 0.8',
    );
  });

  it('prints one document', () => {
    const { stdout } = translateTo('--from keras lr=0.1 momentum=0.7 --to optax-ema --json');
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'auxopt-translate/1',
      to: { name: 'optax-ema', parameters: { lr: '1/3', decay: '0.7' } },
      isEquivalent: true,
      proof: { problems: 5, rounds: 12 },
    });
  });

  it.each([
    ['--from keras lr=1 dampening=0.1', 'keras.optimizers.SGD has no dampening'],
    ['--from keras lr=1 momentum=1', '1 is not a momentum'],
    ['--from storm lr=1 weight=2', '2 is not a weight'],
    ['--from keras lr=1e-1000', 'at most 100 digits'],
  ])('refuses %j', (words, problem) => {
    const { code, stderr } = translateTo(`${words} --to torch`);
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });
});
