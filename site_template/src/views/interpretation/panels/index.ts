/** The panels below the figure, in the order in which they stand. */
import type { Context } from "../../../shell/context.ts";
import type { InterpretationData } from "../data.ts";
import type { Scene } from "../scene.ts";
import { brush } from "./brush.ts";
import { caution } from "./caution.ts";
import { difference } from "./difference.ts";
import { lens } from "./lens.ts";
import { matrix } from "./matrix.ts";
import { scoreboard } from "./scoreboard.ts";
import { unhurried } from "./unhurried.ts";
import { versus } from "./versus.ts";

export interface PanelView {
  readonly element: HTMLElement;
  /** Called on every change of state, data or theme; `scene.data` is always the present one. */
  update(scene: Scene): void;
  destroy(): void;
}

export type Panel = (context: Context, data: InterpretationData) => PanelView;

export const PANELS: readonly Panel[] = [scoreboard, brush, caution, difference, versus, matrix, lens].map(unhurried);
