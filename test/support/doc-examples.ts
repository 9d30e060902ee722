/** Finds the examples of docstrings and turns each into a program that checks its own comments. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './run-cli.js';

/** One example of one docstring. */
export interface DocExample {
  /** File and line, for messages. */
  readonly name: string;
  /** The code as written. */
  readonly code: string;
  /** Whether it only shows types (`declare const …`) and cannot run by itself. */
  readonly isDeclarative: boolean;
}

/** Every fenced `ts` block below an `@example` of the sources. */
export function findExamples(): readonly DocExample[] {
  const files = ['spec', 'src', 'proofs-checks'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(root, folder, file)),
  );
  return files.sort().flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/@example[^\n]*\n(?: \*[^\n]*\n)*? \* ```ts\n((?: \*[^\n]*\n)*?) \* ```/g)].map(
      (match) => {
        const code = (match[1] ?? '').replace(/^ \* ?/gm, '');
        const line = text.slice(0, match.index).split('\n').length;
        return {
          name: `${relative(root, file)}:${line}`,
          code,
          isDeclarative: /\bdeclare const\b/.test(code),
        };
      },
    );
  });
}

/**
 * The example as a module: a line `expression; // literal` becomes a check that the expression equals the literal.
 * Comments that are no literals stay comments.
 */
export function toProgram({ code }: DocExample): string {
  const checked = code.replace(
    /^(\S[^\n]*?);? +\/\/ ([^\n]+)$/gm,
    (line, expression: string, comment: string) => {
      if (/^(?:const|let|import|export|declare|console|\/\/)/.test(expression) || !isLiteral(comment))
        return line;
      return `expectEqual(${expression}, ${comment});`;
    },
  );
  return `import { deepStrictEqual as expectEqual } from 'node:assert/strict';\n${checked}`;
}

/** Whether a comment is a value: a number, a string, an array, an object, a boolean. */
function isLiteral(comment: string): boolean {
  return /^(?:-?\d[\d_.eE+-]*n?|'[^']*'|\[.*\]|\{.*\}|true|false|undefined|-?Infinity|NaN)$/.test(
    comment.trim(),
  );
}
