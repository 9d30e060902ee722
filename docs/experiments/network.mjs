/**
 * A network of one hidden layer in doubles: its loss, and the gradient of that, written into a buffer.
 *
 * Rows end with the constant 1, and so does the hidden layer, so biases are weights. The weights stand in one flat array,
 * hidden layer first, one row of the matrix an input. tanh, not ReLU: A1 and A2 ask for Lipschitz gradients.
 */

/**
 * @typedef {object} Rows
 * @property {Float64Array} inputs - count × width, row after row.
 * @property {Uint8Array} labels - the class of each row.
 * @property {number} count
 */

/**
 * @param {{ width: number, hidden: number, classes: number }} shape - hidden = 0 is multinomial logistic regression.
 */
export function createNetwork({ width, hidden, classes }) {
  const units = hidden === 0 ? width : hidden + 1; // what the last layer sees
  const first = hidden * width;
  const dimension = first + units * classes;
  const active = new Float64Array(units);
  const back = new Float64Array(units);
  const scores = new Float64Array(classes);

  /** Fills `active` and `scores` (probabilities) for one row; returns its loss. `mask` multiplies the hidden units. */
  function forward({ inputs, labels }, row, at, mask) {
    const offset = row * width;
    if (hidden === 0) active.set(inputs.subarray(offset, offset + width));
    else {
      active.fill(0);
      for (let i = 0; i < width; i += 1) {
        const input = inputs[offset + i];
        if (input !== 0)
          for (let j = 0, w = i * hidden; j < hidden; j += 1, w += 1) active[j] += input * at[w];
      }
      for (let j = 0; j < hidden; j += 1) active[j] = Math.tanh(active[j]) * (mask?.[j] ?? 1);
      active[hidden] = 1;
    }
    scores.fill(0);
    for (let j = 0, w = first; j < units; j += 1)
      for (let k = 0; k < classes; k += 1, w += 1) scores[k] += active[j] * at[w];
    const most = scores.reduce((left, right) => Math.max(left, right));
    const right = scores[labels[row]] - most;
    let sum = 0;
    for (let k = 0; k < classes; k += 1) sum += scores[k] = Math.exp(scores[k] - most);
    for (let k = 0; k < classes; k += 1) scores[k] /= sum;
    return Math.log(sum) - right;
  }

  /**
   * out ← the gradient of the mean cross-entropy of rows from … to (not included).
   *
   * @param {Rows} rows
   * @param {{ from?: number, to?: number, mask?: Float64Array }} [part] - a batch, and what hidden units are multiplied with.
   */
  function writeGradient(rows, at, out, { from = 0, to = rows.count, mask } = {}) {
    out.fill(0);
    const weight = 1 / (to - from);
    for (let row = from; row < to; row += 1) {
      forward(rows, row, at, mask);
      scores[rows.labels[row]] -= 1;
      for (let j = 0, w = first; j < units; j += 1) {
        back[j] = 0;
        const share = weight * active[j];
        for (let k = 0; k < classes; k += 1, w += 1) {
          if (hidden > 0) back[j] += scores[k] * at[w];
          out[w] += share * scores[k];
        }
      }
      for (let j = 0; j < hidden; j += 1) {
        const factor = mask?.[j] ?? 1; // d (factor tanh z)/dz = factor − (factor tanh z)²/factor
        back[j] *= factor === 0 ? 0 : (weight * (factor * factor - active[j] * active[j])) / factor;
      }
      if (hidden === 0) continue;
      for (let i = 0, offset = row * width; i < width; i += 1) {
        const input = rows.inputs[offset + i];
        if (input !== 0)
          for (let j = 0, w = i * hidden; j < hidden; j += 1, w += 1) out[w] += input * back[j];
      }
    }
  }

  /** The mean cross-entropy of the rows, and the share of them that is classified wrongly. */
  function evaluate(rows, at) {
    let [loss, wrong] = [0, 0];
    for (let row = 0; row < rows.count; row += 1) {
      loss += forward(rows, row, at) / rows.count;
      const right = scores[rows.labels[row]];
      if (!scores.every((score, k) => score < right || k === rows.labels[row])) wrong += 1;
    }
    return { loss, error: wrong / rows.count };
  }

  /** x⁰: weights uniform in ±1/√(number of inputs). */
  function start(drawUniform) {
    return Float64Array.from({ length: dimension }, (_, w) => {
      const bound = 1 / Math.sqrt(w < first ? width : units);
      return bound * (2 * drawUniform() - 1);
    });
  }

  return { dimension, writeGradient, evaluate, start };
}
