/** Which patches a rule drops, and to which windows one restricts: worked out of a run. */
import { centredWindows, randomWindows } from "../maths/interaction/controls.ts";
import { once } from "../maths/interaction/once.ts";
import {
  attentionOrder,
  indiscriminativeOrder,
  randomOrder,
  responsiveOrder,
  similarityOrder,
} from "../maths/interaction/removal.ts";
import { meanArea, windowMask } from "../maths/interaction/windows.ts";
import type { Drop, Restrict } from "./edit.ts";
import type { Material } from "./material.ts";
import type { Windows } from "./windows.ts";

/** Draws of whatever is random: the first is the one that is shown, all of them are held against the rest. */
export const SEEDS = [1, 2, 3, 4, 5] as const;

/** In which order patches go; null while what it needs has not come. */
export function orderOf(material: Material, drop: Drop, seed: number): readonly number[] | null {
  const { data, indicator, k } = material;
  const key = drop === "least" || drop === "most" ? `${indicator} ${k}` : drop === "random" ? seed : "";
  return once(data, `order ${drop} ${key}`, () => ORDERS[drop](material, seed));
}

const ORDERS: Readonly<Record<Drop, (material: Material, seed: number) => readonly number[] | null>> = {
  least: (material) => byFields(material, indiscriminativeOrder),
  most: (material) => byFields(material, responsiveOrder),
  attention({ data }) {
    const patterns = data.patterns();
    return patterns && attentionOrder(patterns, data.heads, data.grid);
  },
  similarity({ data }) {
    const streams = data.streams();
    return streams && similarityOrder(streams, data.width, data.grid);
  },
  random: ({ data: { grid } }, seed) => randomOrder(grid.tokens - grid.prefix, seed),
};

function byFields({ data, indicator, windows }: Material, order: typeof responsiveOrder): readonly number[] | null {
  const [boxes, indicators] = [inAll(data.blocks, windows), inAll(data.blocks, (at) => data.indicator(at, indicator))];
  return (
    boxes &&
    indicators &&
    order(
      boxes.map((one) => windowMask(one, data.grid.columns)),
      indicators,
    )
  );
}

/** The windows of the blocks that are restricted, or of all where none is named; null while they cannot be known. */
export function ruledWindows(material: Material, rule: Restrict, seed: number, block: number | null): Windows | null {
  const { data, indicator, k, windows } = material;
  const { columns } = data.grid;
  const adaptive = inAll(data.blocks, windows);
  if (!adaptive) return null;
  const made = {
    adaptive: () => adaptive,
    fixed: () => adaptive.map((boxes) => centredWindows(meanArea(boxes), boxes.length, columns)),
    random: () => once(data, `random ${indicator} ${k} ${seed}`, () => randomWindows(adaptive, columns, seed))!,
  }[rule]();
  return made.map((boxes, at) => (block === null || block === at ? boxes : null));
}

/** What there is of every block; null while any is missing. */
function inAll<T>(blocks: number, of: (block: number) => T | null): T[] | null {
  const all = Array.from({ length: blocks }, (_, block) => of(block));
  return all.some((one) => one === null) ? null : (all as T[]);
}
