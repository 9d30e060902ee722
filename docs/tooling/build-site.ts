/** The static site: Markdown pages and the API reference in one theme, with every warning an error. */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  OptionDefaults,
  Application,
  Comment,
  Converter,
  JSX,
  Logger,
  LogLevel,
  PageEvent,
  ReflectionKind,
  type Context,
  type DocumentReflection,
  type TypeDocOptions,
} from 'typedoc';
import { inlineFigures } from './inline-figures.js';
import { typesetFormulas } from './katex-plugin.js';
import { routerName, SiteRouter } from './router.js';
import { SiteTheme, themeName, withoutNestedLinks, withScrollers } from './theme.js';

/** What to build. */
export interface SiteRequest {
  /** The folder of package.json. */
  readonly root: string;
  readonly name: string;
  /** The home page, staged. */
  readonly home: string;
  /** The staged pages of the top sections. */
  readonly sections: readonly string[];
  /** Source files of the public entry points, by the name that users import. */
  readonly entryPoints: ReadonlyMap<string, string>;
  readonly tsconfig: string;
  readonly out: string;
  readonly customCss?: string;
  readonly customJs?: string;
  readonly favicon?: string;
  /** SVG figures to put into the pages, by file name. */
  readonly figures: ReadonlyMap<string, string>;
  /** Links of the top bar, by title: addresses below the site. */
  readonly topLinks: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface SiteResult {
  readonly isBuilt: boolean;
  /** Errors and warnings, as printed. */
  readonly messages: readonly string[];
}

/** Kinds of symbols that must carry a comment; members may explain themselves by their names. */
const documented: NonNullable<TypeDocOptions['requiredToBeDocumented']> = [
  'Function',
  'Variable',
  'Class',
  'Interface',
  'TypeAlias',
  'Module',
];

/** Builds the site; nothing is written where the conversion finds an error. */
export async function buildSite(request: SiteRequest): Promise<SiteResult> {
  const app = await Application.bootstrap(optionsFor(request), []);
  const logger = new MessageLogger();
  logger.level = LogLevel.Warn;
  app.logger = logger;
  const { messages } = logger;
  app.renderer.defineRouter(routerName, SiteRouter);
  app.options.setValue('router', routerName);
  app.renderer.defineTheme(themeName, SiteTheme);
  app.options.setValue('theme', themeName);
  typesetFormulas(app);
  nameSections(app);
  nameParameters(app);
  nameModules(app, request);
  linkAcross(app, request);
  const project = await app.convert();
  if (project === undefined) return { isBuilt: false, messages };
  app.validate(project);
  if (messages.length > 0) return { isBuilt: false, messages };
  await app.generateDocs(project, request.out);
  return { isBuilt: messages.length === 0, messages };
}

function optionsFor(request: SiteRequest): TypeDocOptions {
  return {
    name: request.name,
    includeVersion: false,
    entryPoints: [...request.entryPoints.values()],
    tsconfig: request.tsconfig,
    readme: request.home,
    projectDocuments: [...request.sections],
    highlightLanguages: [...OptionDefaults.highlightLanguages, 'python', 'c', 'jsonl', 'diff', 'md'],
    disableGit: true,
    disableSources: true,
    excludeInternal: true,
    excludeExternals: true,
    hideGenerator: true,
    githubPages: false,
    searchInComments: true,
    searchInDocuments: true,
    headings: { readme: false, document: true },
    navigation: {
      includeCategories: false,
      includeGroups: false,
      includeFolders: false,
      compactFolders: true,
      excludeReferences: true,
    },
    sort: ['kind', 'alphabetical'],
    kindSortOrder: [
      'Document',
      'Project',
      'Module',
      'Function',
      'Variable',
      'Interface',
      'TypeAlias',
      'Class',
    ],
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
    requiredToBeDocumented: documented,
    blockTags: [...blockTags],
    ...(request.customCss === undefined ? {} : { customCss: request.customCss }),
    ...(request.favicon === undefined ? {} : { favicon: request.favicon }),
    ...(request.customJs === undefined ? {} : { customJs: request.customJs }),
  };
}

/** The tags that the sources use; an unknown one is an error. */
const blockTags = [
  '@param',
  '@returns',
  '@throws',
  '@example',
  '@typeParam',
  '@remarks',
  '@see',
  '@equation',
  '@defaultValue',
] as const;

/** Keeps warnings and errors, for the caller to print. A class, because that is how the generator takes one. */
class MessageLogger extends Logger {
  readonly messages: string[] = [];

  override log(message: string, level: LogLevel): void {
    super.log(message, level);
    if (level >= LogLevel.Warn) this.messages.push(message);
  }
}

/** Top sections are called by their file; their title is in the front matter. */
function nameSections(app: Application): void {
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context: unknown, document: DocumentReflection) => {
    const title: unknown = document.frontmatter['title'];
    if (typeof title === 'string') document.name = title;
  });
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

/** Modules are called what users import. */
function nameModules(app: Application, { root, entryPoints }: SiteRequest): void {
  const nameOf = new Map(
    [...entryPoints].map(([name, path]) => [relative(root, path).split(sep).join('/'), name]),
  );
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
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

/** `site:` addresses lead to files that other tools put into the site; the top bar has them too. */
function linkAcross(app: Application, { topLinks, figures }: SiteRequest): void {
  app.renderer.hooks.on('sidebar.begin', (context) =>
    JSX.createElement(
      'nav',
      { class: 'site-links', 'aria-label': 'Site' },
      ...Object.entries(topLinks).map(([title, address]) =>
        JSX.createElement('a', { href: context.relativeURL(address) }, title),
      ),
    ),
  );
  app.renderer.on(PageEvent.END, (page: PageEvent) => {
    const up = '../'.repeat(page.url.split('/').length - 1);
    page.contents = inlineFigures(withScrollers(withoutNestedLinks(page.contents ?? '')), figures)
      .replaceAll('href="site:', `href="${up}`)
      .replaceAll('src="site:', `src="${up}`);
  });
}

/** The source file of every public entry point of a package.json, by the name that users import. */
export function entryPointsOf(
  root: string,
  { name, exports }: { readonly name: string; readonly exports: Readonly<Record<string, unknown>> },
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(exports).flatMap(([path, target]) => {
      const types =
        typeof target === 'object' && target !== null && 'types' in target ? String(target.types) : '';
      const source = /^\.\/dist\/(.+)\.d\.ts$/.exec(types)?.[1];
      return source === undefined ? [] : [[`${name}${path.slice(1)}`, join(root, `${source}.ts`)]];
    }),
  );
}
