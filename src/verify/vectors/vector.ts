/** What a published vector says: one run, with every state that an exact implementation reaches. */
import type { OpenRequest } from '../protocol/requests.js';

export const vectorFormat = 'auxopt-vector/1';
export const manifestFormat = 'auxopt-vector-manifest/1';

/** The formats that bounds are derived for. */
export const boundedFormats = ['binary64', 'binary32'] as const;
export type BoundedFormat = (typeof boundedFormats)[number];

/** One number a component, as text. */
export interface StateText {
  /** xᵗ = y^{t,K}. */
  readonly x: readonly string[];
  /** y^{t,1}, …, y^{t,K−1}; none in round 0 and where K = 1. */
  readonly y: readonly (readonly string[])[];
  readonly m?: readonly string[];
}

/** The state after a round, exactly, and what it may differ by that was made in floating point from the states before it. */
export interface ExpectedState extends StateText {
  /** t; 0 before round 1. */
  readonly round: number;
  readonly bounds: Readonly<Record<BoundedFormat, StateText>>;
}

/** Ids of the mistakes that do not pass this vector, by the way in which gradients are got. */
export interface Kills {
  readonly tape: readonly string[];
  readonly callback: readonly string[];
}

/** One vector. */
export interface Vector {
  readonly format: typeof vectorFormat;
  /** Never used again for another run. */
  readonly id: string;
  readonly purpose: string;
  readonly kills: Kills;
  readonly open: OpenRequest;
  readonly expected: readonly ExpectedState[];
}

/** A file of vectors as the manifest lists it. */
export interface ManifestFile {
  readonly name: string;
  readonly sha256: string;
  readonly vectors: readonly string[];
}

/** The list of all files. */
export interface Manifest {
  readonly format: typeof manifestFormat;
  readonly specVersion: string;
  readonly protocol: { readonly major: number; readonly minor: number };
  readonly counts: { readonly files: number; readonly vectors: number; readonly mutants: number };
  readonly files: readonly ManifestFile[];
}
