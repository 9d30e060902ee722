/** Parses each JSON line and writes another, as a program under verification does that has nothing to compute. */
import { createInterface } from 'node:readline';

const question = { type: 'oracle', session: 's1', function: 'h', draw: 'local' };
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify({ ...question, at: JSON.parse(line).gradient })}\n`);
}
