/** The language of methods: a page of equations, and what reads it. */
export { complaints, limits, PageError, type ComplaintName, type Span } from './complaints.js';
export { parsePage } from './parse.js';
export { resolveNames, resolvePage } from './resolve.js';
export { createCompiler, holds, type Compiled, type Compiler, type Frame } from './compile.js';
export * from './evaluate.js';
export { fingerprint, residues } from './identity.js';
export { createWriter, isTold, isWrittenOut, rangesOf, writeOut } from './members.js';
export * from './method.js';
export { operatorNames, operatorOf, type Operator, type OperatorName, type Type } from './operators.js';
export * from './page.js';
export * from './terms.js';
export { isOfFirstRound, printExpression, printPage, printParameter, printStatement } from './text.js';
export { texOfLine } from './tex.js';
export { typeOf } from './types.js';
export { inferUnits, type Units, type UnitWarning } from './units.js';
