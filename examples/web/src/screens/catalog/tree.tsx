import { type KeyboardEvent, useRef, useState } from 'react';
import { ancestorsOf, shortName, type TreeNode } from './category-tree.ts';

interface TreeProps {
  nodes: readonly TreeNode[];
  selected: string | undefined;
  onSelect: (id: string) => void;
}

interface Line {
  node: TreeNode;
  level: number;
  parent: TreeNode | null;
}

/** A tree of categories with the keyboard interface of the ARIA tree pattern: one tab stop, arrow keys inside. */
export function Tree({ nodes, selected, onSelect }: TreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(selected ? ancestorsOf(selected, nodes) : []));
  const [current, setCurrent] = useState<string | undefined>(selected);
  const tree = useRef<HTMLDivElement>(null);
  const lines = linesOf(nodes, open);
  const tabStop = lines.some(({ node }) => node.id === current) ? current : lines[0]?.node.id;

  const moveTo = (line: Line | undefined) => {
    if (!line) return;
    setCurrent(line.node.id);
    tree.current?.querySelector<HTMLElement>(`[data-id="${line.node.id}"]`)?.focus();
  };
  const toggle = (id: string, isOpen: boolean) => {
    setOpen((before) => {
      const after = new Set(before);
      if (isOpen) after.add(id);
      else after.delete(id);
      return after;
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const index = lines.findIndex(({ node }) => node.id === (event.target as HTMLElement).dataset.id);
    const line = lines[index];
    if (!line) return;
    const { node, parent } = line;
    const isOpen = open.has(node.id);
    const moves: Record<string, () => void> = {
      ArrowDown: () => moveTo(lines[index + 1]),
      ArrowUp: () => moveTo(lines[index - 1]),
      Home: () => moveTo(lines[0]),
      End: () => moveTo(lines.at(-1)),
      ArrowRight: () => (isOpen || node.children.length === 0 ? moveTo(childAt(lines, index)) : toggle(node.id, true)),
      ArrowLeft: () => (isOpen ? toggle(node.id, false) : moveTo(lines.find((each) => each.node === parent))),
      Enter: () => onSelect(node.id),
      ' ': () => onSelect(node.id),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  return (
    <div ref={tree} className="tree" role="tree" aria-label="Categories" onKeyDown={onKeyDown}>
      {lines.map(({ node, level, parent }) => {
        const isOpen = open.has(node.id);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
          <div
            key={node.id}
            role="treeitem"
            data-id={node.id}
            aria-level={level}
            aria-selected={node.id === selected}
            aria-expanded={node.children.length > 0 ? isOpen : undefined}
            tabIndex={node.id === tabStop ? 0 : -1}
            style={{ paddingInlineStart: `${(level - 1) * 1.1 + 0.5}rem` }}
            onClick={() => {
              setCurrent(node.id);
              if (node.children.length > 0) toggle(node.id, !isOpen || node.id !== selected);
              onSelect(node.id);
            }}
          >
            <span className="twig" aria-hidden="true" />
            {shortName(node.name, parent?.name ?? null)}
          </div>
        );
      })}
    </div>
  );
}

function childAt(lines: readonly Line[], index: number): Line | undefined {
  const below = lines[index + 1];
  return below?.parent === lines[index]?.node ? below : undefined;
}

/** The visible lines of the tree, from top to bottom. */
function linesOf(nodes: readonly TreeNode[], open: ReadonlySet<string>, parent: Line | null = null): Line[] {
  return nodes.flatMap((node) => {
    const line = { node, level: (parent?.level ?? 0) + 1, parent: parent?.node ?? null };
    return [line, ...(open.has(node.id) ? linesOf(node.children, open, line) : [])];
  });
}
