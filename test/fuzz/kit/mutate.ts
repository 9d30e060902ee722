/** Arbitrary documents near valid ones: the tree is edited first, then the text. They shrink to one edit. */
import fc from 'fast-check';
import { countNodes, editNode, leaf, nodeAt, printTree, toTree, type JsonTree } from './json-tree.js';
import { nastyKeys, nastyLeaves, nastyNumbers, nastyPieces } from './nasty.js';

/** An edit of a tree, chosen before it is known how large the tree is. */
interface TreeEdit {
  readonly at: number;
  readonly kind: 'drop' | 'twice' | 'many' | 'leaf' | 'number' | 'wrap' | 'key' | 'move' | 'rename' | 'count';
  readonly other: number;
}

/** An edit of a text. */
interface TextEdit {
  readonly at: number;
  readonly kind: 'insert' | 'delete' | 'cut' | 'repeat' | 'flip' | 'crlf' | 'bom';
  readonly other: number;
}

const place = fc.nat({ max: 0x7fffffff });

const treeEdit: fc.Arbitrary<TreeEdit> = fc.record({
  at: place,
  kind: fc.constantFrom('drop', 'twice', 'many', 'leaf', 'number', 'number', 'wrap', 'key', 'move', 'rename', 'count'),
  other: place,
}); // prettier-ignore

const textEdit: fc.Arbitrary<TextEdit> = fc.record({
  at: place,
  kind: fc.constantFrom('insert', 'delete', 'cut', 'repeat', 'flip', 'crlf', 'bom'),
  other: place,
});

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** A neighbour of a leaf: another sign, one more, one digit less; what is no number becomes a string of one. */
function nearNumber(text: string, other: number): string {
  const bare = text.replace(/^"|"$/g, '');
  const quote = text.startsWith('"') ? '"' : '';
  if (!/^-?\d/.test(bare)) return JSON.stringify(pick(nastyNumbers, other));
  const changes = [
    bare.startsWith('-') ? bare.slice(1) : `-${bare}`,
    bare.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
    bare.replace(/\d(?!.*\d)/, (digit) => String((Number(digit) + 1) % 10)),
    `${bare}0`,
    '0',
    '1',
  ];
  return quote + pick(changes, other) + quote;
}

function editTree(tree: JsonTree, { at, kind, other }: TreeEdit): JsonTree {
  const index = at % countNodes(tree);
  return editNode(tree, index, (node): readonly JsonTree[] => {
    switch (kind) {
      case 'drop':
        return [];
      case 'twice':
        return [node, node];
      case 'many':
        return Array.from({ length: 2 + (other % 40) }, () => node);
      case 'leaf':
        return [leaf(pick(nastyLeaves, other))];
      case 'number':
        return [leaf(node.kind === 'leaf' ? nearNumber(node.text, other) : pick(nastyLeaves, other))];
      case 'count':
        return [leaf(pick(['0', '1', '2', '3', '1000000000', '1000000000000', '-1', '1.5', '4294967296'], other))];
      case 'wrap':
        return [{ kind: 'array', items: [node] }];
      case 'move':
        return [nodeAt(tree, other % countNodes(tree))];
      case 'key':
        if (node.kind !== 'object') return [node];
        return [{ ...node, entries: [...node.entries, [pick(nastyKeys, other), leaf(pick(nastyLeaves, other >> 5))]] }];
      case 'rename':
        if (node.kind !== 'object' || node.entries.length === 0) return [node];
        return [
          {
            ...node,
            entries: node.entries.map(([key, child], i): [string, JsonTree] =>
              i === (other >> 5) % node.entries.length ? [pick(nastyKeys, other), child] : [key, child],
            ),
          },
        ];
    }
  }); // prettier-ignore
}

function editText(text: string, { at, kind, other }: TextEdit): string {
  const index = at % (text.length + 1);
  const end = Math.min(index + 1 + (other % 30), text.length);
  switch (kind) {
    case 'insert':
      return text.slice(0, index) + pick(nastyPieces, other) + text.slice(index);
    case 'delete':
      return text.slice(0, index) + text.slice(end);
    case 'cut':
      return text.slice(0, index);
    case 'repeat':
      return text.slice(0, index) + text.slice(index, end).repeat(2 + (other % 60)) + text.slice(end);
    case 'flip':
      return (
        text.slice(0, index) +
        String.fromCharCode((text.charCodeAt(index) || 0) ^ (1 << (other % 8))) +
        text.slice(index + 1)
      );
    case 'crlf':
      return text.replaceAll('\n', '\r\n');
    case 'bom':
      return `\ufeff${text}`;
  }
}

/** Any value of the list, edited as text up to `most` times. */
export function nearText(texts: fc.Arbitrary<string>, most = 3): fc.Arbitrary<string> {
  return fc
    .tuple(texts, fc.array(textEdit, { maxLength: most }))
    .map(([text, edits]) => edits.reduce(editText, text));
}

/** Any document of the list, its tree edited up to `most` times, as text. */
export function nearJson(documents: readonly unknown[], most = 3): fc.Arbitrary<string> {
  const trees = documents.map(toTree);
  return fc
    .tuple(fc.constantFrom(...trees), fc.array(treeEdit, { maxLength: most }))
    .map(([tree, edits]) => printTree(edits.reduce(editTree, tree)));
}

/** What most subjects are fed: mostly edited trees, edited texts, both, and now and then anything at all. */
export function nearDocument(documents: readonly unknown[]): fc.Arbitrary<string> {
  const texts = fc.constantFrom(...documents.map((document) => JSON.stringify(document, null, 1)));
  return fc.oneof(
    { weight: 8, arbitrary: nearJson(documents) },
    { weight: 3, arbitrary: nearText(texts) },
    { weight: 2, arbitrary: nearText(nearJson(documents, 2), 2) },
    { weight: 1, arbitrary: anyText },
  );
}

/** Text with no form at all. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.constantFrom(...nastyPieces, ...nastyLeaves.filter((text) => text.length < 100)), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.json({ maxDepth: 4 }),
); // prettier-ignore
