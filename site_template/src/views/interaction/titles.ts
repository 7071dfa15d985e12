/** What the view and its large figure are called, and what the figure says to those who do not see it. */
import { tokenName } from "../../maths/tokens.ts";
import type { Scene } from "./scene.ts";
import { standing } from "./standing.ts";
import { headings, spoken, titles } from "./words/figure.ts";

export const headingOf = ({ figure, patchName }: Scene): string => headings[figure](patchName);

export const titleOf = ({ figure, patchName, block, isEdited }: Scene): string =>
  titles[figure](patchName, block, isEdited(block));

export function spokenOf(scene: Scene): string {
  const { figure, block, patch, patchName, grid, count } = scene;
  const box = scene.window(block);
  const [sizes, flow] = [scene.sizes(block), scene.flow(block)];
  if (!box || !sizes || !flow) return spoken.nothing;
  if (figure === "window")
    return spoken.window(standing(scene, block).length, patchName, box, count, scene.isEdited(block));
  if (figure === "tendency")
    return spoken.tendency(patchName, flow[2 * patch]!, flow[2 * patch + 1]!, scene.reach(block));
  const order = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]!);
  const named = (one: number) => spoken.sized(tokenName(grid, one + grid.prefix), sizes[one]!);
  return spoken.field(patchName, sizes[patch]!, named(order[0]!), named(order.at(-1)!));
}
