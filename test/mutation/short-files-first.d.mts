import type { BaseSequencer } from 'vitest/node';

declare const ShortFilesFirst: typeof BaseSequencer;
export default ShortFilesFirst;
