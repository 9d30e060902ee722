/** The results of the pilot experiment as the tables of its page: node docs/experiments/pilot-table.mjs [FILE]. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const short = (value) => String(Number(value.toPrecision(3)));

/** One row of Markdown a problem, and what the goals say of it. */
export function tableOf({ seeds, rows }) {
  const head = [
    'model, setting',
    'use',
    'advised',
    'SGD',
    'grid, AuxMOM',
    'grid, SGD',
    'f / f of SGD',
    'gap / best gap',
    'goals',
  ];
  const body = rows.map(({ name, setting, uses, least, losses }) => {
    const { advised, advisedSgd, gridAuxMom, gridSgd } = losses;
    const gaps = [advised, advisedSgd, gridAuxMom, gridSgd].map((loss) => short(loss - least));
    const { ofSgd, ofGrid } = goalsOf({ least, losses });
    const missed = [...(ofSgd > 1.05 ? ['SGD'] : []), ...(ofGrid > 1.5 ? ['grid'] : [])];
    const goals = missed.length === 0 ? 'met' : `missed: ${missed.join(', ')}`;
    const problem = `${name}, ${setting}`;
    return [problem, `${uses} of ${seeds.length}`, ...gaps, short(ofSgd), short(ofGrid), goals];
  });
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
}

/** The advised loss over that of the advised SGD (goal: ≤ 1.05), and its gap over the best gap of both grids (goal: ≤ 1.5). */
export function goalsOf({ least, losses: { advised, advisedSgd, gridAuxMom, gridSgd } }) {
  return {
    ofSgd: advised / advisedSgd,
    ofGrid: (advised - least) / (Math.min(gridAuxMom, gridSgd) - least),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2] ?? fileURLToPath(new URL('results/pilot.json', import.meta.url));
  const { rows, ...results } = JSON.parse(readFileSync(file, 'utf8'));
  for (const isSeen of [false, true]) {
    const table = tableOf({ ...results, rows: rows.filter((row) => row.isSeen === isSeen) });
    console.log(`${isSeen ? 'Fresh seeds' : 'Fresh problems'}:\n\n${table.join('\n')}\n`);
  }
}
