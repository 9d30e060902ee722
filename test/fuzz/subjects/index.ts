/** Everything that is fuzzed. */
import type { Subject } from '../kit/subject.js';
import { constants } from './constants.js';
import { conversations } from './conversations.js';
import { expectations, patterns } from './expectations.js';
import { journals } from './journals.js';
import { json } from './json.js';
import { numbers } from './numbers.js';
import { caseFiles, traces } from './offline.js';
import { problems, tableProblems } from './problems.js';
import { chunks, replies } from './replies.js';
import { serving } from './serving.js';
import { csvTables } from './tables.js';
import { singleVectors } from './vectors.js';

/** The only list to extend. */
export const subjects: readonly Subject[] = [
  numbers,
  json,
  problems,
  tableProblems,
  csvTables,
  constants,
  expectations,
  patterns,
  replies,
  chunks,
  serving,
  conversations,
  caseFiles,
  traces,
  singleVectors,
  journals,
];
