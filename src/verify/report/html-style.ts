/** The style of HTML reports: light and dark, wide and narrow, on paper too; no font, picture or script from outside. */

/** One sheet for every report. Colours have a contrast of at least 4.5 : 1 on their background. */
export const reportStyle = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --shade: #f6f8fa;
  --good: #116329; --good-paper: #dafbe1; --bad: #a40e26; --bad-paper: #ffebe9; }
@media (prefers-color-scheme: dark) { :root { --paper: #0d1117; --ink: #e6edf3; --soft: #9da7b3; --line: #30363d;
  --shade: #161b22; --good: #56d364; --good-paper: #12261a; --bad: #ff8e86; --bad-paper: #2d1517; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 0.75rem; }
p { margin: 0 0 0.75rem; max-width: 46rem; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem 1rem; overflow-x: auto; }
pre code { overflow-wrap: normal; }
.verdict { border-left: 4px solid; padding: 0.6rem 1rem; border-radius: 4px; max-width: none; font-weight: 600; }
.holds { color: var(--good); background: var(--good-paper); border-color: var(--good); }
.fails { color: var(--bad); background: var(--bad-paper); border-color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1.25rem; margin: 0 0 0.75rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: 0 0 0.75rem; /* a shade where there is more to the side */
  background: linear-gradient(90deg, var(--paper) 40%, transparent) left / 2rem 100% no-repeat local,
    linear-gradient(270deg, var(--paper) 40%, transparent) right / 2rem 100% no-repeat local,
    linear-gradient(90deg, var(--line), transparent) left / 0.8rem 100% no-repeat scroll,
    linear-gradient(270deg, var(--line), transparent) right / 0.8rem 100% no-repeat scroll; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.9rem 0.35rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
th.number, td.number { text-align: right; white-space: nowrap; }
td { white-space: nowrap; } td.prose { white-space: normal; min-width: 14rem; }
td.bad { color: var(--bad); font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem 1.5rem; }
figure { margin: 0; min-width: 0; } figure svg { display: block; width: 100%; height: auto; }
figcaption { color: var(--soft); font-size: 0.9rem; }
.key { list-style: none; padding: 0; margin: 0 0 1rem; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; font-size: 0.9rem; }
.key i { display: inline-block; width: 0.9em; height: 0.9em; margin-right: 0.4em; vertical-align: -0.08em; border-radius: 2px; }
footer { margin-top: 3rem; color: var(--soft); font-size: 0.9rem; }
@media print { body { max-width: none; padding: 0; } .scroll, pre { overflow: visible; } figure, tr { break-inside: avoid; } }
`;
