/** What every box is made from, and the pieces that several kinds of boxes share. */

import type { ModelEntry } from "../../data/manifest.ts";
import { html } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { Costs } from "./counts.ts";
import type { Box, Layout } from "./shapes.ts";

export interface Material {
  readonly context: Context;
  readonly model: ModelEntry;
  readonly costs: Costs;
  readonly open: (block: number | null) => void;
}

export type Maker = (box: Box, layout: Layout, material: Material) => HTMLElement;

export const canvas = (attributes: Record<string, string> = {}): HTMLElement =>
  html("canvas", { class: "ov-canvas", ...attributes });

/** Marks the patch that is pointed at anywhere. */
export const spot = (): HTMLElement => html("span", { class: "ov-spot", hidden: true });

/** Words that the drawing says by its place. */
export const unseen = (text: string, part = ""): HTMLElement =>
  html("span", part ? { class: "off-screen", "data-part": part } : { class: "off-screen" }, text);
