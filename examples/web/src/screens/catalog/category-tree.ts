/** A category with its subcategories. */
export interface TreeNode {
  id: string;
  name: string;
  children: TreeNode[];
}

interface Category {
  id: string;
  name: string | null;
  parent: { id: string } | null;
}

/** The categories of a catalog as a tree, sorted by name. Categories with an unknown parent are on the top level. */
export function asTree(categories: readonly Category[]): TreeNode[] {
  const nodes = new Map<string, TreeNode>(
    categories.map(({ id, name }) => [id, { id, name: name ?? 'Unnamed', children: [] }]),
  );
  const top: TreeNode[] = [];
  for (const { id, parent } of categories) {
    const node = nodes.get(id);
    if (node) (nodes.get(parent?.id ?? '')?.children ?? top).push(node);
  }
  for (const siblings of [top, ...[...nodes.values()].map(({ children }) => children)])
    siblings.sort((a, b) => a.name.localeCompare(b.name));
  return top;
}

/** The ids of a category's ancestors, from the top level down; undefined if the tree does not contain the category. */
export function ancestorsOf(id: string, nodes: readonly TreeNode[]): string[] | undefined {
  for (const node of nodes) {
    if (node.id === id) return [];
    const below = ancestorsOf(id, node.children);
    if (below) return [node.id, ...below];
  }
  return undefined;
}

/** A name without the name of its parent, if it starts with that. */
export function shortName(name: string, parentName: string | null): string {
  const prefix = parentName?.replace(/:.*$/, '');
  return prefix && name.startsWith(`${prefix}: `) ? name.slice(prefix.length + 2) : name;
}
