/** The colours of the blocks marked `method` (spec/language.md). */
/** The language for the highlighter. */
export const methodGrammar = {
  name: 'method',
  scopeName: 'source.method',
  repository: {},
  patterns: [
    // the number of an equation, and words about it
    { match: '(?<=\\S)\\s{2,}\\d+(?:\\s.*)?$', name: 'comment' },
    {
      match:
        '^\\s*(?:method|given|state|returns|sample|repeat|if|also|every|in round 1|otherwise|afterwards)\\b',
      name: 'keyword',
    },
    { match: '\\b(?:each|from|of|as|in|step|rounds?)\\b|←|<-', name: 'keyword' },
    {
      match: '(?:∇|\\bgrad )[fh]\\b|√|\\b(?:sqrt|max|min|sign|dim|inner|norm\\w*|abs)\\b',
      name: 'entity.name.function',
    },
    { match: '\\b\\d+(?:\\.\\d+)?\\b', name: 'constant.numeric' },
  ],
};
