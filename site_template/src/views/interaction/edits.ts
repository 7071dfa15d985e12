/** What a visitor takes away from attention: the part of the state it is in, and windows whose edges are moved. */
import type { Box } from "../../maths/interaction/boxes.ts";
import type { SetWindow } from "../../maths/interaction/text.ts";
import type { State } from "../../state/table.ts";

/** Undoing goes back to older values of these. */
export const EDIT_KEYS = [
  "gone",
  "drop",
  "share",
  "restrict",
  "where",
  "boxes",
] as const satisfies readonly (keyof State)[];
export type EditState = Pick<State, (typeof EDIT_KEYS)[number]>;

export const editStateOf = (state: State): EditState =>
  Object.fromEntries(EDIT_KEYS.map((key) => [key, state[key]])) as unknown as EditState;

/** Nothing is taken away; the share stays for the next time. */
export const UNEDITED: Omit<EditState, "share"> = { gone: "", drop: "none", restrict: "none", where: "", boxes: "" };

export const isEdited = ({ gone, drop, restrict, boxes }: EditState): boolean =>
  gone !== "" || drop !== "none" || restrict !== "none" || boxes !== "";

/** The same with this window in place of the one of that block and patch; null takes it out. */
export function withBox(set: readonly SetWindow[], block: number, patch: number, box: Box | null): SetWindow[] {
  const others = set.filter((one) => one.block !== block || one.patch !== patch);
  return box ? [...others, { block, patch, box }] : others;
}

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
