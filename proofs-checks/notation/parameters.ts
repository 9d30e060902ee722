/** The parameters of every proof, with their domains: the only things that may be multiplied as numbers. */
import { deepFreeze } from '../../spec/theorems/freeze.js';
import type { Parameter } from '../derivation/schema.js';

/**
 * a ∈ (0, 1], ā = 1 − a; η > 0; K ≥ 1 with J = K − 1; variances, L, δ, Δ, ℓ², λ, F₀ and e₀ ≥ 0; θ any number; s, r > 0 free;
 * c > 0 a factor;
 * j > 0 what AuxMVR's weight has beyond its least; γ ∈ [0, 1], φ ∈ (0, 1] and ω ≥ 0 of the family between AuxMOM and AuxMVR.
 */
export const parameters: readonly Parameter[] = deepFreeze([
  { name: 'a', domain: 'positive', latex: 'a' },
  { name: 'abar', domain: 'complement', of: 'a', latex: '\\bar a' },
  { name: 'eta', domain: 'positive', latex: '\\eta' },
  { name: 'K', domain: 'count', of: 'J', latex: 'K' },
  { name: 'L', domain: 'nonnegative', latex: 'L' },
  { name: 'delta', domain: 'nonnegative', latex: '\\delta' },
  { name: 'varD', domain: 'nonnegative', latex: '\\sigma_D^2' },
  { name: 'varD1', domain: 'nonnegative', latex: '\\sigma_{D,1}^2' },
  { name: 'varh', domain: 'nonnegative', latex: '\\sigma_h^2' },
  { name: 'varf', domain: 'nonnegative', latex: '\\sigma_f^2' },
  { name: 'F0', domain: 'nonnegative', latex: 'F_0' },
  { name: 'e0', domain: 'nonnegative', latex: 'e_0' },
  { name: 'mixing', domain: 'real', latex: '\\theta' },
  { name: 'free', domain: 'positive', latex: 's' },
  { name: 'reach', domain: 'positive', latex: 'r' },
  { name: 'Delta', domain: 'nonnegative', latex: '\\Delta' },
  { name: 'ratio', domain: 'nonnegative', latex: '\\ell^2' },
  { name: 'control', domain: 'nonnegative', latex: '\\lambda' },
  { name: 'gain', domain: 'positive', latex: 'c' },
  { name: 'balance', domain: 'positive', latex: 'j' },
  { name: 'carry', domain: 'nonnegative', latex: '\\gamma' },
  { name: 'left', domain: 'complement', of: 'carry', latex: '\\bar\\gamma' },
  { name: 'share', domain: 'positive', latex: '\\varphi' },
  { name: 'shared', domain: 'complement', of: 'share', latex: '\\bar\\varphi' },
  { name: 'excess', domain: 'nonnegative', latex: '\\omega' },
]);

/** K − 1, a natural number that is fixed. */
export const predecessor = 'J';

/** The parameter of that name, if there is one. */
export const findParameter = (name: string): Parameter | undefined =>
  parameters.find((parameter) => parameter.name === name);
