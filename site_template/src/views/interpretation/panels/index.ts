/** The panels below the figure, in the order in which they stand. */
import type { Context } from "../../../shell/context.ts";
import type { InterpretationData } from "../data.ts";
import type { Scene } from "../scene.ts";
import { brush } from "./brush.ts";
import { matrix } from "./matrix.ts";
import { unhurried } from "./unhurried.ts";

export interface PanelView {
  readonly element: HTMLElement;
  /** Called on every change of state, data or theme; `scene.data` is always the present one. */
  update(scene: Scene): void;
  destroy(): void;
}

export type Panel = (context: Context, data: InterpretationData) => PanelView;

export const PANELS: readonly Panel[] = [brush, matrix].map(unhurried);
