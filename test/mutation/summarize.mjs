/** From Stryker's reports to a score for each area, and the survivors without an explanation. */

/** The least share of killed mutants, in percent. */
export const leastScore = 90;

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

/** The mutants of a report, each with the text that it replaces. */
export function listMutants({ files }) {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.map(({ mutatorName, replacement = '', location, status, statusReason = '' }) => {
      const { start, end } = location;
      const part = lines.slice(start.line - 1, end.line);
      part[part.length - 1] = part.at(-1).slice(0, end.column - 1);
      part[0] = part[0].slice(start.column - 1);
      return {
        file,
        location,
        mutator: mutatorName,
        original: oneLine(part.join('\n')),
        replacement: oneLine(replacement),
        status,
        statusReason,
      };
    });
  });
}

/**
 * The report without the mutants that ran out of time, so that an incremental run tests them again. A loop that Stryker
 * stopped by counting its turns needs no clock.
 */
export function forgetTimeouts({ files, ...rest }) {
  const isOpen = ({ status, statusReason = '' }) =>
    status === 'Timeout' && !statusReason.startsWith('Hit limit');
  const kept = Object.entries(files).map(([file, { mutants, ...known }]) => {
    return [file, { ...known, mutants: mutants.filter((mutant) => !isOpen(mutant)) }];
  });
  return { ...rest, files: Object.fromEntries(kept) };
}

const identityOf = ({ file, mutator, original, replacement }) =>
  JSON.stringify([file, mutator, original, replacement]);

/**
 * The numbers of one folder. Whatever is not killed is a survivor: survived, not covered, ignored by a comment, in error.
 *
 * `explanations` says why mutants survive; one entry explains `count` of them (1 where it does not say). One that explains
 * nothing here is reported too: what is killed by time on one machine may survive on another, so that is no failure.
 */
export function summarize(folder, mutants, explanations) {
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const [killed, timeout, noCoverage] = [count('Killed'), count('Timeout'), count('NoCoverage')];
  const alive = mutants.filter(({ status }) => status !== 'Killed' && status !== 'Timeout');
  const left = new Map(explanations.map((entry) => [identityOf(entry), entry.count ?? 1]));
  const unexplained = alive.filter((mutant) => {
    const rest = left.get(identityOf(mutant)) ?? 0;
    left.set(identityOf(mutant), rest - 1);
    return rest <= 0;
  });
  const unused = explanations.filter(
    (entry) => entry.file.startsWith(`${folder}/`) && left.get(identityOf(entry)) > 0,
  );
  const score = mutants.length === 0 ? 0 : (100 * (killed + timeout)) / mutants.length;
  return {
    folder,
    mutants: mutants.length,
    killed,
    timeout,
    survived: alive.length - noCoverage,
    noCoverage,
    score,
    unexplained,
    unused,
    isGood: score >= leastScore && unexplained.length === 0,
  };
}

const columns = ['folder', 'mutants', 'killed', 'timeout', 'survived', 'no coverage', 'score'];

/** A line for each folder, for each survivor without an explanation, and for each explanation of none. */
export function formatSummary(summaries) {
  const rows = summaries.map(({ folder, mutants, killed, timeout, survived, noCoverage, score }) =>
    [
      folder,
      mutants,
      killed,
      timeout,
      survived,
      noCoverage,
      `${(Math.floor(10 * score) / 10).toFixed(1)} %`,
    ].map(String),
  );
  const widths = columns.map((name, c) => Math.max(name.length, ...rows.map((row) => row[c].length)));
  const line = (cells) =>
    cells.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join('  ');
  const living = summaries.flatMap(({ unexplained }) =>
    unexplained.map(({ file, location: { start }, mutator, original, replacement, status }) => {
      const change = `${original.slice(0, 80)} → ${replacement.slice(0, 80)}`;
      return `${status}, not explained: ${file}:${start.line}:${start.column} ${mutator}: ${change}`;
    }),
  );
  const unused = summaries.flatMap((summary) =>
    summary.unused.map(
      ({ file, mutator, original }) => `Explains nothing: ${file} ${mutator}: ${original.slice(0, 80)}`,
    ),
  );
  const low = summaries
    .filter(({ score }) => score < leastScore)
    .map(({ folder }) => `${folder} is below ${leastScore} %`);
  return [line(columns), ...rows.map(line), ...living, ...unused, ...low].join('\n');
}
