/** The number at the right of a lane, with how it comes about; its elements are kept, as it may change on every frame. */
import { html, setText } from "../../../marks/element.ts";
import type { Lane } from "./lanes.ts";

const kept = new WeakMap<Lane, readonly [how: HTMLElement, value: HTMLElement]>();

export function tell(lane: Lane, how: string, value: string): void {
  const parts = kept.get(lane) ?? ([html("span", { class: "tail-how" }), html("strong", {})] as const);
  if (!kept.has(lane)) lane.tells(...parts);
  kept.set(lane, parts);
  setText(parts[0], how);
  setText(parts[1], value);
}
