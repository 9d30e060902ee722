// The same implementation, judged inside a test of your own: `node --test`. Vitest and Jest take it with their own `test`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyImplementation } from 'auxopt/verify';
import { implementation } from './aux-mom.mjs';

test('AuxMOM and AuxMVR follow their equations', async () => {
  const report = await verifyImplementation(implementation);
  assert.equal(report.verdict, 'pass', report.first?.message);
});

test('half the momentum weight does not', async () => {
  const { 'aux-mom': auxMom } = implementation.variants;
  const wrong = (task) => auxMom({ ...task, momentumWeight: task.momentumWeight / 2 });
  const report = await verifyImplementation({ name: 'wrong', variants: { 'aux-mom': wrong } });
  assert.equal(report.verdict, 'fail');
  assert.equal(report.first.violation.equation, 'AUX-MOM.2'); // the estimate is the first thing that is wrong
});
