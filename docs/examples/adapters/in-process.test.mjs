// The same implementation, judged inside a test of your own: `node --test`. Vitest and Jest take it with their own `test`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyImplementation } from 'auxopt/conformance';
import { implementation } from './aux-mom.mjs';

test('AuxMOM and AuxMVR follow their equations', async () => {
  const report = await verifyImplementation(implementation);
  assert.equal(report.verdict, 'pass', report.first?.message);
});

test('a wrong AuxMOM does not', async () => {
  const { 'aux-mom': auxMom } = implementation.variants;
  const exchanged = (task) => auxMom({ ...task, momentumWeight: 1 - task.momentumWeight / 2 });
  const report = await verifyImplementation({ name: 'wrong', variants: { 'aux-mom': exchanged } });
  assert.equal(report.verdict, 'fail');
  // the estimate is the first thing that is wrong
  assert.equal(report.first.violation?.equation ?? report.first.id, 'AUX-MOM.2');
});
