/** The learning path to a concept: everything that it needs, each after what it needs itself, and the concept last. */
import type { ConceptNode } from "../../data/concepts.ts";

/**
 * Ids in the order of learning; empty where the concept is not known.
 *
 * What is needed is visited in the order of the nodes.
 */
export function pathTo(nodes: readonly ConceptNode[], id: string): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rank = new Map(nodes.map((node, i) => [node.id, i]));
  const path: string[] = [];
  const seen = new Set<string>();
  const visit = (node: ConceptNode | undefined): void => {
    if (!node || seen.has(node.id)) return;
    seen.add(node.id);
    const needed = [...node.needs].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    for (const one of needed) visit(byId.get(one));
    path.push(node.id);
  };
  visit(byId.get(id));
  return path;
}
