// `npm start`: the demo, or what to do where nothing was built (npm ci --ignore-scripts).
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/src/cli/main.js', import.meta.url);
if (existsSync(fileURLToPath(program))) {
  process.argv.splice(2, 0, 'demo', '--force');
  await import(program.href);
} else {
  console.error(
    'auxopt: not built yet, because npm was asked to run no scripts. Run `npm run build`, then `npm start` again.',
  );
  process.exitCode = 2;
}
