/** An attack on the kernel by names: keys are built from them, and what has the same key is taken for the same. */
import { expect, it } from 'vitest';
import {
  applyWord,
  certify,
  CertificateError,
  indexVariable,
  innerProduct,
  isFact,
  product,
  type Polynomial,
} from '../../proofs-checks/kernel/index.js';
import { expression, readExpression, squaredNorm, vector } from '../../proofs-checks/notation/expression.js';
import { valueFamily } from '../../proofs-checks/notation/families.js';
import { square } from '../../proofs-checks/notation/steps.js';
import { iterate, point } from '../../proofs-checks/setting/process.js';

const x = iterate.at('t');
const y = point.at('t+1', 'k');

it('does not take a name that would make one key of two things', () => {
  // ‖x − wy‖² ≥ 0 with w = mn. Were w an index of the name "m^1 n", it would have the key of the product, and 0 might
  // take its place where it is squared alone: ‖x‖² − 2mn⟨x, y⟩ ≥ 0 is false.
  const statement = (w: Polynomial) =>
    expression`${squaredNorm(x)} - 2*m*n*${innerProduct(x, y)} + ${product(w, w)}*${squaredNorm(y)}`;
  const prove = (w: Polynomial) => certify(statement(w), { terms: [square('1', vector`${x} - ${w}*${y}`)] });
  expect(isFact(prove(readExpression('m*n')))).toBe(true);
  expect(() => prove(indexVariable('w'))).toThrow(CertificateError);
  expect(() => prove(indexVariable('m^1 n'))).toThrow(/a name is a letter/);
  // ‖VVx − y‖² ≥ 0 for every V: were "V·V" a letter, it would stay what it is where V becomes the identity
  expect(() => applyWord(['V·V'], x)).toThrow(/a name is a letter/);
  expect(applyWord(['V', 'V'], x).size).toBe(1);
  expect(() => valueFamily('<x|y>', 's').at()).toThrow(/a name is a letter/);
});
