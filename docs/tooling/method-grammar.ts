/** The colours of the blocks marked `method` (spec/language.md): the words are those of the grammar itself. */
import { calls, reserved } from '../../spec/language/expressions.js';

const oneOf = (words: Iterable<string>): string => `\\b(?:${[...words].join('|')})\\b`;

/** The language for the highlighter. */
export const methodGrammar = {
  name: 'method',
  scopeName: 'source.method',
  repository: {},
  patterns: [
    // the number of an equation, and words about it
    { match: '(?<=\\S)\\s{2,}\\d+(?:\\s.*)?$', name: 'comment' },
    { match: `(?:∇|\\bgrad )[fh]\\b|√|${oneOf([...calls.keys(), 'sqrt'])}`, name: 'entity.name.function' },
    { match: `${oneOf([...reserved, 'round', 'step'])}|←|<-`, name: 'keyword' },
    { match: '\\b\\d+(?:\\.\\d+)?\\b', name: 'constant.numeric' },
  ],
};
