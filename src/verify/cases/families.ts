/** The families of cases: what each is there to catch, and what its runs look like. */
import type { RunParameters } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import type { DataShape } from './case-data.js';

/** One family; every variant that it fits gets one case of it. */
export interface CaseFamily extends DataShape {
  /** Last part of the ids of its cases. */
  readonly name: string;
  readonly purpose: string;
  readonly start: 'given' | 'zero' | 'exact' | 'batch' | 'first-snapshot';
  /** B of the start `batch`; 2 where it is left out. */
  readonly batchSize?: number;
  /** a, as an exact number. */
  readonly momentumWeight: string;
  /** η, as an exact number. */
  readonly stepSize: string;
  readonly localStepCount: number;
  readonly roundCount: number;
  /** Whether the baselines, which have no start and no a, get a case too. */
  readonly fitsBaselines: boolean;
}

/** A family with what is said of minibatches. */
interface ReadFamily extends CaseFamily {
  /** B of the draws ζ. */
  readonly localBatchSize?: number;
  readonly kinds: readonly string[];
}

/**
 * Families from a text. Each begins with its name and purpose; the last line of it, which is indented as all but the first are, has the start,
 * d, the atoms of ξ and of ζ, a, η, K and T, perhaps B, whether the baselines get a case too, and kinds of minibatches.
 */
export function readFamilies(text: string): readonly ReadFamily[] {
  return text
    .trim()
    .split(/\n(?! )/u)
    .map((block) => {
      const lines = block.split(/\n +/u);
      const values = lines.pop() ?? '';
      const [, name = '', purpose = ''] = /^(\S+): (.*)$/u.exec(lines.join(' ')) ?? [];
      const find = (symbol: string): string | undefined =>
        new RegExp(` ${symbol} (\\S+)`, 'u').exec(values)?.[1];
      const valueOf = (symbol: string): string => {
        const value = find(symbol);
        if (value === undefined) throw new ContractError(`the family ${name} has no ${symbol}`);
        return value;
      };
      const [batchSize, localBatchSize] = [find('B'), find('Bζ')];
      const [start, ...words] = values.split(/ {2,}/u);
      const kinds = words.filter((word) => !word.includes(' ') && word !== 'baselines');
      return {
        name,
        purpose,
        start: start as CaseFamily['start'],
        dimension: Number(valueOf('d')),
        snapshotAtoms: Number(valueOf('ξ')),
        localAtoms: Number(valueOf('ζ')),
        momentumWeight: valueOf('a'),
        stepSize: valueOf('η'),
        localStepCount: Number(valueOf('K')),
        roundCount: Number(valueOf('T')),
        fitsBaselines: words.includes('baselines'),
        kinds,
        ...(batchSize !== undefined && { batchSize: Number(batchSize) }),
        ...(localBatchSize !== undefined && { localBatchSize: Number(localBatchSize) }),
      };
    });
}

/**
 * The families of the published vectors, in the order of the reports: the plainest first. A batch has four atoms, so that no draw of it is ξ¹ by
 * chance.
 */
export const caseFamilies: readonly CaseFamily[] = readFamilies(`
planar: the general run: every sign, weight, point, atom and count that can be wrong in two dimensions
  given  d 2  ξ 2  ζ 2  a 1/4  η 1/8  K 3  T 4  baselines
zero: the initialisation m⁰ = 0, and nothing else in its place
  zero  d 2  ξ 2  ζ 2  a 1/4  η 1/8  K 2  T 3
exact: the initialisation by the exact gradient difference, and not by a sample of it
  exact  d 2  ξ 2  ζ 2  a 1/4  η 1/8  K 2  T 3
batch: the initialisation by a batch mean: joint draws, averaged, not used again
  batch  d 2  ξ 4  ζ 2  a 1/4  η 1/8  K 2  T 3
first-snapshot: round 1 takes its own sample in full, and no other round does
  first-snapshot  d 2  ξ 2  ζ 2  a 1/4  η 1/8  K 2  T 3
no-momentum: a = 1: the estimate forgets everything, whatever was remembered
  given  d 2  ξ 2  ζ 2  a 1  η 1/8  K 2  T 3
one-step: K = 1: a round is one step, and loops over local steps begin and end right
  given  d 2  ξ 2  ζ 2  a 1/4  η 1/8  K 1  T 4  baselines
no-noise: five coordinates without noise: mixed coordinates, and loops that forget the last ones
  given  d 5  ξ 1  ζ 1  a 1/4  η 1/8  K 4  T 2  baselines
long: sixteen rounds on a line with four atoms: what counts wrong only later, and atoms beyond the second
  given  d 1  ξ 4  ζ 4  a 3/8  η 1/16  K 2  T 16  baselines
`);

/** a = 1 from the starts that methods without momentum have. */
export const cornerFamilies: readonly CaseFamily[] = readFamilies(`
no-momentum-zero: a = 1 from the start zero: the estimate forgets everything, also its start
  zero  d 2  ξ 2  ζ 2  a 1  η 1/8  K 2  T 3
no-momentum-first-snapshot: a = 1 from the start first-snapshot: the estimate forgets everything, also
  its start
  first-snapshot  d 2  ξ 2  ζ 2  a 1  η 1/8  K 2  T 3
`);

/** Cases that are asked with h = 0. */
export const startsWithoutAuxiliary: readonly CaseFamily[] = readFamilies(`
no-auxiliary-given: h = 0 from the start given: what the target alone does
  given  d 2  ξ 2  ζ 2  a 1/4  η 1/8  K 2  T 3  baselines
no-auxiliary-zero: h = 0 from the start zero: what the target alone does
  zero  d 2  ξ 2  ζ 2  a 1/4  η 1/8  K 2  T 3
no-auxiliary-first-snapshot: h = 0 from the start first-snapshot: what the target alone does
  first-snapshot  d 2  ξ 2  ζ 2  a 1/4  η 1/8  K 2  T 3
`);

/** Asked with h = f. */
export const sameFunction: readonly CaseFamily[] = readFamilies(`
same-function: h = f: every difference is zero, and the estimate is what is left of its start
  given  d 2  ξ 2  ζ 2  a 1/4  η 1/8  K 2  T 3  baselines
`);

/**
 * One quantity at a time far beyond the other families, with parameters that no binary format holds. They start from what an
 * implementation has where it has no given m⁰.
 */
export const wideFamilies: readonly CaseFamily[] = readFamilies(`
wide: d = 169: what is right only for a few coordinates, or for a square matrix of them read by columns;
  η and a that no binary format holds
  given  d 169  ξ 1  ζ 1  a 3/10  η 1/10  K 2  T 2  baselines
many-steps: K = 53: what is wrong only in a late local step, and caps on their number
  given  d 2  ξ 2  ζ 2  a 2/5  η 3/100  K 53  T 2  baselines
many-rounds: T = 103: what is wrong only in a late round, restarts, schedules and stops
  given  d 2  ξ 2  ζ 2  a 1/10  η 9/100  K 1  T 103  baselines
many-of-both: K = T = 10: what is wrong only in late steps of late rounds, and what counts the steps of
  a run
  given  d 2  ξ 2  ζ 2  a 1/5  η 1/100  K 10  T 10  baselines
slow-average: a = 1/1000: bounds on a, and what only a small a shows; from a batch of five where there
  is that start
  batch  d 3  ξ 2  ζ 2  a 1/1000  η 7/100  K 2  T 4  B 5
`);

/** Families whose η or a changes from round to round, or from step to step: their schedules, by name. */
const schedules: Readonly<Record<string, Pick<RunParameters<string>, 'stepSize' | 'momentumWeight'>>> = {
  cosine: {
    // (1 + cos(π(t − 1)/6))/20 to four places: what the kit sends is the schedule
    stepSize: ['0.1', '0.0933', '0.075', '0.05', '0.025', '0.0067'],
    momentumWeight: ['0.9', '0.7', '0.5', '0.3', '0.2', '0.1'],
  },
  'step-decay': {
    stepSize: ['0.1', '0.1', '0.05', '0.05', '0.025', '0.025'],
    momentumWeight: ['0.1', '0.2', '0.3', '0.5', '0.7', '0.9'],
  },
  'warm-up': {
    stepSize: ['0.025', '0.05', '0.075', '0.1', '0.1', '0.1'],
    momentumWeight: ['1', '0.5', '0.4', '0.25', '0.2', '0.1'],
  },
  'cosine-per-step': {
    // (1 + cos(π(n − 1)/12))/20 for n = 1 … 12, to four places
    stepSize: [
      ['0.1', '0.0983', '0.0933'],
      ['0.0854', '0.075', '0.0629'],
      ['0.05', '0.0371', '0.025'],
      ['0.0146', '0.0067', '0.0017'],
    ],
    momentumWeight: '1/4',
  },
};

/**
 * Schedules that programs are given: asked of those that declare it. Neighbouring rounds differ, so that a shift by one round shows,
 * and so does a value that never changes. Two have as many coordinates as rounds or steps: one value a round is none for each coordinate.
 */
export const scheduledFamilies = readFamilies(`
cosine: a cosine of η and a decreasing a, one value a round: shifts, and values that never change
  given  d 2  ξ 2  ζ 2  a 1/4  η 1/10  K 2  T 6  baselines
step-decay: η halved every second round, a rises: rates that stay constant, or change a round early or
  late, and an a that only ever falls
  given  d 6  ξ 2  ζ 2  a 1/4  η 1/10  K 3  T 6  baselines
warm-up: η rises and then stays, a falls from 1: an η that only ever falls, and a = 1 in one round
  given  d 2  ξ 2  ζ 2  a 1/4  η 1/10  K 1  T 6  baselines
cosine-per-step: a cosine of η over all local steps, a constant: schedulers that are advanced once a
  round, a step early or late, or begun anew
  given  d 3  ξ 2  ζ 2  a 1/4  η 1/10  K 3  T 4  baselines
`).map((family) => ({ ...family, schedules: schedules[family.name] ?? family }));

/** A schedule of the program's own: what it says of each round is what the round is held to. */
export const reportedFamily: readonly CaseFamily[] = readFamilies(`
reported-schedule: η and a that the program chooses itself and reports: rounds that use others than they
  say
  given  d 2  ξ 2  ζ 2  a 1/4  η 1/10  K 2  T 6  baselines
`);
