/** Runs tests as vitest does, except that a file which does not load is a failing test: a mutant that broke it is dead. */
import { test, TestRunner } from 'vitest';

export default class LoadingRunner extends TestRunner {
  async importFile(path, source) {
    try {
      return await super.importFile(path, source);
    } catch (error) {
      if (source !== 'collect') throw error;
      test('loads', () => {
        throw error;
      });
    }
  }
}
