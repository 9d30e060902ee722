/** `auxopt run` on files with schedules: what it computes, and one clear error for each misuse. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auxopt } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

/** ∇f(x) = x, ∇h(x) = 2x from x⁰ = 1 and m⁰ = 0, K = 1, T = 3. */
function fileWith(parameters: object): string {
  const path = join(folder, 'scheduled.json');
  const problem = {
    format: 'auxopt-problem/1',
    name: 'scheduled',
    dimension: 1,
    target: { matrix: [['1']], vector: ['0'] },
    auxiliary: { matrix: [['2']], vector: ['0'] },
    variant: 'aux-mom',
    parameters: { stepSize: '0.5', momentumWeight: '0.5', localStepCount: 1, roundCount: 3, ...parameters },
    initialization: { kind: 'zero' },
    startingPoint: ['1'],
    seed: 1,
  };
  writeFileSync(path, JSON.stringify(problem));
  return path;
}

const iterates = (...args: readonly string[]): readonly string[] => {
  const { stdout } = auxopt(['run', ...args, '--json']);
  return (JSON.parse(stdout) as { rounds: { x: [string] }[] }).rounds.map(({ x }) => x[0]);
};

describe('a file with schedules', () => {
  const schedules = { stepSize: ['0.5', '0.25', '1'], momentumWeight: ['1', '0.5', '0.25'] };

  it('runs as computed by hand, exactly and in doubles, which are judged', () => {
    // g_D = −x. m¹ = −1, x¹ = 1 − ½(2 − 1) = ½; m² = −½ − ¼ = −¾, x² = ½ − ¼(1 − ¾) = 7/16;
    // m³ = −9/16 − 7/64 = −43/64, x³ = 7/16 − (7/8 − 43/64) = 15/64
    const path = fileWith(schedules);
    expect(iterates(path)).toEqual(['1', '0.5', '0.4375', '0.234375']);
    expect(iterates(path, '--engine', 'fast')).toEqual(['1', '0.5', '0.4375', '0.234375']);
    const { code, stdout } = auxopt(['run', path, '--engine', 'fast']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Judged as binary64: pass')]);
    expect(stdout).toContain('η = 0.5 … 1 (a schedule), a = 1 … 0.25 (a schedule)');
  });

  /** m¹ = −1: y = ¾, x¹ = ¾ − ½(3/2 − 1) = ½; m² = −½: y = 7/16, x² = 7/16 − ¼(7/8 − ½) = 11/32. */
  const stepSize = [['0.25', '0.5'], ['0.125', '0.25']]; // prettier-ignore
  const perStep = { stepSize, momentumWeight: '1', localStepCount: 2, roundCount: 2 };

  it('has η of every local step, as computed by hand, exactly and in doubles', () => {
    const path = fileWith(perStep);
    expect(iterates(path)).toEqual(['1', '0.5', '0.34375']);
    expect(iterates(path, '--engine', 'fast')).toEqual(['1', '0.5', '0.34375']);
    expect(auxopt(['run', path]).stdout).toContain('η = 0.25 … 0.25 (a schedule)');
  });

  const squares = [['0.125'], ['0.095703125'], ['0.0274658203125']]; // ½, 7/16 and 15/64, squared and halved
  const halves = [
    ['0.28125', '0.125'],
    ['0.095703125', '0.05908203125'],
  ];
  it.each([
    ['expectation', schedules, squares],
    ['enumeration', schedules, squares],
    ['expectation', perStep, halves],
    ['enumeration', perStep, halves],
  ])('has an expectation, by --engine %s: without noise that of the run, %j', (how, given, values) => {
    const { code, stdout } = auxopt(['run', fileWith(given), '--engine', how, '--json']);
    const { rounds } = JSON.parse(stdout) as { rounds: { steps: { targetValue: string }[] }[] };
    const found = rounds.map(({ steps }) => steps.map(({ targetValue }) => targetValue));
    expect([code, found]).toEqual([0, values]);
  });

  it('takes the first η of every round where the variant has one step', () => {
    expect(iterates(fileWith(perStep), '--variant', 'sgd')).toEqual(['1', '0.75', '0.65625']);
  });

  it.each([schedules, perStep])('goes through a tape file', (given) => {
    const { stdout } = auxopt(['run', fileWith(given), '--tape']);
    expect((JSON.parse(stdout) as { parameters: object }).parameters).toMatchObject(given);
  });

  it.each([
    [
      { stepSize: ['0.5', '0.25'] },
      ': the schedule has 2 values; expected one value, or a schedule of T = 3',
    ],
    [{ momentumWeight: ['1', '1', '2'] }, '[2]: the value 2 is outside its domain; expected 0 < a ≤ 1'],
    [
      { stepSize: ['0.5', ['0.5', '0.25'], '1'] },
      '[1]: the schedule has 2 values; expected one value, or K = 1 values, one a local step',
    ],
    [{ stepSize: ['0.5', ['0'], '1'] }, '[1][0]: the value 0 is outside its domain; expected η > 0'],
    [{ stepSize: ['0.5', [0.25], '1'] }, '[1][0]: found the number 0.25; expected a number as a string'],
    [{ momentumWeight: ['1', ['0.5'], '1'] }, '[1]: found an array of 1 item; expected a number as a string'],
    [{ stepSize: ['0.5', 0.25, '1'] }, '[1]: found the number 0.25; expected a number as a string'],
  ])('%j is refused with one clear error', (parameters, message) => {
    const { code, stderr } = auxopt(['run', fileWith(parameters)]);
    expect(code).toBe(2);
    expect(stderr).toContain(`$.parameters.${Object.keys(parameters)[0]}${message}`);
  });

  it.each([schedules, perStep])('is refused where theorems are asked', (given) => {
    const { code, stderr } = auxopt(['advise', '--problem', fileWith(given)]);
    expect(code).toBe(2);
    expect(stderr).toContain('does not take a schedule; expected one value for all rounds');
  });
});
