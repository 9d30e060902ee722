/** The results of the pilot experiment as the table of its page: node docs/experiments/pilot-table.mjs FILE. */
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
  ];
  const body = rows.map(({ name, setting, uses, least, losses }) => {
    const { advised, advisedSgd, gridAuxMom, gridSgd } = losses;
    const gaps = [advised, advisedSgd, gridAuxMom, gridSgd].map((loss) => short(loss - least));
    const { ofSgd, ofGrid } = goalsOf({ least, losses });
    return [`${name}, ${setting}`, `${uses} of ${seeds.length}`, ...gaps, short(ofSgd), short(ofGrid)];
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
  console.log(tableOf(JSON.parse(readFileSync(file, 'utf8'))).join('\n'));
}
