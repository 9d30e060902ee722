/** The API reference as Markdown pages, by TypeDoc, with every warning an error. */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  Application,
  Comment,
  Converter,
  Logger,
  LogLevel,
  ReflectionKind,
  type Context,
  type TypeDocOptions,
} from 'typedoc';
import { load as loadMarkdown, type PluginOptions } from 'typedoc-plugin-markdown';
import { addExamples, type PageExample } from './api-examples.js';
import { load as loadTheme } from 'typedoc-vitepress-theme';

/** What to document. */
export interface ApiRequest {
  /** The folder of package.json. */
  readonly root: string;
  /** Source files of the public entry points, by the name that users import. */
  readonly entryPoints: ReadonlyMap<string, string>;
  readonly tsconfig: string;
  /** The folder of the pages of the site; the API goes to `api` in it. */
  readonly pages: string;
  /** Code of pages, which the tests run: for what has no example of its own. */
  readonly examples?: readonly PageExample[];
}

/** Writes the pages, and returns errors and warnings; nothing is written where there are any. */
export async function writeApiReference(request: ApiRequest): Promise<readonly string[]> {
  const app = await Application.bootstrapWithPlugins(optionsFor(request), []);
  const logger = new MessageLogger();
  logger.level = LogLevel.Warn;
  app.logger = logger;
  const { messages } = logger;
  nameParameters(app);
  nameModules(app, request);
  addExamples(app, request.examples ?? []);
  const project = await app.convert();
  if (project === undefined) return messages;
  app.validate(project);
  if (messages.length > 0) return messages;
  await app.generateOutputs(project);
  return messages;
}

function optionsFor(request: ApiRequest): TypeDocOptions & Partial<PluginOptions> {
  return {
    plugin: [
      loadMarkdown,
      (app: Application) => {
        loadTheme(app as Parameters<typeof loadTheme>[0]);
      },
    ],
    // the theme for VitePress reads where the site is
    ...{
      docsRoot: request.pages,
      sidebar: { autoConfiguration: true, format: 'vitepress', collapsed: true },
    },
    out: join(request.pages, 'api'),
    name: 'API',
    includeVersion: false,
    readme: 'none',
    entryPoints: [...request.entryPoints.values()],
    basePath: request.root,
    tsconfig: request.tsconfig,
    // `npm run build` has checked the types
    skipErrorChecking: true,
    entryFileName: 'index',
    hidePageHeader: true,
    hideGroupHeadings: false,
    indexFormat: 'table',
    useCodeBlocks: true,
    expandObjects: true,
    expandParameters: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    enumMembersFormat: 'table',
    disableGit: true,
    sourceLinkTemplate: '/sources/{path}.html#L{line}',
    excludeInternal: true,
    excludeExternals: true,
    hideGenerator: true,
    githubPages: false,
    sort: ['kind', 'alphabetical'],
    kindSortOrder: ['Project', 'Module', 'Function', 'Variable', 'Interface', 'TypeAlias', 'Class'],
    // what one calls before what it takes and gives
    groupOrder: ['Functions', 'Variables', 'Classes', 'Interfaces', 'Type Aliases'],
    sortEntryPoints: false,
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true,
    validation: {
      notExported: false,
      invalidLink: true,
      invalidPath: true,
      rewrittenLink: true,
      notDocumented: true,
      unusedMergeModuleWith: true,
    },
    // members may explain themselves by their names
    requiredToBeDocumented: ['Function', 'Variable', 'Class', 'Interface', 'TypeAlias', 'Module'],
    // those that the sources use; an unknown one is an error
    blockTags: [
      '@param',
      '@returns',
      '@throws',
      '@example',
      '@typeParam',
      '@remarks',
      '@see',
      '@equation',
      '@defaultValue',
    ],
  };
}

/** Keeps warnings and errors, for the caller to print. A class, because that is how the generator takes one. */
class MessageLogger extends Logger {
  readonly messages: string[] = [];

  override log(message: string, level: LogLevel): void {
    super.log(message, level);
    if (level >= LogLevel.Warn) this.messages.push(message);
  }
}

/** A parameter that is taken apart in place has no name of its own: it gets its type's. */
function nameParameters(app: Application): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    for (const reflection of Object.values(project.reflections)) {
      if (!reflection.isParameter() || !reflection.name.startsWith('__namedParameters')) continue;
      const type = reflection.type?.type === 'reference' ? reflection.type.name : 'options';
      reflection.name = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
    }
  });
}

/** The first words of the first page. */
const introduction =
  'Each module is a path to import from. New here? [The library by example](../learn/by-example.md) shows the main functions at work. To check a program of yours, start with [a guide](../guide/verify-python.md); it needs no TypeScript.';

/** Modules are called what users import. */
function nameModules(app: Application, { root, entryPoints }: ApiRequest): void {
  const nameOf = new Map(
    [...entryPoints].map(([name, path]) => [relative(root, path).split(sep).join('/'), name]),
  );
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    project.comment = new Comment([{ kind: 'text', text: introduction }]);
    for (const child of project.getChildrenByKind(ReflectionKind.Module)) {
      const path = project.getSymbolIdFromReflection(child)?.packagePath ?? '';
      const name = nameOf.get(path);
      if (name === undefined) continue;
      child.name = name;
      child.comment ??= new Comment([{ kind: 'text', text: fileComment(join(root, path)) }]);
    }
  });
}

/** The comment at the head of a source file, which is the module's own. */
function fileComment(path: string): string {
  const text = /^\/\*\*([^]*?)\*\//.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
  return text.replace(/^\s*\* ?/gm, '').trim();
}
