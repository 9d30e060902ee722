/** Equations in TeX, with the indices of rounds and steps that follow from the versions: m^t, x^{t-1}, y^{t,k-1}. */
import { originalOf, repeatsOf, type Method, type Use, type Version } from './method.js';
import { operatorOf } from './operators.js';
import type { Binding, Expression, Line, Repeat } from './page.js';
import { levelOf, needsOf, render, type Style } from './text.js';
import { greek } from './tokens.js';

/** η is `\eta`, and Γ is `\Gamma`. */
const commands = new Map(
  Object.entries(greek).flatMap(([word, letter]) => [
    [letter.toUpperCase(), `\\${word.charAt(0).toUpperCase()}${word.slice(1)}`],
    [letter, `\\${word}`],
  ]),
);
const accents: Readonly<Record<string, string>> = {
  ...{ '\u0302': '\\hat', '\u0303': '\\tilde', '\u0304': '\\bar' },
  ...{ '\u0307': '\\dot', '\u0308': '\\ddot', '\u030c': '\\check' },
};

/** The index of the last pass; a loop over members has none. */
const lastPass = ({ members, count }: Repeat<Use>): readonly string[] =>
  members === undefined ? [texOf(count, ({ name }) => texName(name).base)] : [];

/** A name without its indices: `\beta_{2}`, `\hat m`, `c^{+}`; `member` of a family is its last one. */
function texName(name: string, member = ''): { readonly base: string; readonly mark: string } {
  const [, letters = '', rest = '', primes = ''] =
    /^(\p{L}+\p{M}*)([^⁺⁻′]*)([⁺⁻′]*)$/u.exec(name.replace('[]', '').normalize('NFD')) ?? [];
  const [, word = '', accent = ''] = /^(\p{L}+)(\p{M}*)$/u.exec(letters) ?? [];
  const plain = commands.get(word) ?? (word.length > 1 ? `\\mathrm{${word}}` : word);
  const below = rest.replaceAll('_', '').replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080));
  const own = Array.from(below, (c) => commands.get(c) ?? c).join('');
  const under = own + member;
  const accented = accent === '' ? plain : `${accents[accent] ?? ''}{${plain}}`;
  const base =
    accented + (under === '' ? '' : `_{${under}}`) + primes.replace(/[⁺⁻]/g, '').replaceAll('′', "'");
  return { base, mark: primes.replaceAll('′', '').replaceAll('⁺', '+').replaceAll('⁻', '-') };
}

/** What stands above a version: the round, and the pass of each repeat around it. A state that keeps x has x^{t−2}. */
function texOfVersion(version: Version, { versions }: Method, member?: string): string {
  const { origin, type, blocks } = version;
  const kept = origin.kind === 'state' ? originalOf(origin.last) : version;
  const { base, mark } = texName(kept.origin.kind === 'state' ? kept.name : version.name, member);
  const counters = repeatsOf(blocks).map(({ counter }) => texName(counter.name).base);
  const isFirst = versions.some(({ origin }) => origin.kind === 'pass' && origin.first === version);
  const indices = (): readonly string[] => {
    if (type === 'count' || origin.kind === 'parameter' || origin.kind === 'counter') return [];
    if (origin.kind === 'state') return [kept.origin.kind === 'state' ? 't-2' : 't-1'];
    if (origin.kind === 'pass') return ['t', ...counters.slice(0, -1), `${counters.at(-1) ?? 'k'}-1`];
    if (origin.kind === 'after') return ['t', ...counters, ...lastPass(origin.repeat)];
    return isFirst ? ['t', ...counters, '0'] : ['t', ...counters];
  };
  const above = [mark, indices().join(',')].filter((part) => part !== '').join(',');
  return above === '' ? base : above.length === 1 ? `${base}^${above}` : `${base}^{${above}}`;
}

function texOf(e: Expression<Use>, nameOf: (use: Use) => string): string {
  const style: Style = {
    leaf: (e) => {
      if (e.kind === 'number') return e.text;
      if (e.kind === 'name') return nameOf(e as Use);
      const sample = e.sample === undefined ? '' : `, ${nameOf(e.sample as Use)}`;
      return `\\nabla ${e.function}(${render(e.point, style)}${sample})`;
    },
    level: (e) => (hasBrackets(e) ? 5 : levelOf(e)),
    needs: (e, index) =>
      e.over ? 2 : hasBrackets(e) || (e.operator === '^' && index === 1) ? 0 : needsOf(e, index),
    apply: ({ operator, over }, operands) =>
      `${operatorOf(operator).tex}${over === undefined ? '' : `_{${membersOf(over as Binding<Use>)}} #1`}`.replace(
        /#([1-4])/g,
        (_, index: string) => operands[Number(index) - 1] ?? '',
      ),
  };
  const membersOf = ({ index, members }: Binding<Use>): string => {
    const [first, last] = members.range ?? [];
    const all =
      first && last
        ? `\\{${render(first, style)}, \\dots, ${render(last, style)}\\}`
        : nameOf(members.set as Use);
    return `${nameOf(index)} \\in ${all}`;
  };
  return render(e, style);
}

/** What TeX draws around its operands. */
const hasBrackets = (e: Expression): boolean =>
  e.kind === 'apply' && (e.operator === '/' || e.operator === '√');

/**
 * A line as an equation between the values of a run.
 *
 * For example:
 *
 * ```ts
 * const method = resolvePage(parsePage('method sgd\ngiven η > 0\nstate x\nsample ξ\nx ← x − η ∇f(x, ξ)'));
 * texOfLine(method, method.lines[0]); // 'x^t = x^{t-1} - \\eta\\, \\nabla f(x^{t-1}, \\xi^t)'
 * ```
 */
export function texOfLine(method: Method, { target, value }: Line<Use>): string {
  const nameOf = ({ version, index }: Use): string =>
    texOfVersion(version, method, index && texName(index.name).base);
  return `${texOf(target, nameOf)} = ${texOf(value, nameOf)}`;
}
