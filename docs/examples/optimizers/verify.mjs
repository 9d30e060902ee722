/**
 * Verifies a real optimizer: node verify.mjs torch | torch-binary32 | sklearn | convnetjs.
 * Where its library is not installed, says so and exits with code 0; else 0 is a pass and 1 a failure.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { formatVerifyText, verifyCommand } from 'auxopt/verify';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const recipes = {
  torch: { module: 'torch', program: ['torch_sgd.py'], method: 'sgd-ema', cure: 'Debian: apt-get install python3-torch' },
  'torch-binary32': {
    module: 'torch',
    program: ['torch_sgd.py', 'float32'],
    method: 'sgd-ema',
    cure: 'Debian: apt-get install python3-torch',
  },
  sklearn: { module: 'sklearn', program: ['sklearn_sgd.py'], method: 'heavy-ball', cure: 'Debian: apt-get install python3-sklearn' },
  convnetjs: { package: 'convnetjs', program: ['convnetjs-sgd.mjs'], method: 'heavy-ball', cure: 'npm install convnetjs' },
};

/** The first interpreter that has the module: $PYTHON, or else the one of the path, or the system's. */
function findPython(module) {
  const { PYTHON } = process.env;
  return (PYTHON ? [PYTHON] : ['python3', '/usr/bin/python3']).find(
    (python) => spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0,
  );
}

async function findInterpreter(recipe) {
  if (recipe.module !== undefined) return findPython(recipe.module);
  return import(recipe.package).then(
    () => process.execPath,
    () => undefined,
  );
}

const name = process.argv[2];
const recipe = recipes[name];
if (recipe === undefined) {
  console.error(`usage: node verify.mjs ${Object.keys(recipes).join(' | ')}`);
  process.exit(2);
}
const interpreter = await findInterpreter(recipe);
if (interpreter === undefined) {
  console.log(`skipped: ${recipe.module ?? recipe.package} is not installed (${recipe.cure})`);
} else {
  const [program, ...options] = recipe.program;
  process.env.PYTHONPATH = here('../../../src/verify/adapters/assets');
  const command = [interpreter, here(program), ...options];
  const report = await verifyCommand(command, { method: recipe.method });
  process.stdout.write(formatVerifyText(report, { command }));
  process.exitCode = report.verdict === 'pass' ? 0 : 1;
}
