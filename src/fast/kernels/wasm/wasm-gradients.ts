/** The WebAssembly kernel of an oracle: its matrices and the buffers of a run in one linear memory. */
import type { AffineGradients, AffineRows } from '../affine-gradients.js';
import { workspaceOf, type FastWorkspace } from '../../workspace.js';
import { instantiateKernels } from './module.js';
import { denseSize, isSymmetric, packDense, packSymmetric, paddedToFour, symmetricSize } from './pack.js';

export interface WasmOptions {
  /** From which dimension a symmetric matrix is read by half. */
  readonly symmetricFrom: number;
  /** Other kernels than the project's own: tests spoil them. */
  readonly module?: WebAssembly.Module;
}

/** Where a matrix lies. */
interface PackedMatrix {
  readonly address: number;
  readonly isHalf: boolean;
}

const bytes = Float64Array.BYTES_PER_ELEMENT;
/** Buffers start on cache lines. */
const lineLength = 64 / bytes;

/**
 * The gradients in a memory of their own, which is freed with them; `undefined` where WebAssembly cannot hold them.
 *
 * Every vector has room to the next multiple of 8 doubles. What is beyond d stays 0 in every buffer that a kernel reads
 * a point from: views end at d, and the kernels write 0 there.
 */
export function createWasmGradients(
  gradients: readonly AffineRows[],
  { symmetricFrom, module }: WasmOptions,
): AffineGradients | undefined {
  const dimension = (gradients[0] as AffineRows).vector.length;
  const isHalf = new Map<AffineRows['rows'], boolean>();
  for (const { rows } of gradients) {
    if (!isHalf.has(rows)) isHalf.set(rows, dimension >= symmetricFrom && isSymmetric(rows));
  }

  // the lay-out first, because the memory is made in its final size
  let used = 0;
  const reserve = (doubles: number): number => {
    const address = used * bytes;
    used += lineLength * Math.ceil(doubles / lineLength);
    return address;
  };
  const matrices = new Map<AffineRows['rows'], PackedMatrix>();
  for (const [rows, half] of isHalf) {
    const size = half ? symmetricSize(dimension) : denseSize(dimension);
    matrices.set(rows, { address: reserve(size), isHalf: half });
  }
  const vectorAddresses = gradients.map(() => reserve(dimension));
  const zeroAddress = reserve(dimension);
  const sumsAddress = reserve(2 * paddedToFour(dimension));
  const bufferAddresses: number[] = [];
  const bufferCount = 10;
  for (let i = 0; i < bufferCount; i += 1) bufferAddresses.push(reserve(dimension));

  const instance = instantiateKernels(used * bytes, module);
  if (instance === undefined) return undefined;
  const { dense, symmetric, step } = instance.kernels;
  const viewAt = (address: number, length: number): Float64Array =>
    new Float64Array(instance.memory.buffer, address, length);
  for (const [rows, { address, isHalf: half }] of matrices) {
    if (half) packSymmetric(rows, viewAt(address, symmetricSize(dimension)));
    else packDense(rows, viewAt(address, denseSize(dimension)));
  }
  gradients.forEach(({ vector }, i) => {
    viewAt(vectorAddresses[i] as number, dimension).set(vector);
  });
  const packed = gradients.map(({ rows }) => matrices.get(rows) as PackedMatrix);

  const buffers = bufferAddresses.map((address) => viewAt(address, dimension));
  const [ownPoint, ownResult, ...lent] = buffers as [Float64Array, Float64Array, ...Float64Array[]];
  const [pointAddress, resultAddress] = bufferAddresses as [number, number, ...number[]];
  const unused = lent.values();
  const inMemory = workspaceOf(dimension, () => unused.next().value as Float64Array);
  /** Where a buffer of this memory lies; −1 for any other array. */
  const addressOf = (array: Float64Array): number => {
    for (let i = 0; i < bufferCount; i += 1) {
      if (buffers[i] === array) return bufferAddresses[i] as number;
    }
    return -1;
  };
  const direction = addressOf(inMemory.d.buffer);
  const correction = addressOf(inMemory.m.buffer);
  const point = addressOf(inMemory.y.buffer);
  const workspace: FastWorkspace = {
    ...inMemory,
    takeCorrectedStep: (eta) => {
      step(direction, correction, point, eta, dimension);
    },
  };
  const evaluate = (index: number, vector: number, at: Float64Array, out: Float64Array): void => {
    let from = addressOf(at);
    if (from < 0) {
      ownPoint.set(at);
      from = pointAddress;
    }
    const known = addressOf(out);
    const to = known < 0 ? resultAddress : known;
    const { address, isHalf: half } = packed[index] as PackedMatrix;
    if (half) symmetric(address, vector, from, to, sumsAddress, dimension);
    else dense(address, vector, from, to, dimension);
    if (known < 0) out.set(ownResult);
  };
  return {
    write: (index, at, out) => {
      evaluate(index, vectorAddresses[index] as number, at, out);
    },
    multiply: (index, at, out) => {
      evaluate(index, zeroAddress, at, out);
    },
    workspace,
  };
}
