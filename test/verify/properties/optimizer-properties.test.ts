/** The ready suite: honest implementations pass it, each property has a bug that it is there for, and messages help. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateTheorems } from '../../../spec/theorems/index.js';
import { judgeRate, measureQuadratic } from '../../../src/theorems/index.js';
import { optimizerProperties } from '../../../src/verify/properties/index.js';
import { arbitraryRateLine } from '../../../src/verify/properties/rate-bounds.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { readProblem } from '../../../src/problems/index.js';
import { root } from '../../support/run-cli.js';
import { createAuxMom, plantedBugs } from './planted-bugs.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();

type Suite = ReturnType<typeof optimizerProperties>;

/** The messages of the properties that fail, by the name of the property without the variant. */
async function failures(suite: Suite): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name, run } of suite) {
    try {
      await run();
    } catch (error) {
      found.set(name.replace(/^[^:]*: /, ''), (error as Error).message);
    }
  }
  return found;
}

const agreement = 'agreement with the equations';

/** The file at the end of a message. */
const fileOf = (message: string): string => message.slice(message.indexOf('\n{') + 1);

describe('honest implementations', () => {
  const pass = async (
    arithmetic: 'binary64' | 'binary32' | 'binary16' | 'bfloat16' | 'rational' | 'decimal',
  ) => {
    const suite = optimizerProperties(createReference({ arithmetic }), { numRuns: 6, arithmetic });
    expect(await failures(suite)).toEqual(new Map());
    const skipped = suite.filter(({ skipped: reason }) => reason !== undefined);
    expect(skipped.length > 0).toBe(arithmetic === 'binary16' || arithmetic === 'bfloat16');
  };
  it.each(['binary16'] as const)('pass every property in %s', { tags: 'long' }, pass);
  it.each(['binary64', 'binary32', 'bfloat16', 'rational', 'decimal'] as const)(
    'pass every property in %s',
    { tags: 'long' },
    pass,
  );

  it('pass in the form of STORM too, whose bracket in round 1 rounds', { timeout: 60_000 }, async () => {
    const only = 'aux-mvr: agreement with the equations';
    expect(await failures(optimizerProperties(createReference(), { only }))).toEqual(new Map());
  });
});

describe('planted bugs', { tags: 'long' }, () => {
  const isFound = async (
    property: string,
    { hooks, alsoBreaks = [] }: (typeof plantedBugs)[number],
  ): Promise<void> => {
    // agreement sees nearly every bug, and takes long to shrink what it sees
    const suite = optimizerProperties(createAuxMom(hooks), { numRuns: 60 }).filter(
      ({ name }) => property === agreement || !name.endsWith(agreement),
    );
    const found = await failures(suite);
    expect([...found.keys()]).toEqual([property, ...alsoBreaks]);
    const message = found.get(property) ?? '';
    expect(message).toMatch(new RegExp(`^aux-mom: ${property} does not hold\\.\\n {2}law {7}\\S`));
    expect(message).toMatch(/ {2}again {5}\{ seed: 1, path: "[\d:]+", only: "aux-mom: /);
    const shrunk = readProblem(fileOf(message), 'message', () => '');
    expect(shrunk.variant).toBe('aux-mom');
  };
  const bugs = plantedBugs.map((bug) => [bug.property, bug] as const);

  it.each(bugs.filter(([property]) => property !== agreement))('%s has one of its own, and says so', isFound);
  // it shrinks for long; the next test shrinks another bug that agreement sees
  it.each(bugs.filter(([property]) => property === agreement))('%s has one of its own, and says so', isFound);

  it('shrink to one dimension and two rounds, with equation, likely mistake and a case that can be made again', async () => {
    const wrong = createAuxMom({
      direction: (d, { m }) => d.map((value, i) => value - 2 * (m[i] ?? 0)),
    });
    const only = 'aux-mom: agreement with the equations';
    const message = (await failures(optimizerProperties(wrong, { only }))).values().next().value ?? '';
    const { problem, parameters } = readProblem(fileOf(message), 'message', () => '');
    expect(problem.dimension).toBe(1);
    expect(parameters.roundCount).toBeLessThanOrEqual(2);
    expect(message).toContain('  equation  AUX-MOM.');
    expect(message).toContain(
      '  likely    the program computes d ← ∇h(y, ζ) − m where AUX-MOM.4 has d ← ∇h(y, ζ) + m.',
    );
    const path = / path: "([\d:]+)"/.exec(message)?.[1] ?? '';
    const again = (await failures(optimizerProperties(wrong, { only, path }))).values().next().value ?? '';
    expect(fileOf(again)).toBe(fileOf(message));
  });
});

describe('rate bounds', { tags: 'long' }, () => {
  const only = 'aux-mom: rate bounds';
  // every second local step goes far uphill: what K = 1 never shows
  const uphill = (tells: boolean) =>
    createAuxMom({ tells, direction: (d, { step }) => (step % 2 === 0 ? d.map((value) => -8 * value) : d) });

  it('see several local steps where y is told, and no more than K = 1 where it is not', async () => {
    const message = (await failures(optimizerProperties(uphill(true), { only, numRuns: 60 }))).get(
      'rate bounds',
    );
    expect(readProblem(fileOf(message ?? ''), 'message', () => '').parameters.localStepCount).toBeGreaterThan(
      1,
    );
    expect(message).toMatch(/G is \d+\.\d+ times the bound of /);
    expect(await failures(optimizerProperties(uphill(false), { only, numRuns: 60 }))).toEqual(new Map());
  });

  it.each([
    ['aux-mvr', ['MVR-1', 'RATE-MVR']],
    ['aux-mom', ['MOM-1', 'MOM-2', 'MOM-3', 'RATE-DET', 'RATE-MOM', 'RATE-MOM-G']],
    ['sgd', ['SGD-1']],
  ] as const)('%s: of 300 cases more than 20 are about each of %j, many with K > 1', (variant, ids) => {
    const cases = fc.sample(arbitraryRateLine(variant, ['zero', 'given', 'exact', 'first-snapshot']), {
      seed: 1,
      numRuns: 300,
    });
    for (const id of ids) {
      const met = cases.filter(({ problem, ...constants }) => {
        const { parameters, initialization } = problem;
        const measurement = measureQuadratic(problem);
        return judgeRate(rateTheorems[id], { parameters, initialization, constants, measurement }).isExactConditionMet; // prettier-ignore
      });
      const withSteps = met.filter(({ problem }) => problem.parameters.localStepCount > 1);
      expect(met.length, id).toBeGreaterThan(20);
      if (variant !== 'sgd') expect(withSteps.length, id).toBeGreaterThan(10);
    }
  });
});

describe('commands', { tags: 'long' }, () => {
  const program = (name: string, body: string): [string, string] => {
    const file = join(folder, name);
    writeFileSync(
      file,
      `import { serveImplementation } from ${JSON.stringify(join(root, 'dist/src/verify/index.js'))};\n${body}`,
    );
    return [process.execPath, file];
  };

  it('pass where they are honest', async () => {
    const command = program(
      'honest.mjs',
      `await serveImplementation({ name: 'sgd', variants: { sgd: (task) => ({ x }) => {
         const g = task.drawSnapshot().f(x);
         return { x: x.map((value, i) => value - task.stepSize * g[i]) };
       } } });`,
    );
    expect(await failures(optimizerProperties({ command }, { variants: ['sgd'], numRuns: 5 }))).toEqual(
      new Map(),
    );
    const only = 'sgd: translation';
    const other = optimizerProperties({ command }, { variants: ['sgd'], arithmetic: 'rational', only });
    expect((await failures(other)).get('translation')).toMatch(
      /in binary64, the suite was made for rational/,
    );
    const missing = optimizerProperties({ command }, { variants: ['naive'], only: 'naive: translation' });
    expect((await failures(missing)).get('translation')).toMatch(/has no naive/);
  });

  it('are cut off where they hang, and the hanging case is told', async () => {
    const command = program(
      'hangs.mjs',
      `await serveImplementation({ name: 'hangs', variants: { sgd: () => () => { for (;;); } } });`,
    );
    const started = performance.now();
    const found = await failures(
      optimizerProperties({ command, requestSeconds: 1 }, { variants: ['sgd'], only: 'sgd: translation' }),
    );
    expect(found.get('translation')).toMatch(/no answer to "run" within 1 s[^]*"variant": "sgd"/);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

it.each([
  [
    'a variant that is not there',
    () => optimizerProperties(createAuxMom(), { variants: ['sgd'] }),
    'has no sgd',
  ],
  ['a command without variants', () => optimizerProperties({ command: ['x'] }), 'Name them'],
  ['no runs', () => optimizerProperties(createAuxMom(), { numRuns: 0 }), '0 is not a number of cases'],
  ['an unknown name', () => optimizerProperties(createAuxMom(), { only: 'x' }), 'there is no property "x"'],
  ['no algorithms', () => optimizerProperties({ name: 'empty', variants: {} }), 'there is no variant'],
])('bad options %s', (_name, make, message) => {
  expect(make).toThrow(message);
});
