import type { BaseSequencer } from 'vitest/node';

export declare const ShortFilesFirst: typeof BaseSequencer;
