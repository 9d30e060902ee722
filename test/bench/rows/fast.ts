/** Rows `fast/d`: AuxMOM in doubles, T = 50, K = 20, against libraries and against C. */
import { inOtherProcess } from '../harness/process-contender.js';
import type { Race } from '../harness/race.js';
import type { Workshop } from '../harness/workshop.js';
import { fastDisagreement } from '../fast/difference-bound.js';
import { inProcessPeers } from '../fast/in-process-peers.js';
import { fastKernels, ourContender } from '../fast/ours.js';
import { createFastWorkload, encodeFastWorkload } from '../fast/workload.js';

/** The row of a dimension. */
export function fastRace(workshop: Workshop, dimension: number): Race<Float64Array> {
  const workload = createFastWorkload(dimension);
  let file: string | undefined;
  const data = (): string => (file ??= workshop.write(`fast-${dimension}.bin`, encodeFastWorkload(workload)));
  const parse = (line: string): Float64Array => Float64Array.from(line.split(' '), Number);
  const numpy = workshop.python('numpy_aux_mom.py', data);
  const inExpressions = (): ReturnType<typeof numpy> => {
    const { command, args } = numpy();
    return { command, args: [...args, 'expressions'] };
  };
  return {
    name: `fast/${dimension}`,
    computes: `AuxMOM in doubles on a deterministic quadratic, d = ${dimension}, T = 50, K = 20`,
    headline: 'auxopt',
    contenders: [
      ...fastKernels.map((kernel) => ourContender(kernel, workload)),
      inOtherProcess('NumPy', inExpressions, parse),
      inOtherProcess('NumPy, in place', numpy, parse),
      inOtherProcess('C -O3', workshop.c('gemv.c', [], data), parse),
      ...inProcessPeers(workload),
    ],
    disagreement: fastDisagreement(workload),
  };
}
