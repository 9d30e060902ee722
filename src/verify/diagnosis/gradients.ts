/** The gradients of a problem in doubles, for questions that were not asked. */
import type { AffineGradient, QuadraticProblem } from '../../../spec/model/index.js';
import { nearestDouble, type Ratio } from '../../exact/index.js';
import type { Doubles } from './doubles.js';

type GradientOf = (
  name: 'f' | 'h',
  draw: 'snapshot' | 'local' | 'mean',
  atom: number,
  at: Doubles,
) => Doubles;

export interface Gradients {
  /** The gradient of a sample; NaN where the problem has no such sample. */
  readonly gradient: GradientOf;
  /** |A|·at + |b|: what rounding is measured by. */
  readonly gradientSize: GradientOf;
}

interface Affine {
  readonly rows: readonly Doubles[];
  readonly shift: Doubles;
}

/** Ax − b; every sample is read once. */
export function readGradients({
  target,
  auxiliary,
  snapshotAtoms,
  localAtoms,
}: QuadraticProblem<Ratio>): Gradients {
  const known = new Map<string, Affine | undefined>();
  const sampleOf = (name: 'f' | 'h', draw: string, atom: number): AffineGradient<Ratio> | undefined => {
    if (draw === 'mean') return name === 'f' ? target : auxiliary;
    if (draw === 'local') return localAtoms[atom]?.auxiliary;
    return name === 'f' ? snapshotAtoms[atom]?.target : snapshotAtoms[atom]?.auxiliary;
  };
  const affineOf = (name: 'f' | 'h', draw: string, atom: number): Affine | undefined => {
    const key = `${name} ${draw} ${draw === 'mean' ? 0 : atom}`;
    if (!known.has(key)) {
      const sample = sampleOf(name, draw, atom);
      known.set(
        key,
        sample && {
          rows: sample.matrix.map((row) => row.map(nearestDouble)),
          shift: sample.vector.map(nearestDouble),
        },
      );
    }
    return known.get(key);
  };
  const apply =
    (of: (value: number) => number, sign: number): GradientOf =>
    (name, draw, atom, at) => {
      const affine = affineOf(name, draw, atom);
      return affine === undefined
        ? at.map(() => NaN)
        : affine.rows.map((row, i) =>
            row.reduce((sum, entry, j) => sum + of(entry) * (at[j] ?? 0), sign * of(affine.shift[i] ?? 0)),
          );
    };
  return { gradient: apply((value) => value, -1), gradientSize: apply(Math.abs, 1) };
}
