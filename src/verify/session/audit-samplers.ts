/** Whether minibatches were drawn by the law that the run asks for. The order of rows is not judged: chance may give any. */
import { countOf } from '../../errors.js';
import type { ComponentReport } from '../../judge/index.js';
import type { Sampling, VerificationCase } from '../cases/verification-case.js';
import { samplerMutants } from '../mutants/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { broken } from './audit-rules.js';
import type { DrawnMinibatch } from './minibatch-names.js';

/** What is wrong with the draws of a run, and what was probably done instead. */
export interface SamplerAudit {
  readonly violations: readonly ComponentReport[];
  readonly suspicions: readonly Suspicion[];
}

/** One sampler: a law, the number of rows, and the size of its minibatches. */
interface Sampler {
  readonly kind: Sampling['kind'];
  readonly rowCount: number;
  readonly size: number;
}

/** Holds the minibatches of ξ, and those of ζ, to the law of the case. */
export function auditSamplers(
  { sampling, problem }: VerificationCase,
  drawn: readonly DrawnMinibatch[],
): SamplerAudit {
  if (sampling === undefined) return { violations: [], suspicions: [] };
  const { kind, batchSize, localBatchSize } = sampling;
  const samplers = {
    snapshot: { kind, rowCount: problem.snapshotAtoms.length, size: batchSize },
    local: { kind, rowCount: problem.localAtoms.length, size: localBatchSize },
  };
  const audits = (['snapshot', 'local'] as const).map((draw) => {
    const own = drawn.filter((one) => one.draw === draw);
    const violation = firstViolation(samplers[draw], own);
    return violation === undefined ? undefined : { violation, suspected: suspect(samplers[draw], draw, own) };
  });
  const suspected = new Set(audits.flatMap((audit) => audit?.suspected ?? []));
  return {
    violations: audits.flatMap((audit) => audit?.violation ?? []),
    suspicions: samplerMutants
      .filter(({ id }) => suspected.has(id))
      .map(({ id, mistake, fix }) => ({ id, mistake, fix })),
  };
}

/** The first minibatch against the law: of a wrong size, or with a row that the epoch has had. */
function firstViolation(
  { kind, rowCount, size }: Sampler,
  drawn: readonly DrawnMinibatch[],
): ComponentReport | undefined {
  const all = Array.from({ length: rowCount }, (_, row) => row);
  const inEpochs = kind === 'epochs' || kind === 'epochs-dropped';
  let left = all;
  for (const { draw, round, rows } of drawn) {
    if (left.length < (kind === 'epochs-dropped' ? size : 1)) left = all;
    const due = inEpochs ? Math.min(size, left.length) : size;
    const report = (rule: 'AUDIT.7' | 'AUDIT.8', expected: string): ComponentReport => ({
      ...broken(rule, round, `the ${draw} minibatch`),
      expected,
      actual: `${countOf(rows.length, 'row')}: ${rows.join(', ')}`,
    });
    if (rows.length !== due) {
      const why = due < size ? `, which the epoch of ${rowCount} rows has left` : '';
      return report('AUDIT.7', `${countOf(due, 'row')}${why}`);
    }
    if (!inEpochs) continue;
    const fresh = new Set(rows);
    if (fresh.size < rows.length || rows.some((row) => !left.includes(row)))
      return report('AUDIT.8', `different rows of those that the epoch has not had: ${left.join(', ')}`);
    left = left.filter((row) => !fresh.has(row));
  }
  return undefined;
}

/** The mistakes that give such minibatches, the most special first: another run may refute it. */
function suspect(
  sampler: Sampler,
  draw: DrawnMinibatch['draw'],
  drawn: readonly DrawnMinibatch[],
): readonly string[] {
  const { kind, rowCount, size } = sampler;
  const isLaw = (other: Partial<Sampler>, seen = drawn): boolean =>
    firstViolation({ ...sampler, ...other }, seen) === undefined;
  const [first] = drawn;
  const isFull = drawn.every(({ rows }) => rows.length === size);
  if (isFull && drawn.length > 1 && drawn.every(({ atom }) => atom === first?.atom)) return ['sampler-stuck'];
  // rows that nobody draws, and the others by the law
  const seen = [...new Set(drawn.flatMap(({ rows }) => rows))].sort((left, right) => left - right);
  const renumbered = drawn.map((one) => ({ ...one, rows: one.rows.map((row) => seen.indexOf(row)) }));
  const isEpochs = kind === 'epochs';
  // within each round, the epochs are right
  const rounds = new Set(drawn.map(({ round }) => round));
  const isAnew =
    draw === 'local' &&
    [...rounds].every((round) =>
      isLaw(
        {},
        drawn.filter((one) => one.round === round),
      ),
    );
  // draws from all rows may look like any of these by chance, but not in every run
  return [
    isEpochs && isFull && isFilled(sampler, drawn) ? 'sampler-fills-last' : [],
    isEpochs && isLaw({ kind: 'epochs-dropped' }) ? 'sampler-drops-last' : [],
    kind === 'epochs-dropped' && isLaw({ kind: 'epochs' }) ? 'sampler-keeps-last' : [],
    seen.length < rowCount && isLaw({ rowCount: seen.length }, renumbered) ? 'sampler-leaves-out-rows' : [],
    isAnew ? 'sampler-anew-every-round' : [],
    lacksMinibatch(sampler, drawn) ? 'sampler-skips-first' : [],
    carriesOver(sampler, drawn) ? 'sampler-carries-over' : [],
    isFull ? 'sampler-repeats-rows' : [],
  ].flat();
}

/** How many rows a sampler gives in an epoch; undefined where it has no epochs. */
function rowsOfEpoch({ kind, rowCount, size }: Sampler): number | undefined {
  if (kind === 'epochs') return rowCount;
  return kind === 'epochs-dropped' ? rowCount - (rowCount % size) : undefined;
}

/** Whether every epoch is right but for a full minibatch that is missing. */
function lacksMinibatch(sampler: Sampler, drawn: readonly DrawnMinibatch[]): boolean {
  const count = (rowsOfEpoch(sampler) ?? 0) - sampler.size;
  if (count <= 0) return false;
  let seen = new Set<number>();
  return drawn.every(({ rows }) => {
    if (seen.size === count) seen = new Set();
    const isRight =
      rows.length === Math.min(sampler.size, count - seen.size) &&
      new Set(rows).size === rows.length &&
      rows.every((row) => !seen.has(row));
    for (const row of rows) seen.add(row);
    return isRight;
  });
}

/** Whether every epoch after the first is right but for one minibatch, which the epoch before had. */
function carriesOver(sampler: Sampler, drawn: readonly DrawnMinibatch[]): boolean {
  const length = Math.ceil((rowsOfEpoch(sampler) ?? 0) / sampler.size);
  if (length < 2 || drawn.length <= length) return false;
  const isDisjoint = (list: readonly DrawnMinibatch[]): boolean => {
    const all = list.flatMap(({ rows }) => rows);
    return new Set(all).size === all.length;
  };
  return drawn.every((_, start) => {
    if (start % length !== 0) return true;
    const own = drawn.slice(start, start + length);
    const before = drawn.slice(Math.max(start - length, 0), start).map(({ atom }) => atom);
    const isCarried = own.some(
      ({ atom }, place) => before.includes(atom) && isDisjoint(own.filter((_one, i) => i !== place)),
    );
    return isCarried || ((start === 0 || own.length < length) && isDisjoint(own));
  });
}

/** Whether every epoch ends with a minibatch of all rows that it has left, and of others. */
function isFilled({ rowCount, size }: Sampler, drawn: readonly DrawnMinibatch[]): boolean {
  const all = Array.from({ length: rowCount }, (_, row) => row);
  let left = all;
  return drawn.every(({ rows }) => {
    const isRight =
      left.length < size
        ? left.every((row) => rows.includes(row))
        : new Set(rows).size === rows.length && rows.every((row) => left.includes(row));
    left = left.filter((row) => !rows.includes(row));
    if (left.length === 0) left = all;
    return isRight;
  });
}
