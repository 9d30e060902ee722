/** The look that all pages share, put beside them: `look.css`, and the fonts that it names. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** The alphabets that a family is needed in, and whether it is needed in italics. */
const families = [
  { name: 'Source Serif 4', alphabets: ['latin', 'greek', 'latin-ext'], styles: ['normal', 'italic'] },
  { name: 'Source Sans 3', alphabets: ['latin', 'greek', 'latin-ext'], styles: ['normal'] },
  { name: 'Source Code Pro', alphabets: ['latin', 'greek'], styles: ['normal'] },
] as const;

/** Writes the style sheet and the fonts into `out`. A browser loads an alphabet where a page has a letter of it. */
export function writeLook(root: string, out: string): void {
  mkdirSync(join(out, 'fonts'), { recursive: true });
  const faces = families.flatMap(({ name, alphabets, styles }) => {
    const id = name.toLowerCase().replaceAll(' ', '-');
    return styles.flatMap((style) => {
      const sheet = readFileSync(
        require.resolve(`@fontsource-variable/${id}/wght${style === 'italic' ? '-italic' : ''}.css`),
        'utf8',
      );
      return alphabets.map((alphabet) => {
        const file = `${id}-${alphabet}-wght-${style}.woff2`;
        const face = sheet.split('/*').find((part) => part.includes(`/${file}`));
        if (face === undefined) throw new Error(`the package of ${name} has no ${file}`);
        copyFileSync(require.resolve(`@fontsource-variable/${id}/files/${file}`), join(out, 'fonts', file));
        return face
          .slice(face.indexOf('@'))
          .replace(`${name} Variable`, name)
          .replace('./files/', './fonts/')
          .trim();
      });
    });
  });
  const css = readFileSync(join(root, 'docs/tooling/look/look.css'), 'utf8');
  writeFileSync(
    join(out, 'look.css'),
    css.replace('/* faces */', () => faces.join('\n')),
  );
}
