/** The links of the graph: each from what comes first to what builds on it, of one of four types. */
import type { ConceptNode } from "../../data/concepts.ts";
import { RELATIONS } from "./words.ts";

export const TYPES = ["needs", "part_of", "feeds", "see"] as const;
export type LinkType = (typeof TYPES)[number];

export interface Link {
  readonly type: LinkType;
  readonly from: string;
  readonly to: string;
}

/**
 * All links, each once: "B needs A" runs from A to B, "A is part of B" and "A feeds B" from A to B, "see also" one way.
 * Of two concepts only the first type in the order of `TYPES` is drawn, so that no two lines lie on each other.
 */
export function linksOf(nodes: readonly ConceptNode[]): Link[] {
  const known = new Set(nodes.map((node) => node.id));
  const drawn = new Set<string>();
  return TYPES.flatMap((type) =>
    nodes.flatMap((node) =>
      node[type]
        .filter((other) => known.has(other) && other !== node.id)
        .map((other) => (type === "needs" ? { type, from: other, to: node.id } : { type, from: node.id, to: other }))
        .filter(({ from, to }) => {
          const pair = [from, to].sort().join(" ");
          return !drawn.has(pair) && drawn.add(pair);
        }),
    ),
  );
}

/** The concepts that a link joins to this one. */
export function neighbours(links: readonly Link[], id: string): Set<string> {
  return new Set(links.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : [])));
}

export interface Relation {
  readonly words: string;
  readonly ids: readonly string[];
}

/** What a concept has to do with others, in words, from its own side and theirs; empty relations are left out. */
export function relations(nodes: readonly ConceptNode[], node: ConceptNode): Relation[] {
  const known = new Set(nodes.map(({ id }) => id));
  const naming = (type: LinkType) => nodes.filter((other) => other[type].includes(node.id)).map(({ id }) => id);
  const all: Relation[] = [
    { words: RELATIONS.needs, ids: node.needs },
    { words: RELATIONS.neededFor, ids: naming("needs") },
    { words: RELATIONS.partOf, ids: node.part_of },
    { words: RELATIONS.madeOf, ids: naming("part_of") },
    { words: RELATIONS.feeds, ids: node.feeds },
    { words: RELATIONS.fedBy, ids: naming("feeds") },
    { words: RELATIONS.see, ids: [...new Set([...node.see, ...naming("see")])] },
  ];
  return all
    .map(({ words, ids }) => ({ words, ids: ids.filter((id) => known.has(id)) }))
    .filter(({ ids }) => ids.length > 0);
}
