import tseslint from 'typescript-eslint';

/** Selectors of code that reads a fact back from words, which are for people: a fact is a field of its own. */
const words = '/^(?:message|remark|mistake|fix)$/';
const ofWords = [`[property.name=${words}]`, `[name=${words}]`];
const readers = '/^(?:endsWith|startsWith|includes|match|matchAll|search|indexOf)$/';
/** Whether there are words at all is no fact in them. */
const absent = "[right.type='Identifier'][right.name='undefined'], [right.value='']";
const factsFromWords = [
  ...ofWords.flatMap((of) => [
    `CallExpression[callee.property.name=${readers}] > MemberExpression > .object${of}`,
    `CallExpression[callee.property.name=/^(?:test|exec)$/] > .arguments${of}`,
    `CallExpression[callee.property.name=/^(?:test|exec)$/] > TemplateLiteral.arguments > .expressions${of}`,
    `BinaryExpression[operator=/^[!=]==?$/]:not(${absent}) > .left${of}`,
    `BinaryExpression[operator=/^[!=]==?$/] > .right${of}`,
  ]),
].map((selector) => ({ selector, message: 'Words are for people: compare a field that says the same.' }));

/** What changes from run to run: a test that chooses by it is red on one day and green on another. */
const chance = [
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "CallExpression[callee.object.name='Math'][callee.property.name='random']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
].map((selector) => ({
  selector,
  message: 'What a test does follows from the commit: use a seed, or a fixed date.',
}));

export default tseslint.config(
  {
    ignores: [
      'dist',
      'docs/site',
      'docs/.build',
      'docs/api',
      'docs/examples',
      'docs/experiments/**/*.mjs',
      'docs/gallery',
      // a program that `advise` writes for users
      'src/verify/adapters/assets/*.mjs',
      // programs that tests start: plain JavaScript, as users write it
      'test/**/*.{mjs,cjs}',
      'coverage',
      'reports',
      '.stryker-tmp',
      '*.js',
      // AssemblyScript: its own compiler checks it
      'src/fast/kernels/wasm/assembly',
      '.ci',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./test/tsconfig.json', './docs/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      // Indices and counts are written into messages all over; numbers print exactly as one expects.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      // `x[i] as number` inside a checked range is the one way left beside `x[i]!`, which the preset forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // { [R in Role]?: X } is not Record<Role, X>: its keys may be absent.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // There are no enums and hardly a class; the two rules took a third of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A destructured name that is only taken out of a rest object is used: for leaving it out.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  // commands write through their own streams, adapters turn the console off
  {
    files: ['src/**/*.ts', 'spec/**/*.ts', 'proofs-checks/**/*.ts'],
    ignores: ['src/verify/adapters/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/**/*.ts', 'spec/**/*.ts', 'proofs-checks/**/*.ts'],
    // explanations do not carry yet what they are about
    ignores: ['src/verify/diagnosis/explain.ts'],
    rules: { 'no-restricted-syntax': ['error', ...factsFromWords] },
  },
  { files: ['test/**/*.ts', 'vitest.config.ts'], rules: { 'no-restricted-syntax': ['error', ...chance] } },
  { files: ['**/*.config.ts', 'docs/tooling/.vitepress/**/*.ts'], rules: { 'no-restricted-exports': 'off' } },
);
