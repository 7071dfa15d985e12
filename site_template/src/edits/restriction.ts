/** Edits as the engine runs them: rules worked out, windows by block and patch, patches that nobody reads. */
import type { Restriction } from "../maths/interaction/masks.ts";
import { removedCount } from "../maths/interaction/removal.ts";
import { type Contract, type Edits, only } from "./edit.ts";
import type { Material } from "./material.ts";
import { orderOf, ruledWindows, SEEDS } from "./rules.ts";
import { type Windows, withWindows } from "./windows.ts";

export interface Worked extends Restriction {
  readonly remove: readonly number[];
  readonly windows: Windows;
}

/** What edits take away from attention; null while what their rules need has not come. */
export function workedOut(edits: Edits, material: Material, contract: Contract): Worked | null {
  const [[drop], [restrict]] = [only(edits, "drop"), only(edits, "restrict")];
  const order = drop ? orderOf(material, drop.where, SEEDS[0]) : [];
  const ruled = restrict ? ruledWindows(material, restrict.value, SEEDS[0], restrict.block) : [];
  if (!order || !ruled) return null;
  const { grid } = contract;
  const dropped = order.slice(0, removedCount((drop?.value ?? 0) / 100, grid.tokens - grid.prefix));
  const removed = only(edits, "remove").flatMap(({ where }) => where);
  const cut = only(edits, "cut").map(({ where, block }) => ({ ...where, ...(block === null ? {} : { block }) }));
  return {
    remove: [...new Set([...removed, ...dropped])].sort((a, b) => a - b),
    windows: withWindows(ruled, only(edits, "window"), contract),
    ...(cut.length > 0 ? { cut } : {}),
  };
}
