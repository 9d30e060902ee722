import type { Implementation } from '../../../src/verify/index.js';

export interface Mistakes {
  readonly independentDraws?: boolean;
  readonly wrongSign?: boolean;
  readonly freshOldSample?: boolean;
  readonly silent?: boolean;
  readonly extraGradient?: boolean;
}

export declare function createImplementation(mistakes?: Mistakes): Implementation<number>;
