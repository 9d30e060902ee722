/// <reference types="vite/client" />
/** VitePress's own theme, with formulas, and boxes that scroll within reach of the keyboard. */
import 'katex/dist/katex.min.css';
import { onContentUpdated, withBase, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { h, onMounted } from 'vue';
import './site.css';

/** What scrolls sideways where it is wider than the page. */
const selector = '.katex-display, .vp-doc table, .figure, .vp-doc pre';

/** Boxes that scroll can be focused, and so moved by arrow keys; others are no stop on the way. */
function mark(box: Element): void {
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

/** Puts the figures of the article into the places that a page has for them; returns how to take them out. */
async function mountFigures(): Promise<() => void> {
  if (document.querySelector('[data-figure]') === null) return () => undefined;
  const address = withBase('/article/mount.js');
  const { mount } = (await import(/* @vite-ignore */ address)) as typeof import('../../article/main.js');
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
      return () => h(DefaultTheme.Layout);
    },
  },
} satisfies Theme;
