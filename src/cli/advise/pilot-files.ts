/** What a pilot leaves in files: the plan as a training loop to run, and a plot of the runs. */
import { extname, join } from 'node:path';
import type { VariantName } from '../../../spec/model/index.js';
import { advisedPlan, type PilotReport } from '../../advise/index.js';
import type { PilotVariant } from '../../advise/pilot/continue-run.js';
import { refuseInput } from '../../errors.js';
import { packageRoot } from '../package.js';
import { readTextFile } from '../read-file.js';
import { writeTextFile } from '../write-file.js';
import { planDocument } from './pilot-document.js';

const loops = { '.py': 'train_aux.py', '.mjs': 'train_aux.mjs' } as const;

/** @throws InputError where no loop is written in the language of that file. */
export function assertLoop(path: string): void {
  if (extname(path) in loops) return;
  refuseInput(path, 'its ending is that of no language', 'a name that ends in .py or .mjs', 'Rename it.');
}

/** Writes the advised plan as a training loop. */
export function writeTraining(path: string, report: PilotReport): void {
  const template = loops[extname(path) as keyof typeof loops];
  const text = readTextFile(join(packageRoot, 'src/verify/adapters/assets', template));
  // numbers and names of methods alone: nothing in it ends a string of either language
  writeTextFile(
    path,
    text.replace('@PLAN@', () => JSON.stringify(planDocument(advisedPlan(report)))),
  );
}

/** The look of each method. */
const looks: Readonly<Record<PilotVariant, VariantName>> = {
  sgd: 'sgd',
  momentum: 'naive',
  'aux-mom': 'aux-mom',
  'aux-mvr': 'aux-mvr',
};

/** Writes an SVG: each method from x⁰ to the end of its median repetition, with the spread over the repetitions. */
export async function writePlot(path: string, name: string, { plans, score }: PilotReport): Promise<void> {
  const { drawCurves } = await import('../chart.js');
  const yLabel = score === 'value' ? 'f' : '‖∇f‖²';
  const curves = plans.map(({ method, path: run, scores }) => ({
    name: method,
    method: looks[method],
    points: run.map(([x, y], i) => {
      const fan = i === run.length - 1 ? scores : i === run.length - 2 ? [y] : [];
      return { x, y, ...(fan.length > 0 && { low: Math.min(...fan), high: Math.max(...fan) }) };
    }),
  }));
  const all = curves.flatMap(({ points }) => points.map(({ y }) => y)).filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const isLog = low > 0;
  writeTextFile(
    path,
    drawCurves({
      title: `The pilot of ${name}`,
      xLabel: 'gradients of f, and what is as dear',
      yLabel,
      ...(!isLog && { yDomain: [low, high] as const }),
      curves,
    }),
  );
}
