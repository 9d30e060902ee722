import { expect, it } from 'vitest';
import { verifyImplementation } from '../../../src/conformance/index.js';
import { createReference } from '../../../src/conformance/reference/index.js';

it.each(['binary64', 'rational', 'bfloat16'] as const)('honest %s', async (arithmetic) => {
  const t0 = performance.now();
  const report = await verifyImplementation(createReference({ arithmetic }), { level: 5, only: (id) => /^L[45]/.test(id) });
  console.log(arithmetic, performance.now() - t0, report.counts, report.first?.id, report.first?.message);
  for (const r of report.results) if (r.verdict !== 'pass') console.log(r.id, r.verdict, r.message);
  expect(report.verdict).toBe('pass');
});
