/** Runs held to another page than their own. */
import type { Method } from '../../../spec/language/index.js';
import { AuxoptError } from '../../errors.js';
import { createPages } from './compile-page.js';
import type { PageRun } from './page-run.js';

/** To make a page ready costs as much as so many numbers. */
const pageCost = 400;

/** Runs as if they were of a method, which is compiled once for each arithmetic and each number of members. */
export function asRunsOf(method: Method, isCoarse = false): (run: PageRun) => PageRun {
  const pages = new Map<unknown, ReturnType<typeof createPages>>();
  return (run) => {
    if (run.meter && !pages.has(run.arithmetic)) run.meter.numbers += pageCost;
    const pageFor =
      pages.get(run.arithmetic) ?? createPages(method, run.arithmetic, isCoarse ? 'coarse' : 'sharp');
    pages.set(run.arithmetic, pageFor);
    return { ...run, page: pageFor(run.parametersAt(1)) };
  };
}

/** Undefined for what is no page, or none that can be judged, or makes numbers that are too long. */
export function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof AuxoptError || error instanceof RangeError) return undefined;
    throw error;
  }
}
