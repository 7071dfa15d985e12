/** Makes the scene of a state: what is chosen, and the maps that follow from it. */
import { hasPatterns } from "../../hooks/blocks.ts";
import type { Pixels } from "../../marks/picture.ts";
import { referenceName, referencesOf } from "../../maths/reference.ts";
import { patchCount } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { toneOf } from "../../page/theme.ts";
import type { State } from "../../state/table.ts";
import type { InterpretationData } from "./data.ts";
import { createMaps, type MapChoice, othersIn } from "./maps.ts";
import { maskOf, masksOf } from "./mask.ts";
import { blockOf, fuseOf, METHODS, methodsOf, rolloutOf } from "./methods.ts";
import type { Method, Scene } from "./scene.ts";
import { ownThreshold } from "./threshold.ts";

/** Methods that the model allows: without patterns, only cosines. */
export const offered = (data: InterpretationData): readonly Method[] =>
  hasPatterns(data.model) ? METHODS : ["similarity"];

/** @param tried references under the pointer, in place of the chosen ones. */
export function sceneOf(
  context: Context,
  state: State,
  data: InterpretationData,
  pixels: Pixels | null,
  tried: readonly number[] | null,
): Scene {
  const { model, grid } = data;
  const references = tried ?? referencesOf(state, grid);
  const choice: MapChoice = { references, fuse: fuseOf(state, model), rollout: rolloutOf(state) };
  const methods = methodsOf(state, offered(data));
  const method = methods[0]!;
  const block = blockOf(state, data.blocks);
  const { map, scale } = createMaps(data, choice, state);
  return {
    ...choice,
    state,
    model,
    picture: context.session.picture(state),
    grid,
    tone: toneOf(state.theme),
    data,
    pixels,
    passing: tried !== null,
    referenceName: referenceName(references, grid),
    method,
    block,
    methods,
    mask: maskOf(state.mask, model, data.image, patchCount(grid)),
    masks: masksOf(model, data.image),
    map,
    scale,
    threshold: thresholdOf(state, map(method, block), references, grid.prefix),
  };
}

/** The one in the address, or the map's own; NaN where there is no map. */
function thresholdOf(
  { threshold }: State,
  map: Float64Array | null,
  references: readonly number[],
  prefix: number,
): number {
  if (!map) return NaN;
  const named = Number.parseFloat(threshold);
  return Number.isFinite(named) ? named : ownThreshold(othersIn([map], references, prefix));
}
