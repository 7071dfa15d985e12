/** Which concepts a search leaves. */
import type { ConceptNode, ConceptStage } from "../../data/concepts.ts";

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Ids whose title, summary, stage or hooks hold every word that is searched for; all of them for no word. */
export function found(nodes: readonly ConceptNode[], stages: readonly ConceptStage[], find: string): Set<string> {
  const words = plain(find).split(/\s+/).filter(Boolean);
  const stage = new Map(stages.map(({ id, title }) => [id, title]));
  const text = (node: ConceptNode) =>
    plain([node.title, node.id, node.summary, stage.get(node.stage) ?? "", ...node.hooks].join(" "));
  return new Set(nodes.filter((node) => words.every((word) => text(node).includes(word))).map(({ id }) => id));
}

/** Of the concepts that are found the first whose title starts like the search, or else the first. */
export function best(nodes: readonly ConceptNode[], ids: ReadonlySet<string>, find: string): string | undefined {
  const wanted = find.trim().toLowerCase();
  const inOrder = nodes.filter(({ id }) => ids.has(id));
  return (inOrder.find(({ title }) => title.toLowerCase().startsWith(wanted)) ?? inOrder[0])?.id;
}
