// Runs an optimizer on the vectors of its page: `auxopt print vectors --out vectors` writes them. No package is needed.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The vectors of a page, held to their checksum. */
export function load(folder, method) {
  const { files } = JSON.parse(readFileSync(join(folder, 'pages-manifest.json'), 'utf8'));
  const { name, sha256 } = files.find((file) => file.method === method);
  const data = readFileSync(join(folder, name));
  if (createHash('sha256').update(data).digest('hex') !== sha256)
    throw new Error(`${name} is not what was published`);
  return JSON.parse(data).vectors;
}

/**
 * undefined, or where a program leaves the run. start({ parameters, states, sample, mean }) gives a function that makes one round and
 * returns its states by name. sample() is a new sample, mean has the exact gradients: sample().f(x), mean.f(x), and h likewise.
 */
export function firstDifference(vector, start) {
  const { parameters, start: states, draws, f, h, expected } = vector;
  const gradient =
    ({ matrix, vector: shift }) =>
    (x) =>
      matrix.map((row, i) => row.reduce((sum, entry, j) => sum + entry * x[j], 0) - shift[i]);
  const gradients = (pick) => ({ f: gradient(pick(f)), ...(h ? { h: gradient(pick(h)) } : {}) });
  let drawn = 0;
  const sample = () => {
    const number = draws[drawn++];
    return gradients(({ samples }) => samples[number]);
  };
  const round = start({ parameters, states, sample, mean: gradients(({ mean }) => mean) });
  for (const [index, right] of expected.entries())
    for (const [name, is] of Object.entries(round(index + 1)))
      if (is.some((value, i) => value !== right[name][i])) return { round: index + 1, name, expected: right[name], is };
  return undefined;
}
