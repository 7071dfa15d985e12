import type { ConceptNode, ConceptStage } from "../../data/concepts.ts";
import type { Sight } from "./zoom.ts";

export interface GraphOptions {
  readonly nodes: readonly ConceptNode[];
  readonly stages: readonly ConceptStage[];
  role(node: ConceptNode): string;
  href(id: string): string;
  choose(id: string): void;
  /** A concept is pointed at or focused; null when none is any more. */
  onPoint(id: string | null): void;
  onSight(sight: Sight): void;
}
export interface Marked {
  readonly chosen: string;
  readonly path: readonly string[];
  readonly found: ReadonlySet<string>;
  readonly all: boolean;
}
