/** Formulas: KaTeX in every Markdown text, its style sheet and fonts in the site, and wrong TeX as an error. */
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import katex from 'katex';
import { Application, JSX, RendererEvent } from 'typedoc';

const require = createRequire(import.meta.url);

/** A plugin of the Markdown parser; the package has no types, and is CommonJS. */
type Plugin = (parser: unknown, options: { readonly katex: Pick<typeof katex, 'renderToString'> }) => void;
const { default: markdownItKatex } = require('@vscode/markdown-it-katex') as { readonly default: Plugin };

/** The part of the Markdown parser that a plugin needs. */
interface Parser {
  readonly use: (plugin: Plugin, options: Parameters<Plugin>[1]) => unknown;
}

/** Makes the application typeset `$…$` and `$$…$$`. Must be called before the conversion. */
export function typesetFormulas(app: Application): void {
  let page = 'a page';
  app.renderer.on('beginPage', ({ url }: { readonly url: string }) => {
    page = url;
  });
  const renderToString = (tex: string, options?: katex.KatexOptions): string => {
    try {
      return katex.renderToString(tex, { ...options, throwOnError: true, strict: 'error' });
    } catch (error) {
      app.logger.error(`${page}: TeX error in $${tex}$: ${String(error)}`);
      return '';
    }
  };
  // A parser of the options file may be there already; this one comes after it.
  app.on(Application.EVENT_BOOTSTRAP_END, () => {
    setLoader(app, renderToString);
  });
  setLoader(app, renderToString);
  app.renderer.hooks.on('head.end', (context) =>
    JSX.createElement('link', { rel: 'stylesheet', href: context.relativeURL('assets/katex/katex.min.css') }),
  );
  app.renderer.on(RendererEvent.END, ({ outputDirectory }) => {
    copyStyle(join(outputDirectory, 'assets/katex'));
  });
}

function setLoader(app: Application, renderToString: typeof katex.renderToString): void {
  app.options.setValue('markdownItLoader', (parser: Parser) => {
    parser.use(markdownItKatex, { katex: { ...katex, renderToString } });
  });
}

/** Only woff2: every browser that runs the site reads it. */
function copyStyle(folder: string): void {
  const source = dirname(require.resolve('katex/dist/katex.min.css'));
  mkdirSync(join(folder, 'fonts'), { recursive: true });
  cpSync(join(source, 'katex.min.css'), join(folder, 'katex.min.css'));
  for (const font of readdirSync(join(source, 'fonts'))) {
    if (font.endsWith('.woff2')) cpSync(join(source, 'fonts', font), join(folder, 'fonts', font));
  }
}
