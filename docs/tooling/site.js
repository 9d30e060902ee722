// Wide formulas and tables scroll; those that do can be reached by the keyboard.
function markScrollers() {
  for (const box of document.querySelectorAll('.katex-display, .wide, pre')) {
    if (box.scrollWidth > box.clientWidth) box.setAttribute('tabindex', '0');
    else box.removeAttribute('tabindex');
  }
}
window.addEventListener('load', markScrollers);
window.addEventListener('resize', markScrollers);
