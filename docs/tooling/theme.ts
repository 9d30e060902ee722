/** The theme: the generator's own, with a navigation that is plain links, so that it needs no script and anybody can use it. */
import {
  DefaultTheme,
  DefaultThemeRenderContext,
  JSX,
  ReflectionKind,
  type DocumentReflection,
  type PageEvent,
  type ProjectReflection,
  type Reflection,
} from 'typedoc';

/** The name under which the theme is registered. */
export const themeName = 'auxopt';

/** The theme. A class, because that is how the generator takes one. */
export class SiteTheme extends DefaultTheme {
  override getRenderContext(page: PageEvent<Reflection>): DefaultThemeRenderContext {
    const context = super.getRenderContext(page);
    context.navigation = (props) => navigation(context, props);
    return context;
  }
}

/** Sections, and the pages of the section that the reader is in. */
function navigation(
  context: DefaultThemeRenderContext,
  { model, project }: PageEvent<Reflection>,
): JSX.Element {
  const modules = project.getChildrenByKind(ReflectionKind.Module);
  const isApi = !model.isDocument() && (model !== project || context.page.url === 'modules.html');
  return JSX.createElement(
    'nav',
    { class: 'site-navigation', 'aria-label': 'Pages' },
    JSX.createElement(
      'ul',
      null,
      ...(project.documents ?? []).map((document) => documentItem(context, document, model)),
      JSX.createElement(
        'li',
        null,
        JSX.createElement(
          'a',
          { href: context.relativeURL('modules.html'), ...currentMark(context.page.url === 'modules.html') },
          'API',
        ),
        isApi
          ? JSX.createElement(
              'ul',
              null,
              ...modules.map((module) =>
                JSX.createElement(
                  'li',
                  null,
                  JSX.createElement(
                    'a',
                    { href: context.urlTo(module), ...currentMark(module === model) },
                    module.name,
                  ),
                ),
              ),
            )
          : null,
      ),
    ),
  );
}

function documentItem(
  context: DefaultThemeRenderContext,
  document: DocumentReflection,
  model: Reflection,
): JSX.Element {
  const children = document.children ?? [];
  const link = JSX.createElement(
    'a',
    { href: context.urlTo(document), ...currentMark(document === model) },
    document.name,
  );
  if (children.length === 0 || !isWithin(document, model)) return JSX.createElement('li', null, link);
  return JSX.createElement(
    'li',
    null,
    link,
    JSX.createElement('ul', null, ...children.map((child) => documentItem(context, child, model))),
  );
}

/** Whether a page is a document or below it. */
function isWithin(document: DocumentReflection, page: Reflection | ProjectReflection | undefined): boolean {
  return page === document || (page?.parent !== undefined && isWithin(document, page.parent));
}

const currentMark = (isCurrent: boolean): object => (isCurrent ? { 'aria-current': 'page' } : {});

/** A link inside a summary would be a control inside a control. */
export function withoutNestedLinks(html: string): string {
  return html.replaceAll(/<summary[^>]*>[^]*?<\/summary>/g, (summary) =>
    summary.replaceAll(/<a [^>]*class="tsd-anchor-icon"[^>]*>[^]*?<\/a>/g, ''),
  );
}

/** Tables of pages in boxes of their own, which scroll where a table is wider than the page. */
export function withScrollers(html: string): string {
  return html.replaceAll('<table>', '<div class="wide"><table>').replaceAll('</table>', '</table></div>');
}
