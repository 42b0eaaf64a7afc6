/** A category with those that stand under it. */
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

/** The categories of a catalog as a tree, by name on each level; what stands under nothing known stands at the top. */
export function asTree(categories: readonly Category[]): TreeNode[] {
  const nodes = new Map<string, TreeNode>(
    categories.map(({ id, name }) => [id, { id, name: name ?? 'Without a name', children: [] }]),
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

/** The ids of the categories above one, from the top down; undefined where the tree does not have it. */
export function wayTo(id: string, nodes: readonly TreeNode[]): string[] | undefined {
  for (const node of nodes) {
    if (node.id === id) return [];
    const below = wayTo(id, node.children);
    if (below) return [node.id, ...below];
  }
  return undefined;
}

/** The part of a name that its parent's name does not say already. */
export function shortName(name: string, parentName: string | null): string {
  const own = parentName?.replace(/:.*$/, '');
  return own && name.startsWith(`${own}: `) ? name.slice(own.length + 2) : name;
}
