/** Serves the small implementation over standard input and output. First argument: its mistakes, as JSON. */
import { serveImplementation } from 'auxopt/verify';
import { createImplementation } from './honest-javascript.mjs';

await serveImplementation(createImplementation(JSON.parse(process.argv[2] ?? '{}')));
