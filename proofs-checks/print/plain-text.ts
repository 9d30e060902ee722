/** TeX to plain text, for a terminal. */

const commands = 'eta delta Delta ell lambda sigma Sigma nu rho chi tau mu theta gamma varphi zeta omega';
const letters = commands
  .split(' ')
  .map((name, at) => [new RegExp(String.raw`\\${name}`, 'g'), 'ηδΔℓλσΣνρχτμθγφζω'.charAt(at)] as const);

const symbols: readonly (readonly [latex: RegExp, text: string])[] = [
  [/\\tfrac\{([^{}]*)\}\{([^{}]*)\}/g, '$1/$2'],
  [/\\mathcal ([A-Z])/g, '$1'],
  [/\\mathrm\{([^{}]*)\}/g, '$1'],
  [/\\overline\{([A-Z]+)\}/g, 'avg($1)'],
  [/\\bar a/g, 'ā'],
  [/\\bar d/g, 'd̄'],
  [/\\bar\\gamma/g, 'γ̄'],
  [/\\bar\\varphi/g, 'φ̄'],
  [/\\nabla ?/g, '∇'],
  ...letters,
  [/\\[lr]Vert/g, '‖'],
  [/\\langle ?/g, '⟨'],
  [/ ?\\rangle/g, '⟩'],
  [/ ?\\cdot ?/g, '·'],
  [/\\ge/g, '≥'],
  [/\\,/g, ' '],
  [/‖ /g, '‖'],
  [/ ‖/g, '‖'],
  [/([+\-=≥(]) ?‖/g, '$1 ‖'],
  [/ {2,}(?=\S)/g, ' '],
  [/\^2/g, '²'],
  [/\^3/g, '³'],
  [/\^\{([^{}]*)\}/g, '^($1)'],
  [/_\{([^{}]*)\}/g, '_($1)'],
];

/** The formula with Unicode letters in the place of TeX commands. */
export function toPlainText(latex: string): string {
  return symbols.reduce((text, [pattern, replacement]) => text.replaceAll(pattern, replacement), latex);
}
