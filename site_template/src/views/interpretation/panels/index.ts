/** The panels below the figure, in the order in which they stand. */
import { brush } from "./brush.ts";
import { caution } from "./caution.ts";
import { difference } from "./difference.ts";
import { lens } from "./lens.ts";
import { matrix } from "./matrix.ts";
import type { Panel } from "./panel.ts";
import { scoreboard } from "./scoreboard.ts";
import { unhurried } from "./unhurried.ts";
import { versus } from "./versus.ts";

export const PANELS: readonly Panel[] = [scoreboard, brush, caution, difference, versus, matrix, lens].map(unhurried);
