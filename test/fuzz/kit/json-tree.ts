/**
 * JSON as a tree that can be wrong: objects are lists of entries, so that keys may repeat, and a leaf is any text at all.
 */

/** A node; a leaf is printed as it is. */
export type JsonTree =
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, JsonTree])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonTree[] }
  | { readonly kind: 'leaf'; readonly text: string };

/** A leaf of this text. */
export const leaf = (text: string): JsonTree => ({ kind: 'leaf', text });

/** The tree of a value. */
export function toTree(value: unknown): JsonTree {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(toTree) };
  if (typeof value !== 'object' || value === null) return leaf(JSON.stringify(value));
  return { kind: 'object', entries: Object.entries(value).map(([key, child]) => [key, toTree(child)]) };
}

/** The text of a tree. A leaf may hold a whole nest, so this is no deeper than the document was. */
export function printTree(tree: JsonTree): string {
  switch (tree.kind) {
    case 'leaf':
      return tree.text;
    case 'array':
      return `[${tree.items.map(printTree).join(',')}]`;
    case 'object':
      return `{${tree.entries.map(([key, child]) => `${JSON.stringify(key)}:${printTree(child)}`).join(',')}}`;
  }
}

/** How many nodes there are. */
export function countNodes(tree: JsonTree): number {
  return 1 + childrenOf(tree).reduce((sum, child) => sum + countNodes(child), 0);
}

/** The node with this number, counted from 0 from the root on. */
export function nodeAt(tree: JsonTree, index: number): JsonTree {
  if (index === 0) return tree;
  let rest = index - 1;
  for (const child of childrenOf(tree)) {
    const size = countNodes(child);
    if (rest < size) return nodeAt(child, rest);
    rest -= size;
  }
  return tree;
}

/** What a node becomes: nothing, itself twice, or others. */
export type Edit = (node: JsonTree) => readonly JsonTree[];

/** The tree with one node edited. */
export function editNode(tree: JsonTree, index: number, edit: Edit): JsonTree {
  if (index === 0) return edit(tree)[0] ?? leaf('');
  let rest = index - 1;
  const editChild = (child: JsonTree): readonly JsonTree[] => {
    const size = countNodes(child);
    const at = rest;
    rest -= size;
    if (at < 0 || at >= size) return [child];
    return at === 0 ? edit(child) : [editNode(child, at, edit)];
  };
  if (tree.kind === 'array') return { kind: 'array', items: tree.items.flatMap(editChild) };
  if (tree.kind === 'leaf') return tree;
  const entries = tree.entries.flatMap(([key, child]) =>
    editChild(child).map((edited): [string, JsonTree] => [key, edited]),
  );
  return { kind: 'object', entries };
}

function childrenOf(tree: JsonTree): readonly JsonTree[] {
  if (tree.kind === 'array') return tree.items;
  return tree.kind === 'object' ? tree.entries.map(([, child]) => child) : [];
}
