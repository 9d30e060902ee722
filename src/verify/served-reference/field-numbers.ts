/** How the numbers of a field travel: the format of an implementation that computes over it. */
import { evaluateGradient } from '../../../spec/model/index.js';
import type { Field } from '../../../spec/algebra/index.js';
import { createDecimalField, createRationalField } from '../../exact/index.js';
import { doubleFormat } from '../adapters/create-task.js';
import type { NumberFormat } from '../adapters/implementation.js';
import type { ArithmeticName } from '../protocol/message-parts.js';
import { createFloatField } from './float-field.js';

/** An arithmetic with its numbers on the wire. */
export interface FieldNumbers<S> {
  readonly field: Field<S>;
  readonly numbers: NumberFormat<S>;
}

/** Uses the field of an arithmetic; what its numbers are stays inside. */
export function withArithmetic<Result>(
  arithmetic: ArithmeticName,
  use: <S>(numbers: FieldNumbers<S>) => Result,
): Result {
  switch (arithmetic) {
    case 'decimal':
      return use(exactly(createDecimalField()));
    case 'rational':
      return use(exactly(createRationalField()));
    default: {
      const field = createFloatField(arithmetic);
      return use({ field, numbers: { ...doubleFormat, affine: affineOver(field) } });
    }
  }
}

function exactly<S>(field: Field<S>): FieldNumbers<S> {
  return {
    field,
    numbers: { read: field.fromString, write: field.format, affine: affineOver(field) },
  };
}

/** matrix·at − vector, rounded as the field rounds. */
function affineOver<S>(field: Field<S>): NumberFormat<S>['affine'] {
  return (matrix, vector, at) => evaluateGradient(field, { matrix, vector }, at);
}
