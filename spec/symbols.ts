/** The symbols: what the paper writes, what the code says, and in which unit. */

/** One row of the table of symbols. */
export interface MathSymbol {
  /** In TeX. */
  readonly latex: string;
  /** The name in the public API. */
  readonly name: string;
  readonly meaning: string;
  /** Shape: scalar, a vector of Sᵈ, a d×d matrix, or a count. */
  readonly shape: 'scalar' | 'vector' | 'matrix' | 'count' | 'function' | 'index';
  /** Built from *point* (the unit of x) and *value* (the unit of f). */
  readonly unit: string;
  readonly domain: string;
}

const row = (
  latex: string,
  name: string,
  meaning: string,
  shape: MathSymbol['shape'],
  unit: string,
  domain: string,
): MathSymbol => ({ latex, name, meaning, shape, unit, domain });

/** Every symbol of the specification. */
export const symbols: readonly MathSymbol[] = [
  row('f', 'target', 'the function to minimise; its gradients are expensive', 'function', 'value', 'ℝᵈ → ℝ'),
  row('h', 'auxiliary', 'the helping function; its gradients are cheap', 'function', 'value', 'ℝᵈ → ℝ'),
  row('D', 'difference', 'f − h', 'function', 'value', 'ℝᵈ → ℝ'),
  row('d', 'dimension', 'number of coordinates of a point', 'count', '1', 'd ≥ 1'),
  row('x^t', 'iterate', 'the point after round t, the snapshot of round t + 1', 'vector', 'point', 'ℝᵈ'),
  row('y^{t,k}', 'point', 'the point after local step k of round t', 'vector', 'point', 'ℝᵈ'),
  row('m^t', 'correction', 'the estimate of ∇D at the snapshot', 'vector', 'value/point', 'ℝᵈ'),
  row('u^t', 'correction', 'the estimate of ∇f of the -target variants', 'vector', 'value/point', 'ℝᵈ'),
  row('d^{t,k}', 'direction', 'the direction of a local step', 'vector', 'value/point', 'ℝᵈ'),
  row('\\eta', 'stepSize', 'step size, or learning rate', 'scalar', 'point²/value', 'η > 0'),
  row('a', 'momentumWeight', 'weight of the new sample in the estimate', 'scalar', '1', '0 < a ≤ 1'),
  row('K', 'localStepCount', 'local steps in a round', 'count', '1', 'K ≥ 1'),
  row('T', 'roundCount', 'rounds', 'count', '1', 'T ≥ 1'),
  row('t', 'round', 'index of a round', 'index', '1', '1 … T'),
  row('k', 'step', 'index of a local step', 'index', '1', '1 … K'),
  row('\\xi^t', 'snapshot', 'joint draw (ξ_f, ξ_h) of round t', 'index', '1', 'an atom'),
  row('\\zeta^{t,k}', 'local', 'draw of local step k', 'index', '1', 'an atom'),
  row('p_j', 'probability', 'probability of snapshot atom j', 'scalar', '1', 'p_j > 0, Σ p_j = 1'),
  row('q_i', 'probability', 'probability of local atom i', 'scalar', '1', 'q_i > 0, Σ q_i = 1'),
  row('A', 'target.matrix', 'Hessian of a quadratic target', 'matrix', 'value/point²', 'A = Aᵀ'),
  row('B', 'auxiliary.matrix', 'Hessian of a quadratic auxiliary', 'matrix', 'value/point²', 'B = Bᵀ'),
  row('b', 'target.vector', '∇f(x) = A x − b', 'vector', 'value/point', 'ℝᵈ'),
  row('c', 'auxiliary.vector', '∇h(x) = B x − c', 'vector', 'value/point', 'ℝᵈ'),
  row('L', 'smoothness', 'Lipschitz constant of ∇f', 'scalar', 'value/point²', 'L ≥ 0'),
  row('\\delta', 'hessianSimilarity', 'dissimilarity: ∇D is δ-Lipschitz', 'scalar', 'value/point²', 'δ ≥ 0'),
  row('F_0', 'suboptimality', 'f(x⁰) − inf f', 'scalar', 'value', 'F₀ ≥ 0'),
  row('e_0', 'correctionError', 'E‖m⁰ − ∇D(x⁰)‖²', 'scalar', '(value/point)²', 'e₀ ≥ 0'),
  row('\\sigma_D^2', 'snapshotVariance', 'variance of g_D', 'scalar', '(value/point)²', 'σ_D² ≥ 0'),
  row('\\sigma_h^2', 'localVariance', 'variance of the local g_h', 'scalar', '(value/point)²', 'σ_h² ≥ 0'),
  row('\\sigma_f^2', 'targetVariance', 'variance of g_f', 'scalar', '(value/point)²', 'σ_f² ≥ 0'),
  row('G', 'averageSquaredGradient', 'mean of E‖∇f‖² over local points', 'scalar', '(value/point)²', 'G ≥ 0'),
];
