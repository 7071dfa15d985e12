/** The number at the right of a lane, with how it comes about; its elements stay, as they change on every frame. */
import { html, setText } from "../../../marks/element.ts";
import type { Lane } from "./lanes.ts";

const known = new WeakMap<Lane, readonly [how: HTMLElement, value: HTMLElement]>();

export function writeValue(lane: Lane, how: string, value: string): void {
  const parts = known.get(lane) ?? ([html("span", { class: "value-how" }), html("strong", {})] as const);
  if (!known.has(lane)) lane.setValue(...parts);
  known.set(lane, parts);
  setText(parts[0], how);
  setText(parts[1], value);
}
