/** The WebAssembly kernels, compiled at first use, where the platform has WebAssembly with 128-bit vectors. */
import { kernelBytes } from './kernel-bytes.js';

/** The functions of `assembly/`; every argument is an address in bytes, but for η and d. */
export interface WasmKernels {
  readonly dense: (matrix: number, vector: number, x: number, out: number, dimension: number) => void;
  readonly symmetric: (
    matrix: number,
    vector: number,
    x: number,
    out: number,
    sums: number,
    dimension: number,
  ) => void;
  readonly step: (
    direction: number,
    correction: number,
    point: number,
    stepSize: number,
    dimension: number,
  ) => void;
}

/** `undefined` before the first use, then the module, or `null` where there is none. */
let compiled: WebAssembly.Module | null | undefined;

/**
 * Compiles at most once. The module is small enough for the synchronous compiler of every browser's main thread.
 *
 * A platform may lack WebAssembly, or vectors, or a page's content policy may forbid compilation: `undefined` then.
 */
function moduleOfKernels(): WebAssembly.Module | undefined {
  compiled ??= compileKernels(kernelBytes);
  return compiled ?? undefined;
}

/** The module in `base64`, or `null` where it cannot be compiled. */
function compileKernels(base64: string): WebAssembly.Module | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
  } catch {
    return null;
  }
}

/** A memory of its own of `byteCount` bytes with the kernels in it; `undefined` where either is not to be had. */
export function instantiateKernels(
  byteCount: number,
  module: WebAssembly.Module | undefined = moduleOfKernels(),
): { readonly memory: WebAssembly.Memory; readonly kernels: WasmKernels } | undefined {
  const pages = Math.ceil(byteCount / bytesOfPage);
  if (module === undefined || pages > mostPages) return undefined;
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { memory, kernels: exports as unknown as WasmKernels };
  } catch {
    return undefined; // out of memory
  }
}

const bytesOfPage = 65_536;
/** Addresses have 32 bits. */
const mostPages = 65_536;
