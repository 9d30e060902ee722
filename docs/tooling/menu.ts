/** The menu of every page, the playground's too: names, and addresses below the root of the site. */
export const menu = [
  { text: 'Why it helps', link: '/article/article' },
  { text: 'Playground', link: '/playground/index.html' },
  { text: 'Guides', link: '/start' },
  { text: 'Learn', link: '/learn' },
  { text: 'Theorems', link: '/theory/theorems' },
  { text: 'API', link: '/api/' },
] as const;
