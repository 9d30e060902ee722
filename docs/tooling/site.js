// Wide formulas and tables scroll; those that do can be reached by the keyboard.
function mark(box) {
  if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight)
    box.setAttribute('tabindex', '0');
  else box.removeAttribute('tabindex');
}
// The page gets its layout after its scripts, and its widths after its fonts: boxes and their contents are watched.
const boxes = [...document.querySelectorAll('.katex-display, .wide, .figure, pre')];
const observer = new ResizeObserver(() => boxes.forEach(mark));
for (const box of boxes) {
  observer.observe(box);
  if (box.firstElementChild !== null) observer.observe(box.firstElementChild);
}
document.fonts.ready.then(() => boxes.forEach(mark));

// The figures of the article are there where a page has places for them.
if (document.querySelector('[data-figure]') !== null)
  import(new URL('../article/mount.js', document.currentScript.src).href).then(({ mount }) =>
    mount(document),
  );
