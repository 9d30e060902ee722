/** Texts that try to leave their place: in XML, in Markdown, on a terminal. */
import fc from 'fast-check';

const fragments = [
  ']]>¦</failure>¦<![CDATA[¦<!--¦-->¦&amp;¦&#0;¦"¦\'¦`¦``¦```¦~~~¦|¦\n¦\r\n¦\r¦\n\n¦\t¦    ¦ ¦\\',
  '\u001b[31m¦\u001b]0;title\u0007¦\u009b2J¦\b\b¦\u2028¦\u202e¦\u200b¦\ud800¦\udc00¦\u0000¦\ufffe',
  '\u00a0¦\ufeff¦@everyone¦#1¦:tada:¦![x](http://e.example/x.png)¦[a](javascript:alert(1))',
  '[a]: http://e.example\n¦<img src=x onerror=alert(1)>¦<details>¦</code>¦<http://e.example>',
  'https://e.example/x¦www.example.com¦someone@example.com¦\n- ¦\n1. ¦\n# ¦\n---\n¦\n===\n¦\n> ¦*¦**',
  '__¦~~¦$x$¦\nPASS: 1 of 1 tested case passed¦word¦δ≤½¦🙂',
].flatMap((line) => line.split('¦'));

/** Fragments and any UTF-16 code units, halves of pairs among them. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...fragments) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
