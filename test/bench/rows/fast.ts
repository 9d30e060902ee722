/** Rows `fast/d`: AuxMOM in doubles, T = 50, K = 20, against libraries and against C. */
import type { Contender } from '../harness/contender.js';
import { inOtherProcess } from '../harness/process-contender.js';
import type { Race } from '../harness/race.js';
import type { Workshop } from '../harness/workshop.js';
import { fastDisagreement } from '../fast/difference-bound.js';
import { inProcessPeers } from '../fast/in-process-peers.js';
import { fastKernels, ourContender } from '../fast/ours.js';
import { createFastWorkload, encodeFastWorkload } from '../fast/workload.js';

const parse = (line: string): Float64Array => Float64Array.from(line.split(' '), Number);

/** NumPy as one writes it, and with a buffer for every operation. */
function numpyPeers(workshop: Workshop, data: () => string): Contender<Float64Array>[] {
  const modes = [
    ['NumPy', 'expressions'],
    ['NumPy, in place', 'in-place'],
  ] as const;
  return modes.map(([name, mode]) =>
    inOtherProcess(
      name,
      workshop.python('numpy_aux_mom.py', data, () => [mode]),
      parse,
    ),
  );
}

/** The row of a dimension. */
export function fastRace(workshop: Workshop, dimension: number): Race<Float64Array> {
  const workload = createFastWorkload(dimension);
  const data = workshop.once(`fast-${dimension}.bin`, () => encodeFastWorkload(workload));
  return {
    name: `fast/${dimension}`,
    computes: `AuxMOM in doubles on a deterministic quadratic, d = ${dimension}, T = 50, K = 20`,
    headline: 'auxopt',
    contenders: [
      ...fastKernels.map((kernel) => ourContender(kernel, workload)),
      ...numpyPeers(workshop, data),
      inOtherProcess('C -O3', workshop.c('gemv.c', [], data), parse),
      ...inProcessPeers(workload),
    ],
    disagreement: fastDisagreement(workload),
  };
}
