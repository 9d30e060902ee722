/** What a mutant is: a variant with one deliberate mistake. */
import type { Field, Vector } from '../../../spec/algebra/index.js';
import { variantNames } from '../../../spec/algorithms/index.js';
import type {
  DomainViolation,
  GradientQuery,
  Initialization,
  Oracle,
  RunParameters,
  VariantName,
} from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';

/** What m⁰ is made of. */
export interface StartInput<S> {
  readonly initialization: Initialization<S>;
  /** x⁰. */
  readonly startingPoint: Vector<S>;
  readonly oracle: Pick<Oracle<S>, 'gradient'>;
  /** The atoms of the initial batch. */
  readonly tape: { readonly initial: readonly number[] };
}

/** What a mistake at the start may need besides. */
export interface StartScene<S> {
  readonly field: Field<S>;
  /** The atom of ξ¹. */
  readonly first: number;
  /** Another atom than the one of the query. */
  readonly otherAtom: (query: GradientQuery<S>) => number;
}

/** One mistake. Everything that is absent is done right. */
export interface Mutation {
  /** What stands for lines of the page, each told by how it begins; nothing stands for a line whose text is empty. */
  readonly lines?: Readonly<Record<string, string>>;
  /** The variant whose page it is. */
  readonly runs?: VariantName;
  /** What the start is made of, from what it rightly is. */
  readonly start?: <S>(right: StartInput<S>, scene: StartScene<S>) => StartInput<S>;
  /** Whose η stands for that of step k of round t, as [round, step], and whose a for that of round t. */
  readonly rate?: (
    round: number,
    step: number,
    counts: Pick<RunParameters<unknown>, 'localStepCount' | 'roundCount'>,
  ) => readonly [round: number, step: number];
  readonly weight?: (round: number) => number;
  /** What the mean over a minibatch is multiplied with and divided by, from its rows and those of a full one. */
  readonly rows?: (rows: number, full: number) => readonly [times: number, by: number];
  /** How rows are chosen against the law of the run. */
  readonly sampler?:
    | 'stuck'
    | 'fills-last'
    | 'drops-last'
    | 'keeps-last'
    | 'skips-first'
    | 'carries-over'
    | 'leaves-out-rows'
    | 'anew-every-round'
    | 'repeats-rows';
  /** What is wrong with the parameters, from what rightly is. */
  readonly domain?: <S>(
    right: readonly DomainViolation[],
    parameters: RunParameters<S>,
    field: Field<S>,
  ) => readonly DomainViolation[];
}

/** A mistake with its name. */
export interface Mutant {
  readonly id: string;
  /** What the implementer did, in one phrase. */
  readonly mistake: string;
  /** The variant that the implementation claims to be. */
  readonly variant: VariantName;
  /** The initialisation that shows it; `given` unless told otherwise, `none` for the baselines. */
  readonly start?: 'zero' | 'batch' | 'exact' | 'first-snapshot';
  readonly mutation: Mutation;
}

/** A mistake that no equation shows, so that a report needs words for it. */
export interface WordedMutant extends Mutant {
  /** How to fix it, in one sentence. */
  readonly fix: string;
}

/** Mistakes that a report needs words for. What they are about is the same for every variant. */
export const wordedMutants = (
  rows: readonly (readonly [id: string, mistake: string, fix: string, mutation: Mutation])[],
): readonly WordedMutant[] =>
  rows.map(([id, mistake, fix, mutation]) => ({ id, mistake, fix, variant: 'aux-mom', mutation }));

type Row = readonly [id: string, mistake: string, mutation: Mutation, start?: Mutant['start']];

/** Mistakes of one variant. */
export const mutantsOf = (variant: VariantName, rows: readonly Row[]): readonly Mutant[] =>
  rows.map(([id, mistake, mutation, start]) => ({
    ...{ id, mistake, variant, mutation },
    ...(start === undefined ? {} : { start }),
  }));

/**
 * Mistakes in lines of pages, from a text. Each begins with its variant and id, perhaps the start that shows it, and what it is; what goes on is
 * indented. Then each line that is replaced, told by how it begins, and after ⇒ what stands for it: `|` is between lines.
 */
export function readMistakes(text: string): readonly Mutant[] {
  return text
    .trim()
    .split(/\n(?! )/u)
    .flatMap((block) => {
      const [title, ...rows] = block.split(/\n {2}(?=[^\n]* ⇒)/u);
      const [, name, id = '', start, mistake = ''] =
        /^(\S+) (\S+)(?: \((\S+)\))?: (.*)$/su.exec(title ?? '') ?? [];
      const variant = variantNames.find((known) => known === name);
      if (variant === undefined) throw new ContractError(`no mistake begins with ${title}`);
      const lines = rows.map((row) => {
        const [begin = '', instead = ''] = row.split(/ ⇒ ?/u);
        return [begin, instead.replaceAll('|', '\n')] as const;
      });
      const words = mistake.replaceAll('\n  ', ' ');
      return mutantsOf(variant, [
        [id, words, { lines: Object.fromEntries(lines) }, start as Mutant['start']],
      ]);
    });
}
