/** An example for each function, class and constant of the API that has none of its own: the shortest code of a page or of another one that uses it. */
import {
  CommentTag,
  Converter,
  ReflectionKind,
  type Application,
  type Context,
  type Reflection,
} from 'typedoc';
import { titleOf } from './markdown.js';

/** Code of a page. */
export interface PageExample {
  readonly code: string;
  /** A link to where it stands, in Markdown. */
  readonly from: string;
}

/** The code of pages that runs as it stands, by their paths. */
export function examplesOf(pages: ReadonlyMap<string, string>): readonly PageExample[] {
  return [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/(<!-- no-run[^>]*>\s*)?^```(?:ts|js)\n([^]*?)^```/gm)].flatMap(
      ([, mark, code = '']) =>
        mark === undefined
          ? [{ code, from: `[${titleOf(path, text)}](/${path.replace(/\.md$/, '.html')})` }]
          : [],
    ),
  );
}

/** Whether code imports a name from the package. */
const imports = (code: string, name: string): boolean =>
  [...code.matchAll(/import \{([^}]*)\} from 'auxopt/g)].some(([, names = '']) =>
    names.split(/[\s,]+/).includes(name),
  );

const ownExample = ({ comment }: Reflection): string | undefined =>
  comment
    ?.getTag('@example')
    ?.content.map(({ text }) => text)
    .join('');

/** What has a comment that an example can be added to: a function has one for each of its signatures. */
const documented = ReflectionKind.CallSignature | ReflectionKind.Class | ReflectionKind.Variable;

/** Adds the examples while TypeDoc reads the sources. */
export function addExamples(app: Application, examples: readonly PageExample[]): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    const all = Object.values(project.reflections).filter((one) => one.kindOf(documented));
    const ofOthers = all.flatMap((one): readonly PageExample[] => {
      const code = /```ts\n([^]*?)```/.exec(ownExample(one) ?? '')?.[1];
      return code === undefined ? [] : [{ code, from: `the page of \`${one.name}\`` }];
    });
    const byLength = [...examples, ...ofOthers].sort((one, other) => one.code.length - other.code.length);
    for (const reflection of all) {
      const isExported = [reflection.parent, reflection.parent?.parent].some((one) =>
        one?.kindOf([ReflectionKind.Module, ReflectionKind.Project]),
      );
      if (!isExported || reflection.comment === undefined || ownExample(reflection) !== undefined) continue;
      const found = byLength.find(({ code }) => imports(code, reflection.name));
      if (found === undefined) continue;
      const text = `From ${found.from}:\n\n\`\`\`ts\n${found.code}\`\`\``;
      reflection.comment.blockTags.push(new CommentTag('@example', [{ kind: 'text', text }]));
    }
  });
}
