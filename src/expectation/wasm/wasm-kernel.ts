/** The limb kernel in WebAssembly, where the platform has it with 128-bit vectors. */
import { ContractError } from '../../errors.js';
import type { LimbKernel, RunStage } from '../limbs/limb-kernel.js';
import { kernelBytes } from './kernel-bytes.js';

/** One instance with a memory that grows, for all runs: a run uses it from its start to its end, and runs do not nest. */
interface Shared {
  readonly memory: WebAssembly.Memory;
  readonly runStage: RunStage;
}

/** `undefined` before the first use, `null` where there is none. */
let shared: Shared | null | undefined;

/** How often the memory was given away: only the last one who got it may use it. */
let openings = 0;

const bytesOfPage = 65_536;
/** Addresses have 32 bits; half of them are plenty, and 2 GB is what a browser gives. */
const mostPages = 32_768;

/**
 * A kernel with at least `byteCount` bytes of memory, all 0.
 *
 * @returns undefined where the platform lacks WebAssembly or its vectors, where a page's content policy forbids compilation,
 *   or where there is not so much memory.
 */
export function openWasmKernel(byteCount: number): LimbKernel | undefined {
  shared ??= instantiate(kernelBytes);
  const pages = Math.ceil(byteCount / bytesOfPage);
  if (shared === null || pages > mostPages) return undefined;
  const { memory, runStage } = shared;
  try {
    const missing = pages - memory.buffer.byteLength / bytesOfPage;
    if (missing > 0) memory.grow(missing);
  } catch {
    return undefined;
  }
  const doubles = new Float64Array(memory.buffer, 0, Math.ceil(byteCount / 8));
  doubles.fill(0);
  openings += 1;
  const opening = openings;
  return {
    name: 'wasm',
    doubles,
    words: new Uint32Array(memory.buffer),
    runStage: (rows, rowCount, blockCount, base) => {
      if (opening !== openings) throw new ContractError('another run has taken the memory of this one');
      runStage(rows, rowCount, blockCount, base);
    },
  };
}

/** The kernels in `base64`, or `null` where they cannot be compiled. */
export function instantiate(base64: string): Shared | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
    return { memory, ...(exports as unknown as Omit<Shared, 'memory'>) };
  } catch {
    return null;
  }
}
