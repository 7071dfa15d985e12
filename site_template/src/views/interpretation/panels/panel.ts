import type { Context } from "../../../page/context.ts";
import type { InterpretationData } from "../data.ts";
import type { Scene } from "../scene.ts";

export interface PanelView {
  readonly element: HTMLElement;
  /** Called on every change of state, data or theme; `scene.data` is always the present one. */
  update(scene: Scene): void;
  destroy(): void;
}
export type Panel = (context: Context, data: InterpretationData) => PanelView;
