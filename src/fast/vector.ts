/** The vectors of a run: row vectors of ml-matrix whose entries stand in a buffer. */
import { AbstractMatrix } from 'ml-matrix';

/**
 * A vector of ℝᵈ in doubles on a buffer that others read and write too: oracles, kernels, observers.
 *
 * It has the methods of ml-matrix. Mind that `add`, `sub`, `mul` and `div` change the vector that they are called on, in
 * place and entry by entry, each entry rounded once; they return it, so that they can be chained. Those that a step calls
 * are loops over the buffers here: through `get` and `set` they would take up to five times as long.
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
  copy({ buffer: from }: FastVector): this {
    const { buffer } = this;
    for (let i = 0; i < buffer.length; i += 1) buffer[i] = from[i] as number;
    return this;
  }

  /** Adds another vector or a number to this one, in place. */
  override add(other: AbstractMatrix | number): this {
    if (!(other instanceof FastVector)) return super.add(other);
    const [own, its] = [this.buffer, other.buffer];
    for (let i = 0; i < own.length; i += 1) own[i] = (own[i] as number) + (its[i] as number);
    return this;
  }

  /** Subtracts another vector or a number from this one, in place. */
  override sub(other: AbstractMatrix | number): this {
    if (!(other instanceof FastVector)) return super.sub(other);
    const [own, its] = [this.buffer, other.buffer];
    for (let i = 0; i < own.length; i += 1) own[i] = (own[i] as number) - (its[i] as number);
    return this;
  }

  /** Multiplies this vector by a number, or entry by entry by another, in place. */
  override mul(factor: AbstractMatrix | number): this {
    if (typeof factor !== 'number') return super.mul(factor);
    const { buffer } = this;
    for (let i = 0; i < buffer.length; i += 1) buffer[i] = (buffer[i] as number) * factor;
    return this;
  }

  /** Subtracts the multiple of another vector: $v \leftarrow v - c\,w$, the product rounded, then the difference. */
  subScaled(factor: number, { buffer: its }: FastVector): this {
    const own = this.buffer;
    for (let i = 0; i < own.length; i += 1) own[i] = (own[i] as number) - factor * (its[i] as number);
    return this;
  }
}
