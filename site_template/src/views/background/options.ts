/** What the graph is made from, and what is to stand out in it. */
import type { ConceptNode, ConceptStage } from "../../data/concepts.ts";
import type { Sight } from "./zoom.ts";

export interface GraphOptions {
  readonly nodes: readonly ConceptNode[];
  readonly stages: readonly ConceptStage[];
  role(node: ConceptNode): string;
  href(id: string): string;
  /** A concept is pointed at or focused; null when none is any more. */
  onPoint(id: string | null): void;
  onSight(sight: Sight): void;
}

/** What stands out. */
export interface Marked {
  readonly chosen: string;
  readonly path: readonly string[];
  readonly found: ReadonlySet<string>;
  readonly all: boolean;
}
