/** Makes the scene of a state: what is chosen, the maps that follow from it, and their colours. */

import { hasPatterns } from "../../hooks/blocks.ts";
import { type ColourScale, magnitudeScale, scaleFor } from "../../marks/colours.ts";
import type { Pixels } from "../../marks/picture.ts";
import { referenceName, referencesOf } from "../../maths/reference.ts";
import type { Context } from "../../page/context.ts";
import { toneOf } from "../../page/theme.ts";
import type { State } from "../../state/table.ts";
import type { InterpretationData } from "./data.ts";
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
  const [fuse, rollout] = [fuseOf(state, model), rolloutOf(state)];
  const methods = methodsOf(state, offered(data));
  const method = methods[0]!;
  const block = blockOf(state, data.blocks);
  const maps = new Map<string, Float64Array | null>();
  const scales = new Map<string, ColourScale | null>();

  function made(of: Method, after: number): Float64Array | null {
    if (of === "similarity") return data.similarity(after, references);
    if (of === "attention") return data.attention(after, references, fuse);
    return of === "rollout" ? data.rollout(after, references, rollout) : null;
  }

  function map(of: Method, after: number): Float64Array | null {
    const key = `${of} ${after}`;
    if (!maps.has(key)) maps.set(key, made(of, after));
    return maps.get(key)!;
  }

  function scale(of: Method, after: number): ColourScale | null {
    const key = state.scale === "each" ? `${of} ${after}` : of;
    if (!scales.has(key)) {
      const blocks = state.scale === "each" ? [after] : Array.from({ length: data.blocks }, (_, i) => i);
      const shown = blocks.map((one) => map(of, one)).filter((one) => one !== null);
      scales.set(key, shown.length > 0 ? coloursOf(of, shown, references, grid.prefix, state) : null);
    }
    return scales.get(key)!;
  }

  const named = Number.parseFloat(state.threshold);
  const own = map(method, block);
  return {
    state,
    model,
    picture: context.session.picture(state),
    grid,
    tone: toneOf(state.theme),
    data,
    pixels,
    passing: tried !== null,
    references,
    referenceName: referenceName(references, grid),
    method,
    fuse,
    rollout,
    block,
    methods,
    mask: maskOf(state.mask, model, data.image, grid.side * grid.side),
    masks: masksOf(model, data.image),
    map,
    scale,
    threshold: !own ? NaN : Number.isFinite(named) ? named : ownThreshold(joined([own], references, grid.prefix)),
  };
}

/** All values of some maps as one; of the patches that are references themselves none, which are like nothing else. */
function joined(maps: readonly Float64Array[], references: readonly number[], prefix: number): Float64Array {
  const patches = maps[0]!.length;
  const left = Array.from({ length: patches }, (_, i) => i).filter((i) => !references.includes(i + prefix));
  const kept = left.length > 0 ? left : Array.from({ length: patches }, (_, i) => i);
  return Float64Array.from(maps.flatMap((map) => kept.map((i) => map[i]!)));
}

/** Cosines from the lowest to the highest, in round ends; what is never negative from 0. */
function coloursOf(
  method: Method,
  maps: readonly Float64Array[],
  references: readonly number[],
  prefix: number,
  state: State,
): ColourScale {
  const values = joined(maps, references, prefix);
  if (method !== "similarity") return scaleFor(values, toneOf(state.theme), state.range);
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return magnitudeScale(1, false, -1);
  let [low, high] = [Infinity, -Infinity];
  for (const value of finite) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const step = high - low > 1 ? 0.1 : high - low > 0.2 ? 0.05 : high - low > 0.04 ? 0.01 : 0.001;
  const [from, to] = [
    Math.max(-1, Math.floor(low / step + 1e-9) * step),
    Math.min(1, Math.ceil(high / step - 1e-9) * step),
  ];
  const beyond = maps.some((map) => map.some((value) => value > to + 1e-9 || value < from - 1e-9));
  return magnitudeScale(to > from ? to : from + step, beyond, from);
}
