/** The vectors of a run: row vectors of ml-matrix whose entries stand in a buffer. */
import { AbstractMatrix } from 'ml-matrix';

/**
 * A vector of ℝᵈ in doubles on a buffer that others read and write too: oracles, kernels, observers.
 *
 * It has the methods of ml-matrix. Mind that `add`, `sub`, `mul` and `div` change the vector that they are called on, in
 * place and entry by entry, each entry rounded once; they return it, so that they can be chained.
 */
export class FastVector extends AbstractMatrix {
  override readonly rows = 1;
  override readonly columns: number;
  /** The d entries. */
  readonly buffer: Float64Array;

  /** @param buffer - d doubles; not copied. */
  constructor(buffer: Float64Array) {
    super();
    this.columns = buffer.length;
    this.buffer = buffer;
  }

  override get(_row: number, column: number): number {
    return this.buffer[column] as number;
  }

  override set(_row: number, column: number, value: number): this {
    this.buffer[column] = value;
    return this;
  }

  /** Takes the entries of another vector of the same length. */
  copy(other: FastVector): this {
    this.buffer.set(other.buffer);
    return this;
  }
}
