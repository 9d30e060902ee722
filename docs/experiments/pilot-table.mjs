/** The results of the pilot experiment as the tables of its page: node docs/experiments/pilot-table.mjs [FILE]. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const short = (value) => String(Number(value.toPrecision(3)));

/** One row of Markdown a problem: how often the pilot said `ahead`, gaps f − least f, and how far such plans end from the best by hand. */
export function tableOf({ seeds, rows }) {
  const head = [
    'problem, h',
    'ahead',
    'diverged',
    'advised',
    'the other',
    'SGD',
    'momentum',
    'fine-tuning',
    '`ahead` / best by hand',
  ];
  const body = rows.map((row) => {
    const { name, setting, ahead, halved, diverged, least, losses, aheadGap } = row;
    const { advised, rival, corrected, sgd, momentum, 'fine-tuning': tuning } = losses;
    const other = 2 * ahead > seeds.length ? rival : corrected;
    const gaps = [advised, other, sgd, momentum, tuning].map((loss) => short(loss - least));
    const failed =
      diverged > 0 ? `${diverged} of ${seeds.length}` : halved > 0 ? `0 (${halved} halved)` : '0';
    return [
      `${name}, ${setting}`,
      `${ahead} of ${seeds.length}`,
      failed,
      ...gaps,
      aheadGap === undefined ? '' : short(aheadGap),
    ];
  });
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2] ?? fileURLToPath(new URL('results/pilot.json', import.meta.url));
  const { rows, ...results } = JSON.parse(readFileSync(file, 'utf8'));
  for (const isSeen of [false, true]) {
    const table = tableOf({ ...results, rows: rows.filter((row) => row.isSeen === isSeen) });
    console.log(`${isSeen ? 'Known problems' : 'Fresh problems'}:\n\n${table.join('\n')}\n`);
  }
}
