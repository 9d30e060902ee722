/// <reference types="vite/client" />
/** VitePress's own theme, with formulas, and boxes that scroll within reach of the keyboard. */
import 'katex/dist/katex.min.css';
import { onContentUpdated, withBase, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { h, onMounted, type VNode } from 'vue';
import './site.css';

/** What scrolls sideways where it is wider than the page. */
const selector = '.katex-display, .vp-doc table, .figure, .vp-doc pre';

/**
 * Boxes that scroll can be focused, and so moved by arrow keys; others are no stop on the way. Where there is more to the
 * right, the style sheet shows it.
 */
function mark(box: Element): void {
  box.toggleAttribute('data-more', box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
  if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) {
    box.setAttribute('tabindex', '0');
  } else {
    box.removeAttribute('tabindex');
  }
}

/** Watches them: widths come after the fonts, and change with the window. */
function watchBoxes(): () => void {
  const observer = new ResizeObserver((entries) => {
    for (const box of new Set(entries.map(({ target }) => target.closest(selector)))) if (box) mark(box);
  });
  const onScroll = ({ target }: Event): void => {
    if (target instanceof Element && target.matches(selector)) mark(target);
  };
  document.addEventListener('scroll', onScroll, { capture: true, passive: true });
  return () => {
    observer.disconnect();
    for (const box of document.querySelectorAll(selector)) {
      observer.observe(box);
      if (box.firstElementChild !== null) observer.observe(box.firstElementChild);
    }
  };
}

/** Paper has no buttons: what is folded is open while the page is printed. */
function openForPrint(): void {
  let opened: readonly HTMLDetailsElement[] = [];
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('.vp-doc details:not([open])')];
    for (const box of opened) box.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const box of opened) box.open = false;
    opened = [];
  });
}

/** Where an address leads nowhere. */
const notFound = (): VNode =>
  h('main', { class: 'not-found vp-doc' }, [
    h('h1', 'There is no page at this address'),
    h(
      'p',
      'It may have moved, or the address has a typing error. Pages are found by the search at the top, or from here:',
    ),
    h('ul', [
      h('li', h('a', { href: withBase('/') }, 'the home page')),
      h('li', h('a', { href: withBase('/start.html') }, 'all guides')),
      h('li', h('a', { href: withBase('/guide/start.html') }, 'install and start')),
    ]),
  ]);

/** Puts the figures of the article into the places that a page has for them; returns how to take them out. */
async function mountFigures(): Promise<() => void> {
  if (document.querySelector('[data-figure]') === null) return () => undefined;
  const address = withBase('/article/mount.js');
  const { mount } = (await import(/* @vite-ignore */ address)) as typeof import('../../../article/main.js');
  return mount(document);
}

export default {
  extends: DefaultTheme,
  Layout: {
    setup() {
      const watched: { again?: () => void } = {};
      let unmount: Promise<() => void> = Promise.resolve(() => undefined);
      onMounted(openForPrint);
      onContentUpdated(() => {
        watched.again ??= watchBoxes();
        watched.again();
        unmount = unmount.then((takeOut) => {
          takeOut();
          return mountFigures();
        });
      });
      return () => h(DefaultTheme.Layout, null, { 'not-found': notFound });
    },
  },
} satisfies Theme;
