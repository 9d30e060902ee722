/** The plugin has no types of its own. */
declare module '@vscode/markdown-it-katex' {
  import type { KatexOptions } from 'katex';

  interface Options extends KatexOptions {
    /** The typesetter to call. */
    readonly katex?: { readonly renderToString: (tex: string, options?: KatexOptions) => string };
  }
  /** CommonJS: the function is the `default` of the module object that an import gives. */
  const plugin: { readonly default: (parser: unknown, options?: Options) => void };
  // eslint-disable-next-line no-restricted-exports -- the package is as it is
  export default plugin;
}
