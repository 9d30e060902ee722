/** Which kernel evaluates the gradients of an oracle: chosen by the caller, or by what the platform has. */
import { InputError } from '../../errors.js';
import type { AffineGradients, AffineRows } from './affine-gradients.js';
import { createMatrixGradients, createPlainGradients } from './plain-gradients.js';
import { createWasmGradients } from './wasm/wasm-gradients.js';

/** What can evaluate gradients: JavaScript, WebAssembly with 128-bit vectors (both give the same bits), or ml-matrix. */
export type FastKernel = 'plain' | 'wasm' | 'ml-matrix';

/**
 * A kernel by name, or a rule to choose one.
 *
 * - `auto`: WebAssembly where the platform has it and the dimension is worth it, else plain JavaScript.
 * - `plain`: JavaScript.
 * - `wasm`: WebAssembly; of a large symmetric matrix it reads half.
 * - `wasm-dense`, `wasm-half`: WebAssembly that reads all of every matrix, or half of every symmetric one.
 * - `ml-matrix`: the products of ml-matrix, which sum in another order; nothing of this project but the equations.
 */
export type FastKernelChoice = 'auto' | FastKernel | 'wasm-dense' | 'wasm-half';

/** Below it a memory of its own costs an oracle more than the faster kernel saves. */
const smallestWasmDimension = 4;

/** From here on reading half of a symmetric matrix saves more than its second set of sums costs. */
const symmetricDimension = 64;

/** From which dimension each choice reads half of a symmetric matrix. */
const symmetricFrom: Readonly<Record<Exclude<FastKernelChoice, 'plain' | 'ml-matrix'>, number>> = {
  auto: symmetricDimension,
  wasm: symmetricDimension,
  'wasm-dense': Infinity,
  'wasm-half': 1,
};

/**
 * The gradients on the kernel that was chosen.
 *
 * @throws InputError where there is no such choice, or the platform has no WebAssembly and the caller insists on it.
 */
export function createGradients(
  gradients: readonly AffineRows[],
  choice: FastKernelChoice,
): { readonly kernel: FastKernel; readonly gradients: AffineGradients } {
  if (choice === 'plain') return { kernel: 'plain', gradients: createPlainGradients(gradients) };
  if (choice === 'ml-matrix') return { kernel: 'ml-matrix', gradients: createMatrixGradients(gradients) };
  if (!Object.hasOwn(symmetricFrom, choice)) {
    throw new InputError({
      problem: `there is no kernel "${choice}"`,
      where: 'options.kernel',
      expected: `one of plain, ${Object.keys(symmetricFrom).join(', ')}, ml-matrix`,
      fix: 'Leave it out to have the fastest one chosen.',
    });
  }
  const dimension = gradients[0]?.vector.length ?? 0;
  if (choice !== 'auto' || dimension >= smallestWasmDimension) {
    const inWasm = createWasmGradients(gradients, { symmetricFrom: symmetricFrom[choice] });
    if (inWasm !== undefined) return { kernel: 'wasm', gradients: inWasm };
    if (choice !== 'auto') {
      throw new InputError({
        problem: 'the platform has no WebAssembly with 128-bit vectors, or too little memory for it',
        where: 'options.kernel',
        expected: 'auto or plain on this platform',
        fix: 'Use "auto", which falls back to "plain" by itself.',
      });
    }
  }
  return { kernel: 'plain', gradients: createPlainGradients(gradients) };
}
