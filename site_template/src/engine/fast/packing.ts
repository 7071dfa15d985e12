/** Which weights of a graph nothing but matrix products read, as right sides in rows: those can lie packed. */

import type { GraphNode } from "./fusion.ts";

/** @param nodes of a GraphModel's topology. */
export function rightSidesOnly(nodes: readonly GraphNode[]): string[] {
  const [sides, others] = [new Set<string>(), new Set<string>()];
  for (const node of nodes) {
    (node.input ?? []).forEach((input, place) => {
      const name = input.replace(/^\^/, "").replace(/:\d+$/, "");
      (place === 1 && isProduct(node) ? sides : others).add(name);
    });
  }
  return nodes.filter(({ name, op }) => op === "Const" && sides.has(name) && !others.has(name)).map(({ name }) => name);
}

const TURNS = ["adj_x", "adj_y", "transpose_a", "transpose_b"];

const isProduct = ({ op, attr }: GraphNode): boolean =>
  ["MatMul", "_FusedMatMul", "BatchMatMul", "BatchMatMulV2"].includes(op) &&
  !TURNS.some((turn) => (attr?.[turn] as { readonly b?: boolean } | undefined)?.b);
