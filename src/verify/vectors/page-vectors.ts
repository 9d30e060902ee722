/** Vectors of a page: runs that every right program makes without rounding, with the edits of the page that they show. */
import { createHash } from 'node:crypto';
import type { Field, Vector } from '../../../spec/algebra/index.js';
import {
  compileMethod,
  everyStatement,
  isWrittenOut,
  parsePage,
  partsOf,
  printStatement,
  rangesOf,
  resolveNames,
  resolvePage,
  type Method,
  type Use,
  type World,
} from '../../../spec/language/index.js';
import { evaluateGradient, mapProblem, type AffineGradient } from '../../../spec/model/index.js';
import { editsOf, irrationalPart } from '../../equations/index.js';
import { AuxoptError } from '../../errors.js';
import { floatFormats, nearestDouble, type Ratio } from '../../exact/index.js';
import { createPageCases, isCount, type PageCase } from '../pages/page-cases.js';
import { createFloatField } from '../../exact/float-field.js';
import { createTrackedField, NotDyadicError, track, type Tracked } from './tracked-field.js';
import {
  pageManifestFormat,
  pageVectorFormat,
  type PageManifest,
  type PageVector,
  type PageVectorFile,
} from './page-vector-schema.js';

const doubles = createFloatField('binary64');

/** Other data, until nothing new is killed. */
const seeds = 4;

/** The states after a round, by name. */
type States<S> = Readonly<Record<string, Vector<S>>>;

/** What a run is given, as a vector has it; of the draws all that there may be. */
type Given = Pick<PageVector, 'dimension' | 'parameters' | 'start' | 'draws' | 'f'> & {
  readonly h: PageVector['f'];
};

/** A run that is exact. */
interface ExactRun {
  readonly given: Given;
  readonly rounds: readonly States<Tracked>[];
  readonly drawCount: number;
  /** How many of the rounds binary32 holds too. */
  readonly binary32Rounds: number;
}

/**
 * The file of a page; a text, which says why, where no run of it is exact.
 *
 * @param version - of the package that makes it.
 */
export function createPageVectors(page: string, version: string): PageVectorFile | string {
  const method = resolvePage(parsePage(page));
  if (method.lines.some(({ value }) => irrationalPart(value) !== undefined))
    return 'it has roots or real powers, which have no exact value';
  const statements = [...everyStatement<Use>(method.body)];
  if (
    rangesOf(method).length > 0 ||
    statements.some((one) => one.kind === 'sample' && isWrittenOut(one, statements))
  )
    return 'it has members or coins, which a vector does not tell';
  const candidates = Array.from({ length: seeds }, (_, seed) =>
    createPageCases(method, { arithmetic: 'binary32' }, seed).filter(({ id }) => id.includes('/short-')),
  ).flat();
  const edits = [...editsOf(method)].flatMap((edit) => {
    const program = programOf(edit.page);
    return program === undefined ? [] : [{ id: edit.id, program }];
  });
  const runs = candidates.flatMap(
    (candidate) => exactRun(method, givenOf(candidate), candidate.roundCount) ?? [],
  );
  let left: readonly (typeof edits)[number][] = edits;
  const vectors: PageVector[] = [];
  // long runs first: what they do not kill the short ones seldom do
  for (const exact of runs.toSorted((one, other) => other.rounds.length - one.rounds.length)) {
    const survivors = left.filter(({ program }) => !isKilled(program, exact));
    if (survivors.length === left.length) continue;
    const id = `${method.name}/${vectors.length + 1}`;
    vectors.push(written(method, exact, id, left.length - survivors.length));
    left = survivors;
  }
  if (vectors.length === 0) return 'no run of it that was tried is exact in binary floating point';
  const survive = new Set(left.map(({ id }) => id));
  return {
    format: pageVectorFormat,
    version,
    licence: 'MIT',
    method: method.name,
    page: { sha256: sha256Of(page), lines: linesOf(method) },
    tests:
      'Each line of the page, and their order. A right program rounds nothing in these runs, in whatever order it takes its sums: ' +
      'in binary64, and in binary32 for the first binary32Rounds of a vector, its numbers are equal to those expected.',
    edits: {
      measured: edits.length,
      kills: edits.map(({ id }) => id).filter((id) => !survive.has(id)),
      survive: [...survive],
    },
    vectors,
  };
}

const linesOf = (method: Method): readonly string[] =>
  method.lines.map((line) =>
    [line.number, printStatement(line), line.words].filter((part) => part !== undefined).join('  '),
  );

/** The files of all pages, and their manifest, by name. */
export function createPageVectorFiles(
  pages: ReadonlyMap<string, string>,
  version: string,
): ReadonlyMap<string, string> {
  const made = [...pages].map(([method, page]) => ({ method, file: createPageVectors(page, version) }));
  const texts = made.flatMap(({ method, file }) =>
    typeof file === 'string'
      ? []
      : [{ name: `page-${method}.json`, method, text: `${JSON.stringify(file)}\n` }],
  );
  const manifest: PageManifest = {
    ...{ format: pageManifestFormat, version, licence: 'MIT' },
    files: texts.map(({ name, method, text }) => ({ name, method, sha256: sha256Of(text) })),
    without: made.flatMap(({ method, file }) => (typeof file === 'string' ? [{ method, why: file }] : [])),
  };
  return new Map([
    ...texts.map(({ name, text }) => [name, text] as const),
    ['pages-manifest.json', `${JSON.stringify(manifest, null, 2)}\n`],
  ]);
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A page with an edit, as a program; undefined where it is no page. */
function programOf(page: Parameters<typeof resolveNames>[0]): Method | undefined {
  try {
    return resolveNames(page);
  } catch (error) {
    if (error instanceof AuxoptError) return undefined;
    throw error;
  }
}

/** A case in doubles: those of few bits are exact. */
function givenOf({ problem, parameters, start, atoms }: PageCase): Given {
  const { dimension, target, auxiliary, snapshotAtoms } = mapProblem(problem, nearestDouble);
  const affine = ({ matrix, vector }: AffineGradient<number>) => ({ matrix, vector });
  const numberOf = (value: unknown): number =>
    typeof value === 'number' ? value : nearestDouble(value as Ratio);
  return {
    dimension,
    parameters: Object.fromEntries([...parameters].map(([name, value]) => [name, numberOf(value)])),
    start: Object.fromEntries([...start].map(([name, vector]) => [name, vector.map(nearestDouble)])),
    draws: atoms,
    f: { mean: affine(target), samples: snapshotAtoms.map((atom) => affine(atom.target)) },
    h: { mean: affine(auxiliary), samples: snapshotAtoms.map((atom) => affine(atom.auxiliary)) },
  };
}

/** The states after one round after another, with the number of draws until then. */
function* roundsOf<S>(
  method: Method,
  field: Field<S>,
  given: Given,
  of: (value: number) => S,
): Generator<{ readonly states: States<S>; readonly drawn: number }> {
  const counts = new Set(method.parameters.filter(isCount).map(({ name }) => name.name));
  const parameters = Object.fromEntries(
    Object.entries(given.parameters).map(([name, value]) => [name, counts.has(name) ? value : of(value)]),
  );
  let drawn = 0;
  const world: World<S, number> = {
    draw: () => given.draws[drawn++ % given.draws.length] ?? 0,
    gradient: ({ function: name }, point, draw) => {
      const { mean, samples } = given[name];
      const { matrix, vector } = (draw === undefined ? undefined : samples[draw]) ?? mean;
      const sample = { matrix: matrix.map((row) => row.map(of)), vector: vector.map(of) };
      return evaluateGradient(field, sample, point);
    },
  };
  const compiled = compileMethod(method, field);
  const open = Object.fromEntries(
    Object.entries(given.start).map(([name, vector]) => [name, vector.map(of)]),
  );
  let states = compiled.start({ parameters, states: open, world });
  for (let round = 1; ; round += 1) {
    states = compiled.round({ round, parameters, states, world });
    yield { states: states as States<S>, drawn };
  }
}

/** As many rounds as binary64 holds with all that may be computed on the way; undefined for fewer than two. */
function exactRun(method: Method, given: Given, most: number): ExactRun | undefined {
  let size = 0;
  const field = createTrackedField((count) => (size = Math.max(size, count)));
  const rounds: States<Tracked>[] = [];
  let [drawCount, binary32Rounds] = [0, 0];
  try {
    for (const { states, drawn } of roundsOf(method, field, given, track)) {
      if (size > 2 ** floatFormats.binary64.precision) break;
      rounds.push(states);
      drawCount = drawn;
      if (size <= 2 ** floatFormats.binary32.precision) binary32Rounds = rounds.length;
      if (rounds.length === most) break;
    }
  } catch (error) {
    if (!(error instanceof NotDyadicError)) throw error;
  }
  return rounds.length < 2 ? undefined : { given, rounds, drawCount, binary32Rounds };
}

/** Whether a program has another number in a state after some round of the vector, or cannot make it. */
function isKilled(program: Method, { given, rounds }: ExactRun): boolean {
  try {
    let t = 0;
    for (const { states } of roundsOf(program, doubles, given, (value) => value)) {
      const expected = Object.entries(rounds[t] ?? {});
      if (expected.some(([name, vector]) => vector.some(({ value }, i) => value !== states[name]?.[i])))
        return true;
      t += 1;
      if (t === rounds.length) return false;
    }
    return false;
  } catch (error) {
    if (error instanceof AuxoptError) return true;
    throw error;
  }
}

function written(
  method: Method,
  { given, rounds, drawCount, binary32Rounds }: ExactRun,
  id: string,
  kills: number,
): PageVector {
  const { h, ...rest } = given;
  const asksForH = method.lines.some(({ value }) =>
    partsOf(value).some((part) => part.kind === 'gradient' && part.function === 'h'),
  );
  return {
    ...{ id, kills, binary32Rounds },
    ...rest,
    draws: rest.draws.slice(0, drawCount),
    ...(asksForH ? { h } : {}),
    expected: rounds.map((states) =>
      Object.fromEntries(
        Object.entries(states).map(([name, vector]) => [name, vector.map(({ value }) => value)]),
      ),
    ),
  };
}
