/**
 * The one-way layers of the project, as rules that layers.test.ts checks every import against, type-only ones included.
 *
 * spec/algebra → model → algorithms → theorems → src/reference → src/exact | src/fast → equations → judge, problems → expectation → theorems,
 * advise, verify → campaigns → cli. proofs-checks stands beside src and sees spec and src/exact alone.
 */

/** Folders of src in the order of their layers; those that do not exist yet already have their place. */
const outer = 'expectation|theorems|advise|verify|campaigns|cli';

/** A rule that a folder imports, inside the repository, nothing but what the pattern allows. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(spec|src|proofs-checks|test|docs)/', pathNot: allowed },
});

/** A rule that forbids an arrow. */
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

const code = '^(spec|src|proofs-checks)/';

module.exports = {
  forbidden: [
    never('no-cycle', { path: code }, { circular: true }, 'a cycle, even of types alone, has no layers'),
    never('resolvable', { path: code }, { couldNotResolve: true }, 'an import that leads nowhere'),

    // spec: normative, self-contained, layered
    never(
      'spec-alone',
      { path: '^spec/' },
      { pathNot: '^spec/' },
      'the specification imports nothing, no package either',
    ),
    only('spec-algebra', '^spec/algebra/', '^spec/(algebra/|errors\\.ts$)', 'algebra is the lowest layer'),
    only(
      'spec-model',
      '^spec/model/',
      '^spec/((algebra|model)/|errors\\.ts$)',
      'the model knows algebra only',
    ),
    only(
      'spec-algorithms',
      '^spec/algorithms/',
      '^spec/((algebra|model|algorithms)/|errors\\.ts$)',
      'algorithms know no theorem',
    ),
    only(
      'spec-methods',
      '^spec/methods/',
      '^spec/((algebra|model|methods)/|errors\\.ts$)',
      'methods name variants, and know no equation of them',
    ),
    only(
      'spec-language',
      '^spec/language/',
      '^spec/((algebra|language)/|errors\\.ts$)',
      'the language knows algebra alone: a page brings its own letters',
    ),
    only(
      'spec-theorems',
      '^spec/theorems/',
      '^spec/((algebra|model|algorithms|theorems)/|errors\\.ts$)',
      'theorems import the layers, not the index',
    ),

    // src: the reference, two engines that know nothing of one another, and what is built on them
    only('reference', '^src/reference/', '^(spec|src/reference)/', 'the reference sees spec alone'),
    only(
      'exact',
      '^src/exact/',
      '^(spec/|src/(exact|reference)/|src/(errors|run-input)\\.ts$)',
      'the exact engine sees spec and the reference alone',
    ),
    only(
      'fast',
      '^src/fast/',
      '^(spec/|src/fast/|src/(errors|run-input)\\.ts$)',
      'the fast engine sees spec alone',
    ),
    only(
      'equations',
      '^src/equations/',
      '^(spec/(algebra|language)/|spec/errors\\.ts$|src/(exact|equations)/|src/errors\\.ts$)',
      'what reads equations knows no method by name',
    ),
    only(
      'judge',
      '^src/judge/',
      '^(spec/|src/(exact|equations|judge)/|src/errors\\.ts$)',
      'the judge trusts no fast arithmetic',
    ),
    only(
      'problems',
      '^src/problems/',
      '^(spec/|src/(exact|problems)/|src/errors\\.ts$)',
      'problem files are data',
    ),
    never(
      'expectation',
      { path: '^src/expectation/' },
      { path: '^src/(theorems|advise|verify|campaigns|cli)/' },
      'expectations are below what uses them',
    ),
    only(
      'run-input',
      '^src/run-input\\.ts$',
      '^(spec/|src/errors\\.ts$)',
      'the validation of a run serves every engine, so it knows none',
    ),
    never(
      'errors-lowest',
      { path: '^(spec|src)/errors\\.ts$' },
      { path: code, pathNot: '^spec/errors\\.ts$' },
      'everything may throw errors, so they import nothing',
    ),
    never('cli-last', { pathNot: '^src/cli/' }, { path: '^src/cli/' }, 'nothing imports the command line'),
    never(
      'inner-not-outer',
      { path: '^src/', pathNot: `^src/(${outer}|index\\.ts$)` },
      { path: `^src/(${outer})/` },
      'the engines, the judge and the problems stand below their users',
    ),

    // proofs-checks: the trusted base sees as little as possible, and is not seen
    only(
      'proofs',
      '^proofs-checks/',
      '^(spec/|src/exact/|proofs-checks/)',
      'proofs see spec and exact arithmetic alone',
    ),
    only(
      'kernel',
      '^proofs-checks/kernel/',
      '^(spec/errors|proofs-checks/kernel/)',
      'the trusted base stands alone',
    ),
    never(
      'proofs-no-package',
      { path: '^proofs-checks/', pathNot: '^proofs-checks/derivation/schema' },
      { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
      'the trusted base has no dependency',
    ),
    never(
      'proofs-only-from-cli',
      { path: '^(spec|src)/', pathNot: '^src/cli/' },
      { path: '^proofs-checks/' },
      'only the command line runs the proofs',
    ),

    // what runs in a browser, and what stays inside one folder
    never(
      'node-at-the-edge',
      {
        path: code,
        pathNot: '^(src/(cli|verify|campaigns)/|proofs-checks/coq/(check|coqc|record|theory)\\.ts$)',
      },
      { dependencyTypes: ['core'] },
      'everything but the edge runs in a browser',
    ),
    never(
      'ml-matrix-in-fast',
      { path: code, pathNot: '^src/fast/' },
      { path: '(^|/)ml-matrix(/|$)' },
      'its mutating, rounding matrices stay inside the fast engine',
    ),
    never('no-tests-in-code', { path: code }, { path: '^(test|docs)/' }, 'tests and docs are not shipped'),
    never(
      'no-dev-package',
      { path: code },
      { dependencyTypes: ['npm-dev'] },
      'users do not have development packages',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
