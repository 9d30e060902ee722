/** Mistakes whose first sentence is known to be another one. What is not here must be named first. */
export const misnamed: Readonly<Record<'catalogue' | 'planted', ReadonlySet<string>>> = {
  catalogue: new Set([]),
  planted: new Set([]),
};
