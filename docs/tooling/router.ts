/** Addresses: a page keeps the path of its source, and the API lives below api/. */
import { BaseRouter, Reflection, type RouterTarget } from 'typedoc';

/** The name under which the router is registered. */
export const routerName = 'auxopt';

/** The router. A class, because that is how the generator takes one. */
export class SiteRouter extends BaseRouter {
  protected override getIdealBaseName(target: RouterTarget): string {
    if (target instanceof Reflection && target.isDocument()) {
      const url: unknown = target.frontmatter['url'];
      if (typeof url !== 'string') throw new Error(`the page ${target.name} has no address`);
      return url;
    }
    const names: string[] = [];
    for (
      let at: RouterTarget | undefined = target;
      at instanceof Reflection && !at.isProject();
      at = at.parent
    ) {
      names.unshift(this.getUrlSafeName(at.name.replace(/^auxopt\/?/, '') || 'auxopt'));
    }
    return ['api', ...names].join('/');
  }
}
