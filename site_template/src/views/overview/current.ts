/** What painting and reading share: the model, what is chosen, what has come, and where it is drawn. */
import type { ModelEntry } from "../../data/manifest.ts";
import { gridOf } from "../../hooks/sizes.ts";
import type { Tone } from "../../marks/colours.ts";
import type { Pixels } from "../../marks/picture.ts";
import { clampToken, type Grid } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { toneOf } from "../../page/theme.ts";
import type { Costs } from "./counts.ts";
import type { Diagram } from "./diagram.ts";
import type { Flow } from "./flow.ts";
import type { Painted } from "./paint.ts";

export interface Current {
  readonly context: Context;
  readonly drawing: Diagram;
  readonly flow: Flow;
  /** By box: where its values lie. */
  readonly painted: Map<string, Painted>;
  /** The picture as the model sees it, once somebody knows. */
  pixels: Pixels | null;
  costs(): Costs;
  model(): ModelEntry;
  grid(): Grid;
  token(): number;
  head(): number;
  tone(): Tone;
}

export function currentOf(
  context: Context,
  drawing: Diagram,
  flow: Flow,
  costs: (model: ModelEntry) => Costs,
): Current {
  const { session, store } = context;
  const grid = () => gridOf(session.model().config);
  return {
    context,
    drawing,
    flow,
    painted: new Map(),
    pixels: null,
    costs: () => costs(session.model()),
    model: () => session.model(),
    grid,
    token: () => clampToken(grid(), store.state.token),
    head: () => Math.min(store.state.head, Math.max(0, session.model().config.n_heads - 1)),
    tone: () => toneOf(store.state.theme),
  };
}
