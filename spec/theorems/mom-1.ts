/** MOM-1 and MOM-1H: AuxMOM for any f and D. */
import { simpleCondition } from './common-terms.js';
import { minus, numbers, square, times } from './formula.js';
import { createInitialError, momentumFirstWeight } from './initial-error.js';
import { createRecursionTheorem } from './recursion.js';
import { constantsNote, type RateTheorem } from './theorem.js';

const { a, abar, delta } = numbers;

/** MOM-1 as data: c = a, Λ = ā²δ²/a, n = a². */
export const mom1: RateTheorem = createRecursionTheorem({
  id: 'MOM-1',
  title: 'AuxMOM, any target and difference',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A3', 'A4'],
  note: `${constantsNote} With the smallest a it has a floor ā²σ_h²/(2K): it is for σ_h = 0 or larger a.`,
  simpleCondition: simpleCondition(8),
  initialError: createInitialError(momentumFirstWeight),
  recursion: {
    contraction: a,
    lag: square(times(abar, delta)),
    lagDivisor: a,
    noise: square(a),
    latex: {
      contraction: 'a',
      noise: '2a\\,',
      variance: '\\sigma_D^2',
      lag: (factor, move) => `\\frac{${factor}\\bar a^2\\delta^2${move}}{a^2}`,
    },
  },
});

/** MOM-1H as data: c = a(3−a)/2, Λ = ā²(2−a)δ²/a, n = a²: less noise than MOM-1, and a little less step. */
export const mom1h: RateTheorem = createRecursionTheorem({
  id: 'MOM-1H',
  title: 'AuxMOM, any target and difference, sharper in the snapshot noise',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A3', 'A4'],
  note: `${constantsNote} Half way between MOM-1 and an error that contracts by (1−a)².`,
  simpleCondition: simpleCondition(12),
  initialError: createInitialError(momentumFirstWeight),
  recursion: {
    contraction: times(a, minus(3, a)),
    divisor: 2,
    lag: times(square(times(abar, delta)), minus(2, a)),
    lagDivisor: a,
    noise: square(a),
    latex: {
      contraction: '\\tfrac12a(3-a)',
      noise: '\\frac{4a}{3-a}',
      variance: '\\sigma_D^2',
      lag: (factor, move) => `\\frac{${2 * factor}\\bar a^2(2-a)\\delta^2${move}}{a^2(3-a)}`,
    },
  },
});
