/** SVG figures inside the page instead of beside it: so they take its colours, light or dark. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Every SVG figure below a folder, by its file name. */
export function readFigures(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.svg'),
  );
  return new Map(files.map((file) => [basename(file), readFileSync(join(folder, file), 'utf8')]));
}

/** The page with its figures in place of their images; the text of an image becomes the name of the figure. */
export function inlineFigures(html: string, figures: ReadonlyMap<string, string>): string {
  return html.replaceAll(
    /<img src="([^"]+\.svg)" alt="([^"]*)"[^>]*>/g,
    (image, source: string, text: string) => {
      const svg = figures.get(basename(source));
      if (svg === undefined) return image;
      const plain = svg.replaceAll(/ (?:aria-label|aria-description|aria-hidden)="[^"]*"/g, '').trim();
      return `<span class="figure">${plain.replace(/<svg\b/, `<svg role="img" aria-label="${text}"`)}</span>`;
    },
  );
}
