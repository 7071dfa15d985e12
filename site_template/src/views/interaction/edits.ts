/** What a visitor takes away from attention, as the address writes it. */
import type { Box } from "../../maths/interaction/boxes.ts";
import { parseRefs, formatRefs } from "../../maths/reference.ts";
import type { Grid } from "../../maths/tokens.ts";
import type { State } from "../../state.ts";

/** A window drawn by hand: in this block, this patch reads nothing outside of it. */
export interface BoxEdit {
  readonly block: number;
  readonly patch: number;
  readonly box: Box;
}

/** The part of the state that edits are in; undoing goes back to an older one. */
export const EDIT_KEYS = ["gone", "drop", "share", "restrict", "where", "boxes"] as const satisfies readonly (keyof State)[];
export type EditState = Pick<State, (typeof EDIT_KEYS)[number]>;

export const editStateOf = (state: State): EditState =>
  Object.fromEntries(EDIT_KEYS.map((key) => [key, state[key]])) as unknown as EditState;

export const UNEDITED: EditState = { gone: "", drop: "none", share: 30, restrict: "none", where: "", boxes: "" };

/** Windows of a list such as "2.30.1-4.0-6"; what is no window of this model is left out. */
export function boxEditsOf(text: string, grid: Grid, blocks: number): BoxEdit[] {
  return text.split(",").flatMap((piece) => {
    const found = /^(\d{1,4})\.(\d{1,6})\.(\d{1,4})-(\d{1,4})\.(\d{1,4})-(\d{1,4})$/.exec(piece);
    if (!found) return [];
    const [block, token, top, bottom, left, right] = found.slice(1).map(Number) as [number, number, number, number, number, number];
    const isThere = block < blocks && token >= grid.prefix && token < grid.tokens;
    const isBox = top <= bottom && left <= right && Math.max(bottom, right) < grid.side;
    return isThere && isBox ? [{ block, patch: token - grid.prefix, box: [top, bottom, left, right] as const }] : [];
  });
}

export const boxText = (edits: readonly BoxEdit[], { prefix }: Grid): string =>
  edits.map(({ block, patch, box: [top, bottom, left, right] }) => `${block}.${patch + prefix}.${top}-${bottom}.${left}-${right}`).join(",");

/** The same with this window in place of the one of that block and patch; null takes it out. */
export function withBox(edits: readonly BoxEdit[], block: number, patch: number, box: Box | null): BoxEdit[] {
  const others = edits.filter((one) => one.block !== block || one.patch !== patch);
  return box ? [...others, { block, patch, box }] : others;
}

/** Patches that were removed by hand. */
export const goneOf = (text: string, grid: Grid): number[] =>
  parseRefs(text, grid).filter((token) => token >= grid.prefix).map((token) => token - grid.prefix);

export const goneText = (patches: Iterable<number>, { prefix }: Grid): string => formatRefs([...patches].map((patch) => patch + prefix));

export type Edge = "top" | "bottom" | "left" | "right";

/** The box with one edge moved to a row or column of the grid; it never leaves its patch out. */
export function movedEdge([top, bottom, left, right]: Box, edge: Edge, to: number, patch: number, side: number): Box {
  const [row, column] = [Math.floor(patch / side), patch % side];
  const within = (low: number, high: number) => Math.min(high, Math.max(low, to));
  if (edge === "top") return [within(0, row), bottom, left, right];
  if (edge === "bottom") return [top, within(row, side - 1), left, right];
  if (edge === "left") return [top, bottom, within(0, column), right];
  return [top, bottom, left, within(column, side - 1)];
}
