/** The vectors of pages: what they say of themselves holds, and programs in Python and JavaScript can be tested with them alone. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  compileMethod,
  partsOf,
  rangesOf,
  resolveNames,
  type Method,
  type Value,
} from '../../../spec/language/index.js';
import type { Field, Vector } from '../../../spec/algebra/index.js';
import { editsOf, irrationalPart } from '../../../src/equations/index.js';
import { createFloatField } from '../../../src/exact/float-field.js';
import {
  pageManifestSchema,
  pageVectorSchema,
  type PageVector,
} from '../../../src/verify/vectors/page-vector-schema.js';
import { createPageVectorFiles, createPageVectors } from '../../../src/verify/vectors/page-vectors.js';
import { createTrackedField, NotDyadicError, track } from '../../../src/verify/vectors/tracked-field.js';
import { doubles, methodOf, pageNames, readPage } from '../../support/pages.js';
import { root } from '../../support/run-cli.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

interface Gradients {
  readonly f: (x: readonly number[]) => readonly number[];
  readonly h: (x: readonly number[]) => readonly number[];
}
interface Reader {
  readonly load: (folder: string, method: string) => readonly PageVector[];
  readonly firstDifference: (
    vector: PageVector,
    start: (given: {
      readonly parameters: Readonly<Record<string, number>>;
      readonly states: PageVector['start'];
      readonly sample: () => Gradients;
      readonly mean: Gradients;
    }) => (round: number) => Readonly<Record<string, readonly number[]>>,
  ) => { readonly round: number; readonly name: string } | undefined;
}

const examples = join(root, 'docs/examples/vectors');
const { load, firstDifference } = (await import(join(examples, 'read-vectors.mjs'))) as Reader;

/** A page as a program for the reader, which reports these states. */
const programOf =
  (
    method: Method,
    field: Field<number>,
    { expected }: Pick<PageVector, 'expected'>,
  ): Parameters<Reader['firstDifference']>[1] =>
  ({ parameters, states: open, sample, mean }) => {
    const world = {
      draw: sample,
      gradient: (of: { readonly function: 'f' | 'h' }, at: Vector<number>, draw?: Gradients) =>
        (draw ?? mean)[of.function](at),
    };
    const { start, round } = compileMethod(method, field);
    let states: Readonly<Record<string, Value<number>>> = start({ parameters, states: open, world });
    return (t) => {
      states = round({ round: t, parameters, states, world });
      const told = Object.entries(states).filter(([name]) => expected[0]?.[name] !== undefined);
      return Object.fromEntries(told) as Readonly<Record<string, Vector<number>>>;
    };
  };

const folder = temporaryFolder();
beforeAll(() => {
  const few = ['nesterov-torch', 'sgd-ema', 'aggmo'].map((name) => [name, readPage(name)] as const);
  for (const [name, text] of createPageVectorFiles(new Map(few), '1.2.3'))
    writeFileSync(join(folder, name), text);
});

const made = new Map<string, ReturnType<typeof createPageVectors>>();
/** Made once. */
const fileOf = (name: string) => {
  const file = made.get(name) ?? createPageVectors(readPage(name), '1.2.3');
  made.set(name, file);
  return file;
};

/** The others take seconds each. */
const quick = ['sgd', 'nesterov-torch', 'svrg'];
const tagged = (name: string) => ({ tags: quick.includes(name) ? [] : ['long' as const] });

it('a page that divides may have none, and the manifest says why', () => {
  const name = 'aggmo';
  const why = createPageVectors(readPage(name), '1.2.3');
  expect(why).toBe('no run of it that was tried is exact in binary floating point');
  const manifest = pageManifestSchema.parse(
    JSON.parse(readFileSync(join(folder, 'pages-manifest.json'), 'utf8')),
  );
  expect(manifest.without).toEqual([{ method: name, why }]);
  expect(manifest.files.map(({ method }) => method)).toEqual(['nesterov-torch', 'sgd-ema']);
});

/** Whether nothing is irrational, and nothing is told: members and coins have no place in a vector. */
const isRational = (name: string): boolean => {
  const method = methodOf(readPage(name));
  const isTold = rangesOf(method).length > 0 || readPage(name).includes('with probability');
  return !isTold && method.lines.every(({ value }) => irrationalPart(value) === undefined);
};

it('a page with roots has none', () => {
  expect(createPageVectors(readPage('adam'), '1.2.3')).toBe(
    'it has roots or real powers, which have no exact value',
  );
});

it.each(['saga', 'page'])('a page with members or coins has none: %s', (name) => {
  expect(createPageVectors(readPage(name), '1.2.3')).toBe(
    'it has members or coins, which a vector does not tell',
  );
});

/** Quotients are seldom exact. */
const divides = (name: string): boolean =>
  methodOf(readPage(name)).lines.some(({ value }) =>
    partsOf(value).some((part) => part.kind === 'apply' && ['/', '⊘'].includes(part.operator)),
  );

describe.each(pageNames.filter(isRational))('the file of %s', (name) => {
  it(
    'is of its schema, and right programs have its numbers, in binary32 as long as it says',
    tagged(name),
    () => {
      const file = fileOf(name);
      if (typeof file === 'string') {
        expect(divides(name)).toBe(true);
        return;
      }
      pageVectorSchema.parse(file);
      const page = methodOf(readPage(name));
      for (const vector of file.vectors) {
        expect(firstDifference(vector, programOf(page, doubles, vector))).toBeUndefined();
        const short = { ...vector, expected: vector.expected.slice(0, vector.binary32Rounds) };
        expect(firstDifference(short, programOf(page, createFloatField('binary32'), vector))).toBeUndefined();
      }
    },
  );

  it('kills the edits that it says, and no other', tagged(name), () => {
    const file = fileOf(name);
    if (typeof file === 'string') return;
    const said = new Set(file.edits.kills);
    let measured = 0;
    for (const { id, page } of editsOf(methodOf(readPage(name)))) {
      let method: Method;
      try {
        method = resolveNames(page);
      } catch {
        continue; // no page
      }
      measured += 1;
      const isKilled = file.vectors.some((vector) => {
        // the file has h only where the page itself asks for it
        const complete = {
          ...vector,
          h: vector.h ?? { mean: ofOnes(vector), samples: vector.f.samples.map(() => ofOnes(vector)) },
        };
        try {
          return firstDifference(complete, programOf(method, doubles, vector)) !== undefined;
        } catch {
          return true;
        }
      });
      expect([id, isKilled]).toEqual([id, said.has(id)]);
    }
    expect(measured).toBe(file.edits.measured);
  });
});

const ofOnes = ({ dimension }: PageVector) => ({
  matrix: Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_, j) => (i === j ? 0.375 : 0.0625)),
  ),
  vector: Array.from({ length: dimension }, () => 0.6875),
});

describe('a program that is written by hand', () => {
  /** m + a (g − m) in place of (1 − a) m + a g: another order of the sums. */
  const average =
    (slip = 0): Parameters<Reader['firstDifference']>[1] =>
    ({ parameters, states, sample }) => {
      let [x, m] = [states['x'] ?? [], states['m'] ?? []];
      const { a = 0, η = 0 } = parameters;
      return () => {
        const g = sample().f(x);
        m = m.map((value, i) => value + a * ((g[i] ?? 0) - value) + slip);
        x = x.map((value, i) => value - η * (m[i] ?? 0));
        return { x };
      };
    };

  it('in JavaScript has the same numbers, in its own order of the sums, and a slip of one bit shows', () => {
    for (const vector of load(folder, 'sgd-ema')) {
      expect(firstDifference(vector, average())).toBeUndefined();
      expect(firstDifference(vector, average(2 ** -40))).toMatchObject({ round: 1, name: 'x' });
    }
  });

  const python = (buffer: string) => {
    const program = join(folder, 'nesterov.py');
    writeFileSync(
      program,
      `
import sys
sys.path.insert(0, ${JSON.stringify(examples)})
from read_vectors import first_difference, load

def nesterov(p, states, sample, mean):
    x, b = states["x"], [0] * len(states["x"])
    def one_round(number):
        nonlocal x, b
        g = sample().f(x)
        b = [p["μ"] * b_i + g_i for b_i, g_i in zip(b, g)]
        x = [x_i - p["ℓ"] * (g_i + p["μ"] * ${buffer}) for x_i, g_i, b_i in zip(x, g, b)]
        return {"x": x, "b": b}
    return one_round

print([first_difference(vector, nesterov) for vector in load(sys.argv[1], "nesterov-torch")])
`,
    );
    return spawnSync('python3', [program, folder], { encoding: 'utf8' });
  };

  it('in Python has the same numbers, and a wrong one is placed', () => {
    expect(python('b_i')).toMatchObject({ stdout: '[None, None]\n', stderr: '' });
    expect(python('g_i').stdout).toMatch(/^\[\(2, 'x', \[.*\], \[.*\]\), /u);
  });

  it('is not tested with a file that was changed', () => {
    const path = join(folder, 'page-nesterov-torch.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"draws":[', '"draws":[0,'));
    try {
      expect(python('b_i').stderr).toContain('page-nesterov-torch.json is not what was published');
      expect(() => load(folder, 'nesterov-torch')).toThrow(
        'page-nesterov-torch.json is not what was published',
      );
    } finally {
      writeFileSync(path, text);
    }
  });

  it.each(['read_vectors.py', 'read-vectors.mjs'])('needs no more than the 40 lines of %s', (file) => {
    expect(readFileSync(join(examples, file), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });
});

describe('numbers that know what they need', () => {
  it('are as large as their terms, multiplied out, on the grid of their last bit', () => {
    let most = 0;
    const { add, subtract, multiply, divide, one } = createTrackedField(
      (count) => (most = Math.max(most, count)),
    );
    const quarter = track(0.25);
    // (1 − 1/4) · 3 as 3 − 3/4: 15 quarters
    expect(multiply(subtract(one, quarter), track(3))).toEqual({ value: 2.25, size: 3.75, grid: -2 });
    expect(most).toBe(15);
    expect(divide(one, quarter)).toEqual({ value: 4, size: 4, grid: 2 });
    expect(() => divide(one, add(one, track(2)))).toThrow(NotDyadicError);
  });
});
