/** The version of the published vectors and of what they mean. It is not the version of the package. */

/** Rules for changing it are in docs/formats/vectors.md; the first number names the folder spec/vectors/v1. */
export const specVersion = '1.0.0';
