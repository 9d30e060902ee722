// The gallery as data and as text: systems.json says what is run, verdicts.json what came out, and the pages show both.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A path below docs/gallery. */
export const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const readJson = (path) => JSON.parse(readFileSync(here(path), 'utf8'));

export const readSystems = () => readJson('systems.json');
export const readVerdicts = () => readJson('verdicts.json');

/** What a report says of a run, without what changes from one release of a library to the next. */
export function verdictOf({ verdict, counts, first, diagnosis = [] }) {
  const tested = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.unsupported;
  const { equation, statement, round } = first?.violation ?? {};
  const said = (first?.log ?? '').trim().split('\n').at(-1);
  const words =
    equation === undefined
      ? [first?.message?.replace(/\.$/u, ''), said].filter(Boolean).join(': ')
      : statement;
  return {
    verdict,
    tested,
    passed: counts.pass,
    ...(first === undefined
      ? {}
      : { case: first.id, ...(equation === undefined ? {} : { equation, round }), words }),
    ...(diagnosis[0] === undefined ? {} : { mistake: diagnosis[0].mistake }),
  };
}

/** In what two verdicts of one run differ: the numbers of cases may change with the kit. */
export function differences(recorded, found) {
  return ['verdict', 'equation', 'words', 'mistake']
    .filter((key) => recorded?.[key] !== found[key])
    .map((key) => `${key}: recorded ${JSON.stringify(recorded?.[key])}, found ${JSON.stringify(found[key])}`);
}

/** Text in lines of at most 100 characters. */
function wrap(text) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const joined = [lines.at(-1), word].filter(Boolean).join(' ');
    if (joined.length > 100) lines.push(word);
    else lines[lines.length - 1] = joined;
  }
  return lines.join('\n');
}

/** What the run is tested against: a method, or a variant if no method is named. */
const heldTo = ({ method, variant }) => `\`${(method ?? variant).replace(/^.*\/|\.md$/gu, '')}\``;

const outcome = ({ control }, found) => {
  if (found === undefined) return 'not run';
  const said =
    found.verdict === 'pass' ? 'passes' : `differs in ${found.tested - found.passed} of ${found.tested}`;
  return control ? `control: ${said}` : said;
};

const broken = ({ equation, round, words }) =>
  equation === undefined ? words : `${equation} at round ${round}: ${words}`;

const origin = {
  npm: ({ package: name }) => `npm, \`${name}\``,
  debian: ({ debian }) => `Debian, \`${debian}\``,
  clone: ({ commit, committed }) => `commit \`${commit.slice(0, 12)}\` of ${committed}`,
  none: () => 'not run here',
};

const command = (name, { from }) =>
  `node docs/gallery/run.mjs ${name}${from === 'clone' ? ' --clone DIR' : ''}`;

/** The part of a page that is made from the data. */
export function pageBlock(name, system, recorded) {
  const { repository, licence, from, runs } = system;
  const version = recorded?.version === undefined ? '' : `, version ${recorded.version}`;
  const wrappers = [...new Set(runs.map(({ wrapper }) => wrapper))];
  return [
    `- Repository: <${repository}>`,
    `- Verified: ${origin[from](system)}${version}`,
    `- Licence: ${licence}`,
    ...(from === 'none'
      ? []
      : [
          `- Our wrapper: ${wrappers.map((path) => `[${path}](wrappers/${path})`).join(', ')}`,
          `- Run it again: \`${command(name, system)}\``,
        ]),
    ...(recorded === undefined ? [] : [`- ${recorded.date}, auxopt ${recorded.kit}, \`--seed 1\``]),
    '',
    '| run | tested against | verdict |',
    '| --- | --- | --- |',
    ...runs.map((run) => `| ${run.title} | ${heldTo(run)} | ${outcome(run, recorded?.runs[run.name])} |`),
    ...runs.flatMap((run) => {
      const found = recorded?.runs[run.name];
      if (found === undefined || found.verdict === 'pass') return [];
      const likely = found.mistake === undefined ? [] : [wrap(`Likely: ${found.mistake}`)];
      return ['', `From the report (${run.title}):`, '', '```text', wrap(broken(found)), ...likely, '```'];
    }),
  ].join('\n');
}

/** One line for each library: what it is, which of its runs differ from what they were compared with, and how many of its controls differ, as they must. */
export function matrix(systems, verdicts) {
  const rows = Object.entries(systems).map(([name, system]) => {
    const recorded = verdicts[name];
    const ran = system.runs.filter((run) => recorded?.runs[run.name] !== undefined);
    const [controls, tests] = [true, false].map((wanted) =>
      ran.filter(({ control = false }) => control === wanted),
    );
    const passes = (run) => recorded.runs[run.name].verdict === 'pass';
    const shown = (isRight) => [
      ...new Set(
        tests.filter((run) => passes(run) === isRight).map((run) => (isRight ? heldTo(run) : run.title)),
      ),
    ];
    const found = controls.filter((run) => !passes(run)).length;
    const evidence = existsSync(here(`certificates/${name}.json`))
      ? `[${recorded.date}](certificates/${name}.json)`
      : (recorded?.date ?? '');
    return `| [${system.title}](${name}.md) | ${shown(true).join(', ')} | ${shown(false).join('; ')} | ${controls.length === 0 ? '' : `${found} of ${controls.length}`} | ${evidence} |`;
  });
  return [
    '| library | is | differs | controls | certificates |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const [opening, closing] = ['<!-- verdicts -->', '<!-- end of the verdicts -->'];

/** A page with its made part replaced. */
export function withBlock(text, block) {
  const [before, rest] = text.split(opening);
  const after = rest?.split(closing)[1];
  if (after === undefined) throw new Error(`a page of the gallery has "${opening}" and "${closing}"`);
  return `${before}${opening}\n\n${block}\n\n${closing}${after}`;
}

/** The pages of the gallery by their names, as they should be. */
export function renderPages(systems, verdicts) {
  const page = (name, block) => [`${name}.md`, withBlock(readFileSync(here(`${name}.md`), 'utf8'), block)];
  return Object.fromEntries([
    page('index', matrix(systems, verdicts)),
    ...Object.entries(systems).map(([name, system]) => page(name, pageBlock(name, system, verdicts[name]))),
  ]);
}
