// `npm start`: the demo, or what to do where nothing was built (npm ci --ignore-scripts, or --omit=dev).
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/src/cli/main.js', import.meta.url);
if (existsSync(fileURLToPath(program))) {
  process.argv.splice(2, 0, 'demo');
  await import(program.href);
} else {
  console.error(
    'auxopt: not built yet, because npm was asked to run no scripts or to leave out development packages. ' +
      'Run `npm run build`, after `npm ci` without such options, then `npm start` again.',
  );
  process.exitCode = 2;
}
